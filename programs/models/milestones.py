"""Milestones of a program: each named step with the day it was planned for and the day it was reached."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned

from .programs import Program


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, user: Any) -> MilestoneQuerySet:
        """Those of the programs that the user may read."""
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


@track()
class Milestone(Versioned):
    """One step of one program, planned and reached. Which steps a kind begins with, its `KindSpec` says."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="milestones")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    office = models.CharField("whose step it is", max_length=120, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            NotAhead(name="not_ahead", field="reached_on"),
            Frozen(name="frozen", fields=("program", "position")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "position"], name="milestone_once"),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="milestone_has_name",
                violation_error_message="A milestone has a name.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["planned_on", "id"], condition=models.Q(reached_on=None), name="milestone_still_to_come"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program.number}: {self.name}"

    @property
    def place(self) -> Place:
        return self.program.place
