"""Which service takes which step. Pages and the API take a step by its name from here: one domain call each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ground.refusals import refusals
from ground.steps import lock

from .models import Approval, UnitStanding, VettingCase, VettingSubject
from .services import approvals, cases, standing, subjects

CaseAct = Callable[[VettingCase, Any, int | None, str], Any]

CASE: dict[str, CaseAct] = {
    "submit": lambda case, by, version, note: cases.submit(case=case, by=by, version=version),
    "withdraw": lambda case, by, version, note: cases.withdraw(case=case, by=by, version=version, reason=note),
    "endorse": lambda case, by, version, note: cases.endorse(case=case, by=by, version=version),
    "return": lambda case, by, version, note: cases.return_request(case=case, by=by, version=version, reason=note),
    "send_back": lambda case, by, version, note: cases.send_back(case=case, by=by, version=version, reason=note),
    "accept": lambda case, by, version, note: cases.accept_and_screen(case=case, by=by, version=version),
    "complete_checks": lambda case, by, version, note: cases.send_to_review(case=case, by=by, version=version),
    "close": lambda case, by, version, note: cases.close(case=case, by=by, version=version),
}

SubjectAct = Callable[[list[VettingSubject], Any, str], Any]

# Steps of rows of a roster; those of one row at a time stand in ONE_BY_ONE.
SUBJECT: dict[str, SubjectAct] = {
    "question": lambda rows, by, note: subjects.return_to_process(subjects=rows, by=by, reason=note),
    "answer": lambda rows, by, note: subjects.answer(subjects=rows, by=by, note=note),
    "suspend": lambda rows, by, note: subjects.suspend_subject(subjects=rows, by=by, reason=note),
    "resume": lambda rows, by, note: subjects.resume(subjects=rows, by=by, note=note),
    "reject": lambda rows, by, note: subjects.reject(subjects=rows, by=by, reason=note),
    "review_again": lambda rows, by, note: subjects.review_again(subjects=rows, by=by, note=note),
}
ONE_BY_ONE: dict[str, Callable[[VettingSubject, Any, str], Any]] = {
    "hold": lambda row, by, note: cases.hold_subject(subject=row, by=by, reason=note),
    "release": lambda row, by, note: cases.release_subject(subject=row, by=by, reason=note),
    "remove": lambda row, by, note: cases.remove_subject(subject=row, by=by, reason=note),
}

APPROVAL: dict[str, Callable[[Approval, Any, int | None, str], Any]] = {
    "suspend": lambda row, by, version, note: approvals.suspend(approval=row, by=by, version=version, reason=note),
    "lift": lambda row, by, version, note: approvals.lift(approval=row, by=by, version=version, note=note),
    "revoke": lambda row, by, version, note: approvals.revoke(approval=row, by=by, version=version, reason=note),
}

STANDING: dict[str, Callable[[UnitStanding, Any, int | None, str], Any]] = {
    "find_ineligible": lambda row, by, version, note: standing.confirm_ineligible(
        standing=row, by=by, version=version, note=note
    ),
    "close_review": lambda row, by, version, note: standing.close_review(
        standing=row, by=by, version=version, note=note
    ),
}


def roster_step(
    name: str, rows: list[VettingSubject], *, of: VettingCase, version: int | None, by: Any, note: str
) -> None:
    """Take a step with some rows of a case's roster, all or none, as the version of the case that was read."""
    with refusals():
        lock(of, version=version)
        if name in SUBJECT:
            SUBJECT[name](rows, by, note)
        for row in rows if name in ONE_BY_ONE else ():
            ONE_BY_ONE[name](row, by, note)


def subject_step(name: str, subject: VettingSubject, *, by: Any, version: int, note: str) -> None:
    """Take a step with one row, as the version of the row that was read. The case is locked first, as everywhere."""
    with refusals():
        lock(subject.case)
        lock(subject, version=version)
        roster_step(name, [subject], of=subject.case, version=None, by=by, note=note)
