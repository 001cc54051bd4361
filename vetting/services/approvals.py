"""Approvals after they were given: suspend, lift, revoke. Each act covers every law of the same decision."""

from __future__ import annotations

from typing import Any

from ground.acting import acting, need
from ground.dates import now
from ground.steps import lock, take_step

from ..lifecycle import APPROVAL_STEPS
from ..models import Approval
from ..states import ApprovalState, SubjectState
from .moves import lock_subjects, move


def suspend(*, approval: Approval, reason: str, by: Any, version: int | None = None) -> list[Approval]:
    """The gate shuts for this subject, at once and in every program, while a question is open."""
    return _each(approval, "suspend", {ApprovalState.IN_FORCE}, reason, by, version, suspended_by=by)


def lift(*, approval: Approval, note: str, by: Any, version: int | None = None) -> list[Approval]:
    """Another person than who suspended opens again what was suspended."""
    return _each(approval, "lift", {ApprovalState.SUSPENDED}, note, by, version, suspended_by=None)


def revoke(*, approval: Approval, reason: str, by: Any, version: int | None = None) -> list[Approval]:
    """New information after approval: the approval ends for good and its subject is recalled."""
    with acting(by, step="revoke", note=reason):
        ended = {ApprovalState.IN_FORCE, ApprovalState.SUSPENDED}
        rows = _each(approval, "revoke", ended, reason, by, version)
        (subject,) = lock_subjects([approval.subject])
        if subject.state == SubjectState.APPROVED and subject.round == approval.round:
            move([subject], "recall", by=by, note=reason, decided_at=now())
        return rows


def _each(
    approval: Approval, step: str, states: set[ApprovalState], note: str, by: Any, version: int | None, **changes: Any
) -> list[Approval]:
    """The step on this approval and on those that the same decision gave under other laws."""
    with acting(by, step=step, note=note):
        lock_subjects([approval.subject])
        first = lock(approval, version=version)
        need(by, APPROVAL_STEPS.step(step).permission, first)
        others = Approval.objects.filter(subject=first.subject_id, round=first.round, state__in=states)
        rows = [first, *others.exclude(pk=first.pk).order_by("pk")]
        return [take_step(APPROVAL_STEPS, row, step, by=by, note=note, state_reason=note, **changes) for row in rows]
