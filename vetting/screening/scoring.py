"""How alike a roster row and a party on a list are, from 0 to 1, with the reasons a reviewer reads.

Names weigh most: each word is paired with its likest word of the other side. A birth date or country that agrees
raises, one that contradicts lowers and never hides; what is missing counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, JaroWinkler

from .folding import COMMON, consonants, fold, fold_unit

STRONG, LIKELY, POSSIBLE, WEAK = "STRONG", "LIKELY", "POSSIBLE", "WEAK"
BANDS = ((0.85, STRONG), (0.7, LIKELY), (0.55, POSSIBLE), (0.0, WEAK))
ALIKE = 0.86  # two words more alike than this are taken for spellings of one
SAME_CONSONANTS = 0.8
INITIAL = 0.6
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True)
class Query:
    """What is known about one row: its names, birth date and country in every spelling on file."""

    key: int
    names: tuple[str, ...]
    is_person: bool = True
    birth_date: str = ""
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """One name of a party on a list."""

    entry_id: int | None
    source: str
    source_id: str
    name: str
    matched_name: str
    birth_date: str = ""
    country: str = ""


@dataclass(frozen=True)
class Match:
    """A candidate with its score, band and reasons."""

    candidate: Candidate
    score: float
    band: str
    reasons: tuple[str, ...]


def compare(query: Query, candidate: Candidate) -> Match:
    """The best of the query's names against this name, then birth date and country."""
    scored = [_names(name, candidate.matched_name, person=query.is_person) for name in query.names]
    score, reasons = max(scored, key=lambda found: found[0])
    if query.is_person:
        change, reason = birth_dates(query.birth_date, candidate.birth_date)
        score, reasons = score + change * min(score / 0.6, 1), [*reasons, *reason]
    change, reason = countries(query.countries, candidate.country)
    score = round(min(max(score + change * min(score / 0.6, 1), 0), 1), 3)
    return Match(candidate, score, band(score), (*reasons, *reason))


def band(score: float) -> str:
    """The word for a score."""
    return next(word for least, word in BANDS if score >= least)


def _names(asked: str, listed: str, *, person: bool) -> tuple[float, list[str]]:
    folded = fold if person else fold_unit
    ours, theirs = folded(asked).split(), folded(listed).split()
    if not ours or not theirs:
        return 0.0, []
    pairs = _paired(ours, theirs)
    weight = _person_weight if person else _unit_weight
    found = sum(value * (weight(ours[a]) + weight(theirs[b])) for a, b, value in pairs)
    score = found / sum(map(weight, (*ours, *theirs)))
    joined = Indel.normalized_similarity("".join(sorted(ours)), "".join(sorted(theirs)))
    score = max(score, joined * 0.95 if joined > 0.85 else 0)
    reasons = _in_words(ours, theirs, pairs)
    if person and len(pairs) < 2 and score > 0.6 and min(len(ours), len(theirs)) < 2 <= max(len(ours), len(theirs)):
        score, reasons = 0.6, [*reasons, "One side gives a single name only."]
    if not person and (clash := _numbers_clash(ours, theirs)):
        score, reasons = score * 0.5, [*reasons, clash]
    return score, reasons


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, float]]:
    """Each word with its likest word of the other side, the likest pairs first."""
    rated = sorted(
        ((_word(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)),
        key=lambda r: (-r[0], r[1], r[2]),
    )
    left, right, pairs = set(range(len(ours))), set(range(len(theirs))), []
    for value, i, j in rated:
        if value <= 0:
            break
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append((i, j, value))
    return pairs


def _word(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if a.isdigit() or b.isdigit():
        return 0.0
    if 1 in (len(a), len(b)):
        return INITIAL if a[0] == b[0] else 0.0
    alike = JaroWinkler.normalized_similarity(a, b)
    if alike < ALIKE and len(consonants(a)) > 2 and consonants(a) == consonants(b):
        return SAME_CONSONANTS
    return alike * 0.95 if alike >= ALIKE else 0.0


def _person_weight(word: str) -> float:
    return 0.4 if len(word) == 1 else 1.0


def _unit_weight(word: str) -> float:
    return 0.35 if word in COMMON else 1.0


def _numbers_clash(ours: Iterable[str], theirs: Iterable[str]) -> str:
    here, there = ({w for w in words if w.isdigit()} for words in (ours, theirs))
    if here and there and not here & there:
        return f"Numbers differ: {', '.join(sorted(here))} here, {', '.join(sorted(there))} on the list."
    return ""


def _in_words(ours: Sequence[str], theirs: Sequence[str], pairs: Sequence[tuple[int, int, float]]) -> list[str]:
    said = []
    same = [ours[i] for i, _, value in sorted(pairs) if value == 1.0]
    if same:
        said.append(f"Agrees: {_quoted(same)}.")
    for i, j, value in sorted(pairs):
        if value < 1.0:
            how = "may be the initial of" if 1 in (len(ours[i]), len(theirs[j])) else "is spelled"
            said.append(f"“{ours[i]}” {how} “{theirs[j]}” on the list.")
    if lone := [w for i, w in enumerate(ours) if i not in {i for i, _, _ in pairs}]:
        said.append(f"Only here: {_quoted(lone)}.")
    if lone := [w for j, w in enumerate(theirs) if j not in {j for _, j, _ in pairs}]:
        said.append(f"Only on the list: {_quoted(lone)}.")
    return said


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def birth_dates(here: str, there: str) -> tuple[float, list[str]]:
    """How birth dates change the score: any date the list gives may agree; missing counts for nothing."""
    listed = _DATE.findall(there)
    if not here or not listed:
        return 0.0, [] if here else ["No date of birth here."] if listed else []
    change, words = max((_birth_date(here, other) for other in listed), key=lambda found: found[0])
    return change, [f"{words}: {here} here, {there} on the list." if change < 0.12 else f"{words}: {here}."]


def _birth_date(here: str, there: str) -> tuple[float, str]:
    if here == there and len(here) == 10:
        return 0.15, "Date of birth agrees"
    years = abs(int(here[:4]) - int(there[:4]))
    if len(here) == len(there) == 10 and years == 0 and here[5:7] == there[8:] and here[8:] == there[5:7]:
        return 0.1, "Day and month of birth are swapped"
    shorter = min(len(here), len(there))
    if years == 0 and here[:shorter] == there[:shorter]:
        return 0.07, "Birth year agrees"
    if years == 0:
        return 0.03, "Birth year agrees, the day differs"
    if years <= 1:
        return 0.0, "Birth years are one apart"
    return (-0.15 if years <= 5 else -0.25), "Date of birth differs"


def countries(here: frozenset[str], there: str) -> tuple[float, list[str]]:
    """How countries change the score: one of the listed countries may agree; missing counts for nothing."""
    listed = [part for part in (p.strip() for p in there.split(";")) if part]
    if not here or not listed:
        return 0.0, []
    if agreeing := [part for part in listed if fold(part) in here]:
        return 0.05, [f"Country agrees: {agreeing[0]}."]
    return -0.05, [f"Country differs: {', '.join(listed)} on the list."]
