"""IMET seats with their travel orders and completion. The gate stands on each order and each start."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete
from ground.history import track
from ground.models import Versioned

from ..lifecycle import ORDER_STEPS, SEAT_STEPS
from ..states import ENDED_SEAT, OrderState, SeatState
from .courses import Course
from .guards import SeatIsObligated, SeatOfRecipient, gate
from .obligations import Obligation
from .programs import Program, Recipient
from .training_plan_guards import SeatOfLine
from .training_plans import TrainingLine


class SeatQuerySet(models.QuerySet["TrainingSeat"]):
    def visible_to(self, user: Any) -> SeatQuerySet:
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


SEAT_ROWS = """
    SELECT ARRAY[r.unit_id] AS units, ARRAY[r.person_id] AS people, p.laws::text[] AS laws,
           daterange(s.start_on, s.end_on, '[]') AS during
    FROM new_values s JOIN programs_recipient r ON r.id = s.recipient_id JOIN programs_program p ON p.id = s.program_id
    WHERE s.state IN ('ITO_ISSUED', 'IN_TRAINING')
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
    tuition = models.DecimalField("tuition, US dollars", max_digits=12, decimal_places=2, default=0)
    allowances = models.DecimalField("travel and allowances, US dollars", max_digits=12, decimal_places=2, default=0)
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    line = models.ForeignKey(
        TrainingLine,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name="line of the training plan",
    )

    objects = SeatQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *SEAT_STEPS.triggers(),
            *gate(rows=SEAT_ROWS, constraint="gate_seat"),
            SeatIsObligated(name="under_obligation"),
            SeatOfRecipient(name="of_recipient"),
            SeatOfLine(name="of_line"),
            Frozen(name="frozen", fields=("program", "recipient")),
            # The step itself moves no day either: the gate was asked about the days before it.
            Frozen(
                name="dates_stand",
                fields=("start_on", "end_on"),
                condition=pgtrigger.Q(new__state__in=sorted(ENDED_SEAT)),
            ),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end_on__gte=models.F("start_on")),
                name="seat_dates_in_order",
                violation_error_message="The course ends on or after the day it starts.",
            ),
            models.CheckConstraint(
                condition=models.Q(tuition__gte=0, allowances__gte=0),
                name="seat_price_not_negative",
                violation_error_message="Prices are zero or more.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}, {self.course}"

    def get_absolute_url(self) -> str:
        return f"/seats/{self.pk}/"

    @property
    def price(self) -> Any:
        return self.tuition + self.allowances

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
