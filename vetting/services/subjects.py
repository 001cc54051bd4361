"""Questions, suspensions and recalls of subjects: the ways aside from review and back into it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ground.access import may
from ground.acting import acting
from ground.dates import now
from ground.refusals import Problem, Refused
from ground.steps import STEP_RULE

from ..models import Review, SubjectState, VettingSubject
from .moves import lock_subjects, move
from .reviews import PERMISSIONS, return_results


def return_to_process(*, subjects: Iterable[VettingSubject], reason: str, by: Any) -> list[VettingSubject]:
    """A reviewer returns subjects with a question: neither approved nor rejected until somebody answers."""
    return _move(subjects, "question", reason, by, needs=_a_review(by, subjects))


def answer(*, subjects: Iterable[VettingSubject], note: str, by: Any) -> list[VettingSubject]:
    """The vetting unit answers; a new round begins, with both reviews to give again."""
    return _move(subjects, "answer", note, by)


def suspend_subject(*, subjects: Iterable[VettingSubject], reason: str, by: Any) -> list[VettingSubject]:
    """A hold, not a denial: shut in every program while the question is open."""
    return _move(subjects, "suspend", reason, by)


def resume(*, subjects: Iterable[VettingSubject], note: str, by: Any) -> list[VettingSubject]:
    """Back into review after a suspension: a new round."""
    return _move(subjects, "resume", note, by)


def review_again(*, subjects: Iterable[VettingSubject], note: str, by: Any) -> list[VettingSubject]:
    """Recalled subjects into review again: a new round."""
    return _move(subjects, "review_again", note, by)


def reject(*, subjects: Iterable[VettingSubject], reason: str, by: Any) -> list[VettingSubject]:
    """A reviewer rejects what is suspended or recalled. In review it takes both reviews, never this."""
    chosen = list(subjects)
    rows = {s.pk: s.state for s in VettingSubject.objects.filter(pk__in=[s.pk for s in chosen])}
    if SubjectState.WASHINGTON_REVIEW in rows.values():
        sentence = "In review both reviews decide."
        raise Refused("reject_by_review", sentence, (Problem(sentence, STEP_RULE, "Give your review."),))
    return _move(chosen, "reject", reason, by, needs="vetting.suspend_subject", decided_at=now())


def _move(
    subjects: Iterable[VettingSubject], step: str, note: str, by: Any, *, needs: str = "", **changes: Any
) -> list[VettingSubject]:
    with acting(by, step=step, note=note):
        rows = lock_subjects(subjects)
        move(rows, step, by=by, note=note, needs=needs, **changes)
        for case in {s.case_id: s.case for s in rows}.values():
            return_results(case=case, by=by)
        return list(VettingSubject.objects.filter(pk__in=[s.pk for s in rows]).order_by("row"))


def _a_review(by: Any, subjects: Iterable[VettingSubject]) -> str:
    """Whichever review this person gives at the place of these subjects."""
    first = next(iter(subjects), None)
    return next(
        (p for p in PERMISSIONS.values() if by is not None and may(by, p, first)), PERMISSIONS[Review.Kind.BUREAU]
    )
