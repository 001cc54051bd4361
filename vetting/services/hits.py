"""Possible matches: found for a whole roster at once, decided one by one by a named person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F, prefetch_related_objects

from ground.acting import acting, need
from ground.dates import now
from ground.refusals import Problem, Refused
from ground.steps import NOTE_RULE, STEP_RULE, lock
from partners.models import Person

from ..checks import DUTIES
from ..models import CaseState, Hit, HitState, VettingCase, VettingSubject
from ..screening.matching import matches, spellings
from ..screening.scoring import Query
from ..states import DECIDED
from .moves import lock_subjects


def screen_case(*, case: VettingCase, by: Any) -> int:
    """Screen a roster at post against every current list; returns how many new possible matches it found.

    A party that a person has decided on for this subject is not asked about again, also when its list has a newer
    version. May run again, after a list has changed.
    """
    with acting(by, step="screen"):
        row = lock(case)
        need(by, "vetting.screen_case", row)
        if row.state != CaseState.POST_CHECKS:
            raise Refused(
                "state", "A case is screened during post checks.", (Problem("Not in post checks.", STEP_RULE),)
            )
        subjects = lock_subjects(row.subjects.on_roster())
        prefetch_related_objects(subjects, "person__names", "commander__names", "unit__names")
        asked = list(_queries(subjects))
        found = matches([query for _, _, query in asked])
        before = set(
            Hit.objects.filter(subject__in=subjects).values_list(
                "subject", "about_commander", "entry__version__list__name", "entry__source_id"
            )
        )
        made = [
            Hit(
                subject=subject,
                entry_id=match.candidate.entry_id,
                about_commander=about_commander,
                matched_name=match.candidate.matched_name,
                score=Decimal(str(match.score)),
                band=match.band,
                reasons=list(match.reasons),
            )
            for subject, about_commander, query in asked
            for match in found.get(query.key, ())
            if match.candidate.entry_id is not None
            and (subject.pk, about_commander, match.candidate.source, match.candidate.source_id) not in before
        ]
        Hit.objects.bulk_create(made)
        VettingSubject.objects.filter(pk__in=[s.pk for s in subjects]).update(
            screened_at=now(), version=F("version") + 1
        )
        return len(made)


def resolve(*, hit: Hit, same: bool, note: str, by: Any, version: int | None = None) -> Hit:
    """Decide that a possible match is the same party or a different one, and why."""
    with acting(by, step="same" if same else "different", note=note):
        lock_subjects([hit.subject])
        row = lock(hit, version=version)
        need(by, "vetting.resolve_hit", row)
        if row.subject.case.requester_id == by.pk:
            sentence = "You asked for this case, so somebody else decides its matches."
            raise Refused("hit_not_by_requester", sentence, (Problem(sentence, DUTIES),))
        _from(row, HitState.OPEN)
        _noted(note)
        row.state = HitState.SAME if same else HitState.DIFFERENT
        row.resolved_by, row.resolved_at, row.note = by, now(), note.strip()
        row.save()
        return row


def reopen(*, hit: Hit, note: str, by: Any, version: int | None = None) -> Hit:
    """Take a decision back; until somebody decides again, nobody approves the subject."""
    with acting(by, step="reopen", note=note):
        (subject,) = lock_subjects([hit.subject])
        row = lock(hit, version=version)
        need(by, "vetting.resolve_hit", row)
        _from(row, HitState.SAME, HitState.DIFFERENT)
        if subject.state in DECIDED:
            sentence = f"{subject} is {subject.get_state_display().lower()} already."
            raise Refused(
                "decided", sentence, (Problem(sentence, STEP_RULE, "Revoke the approval on new information."),)
            )
        _noted(note)
        row.state, row.resolved_by, row.resolved_at, row.note = HitState.OPEN, None, None, note.strip()
        row.save()
        return row


def _from(hit: Hit, *states: str) -> None:
    if hit.state not in states:
        sentence = f"This match is {hit.get_state_display().lower()} already."
        raise Refused("state", sentence, (Problem(sentence, STEP_RULE, code="state"),))


def _noted(note: str) -> None:
    if not note.strip():
        raise Refused("note", "A reason is needed.", (Problem("A reason is needed.", NOTE_RULE, "Write why.", "note"),))


def _queries(subjects: Sequence[VettingSubject]) -> Iterator[tuple[VettingSubject, bool, Query]]:
    """What to ask about each subject: the person, or the unit and, apart from it, its commander."""
    places = {s.unit.country_id for s in subjects} | {
        p.country_id for s in subjects for p in (s.person, s.commander) if p
    }
    known = spellings(places)
    key = 0
    for subject in subjects:
        for person in filter(None, (subject.person, subject.commander)):
            key += 1
            yield subject, person == subject.commander, _person(key, person, known)
        if subject.person is None:
            key += 1
            names = (subject.unit.name, *(n.name for n in subject.unit.names.all()))
            words = known.get(subject.unit.country_id, frozenset())
            yield subject, False, Query(key, names, is_person=False, countries=words)


def _person(key: int, person: Person, known: dict[int, frozenset[str]]) -> Query:
    names = (str(person), *(n.name for n in person.names.all()))
    return Query(key, names, birth_date=person.birth_date, countries=known.get(person.country_id, frozenset()))
