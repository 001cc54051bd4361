"""IMET seats with their travel orders and completion. The gate stands on each order and each start."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.db import models

from ground.access import Place
from ground.dates import fiscal_year
from ground.guards import Frozen, NoDelete, NotAhead, marks_stale
from ground.history import track
from ground.models import Versioned

from ..lifecycle import ORDER_STEPS, SEAT_STEPS
from ..states import ENDED_SEAT, GRADES, CancelledBy, Content, GradeBand, OrderState, SeatState
from .courses import Course
from .guards import SeatIsObligated, SeatOfRecipient, gate
from .obligations import Obligation
from .programs import Program, Recipient
from .seat_guards import SeatConsulted, SeatGrantAllowed
from .training_plan_guards import SeatOfLine
from .training_plans import TrainingLine


class SeatQuerySet(models.QuerySet["TrainingSeat"]):
    def visible_to(self, user: Any) -> SeatQuerySet:
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


def dollars(name: str) -> models.DecimalField[Any, Any]:
    """A part of a price, or the price."""
    return models.DecimalField(name, max_digits=12, decimal_places=2, default=0)


SEAT_ROWS = """
    SELECT ARRAY[r.unit_id] AS units, ARRAY[r.person_id] AS people, p.laws::text[] AS laws,
           daterange(s.start_on, s.end_on, '[]') AS during
    FROM new_values s JOIN programs_recipient r ON r.id = s.recipient_id JOIN programs_program p ON p.id = s.program_id
    WHERE s.state IN ('ITO_ISSUED', 'TRAVELLING', 'IN_TRAINING')
"""


@track()
class TrainingSeat(Versioned):
    """One person's place in one course from one day to another. A seat is a place, not a person."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="seats")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="seats")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="seats")
    state = models.CharField(max_length=12, choices=SeatState.choices, default=SeatState.REQUESTED)
    start_on = models.DateField("starts on")
    end_on = models.DateField("ends on")
    price = dollars("price, US dollars")
    tuition = dollars("tuition, US dollars")
    allowances = dollars("travel and allowances, US dollars")
    other_costs = dollars("medical and other, US dollars")
    penalty = dollars("cancellation penalty, US dollars")
    is_reimbursable = models.BooleanField("reimbursable", default=False, help_text="The partner pays: no grant")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    line = models.ForeignKey(
        TrainingLine,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name="line of the training plan",
    )
    attache_consulted_on = models.DateField("defense attache consulted on", null=True, blank=True)
    attache_office = models.CharField("office consulted", max_length=120, blank=True)
    grade = models.CharField(
        "US-equivalent grade", max_length=4, choices=[(grade, grade) for grade in GRADES], blank=True
    )
    is_civilian = models.BooleanField("civilian", default=False)
    ministry = models.CharField("ministry or body of a civilian", max_length=120, blank=True)
    content = models.CharField(
        "what the course serves for a civilian", max_length=16, choices=Content.choices, blank=True
    )
    screened_on = models.DateField("screened on", null=True, blank=True)
    english_score = models.PositiveSmallIntegerField("English comprehension score", null=True, blank=True)
    cancelled_by = models.CharField(max_length=10, choices=CancelledBy.choices, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *SEAT_STEPS.triggers(),
            *gate(rows=SEAT_ROWS, constraint="gate_seat"),
            SeatIsObligated(name="under_obligation"),
            SeatOfRecipient(name="of_recipient"),
            SeatOfLine(name="of_line"),
            SeatConsulted(name="consulted"),
            SeatGrantAllowed(name="grant_allowed"),
            NotAhead(name="consulted_not_ahead", field="attache_consulted_on"),
            NotAhead(name="screened_not_ahead", field="screened_on"),
            Frozen(name="consultation", fields=("attache_consulted_on",), once_null=True),
            Frozen(name="frozen", fields=("program", "recipient")),
            # The step itself moves no day either: the gate was asked about the days before it.
            Frozen(
                name="dates_stand",
                fields=("start_on", "end_on"),
                condition=pgtrigger.Q(new__state__in=sorted(ENDED_SEAT)),
            ),
            NoDelete(name="no_delete"),
            *marks_stale(
                "seat",
                keys="p.fiscal_year, p.operating_unit_id",
                joins="JOIN programs_program p ON p.id = r.program_id",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end_on__gte=models.F("start_on")),
                name="seat_dates_in_order",
                violation_error_message="The course ends on or after the day it starts.",
            ),
            models.CheckConstraint(
                condition=models.Q(tuition__gte=0, allowances__gte=0, other_costs__gte=0, penalty__gte=0),
                name="seat_price_not_negative",
                violation_error_message="Prices are zero or more.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    price=models.F("tuition") + models.F("allowances") + models.F("other_costs") + models.F("penalty")
                ),
                name="seat_price_is_its_parts",
                violation_error_message="The parts do not add up to the price.",
            ),
            models.CheckConstraint(
                condition=models.Q(attache_consulted_on=None, attache_office="")
                | models.Q(attache_consulted_on__isnull=False) & ~models.Q(attache_office=""),
                name="seat_consultation_whole",
                violation_error_message="A consultation has a day and the office that was consulted.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_civilian=False, ministry="", content="")
                | models.Q(is_civilian=True, content__in=Content.values) & ~models.Q(ministry=""),
                name="seat_civilian_content",
                violation_error_message=(
                    "A civilian comes from a ministry or body, for a course that serves one of the purposes the law "
                    "names."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("NOMINATED", "SCREENED"))
                | models.Q(is_civilian=True)
                | ~models.Q(grade=""),
                name="seat_nominated_with_grade",
                violation_error_message="A nominated student has a US-equivalent grade, or is a civilian.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="SCREENED") | models.Q(screened_on__isnull=False),
                name="seat_screened_on_a_day",
                violation_error_message="A screened student was screened on a day.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="CANCELLED", cancelled_by__in=CancelledBy.values)
                | ~models.Q(state="CANCELLED") & models.Q(cancelled_by="", penalty=0),
                name="seat_cancelled_by_somebody",
                violation_error_message="A cancelled seat says by whom; no other seat has a penalty.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}, {self.course}"

    def get_absolute_url(self) -> str:
        return f"/seats/{self.pk}/"

    @property
    def training_year(self) -> int:
        """The fiscal year in which it begins."""
        return fiscal_year(self.start_on)

    @property
    def funding_year(self) -> int:
        """The budget fiscal year of its money: of its fund, or of its program while it has none."""
        return int(self.obligation.fund.fiscal_year if self.obligation else self.program.fiscal_year)

    @property
    def is_fifth_quarter(self) -> bool:
        """Whether it begins in the fiscal year after that of its money: "fifth-quarter" training."""
        return self.training_year == self.funding_year + 1

    @property
    def grade_band(self) -> GradeBand:
        """The band of its student: from the US-equivalent grade, or civilian."""
        if self.is_civilian:
            return GradeBand.CIVILIAN
        return GradeBand(GRADES.get(self.grade, GradeBand.NOT_GIVEN))

    @property
    def place(self) -> Place:
        return self.program.place


ORDER_ROWS = """
    SELECT ARRAY[r.unit_id] AS units, ARRAY[r.person_id] AS people, p.laws::text[] AS laws,
           daterange(o.travel_from, o.travel_until, '[]') AS during
    FROM new_values o JOIN programs_trainingseat s ON s.id = o.seat_id
    JOIN programs_recipient r ON r.id = s.recipient_id JOIN programs_program p ON p.id = s.program_id
    WHERE o.state = 'ISSUED'
"""


@track()
class TravelOrder(Versioned):
    """An invitational travel order (ITO) for a seat. A change is a new edition; the gate covers the whole trip."""

    seat = models.ForeignKey(TrainingSeat, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(max_length=30)
    edition = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.DRAFT)
    travel_from = models.DateField()
    travel_until = models.DateField()
    issued_on = models.DateField(null=True, blank=True)

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *ORDER_STEPS.triggers(),
            *gate(rows=ORDER_ROWS, constraint="gate_travel_order"),
            Frozen(name="frozen", fields=("seat", "number", "edition", "travel_from", "travel_until")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number", "edition"], name="travel_order_edition_once"),
            models.UniqueConstraint(
                fields=["seat"],
                condition=models.Q(state="ISSUED"),
                name="travel_order_one_in_force",
                violation_error_message="The seat has a travel order in force; amend that one.",
            ),
            models.CheckConstraint(
                condition=models.Q(travel_until__gte=models.F("travel_from")),
                name="travel_order_dates_in_order",
                violation_error_message="The trip ends on or after the day it starts.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ISSUED") | models.Q(issued_on__isnull=False),
                name="travel_order_issued_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"ITO {self.number}, edition {self.edition}"

    @property
    def place(self) -> Place:
        return self.seat.place


@track()
class Completion(models.Model):
    """How a seat ended: part of the statutory participant record (22 U.S.C. 2347g)."""

    class Outcome(models.TextChoices):
        GRADUATED = "GRADUATED", "Graduated"
        DISTINGUISHED = "DISTINGUISHED", "Distinguished graduate"
        ATTENDED = "ATTENDED", "Attended"
        ACADEMIC_FAILURE = "ACADEMIC_FAILURE", "Academic failure"
        DISCIPLINARY = "DISCIPLINARY", "Disciplinary"

    seat = models.OneToOneField(TrainingSeat, on_delete=models.PROTECT, related_name="completion")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    on = models.DateField()

    class Meta:
        triggers: ClassVar = [NoDelete(name="no_delete")]

    def __str__(self) -> str:
        return self.get_outcome_display()
