"""The training plan of a country (CETPP) for a budget year, and its lines under worksheet control numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Coalesce

from ground.access import Place
from ground.guards import Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from partners.models import Country

from ..lifecycle import LINE_STEPS
from ..states import Kind, SeatState, Sequence, TrainingLineState
from .courses import Course
from .training_plan_guards import LineGrantAllowed, LineHoldsItsSeats

IMET = Value(Kind.IMET.value)
SEATED = ~Q(seats__state=SeatState.CANCELLED) & Q(seats__isnull=False)
DOLLARS = models.DecimalField(max_digits=20, decimal_places=2)


class TrainingPlanQuerySet(models.QuerySet["CountryTrainingPlan"]):
    def visible_to(self, user: Any) -> TrainingPlanQuerySet:
        """Plans of the countries where the user may read IMET."""
        here = user.scope.q("programs.view_program", place="country__operating_unit", kind="money_kind")
        return self.annotate(money_kind=IMET).filter(here)

    def with_lines(self) -> TrainingPlanQuerySet:
        """With what its lines want and take, of those that are not cancelled."""
        live = ~Q(lines__state=TrainingLineState.CANCELLED)
        price = F("lines__quantity") * F("lines__unit_price")
        return self.annotate(
            line_count=Count("lines", filter=live),
            seats_wanted=Coalesce(Sum("lines__quantity", filter=live), 0),
            dollars_planned=Coalesce(Sum(price, filter=live, output_field=DOLLARS), Decimal(0), output_field=DOLLARS),
        )


@track()
class CountryTrainingPlan(Versioned):
    """What a country asks of IMET for a budget year and the planning year after it, on a level that is only assumed."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="training_plans")
    budget_year = models.PositiveIntegerField()
    planning_year = models.PositiveIntegerField()
    objectives = models.TextField()
    level_assumed = models.DecimalField("level assumed, US dollars", max_digits=20, decimal_places=2)
    human_rights_priority = models.BooleanField("human-rights training is a stated priority")
    working_group = models.CharField("working group that approved it", max_length=120, blank=True)
    approved_on = models.DateField(null=True, blank=True)

    objects = TrainingPlanQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            NotAhead(name="not_ahead", field="approved_on"),
            Frozen(name="frozen", fields=("country", "budget_year")),
            Frozen(name="approved", fields=("approved_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "budget_year"],
                name="training_plan_once_a_year",
                violation_error_message="The country has a plan for this budget year already.",
            ),
            models.CheckConstraint(
                condition=models.Q(planning_year__gt=models.F("budget_year")),
                name="training_plan_looks_ahead",
                violation_error_message="The planning year comes after the budget year.",
            ),
            models.CheckConstraint(
                condition=models.Q(level_assumed__gte=0),
                name="training_plan_level_not_negative",
                violation_error_message="The level assumed is zero or more.",
            ),
            models.CheckConstraint(
                condition=~models.Q(objectives=""),
                name="training_plan_says_what_for",
                violation_error_message="A plan says its objectives.",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_on=None, working_group="")
                | models.Q(approved_on__isnull=False) & ~models.Q(working_group=""),
                name="training_plan_approved_whole",
                violation_error_message="An approval names its working group and its day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}, training plan {self.budget_year}"

    def get_absolute_url(self) -> str:
        return f"/training-plans/{self.pk}/"

    @property
    def place(self) -> Place:
        return Place(self.country.operating_unit.pk, self.country.operating_unit.region, Kind.IMET)


class TrainingLineQuerySet(models.QuerySet["TrainingLine"]):
    def visible_to(self, user: Any) -> TrainingLineQuerySet:
        """Lines of the plans that the user may read."""
        here = user.scope.q("programs.view_program", place="plan__country__operating_unit", kind="money_kind")
        return self.annotate(money_kind=IMET).filter(here)

    def with_seats(self) -> TrainingLineQuerySet:
        """With its seats that are not cancelled, those completed, and what the line is planned to cost."""
        return self.annotate(
            seated=Count("seats", filter=SEATED),
            completed=Count("seats", filter=Q(seats__state=SeatState.COMPLETED)),
            planned=models.ExpressionWrapper(F("quantity") * F("unit_price"), output_field=DOLLARS),
        )

    def in_order(self) -> TrainingLineQuerySet:
        """By worksheet control number, what comes first first."""
        return self.order_by("wcn", "sequence", "suffix")


@track()
class TrainingLine(Versioned):
    """A course that a plan asks for, so many times. Lines of one worksheet control number (WCN) follow each other."""

    plan = models.ForeignKey(CountryTrainingPlan, on_delete=models.PROTECT, related_name="lines")
    wcn = models.CharField("worksheet control number", max_length=6)
    suffix = models.CharField(max_length=1)
    sequence = models.PositiveSmallIntegerField(choices=Sequence.choices, default=Sequence.MAIN)
    priority = models.PositiveIntegerField(help_text="1 is first")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="lines")
    quantity = models.PositiveIntegerField()
    unit_price = models.DecimalField("planned for each, US dollars", max_digits=12, decimal_places=2, default=0)
    is_reimbursable = models.BooleanField("reimbursable", default=False, help_text="The partner pays: no grant")
    state = models.CharField(max_length=10, choices=TrainingLineState.choices, default=TrainingLineState.PLANNED)

    objects = TrainingLineQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *LINE_STEPS.triggers(),
            LineHoldsItsSeats(name="holds_its_seats"),
            LineGrantAllowed(name="grant_allowed"),
            Frozen(name="frozen", fields=("plan", "wcn", "suffix", "sequence", "course", "is_reimbursable")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "wcn", "suffix"],
                name="training_line_once",
                violation_error_message="The plan has a line of this number and suffix already.",
            ),
            models.CheckConstraint(
                condition=models.Q(wcn__regex="^[0-9A-Z]{1,6}$", suffix__regex="^[A-Z]$"),
                name="training_line_number_shape",
                violation_error_message="A line is numbered such as 0012 A: digits or capitals, then one letter.",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1, priority__gte=1, unit_price__gte=0),
                name="training_line_figures",
                violation_error_message="A line asks for one seat or more, at a priority from 1 and a price from zero.",
            ),
            models.CheckConstraint(
                condition=models.Q(sequence__in=Sequence.values),
                name="training_line_sequence_known",
                violation_error_message="A line is language, preparatory, main or follow-on training.",
            ),
        ]

    def __str__(self) -> str:
        return f"WCN {self.wcn} {self.suffix}"

    def get_absolute_url(self) -> str:
        return f"/training-lines/{self.pk}/"

    @property
    def place(self) -> Place:
        return self.plan.place
