"""Milestones of a program: planned once, moved in the open, reached on a day that has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from ground.acting import acting, need
from ground.steps import lock

from .. import kinds
from ..models import Milestone, Program
from .fields import checked


@dataclass(frozen=True, kw_only=True)
class MilestoneRow:
    """One milestone as a person wrote it: its name, whose step it is, planned for and reached on."""

    name: str
    office: str = ""
    planned_on: dt.date | None = None
    reached_on: dt.date | None = None


def beginning(program: Program) -> tuple[str, ...]:
    """The milestones that programs of this kind begin with, by name; none once the program has its own."""
    return () if program.milestones.exists() else kinds.of(program.kind).milestones


def add_milestones(*, program: Program, rows: Sequence[MilestoneRow], by: Any) -> list[Milestone]:
    """Add milestones behind those that a program has. The first ones come from its kind; a person may add others."""
    need(by, "programs.change_program", program)
    with acting(by, step="add_milestones"):
        lock(program)
        last = program.milestones.aggregate(last=Max("position"))["last"] or 0
        made = [
            checked(
                Milestone(
                    program=program,
                    position=position,
                    name=row.name.strip(),
                    office=row.office.strip(),
                    planned_on=row.planned_on,
                    reached_on=row.reached_on,
                )
            )
            for position, row in enumerate(rows, start=last + 1)
        ]
        return Milestone.objects.bulk_create(made)


def edit_milestone(*, milestone: Milestone, row: MilestoneRow, by: Any, version: int | None = None) -> Milestone:
    """Move, rename or reach a milestone. What was planned before stays in its history."""
    need(by, "programs.change_program", milestone)
    with acting(by, step="edit_milestone"):
        mine = lock(milestone, version=version)
        mine.name, mine.office = row.name.strip(), row.office.strip()
        mine.planned_on, mine.reached_on = row.planned_on, row.reached_on
        checked(mine).save()
    return mine
