"""A case from draft to closed. One call a step; the roster follows its case in the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F

from ground.acting import acting, need
from ground.dates import fiscal_year, now, today
from ground.numbers import next_number
from ground.refusals import Refused
from ground.steps import take_step
from partners.models import OperatingUnit, Person, Unit

from ..lifecycle import CASE_STEPS
from ..models import VettingCase, VettingSubject
from . import hits, roster
from .moves import follow, lock_subjects, move

EDITS = frozenset({"event", "need", "event_start", "event_end", "funding", "post"})


def open_case(
    *,
    event: str,
    start: dt.date,
    end: dt.date,
    laws: Sequence[str],
    funding: str,
    operating_unit: OperatingUnit,
    manager: Any,
    recipients: Iterable[tuple[int, int | None]],
    by: Any,
    need: str = "",
    program_number: str = "",
    program_kind: str = "",
) -> VettingCase:
    """A case in draft, numbered, with (unit id, person id or None) recipients on its roster."""
    with acting(by, step="open_case"):
        case = VettingCase(
            number="",
            event=event.strip(),
            need=need.strip(),
            event_start=start,
            event_end=end,
            laws=list(dict.fromkeys(laws)),
            funding=funding.strip(),
            operating_unit=operating_unit,
            program_number=program_number,
            program_kind=program_kind,
            requester=by,
            manager=manager,
        )
        _may_draft(case, by)
        case.number = next_number("LV", fiscal_year(today()), operating_unit.code, width=5)
        case.save()
        roster.enroll(case=case, entries=[roster.Entry(unit, person) for unit, person in recipients], by=by)
        return case


def _may_draft(case: VettingCase, by: Any) -> None:
    need(by, "vetting.draft_case", case)
    if not case.manager.scope.permits("vetting.endorse_case", case.place):
        raise Refused("manager_may_endorse", f"{case.manager} does not approve requests here.", field="manager")


def edit_case(*, case: VettingCase, version: int, by: Any, **changes: Any) -> VettingCase:
    """Change event, need, dates, funding or post of a draft or returned case, as the version that was read."""
    unknown = set(changes) - EDITS
    if unknown:
        raise TypeError(f"edit_case does not change {', '.join(sorted(unknown))}")
    with acting(by, step="edit_case"):
        row = roster.draft(case, by=by, version=version)
        for field, value in changes.items():
            setattr(row, field, value.strip() if isinstance(value, str) else value)
        row.save()
        return row


def add_person(
    *, case: VettingCase, person: Person, unit: Unit, by: Any, position: str = "", version: int | None = None
) -> VettingSubject:
    """A person in a unit onto the roster of a draft; the unit comes along (22 U.S.C. 2378d(d)(5))."""
    return add_recipients(case=case, entries=[roster.Entry(unit.pk, person.pk, position)], by=by, version=version)[0]


def add_unit(
    *, case: VettingCase, unit: Unit, by: Any, commander: Person | None = None, version: int | None = None
) -> VettingSubject:
    """A unit onto the roster of a draft, with its commander: the one given, else the one a posting names today."""
    entry = roster.Entry(unit.pk, commander_id=commander.pk if commander else None)
    add_recipients(case=case, entries=[entry], by=by, version=version)
    return case.subjects.exclude(state="REMOVED").get(unit=unit, person=None)


def add_recipients(
    *, case: VettingCase, entries: Sequence[roster.Entry], by: Any, version: int | None = None
) -> list[VettingSubject]:
    """Many at once onto the roster of a draft; those already on it are skipped. Returns the subjects added."""
    with acting(by, step="enroll"):
        row = roster.draft(case, by=by, version=version)
        added = roster.enroll(case=row, entries=entries, by=by)
        if len(entries) == 1 and entries[0].person_id and not (added and added[0].person_id):
            raise Refused("subject_person_once_per_case", "This person is on the roster already.")
        return added


def remove_subject(*, subject: VettingSubject, reason: str, by: Any) -> VettingSubject:
    """Take a person or a unit off the roster, with a reason."""
    return roster.remove(subject=subject, reason=reason, by=by)


def submit(*, case: VettingCase, by: Any, version: int | None = None) -> VettingCase:
    """The requester sends the request to the program manager."""
    with acting(by, step="submit"):
        row = take_step(CASE_STEPS, case, "submit", by=by, version=version, submitted_at=now())
        follow(row.pk, "queue", by=by)
        return row


def withdraw(*, case: VettingCase, reason: str, by: Any, version: int | None = None) -> VettingCase:
    """The requester takes the request back. Its undecided subjects are canceled, never approved."""
    with acting(by, step="withdraw", note=reason):
        row = take_step(CASE_STEPS, case, "withdraw", by=by, version=version, note=reason, closed_at=now())
        follow(row.pk, "cancel", by=by, note=reason)
        return row


def endorse(*, case: VettingCase, by: Any, version: int | None = None) -> VettingCase:
    """The program manager approves the request: need, law, funding, dates, recipients. It may leave the program now."""
    with acting(by, step="endorse"):
        return take_step(CASE_STEPS, case, "endorse", by=by, version=version, endorsed_by=by, endorsed_at=now())


def return_request(*, case: VettingCase, reason: str, by: Any, version: int | None = None) -> VettingCase:
    """The program manager returns the request to its requester with a reason."""
    return _return(case, "return", reason, by, version)


def send_back(*, case: VettingCase, reason: str, by: Any, version: int | None = None) -> VettingCase:
    """The vetting unit returns an approved request with a reason. The manager approves it anew afterwards."""
    return _return(case, "send_back", reason, by, version)


def _return(case: VettingCase, step: str, reason: str, by: Any, version: int | None) -> VettingCase:
    with acting(by, step=step, note=reason):
        row = take_step(
            CASE_STEPS,
            case,
            step,
            by=by,
            version=version,
            note=reason,
            return_reason=reason,
            returns=F("returns") + 1,
            endorsed_by=None,
            endorsed_at=None,
            accepted_by=None,
            accepted_at=None,
        )
        follow(row.pk, "unqueue", by=by, screened_at=None)
        row.refresh_from_db()
        return row


def accept_and_screen(*, case: VettingCase, by: Any, version: int | None = None) -> VettingCase:
    """The vetting unit accepts an approved request and screens its roster against the lists, in one transaction."""
    with acting(by, step="accept"):
        row = take_step(CASE_STEPS, case, "accept", by=by, version=version, accepted_by=by, accepted_at=now())
        row = take_step(CASE_STEPS, row, "start_checks", by=by)
        follow(row.pk, "check", by=by)
        hits.screen_case(case=row, by=by)
        row.refresh_from_db()
        return row


def hold_subject(*, subject: VettingSubject, reason: str, by: Any) -> VettingSubject:
    """Keep one row at post while a question is open."""
    return _at_post(subject, "hold", reason, by)


def release_subject(*, subject: VettingSubject, reason: str, by: Any) -> VettingSubject:
    """The question is answered; the row goes on with its case."""
    return _at_post(subject, "release", reason, by)


def _at_post(subject: VettingSubject, step: str, reason: str, by: Any) -> VettingSubject:
    with acting(by, step=step, note=reason):
        rows = lock_subjects([subject])
        move(rows, step, by=by, note=reason)
        rows[0].refresh_from_db()
        return rows[0]


def send_to_review(*, case: VettingCase, by: Any, version: int | None = None) -> VettingCase:
    """Post checks are complete: the roster goes to both reviews."""
    with acting(by, step="send"):
        row = take_step(CASE_STEPS, case, "complete_checks", by=by, version=version)
        row = take_step(CASE_STEPS, row, "send", by=by, sent_at=now())
        follow(row.pk, "send", by=by)
        return row


def close(*, case: VettingCase, by: Any, version: int | None = None) -> VettingCase:
    """Results are in and whoever asked is told: the case is closed."""
    with acting(by, step="close"):
        return take_step(CASE_STEPS, case, "close", by=by, version=version, closed_at=now())
