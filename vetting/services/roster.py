"""The roster of a draft: people with their units, units with their commanders. Set-based: a roster is added at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import Basis, Problem, Refused, Rule
from ground.steps import lock
from partners.models import Person, Unit
from partners.services.people import commanders

from ..models import VettingCase, VettingSubject
from ..states import EDITABLE, SubjectState
from .moves import lock_recipients, lock_subjects, move

SETTLED = Rule("A settled roster", Basis.GATEHOUSE, "What the manager approved is what is vetted")
ONE_COUNTRY = Rule("The case's country", Basis.GATEHOUSE, "A case concerns units of its own country")
UNIT_WITH_PERSON = Rule("The unit with the person", Basis.STATUTE, "22 U.S.C. 2378d(d)(5)")


@dataclass(frozen=True)
class Entry:
    """One recipient to put on a roster: a person in a unit, or a unit with its commander."""

    unit_id: int
    person_id: int | None = None
    position: str = ""
    commander_id: int | None = None


def draft(case: VettingCase, *, by: Any, version: int | None = None) -> VettingCase:
    """The case, locked, when it is a draft or returned and `by` may edit it."""
    row = lock(case, version=version)
    need(by, "vetting.draft_case", row)
    if row.state not in EDITABLE:
        sentence = f"The case is {row.get_state_display().lower()}; only a draft or a returned case is edited."
        raise Refused("not_a_draft", sentence, (Problem(sentence, SETTLED, "Return it first."),))
    return row


def enroll(*, case: VettingCase, entries: Iterable[Entry], by: Any) -> list[VettingSubject]:
    """Put recipients on the roster of a locked draft; each person's unit comes along, with its commander on record.

    Who is on the roster already is skipped. Returns the subjects added, people in the order given, units after them.
    """
    wanted = list(dict.fromkeys(entries))
    _may_be_named(case, wanted, by)
    lock_recipients(units=[e.unit_id for e in wanted], people=[e.person_id for e in wanted if e.person_id])
    present = list(case.subjects.on_roster())
    people = {s.person_id for s in present if s.person_id}
    units = {s.unit_id: s for s in present if s.person_id is None}
    row = case.subjects.aggregate(last=Max("row"))["last"] or 0
    made: list[VettingSubject] = []
    for entry in wanted:
        if entry.person_id and entry.person_id not in people:
            people.add(entry.person_id)
            made.append(_subject(case, entry))
    _ask_for_units(case, [e for e in wanted if e.person_id is None], units, made)
    for unit_id in dict.fromkeys(e.unit_id for e in wanted if e.person_id):
        if unit_id not in units:
            units[unit_id] = _subject(case, Entry(unit_id), comes_with_person=True)
            made.append(units[unit_id])
    _name_commanders([s for s in made if s.person_id is None])
    for number, subject in enumerate(made, start=row + 1):
        subject.row = number
    with acting(by, step="enroll"):
        return VettingSubject.objects.bulk_create(made)


def remove(*, subject: VettingSubject, reason: str, by: Any) -> VettingSubject:
    """Take one row off the roster. A unit stays while somebody of it is on the roster; the last person takes along the
    unit that came with them."""
    with acting(by, step="remove", note=reason):
        lock(subject.case)
        (row,) = lock_subjects([subject])
        others = row.case.subjects.on_roster().filter(unit=row.unit_id).exclude(pk=row.pk)
        if row.person_id is None and others.exists():
            sentence = f"{row.unit} stays while somebody of it is on the roster."
            raise Refused("vetting_unit_with_person", sentence, (Problem(sentence, UNIT_WITH_PERSON, "Remove them."),))
        move([row], "remove", by=by, note=reason)
        if row.person_id and not others.filter(person__isnull=False).exists():
            alone = lock_subjects(others.filter(comes_with_person=True))
            move(alone, "remove", by=by, note="Nobody of this unit is on the roster any more.")
        row.refresh_from_db()
        return row


def _subject(case: VettingCase, entry: Entry, *, comes_with_person: bool = False) -> VettingSubject:
    return VettingSubject(
        case=case,
        unit_id=entry.unit_id,
        person_id=entry.person_id,
        position=entry.position,
        commander_id=entry.commander_id,
        comes_with_person=comes_with_person,
        state=SubjectState.DRAFT,
    )


def _ask_for_units(
    case: VettingCase, entries: Sequence[Entry], units: dict[int, VettingSubject], made: list[VettingSubject]
) -> None:
    """Units asked for themselves. One that had come with a person is now a recipient and owes a commander."""
    for entry in entries:
        known = units.get(entry.unit_id)
        if known is None:
            units[entry.unit_id] = _subject(case, entry)
            made.append(units[entry.unit_id])
        elif known.pk and (known.comes_with_person or entry.commander_id):
            commander = entry.commander_id or known.commander_id
            VettingSubject.objects.filter(pk=known.pk).update(
                comes_with_person=False, commander=commander, version=F("version") + 1
            )


def _name_commanders(subjects: Sequence[VettingSubject]) -> None:
    """The commander whom a posting on record names, where the request names none."""
    on_record = commanders(units=[s.unit_id for s in subjects], on=today())
    for subject in subjects:
        subject.commander_id = subject.commander_id or on_record.get(subject.unit_id)


def _may_be_named(case: VettingCase, entries: Sequence[Entry], by: Any) -> None:
    """Units of the case's own country, and people whom the requester may see. Hidden reads the same as missing."""
    unit_ids = {e.unit_id for e in entries}
    people_ids = {p for e in entries for p in (e.person_id, e.commander_id) if p}
    units = Unit.objects.filter(pk__in=unit_ids)
    people = Person.objects.filter(pk__in=people_ids)
    if by is not None:
        units, people = units.visible_to(by), people.visible_to(by)
    country = case.operating_unit.country_id
    known = dict(units.values_list("pk", "country"))
    if unit_ids - set(known):
        raise Refused("unit_not_found", "A unit on the roster is not on file.")
    if country and (abroad := {pk for pk, at in known.items() if at != country}):
        names = ", ".join(Unit.objects.filter(pk__in=abroad).values_list("name", flat=True))
        sentence = f"Not a unit of {case.operating_unit}: {names}."
        raise Refused("unit_of_another_country", sentence, (Problem(sentence, ONE_COUNTRY, "Open a case there."),))
    if people_ids - set(people.values_list("pk", flat=True)):
        raise Refused("person_not_found", "A person on the roster is not on file.")
