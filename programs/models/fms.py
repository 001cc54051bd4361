"""FMS cases that FMF finances, with their lines. Simple form: documents, versions and funding come later."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ground.access import Place
from ground.guards import NoDelete
from ground.history import track
from ground.models import Versioned

from .agreements import Agreement
from .programs import Program


class FmsCaseQuerySet(models.QuerySet["FmsCase"]):
    def visible_to(self, user: Any) -> FmsCaseQuerySet:
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


@track()
class FmsCase(Versioned):
    """A case with its designator; recipients named, or carried by an agreement and shown as not unit-vetted."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="fms_cases")
    designator = models.CharField(max_length=12, unique=True, help_text="Such as XK-B-UAA")
    title = models.CharField(max_length=200)
    total_value = models.DecimalField("total value, US dollars", max_digits=20, decimal_places=2)
    recipients_named = models.BooleanField(default=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="fms_cases")

    objects = FmsCaseQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = "FMS case"
        triggers: ClassVar = [*Versioned.Meta.triggers, NoDelete(name="no_delete")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(recipients_named=True) | models.Q(agreement__isnull=False),
                name="fms_case_names_or_carries_agreement",
                violation_error_message="A case whose recipients cannot be named carries its agreement.",
            ),
            models.CheckConstraint(condition=models.Q(total_value__gte=0), name="fms_case_value_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.designator} {self.title}"

    @property
    def place(self) -> Place:
        return self.program.place


@track()
class FmsCaseLine(Versioned):
    """One line of a case: an article, a service, training, or design and construction."""

    class Category(models.TextChoices):
        ARTICLE = "ARTICLE", "Defense article"
        SERVICE = "SERVICE", "Defense service"
        TRAINING = "TRAINING", "Training"
        CONSTRUCTION = "CONSTRUCTION", "Design and construction"

    case = models.ForeignKey(FmsCase, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField("line")
    description = models.CharField(max_length=200)
    category = models.CharField(max_length=12, choices=Category.choices)
    quantity = models.DecimalField(max_digits=14, decimal_places=2)
    total = models.DecimalField("total, US dollars", max_digits=20, decimal_places=2)

    class Meta(Versioned.Meta):
        verbose_name = "FMS case line"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="fms_line_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0, total__gte=0), name="fms_line_amounts_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.designator} line {self.number:03d}"
