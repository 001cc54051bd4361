"""A party of a published list, whatever layout it came in, and what a list file holds once read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ground.rows import CellRefused, FileRefused, Parse, Problem, shown

LONGEST = 500


@dataclass
class Party:
    """One party: the list's own number, its name and aliases, and what tells namesakes apart."""

    source_id: str
    kind: str
    name: str
    row: int
    aliases: list[str] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    birth_place: str = ""
    countries: list[str] = field(default_factory=list)
    remarks: str = ""

    @property
    def names(self) -> list[str]:
        """Its names without repetition, the main one first."""
        return list(dict.fromkeys([self.name, *self.aliases]))


@dataclass
class ListFile:
    """What a list's file, with the files beside it, says: parties by their number, and every problem."""

    file: str
    layout: str
    paths: Sequence[Path]
    parties: dict[str, Party] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    merged: int = 0
    refused: set[int] = field(default_factory=set)

    def refuse(self, row: int, column: str, value: str, reason: str, *, beside: str = "") -> None:
        """Note a problem; one in a file beside the main one names that file and belongs to no row of the main one."""
        where = f"{beside}, row {row}: " if beside else ""
        self.problems.append(Problem(None if beside else row, column, shown(value, 200), f"{where}{reason}"))
        if not beside:
            self.refused.add(row)

    def take(self, party: Party) -> None:
        """Keep a party; a number that is there twice is a problem."""
        first = self.parties.get(party.source_id)
        if first is not None:
            self.refuse(party.row, "source_id", party.source_id, f"The number is in row {first.row} already.")
        else:
            self.parties[party.source_id] = party

    def text(self, cell: object, parse: Parse, *, row: int, column: str, beside: str = "") -> str:
        """A cell as text; one that cannot be read as it is stored is a problem, and empty."""
        try:
            return str(parse(cell))  # type: ignore[arg-type]
        except CellRefused as refused:
            self.refuse(row, column, str(cell), str(refused), beside=beside)
            return ""


def beside(path: Path, stem: str) -> Path:
    """The file of that name beside the main one, packed or not. A list without it would lose names silently."""
    found = beside_if_there(path, stem)
    if found is None:
        reason = f"{stem}.csv belongs beside this file and is not there; without it names would be lost."
        raise FileRefused.because(reason, file=path.name)
    return found


def beside_if_there(path: Path, stem: str) -> Path | None:
    """The file of that name beside the main one, packed or not, or None."""
    places = (path.parent / name for name in (f"{stem}.csv", f"{stem}.csv.gz"))
    return next((place for place in places if place.is_file()), None)


MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}  # noqa: SIM905
_DAY = re.compile(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]{2}) )?(\d{4})")


def birth_dates(text: str) -> list[str]:
    """The dates in `13 Dec 1959`, `Oct 1956`, `circa 1957` or `1955 to 1957`: as precise as written, each year of a
    short span."""
    found = []
    for day, month, year in _DAY.findall(text):
        number = MONTHS.get(month, 0)
        found.append(
            f"{year}-{number:02}-{int(day):02}" if number and day else f"{year}-{number:02}" if number else year
        )
    if len(found) == 2 and (" to " in text or "-" in text) and 0 < int(found[1][:4]) - int(found[0][:4]) <= 12:
        return [str(year) for year in range(int(found[0][:4]), int(found[1][:4]) + 1)]
    return found


def joined(parts: Iterable[str], longest: int) -> str:
    """Parts joined by semicolons, as many whole ones as fit."""
    kept = ""
    for part in dict.fromkeys(p for p in parts if p):
        longer = f"{kept}; {part}" if kept else part
        if len(longer) > longest:
            break
        kept = longer
    return kept
