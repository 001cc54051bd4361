"""Many subjects along one step, in a few statements: what `take_step` does for one record, for a whole roster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F

from ground.acting import acting, need
from ground.dates import today
from ground.lifecycle import Step
from ground.refusals import Problem, Refused
from ground.steps import NOTE_RULE, STEP_RULE
from partners.models import Person, Unit

from ..lifecycle import SUBJECT_STEPS
from ..models import VettingCase, VettingSubject
from ..states import SubjectState


def lock_subjects(subjects: Iterable[VettingSubject]) -> list[VettingSubject]:
    """The cases of these subjects, their rows, then their units and people, each locked in id order.

    Everything that changes a roster locks in this order, and the gate takes the last two in it.
    """
    keys = [s.pk for s in subjects]
    cases = VettingSubject.objects.filter(pk__in=keys).values("case")
    list(VettingCase.objects.select_for_update(no_key=True).filter(pk__in=cases).order_by("pk").values_list("pk"))
    rows = list(
        VettingSubject.objects.filter(pk__in=keys)
        .select_related("case__operating_unit", "person", "unit")
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    lock_recipients(units=[s.unit_id for s in rows], people=[s.person_id for s in rows if s.person_id])
    return rows


def lock_recipients(*, units: Iterable[int], people: Iterable[int]) -> None:
    """Wait for every gate that reads these units and people, and keep later ones waiting, in the gate's own order."""
    for model, ids in ((Unit, sorted(set(units))), (Person, sorted(set(people)))):
        list(model.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def move(
    subjects: Sequence[VettingSubject], name: str, *, by: Any, note: str = "", needs: str = "", **changes: Any
) -> None:
    """Take one step with many locked subjects, all or none.

    `needs` replaces the step's permission where the service that calls has asked for its own.
    """
    step = SUBJECT_STEPS.step(name)
    if not subjects:
        return
    for subject in {s.case_id: s for s in subjects}.values():
        need(by, needs or step.permission, subject)
    found = [
        Problem(f"{s}: “{step.says}” is not possible while {s.get_state_display().lower()}.", STEP_RULE, code="state")
        for s in subjects
        if s.state not in step.sources
    ]
    by_case = {s.case_id: s for s in subjects}.values()
    found += [p for s in by_case for check in step.checks for p in check(s, by=by, note=note, on=today())]
    if step.needs_note and not note.strip():
        found.append(Problem("A reason is needed.", NOTE_RULE, "Write the reason; whoever asked reads it.", "note"))
    if found:
        raise Refused(found[0].code or name, found[0].reason, tuple(found))
    with acting(by, step=name, note=note):
        _write(subjects, step, note, changes)


def follow(case_id: int, name: str, *, by: Any, note: str = "", **changes: Any) -> None:
    """The subjects of a case that stand in the step's sources follow their case, which has asked for permission."""
    step = SUBJECT_STEPS.step(name)
    rows = lock_subjects(VettingSubject.objects.filter(case=case_id, state__in=step.sources))
    _write(rows, step, note, changes)


def _write(rows: Sequence[VettingSubject], step: Step, note: str, changes: dict[str, Any]) -> None:
    """Each way into review opens a round of its own, with both reviews to give again."""
    if step.target == SubjectState.WASHINGTON_REVIEW:
        changes["round"] = F("round") + 1
    if note:
        changes["state_reason"] = note
    VettingSubject.objects.filter(pk__in=[s.pk for s in rows]).update(
        state=step.target, version=F("version") + 1, **changes
    )
