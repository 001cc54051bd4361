"""A program of one of six kinds, and the units and people it means to help."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete, marks_stale
from ground.history import track
from ground.models import Versioned
from partners.models import OperatingUnit, Person, Unit

from ..lifecycle import PROGRAM_STEPS
from ..states import OPEN_PROGRAM, Kind, ProgramState, StatedPurpose
from .grant_guards import EndsAfterGrants
from .gscf_guards import DecidedTogether
from .guards import EndsWithoutMoney
from .initiatives import Initiative
from .title_ten_guards import ClearedByState


class ProgramQuerySet(models.QuerySet["Program"]):
    def visible_to(self, user: Any) -> ProgramQuerySet:
        """Programs of the kinds and places where the user may read programs."""
        return self.filter(user.scope.q("programs.view_program", kind="kind"))

    def open(self) -> ProgramQuerySet:
        return self.filter(state__in=OPEN_PROGRAM)


@track()
class Program(Versioned):
    """Assistance of one kind to one operating unit in one fiscal year. What is special stands in `kinds/`."""

    number = models.CharField(max_length=24, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ProgramState.choices, default=ProgramState.DRAFT)
    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, related_name="programs")
    fiscal_year = models.PositiveIntegerField()
    laws = ArrayField(models.CharField(max_length=10), help_text="Leahy laws that its money falls under")
    purpose = models.TextField("what it is for", blank=True)
    stated_purposes = ArrayField(
        models.CharField(max_length=20, choices=StatedPurpose.choices), default=list, blank=True
    )
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="programs")
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies")
    planned_amount = models.DecimalField("planned, US dollars", max_digits=20, decimal_places=2, default=0)
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="managed_programs")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProgramQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *PROGRAM_STEPS.triggers(),
            EndsWithoutMoney(name="ends_without_money"),
            EndsAfterGrants(name="ends_after_grants"),
            ClearedByState(name="cleared_by_state"),
            DecidedTogether(name="decided_together"),
            Frozen(
                name="frozen",
                fields=("number", "kind", "operating_unit", "fiscal_year", "laws", "author", "copied_from"),
            ),
            NoDelete(name="no_delete"),
            *marks_stale("program", keys="r.fiscal_year, r.operating_unit_id"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(laws__len__gt=0),
                name="program_names_a_law",
                violation_error_message="A program names the Leahy law its money falls under.",
            ),
            models.CheckConstraint(
                condition=models.Q(stated_purposes__contained_by=StatedPurpose.values),
                name="program_purposes_listed",
                violation_error_message="A stated purpose is one of those on the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(planned_amount__gte=0),
                name="program_plan_not_negative",
                violation_error_message="The planned amount is zero or more.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "fiscal_year"], name="program_by_kind"),
            GinIndex(fields=["stated_purposes"], name="program_by_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return f"/programs/{self.number}/"

    @property
    def place(self) -> Place:
        return Place(self.operating_unit_id, self.operating_unit.region, self.kind)


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def visible_to(self, user: Any) -> RecipientQuerySet:
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


@track()
class Recipient(Versioned):
    """A unit, or a person in a unit, that a program means to help; the case that vets it, once there is one."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="recipients")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(
        "vetting.VettingCase", on_delete=models.PROTECT, null=True, blank=True, related_name="recipients"
    )
    note = models.CharField(max_length=300, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Frozen(name="frozen", fields=("program", "unit", "person")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "unit", "person"],
                name="recipient_once_per_program",
                nulls_distinct=False,
                violation_error_message="This recipient is on the program already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit)

    @property
    def place(self) -> Place:
        return self.program.place
