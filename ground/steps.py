"""The write path of every lifecycle: `take_step` is the one way a status changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

import pghistory
from django.db import models

from .access import may
from .dates import today
from .lifecycle import Lifecycle, Step
from .refusals import Basis, Problem, Refused, Rule, refusals

M = TypeVar("M", bound=models.Model)

STEP_RULE = Rule("Steps", Basis.GATEHOUSE, "Each record moves along its listed steps only")
NOTE_RULE = Rule("Reasons", Basis.GATEHOUSE, "A return, a rejection or a suspension says why")


@dataclass(frozen=True)
class Offer:
    """A step as a page offers it: open, or shut with its reasons."""

    step: Step
    problems: tuple[Problem, ...]

    @property
    def is_open(self) -> bool:
        return not self.problems


def lock(obj: M, *, version: int | None = None) -> M:
    """Read the row again FOR UPDATE. A `version` other than the current one is refused as stale."""
    row = type(obj)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=obj.pk)
    if version is not None and row.version != version:  # type: ignore[attr-defined]
        raise stale(row, version)
    return row


def stale(row: models.Model, version: int) -> Refused:
    """The refusal of a writer who read an older version; it carries both."""
    current = row.version  # type: ignore[attr-defined]
    return Refused(
        "stale",
        f"Somebody else changed this {row._meta.verbose_name} since you read it. Nothing of yours was written.",
        extra={"yours": version, "current": current},
    )


def problems_of(
    lifecycle: Lifecycle, obj: models.Model, step: Step, *, by: Any, note: str = "", on: dt.date | None = None
) -> tuple[Problem, ...]:
    """Everything that keeps `by` from taking this step now, in the order a person would ask.

    `by` None is a rule of law that takes the step itself, and holds every permission.
    """
    state = getattr(obj, lifecycle.field)
    if state not in step.sources:
        label: Any = obj._meta.get_field(lifecycle.field).choices  # type: ignore[union-attr]
        words = dict(label or ()).get(state, state)
        return (Problem(f"“{step.says}” is not possible while it is {str(words).lower()}.", STEP_RULE, code="state"),)
    if by is not None and not may(by, step.permission, obj):
        return (Problem("This step belongs to another role or another place.", code="permission"),)
    found = [p for check in step.checks for p in check(obj, by=by, note=note, on=on or today())]
    return tuple(found)


def offers(lifecycle: Lifecycle, obj: models.Model, *, by: Any, on: dt.date | None = None) -> list[Offer]:
    """The steps to show to this user: those of their role that leave the present state, shut ones with reasons."""
    return [
        Offer(step, problems_of(lifecycle, obj, step, by=by, note="…", on=on))
        for step in lifecycle.leaving(getattr(obj, lifecycle.field))
        if step.offered and may(by, step.permission, obj)
    ]


def take_step(
    lifecycle: Lifecycle,
    obj: M,
    name: str,
    *,
    by: Any,
    version: int | None = None,
    note: str = "",
    on: dt.date | None = None,
    **changes: Any,
) -> M:
    """Take a step in one transaction: lock, compare the version, check, write state and `changes`, keep the note.

    Returns the row as written. Raises Refused with every problem found; nothing is written then.
    """
    step = lifecycle.step(name)
    with refusals():
        row = lock(obj, version=version)
        found = list(problems_of(lifecycle, row, step, by=by, note=note, on=on))
        if step.needs_note and not note.strip():
            found.append(Problem("A reason is needed.", NOTE_RULE, "Write the reason; whoever asked reads it.", "note"))
        if found:
            raise Refused(found[0].code or name, found[0].reason, tuple(found))
        pghistory.context(step=name, note=note)
        setattr(row, lifecycle.field, step.target)
        for field, value in changes.items():
            setattr(row, field, value)
        row.save()
    return row
