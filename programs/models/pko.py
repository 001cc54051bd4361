"""What PKO programs do: contributions, training events, equipment packages, engagements. The gate stands on the start
of each event, on each transfer of title and on each engagement with a unit."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned

from ..lifecycle import EVENT_STEPS
from ..states import ENDED_EVENT, EventState
from .guards import gate
from .pko_guards import ForItsUnit, GivenWhileExecuting, ItemOfItsPackage, OfPko, PackageHasItems
from .programs import Program, Recipient


class OfProgramQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Those of the programs that the user may read."""
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


class People(models.Model):
    """How many persons, military and police apart, and how many of all of them are women. Counts, never names."""

    military = models.PositiveIntegerField("military, persons", default=0)
    police = models.PositiveIntegerField("police, persons", default=0)
    women = models.PositiveIntegerField("of them women", default=0)

    class Meta:
        abstract = True

    @property
    def persons(self) -> int:
        """Military and police together."""
        return self.military + self.police


PERSONS = models.F("military") + models.F("police")


@track()
class PkoContribution(models.Model):
    """Money given to an operation for a fiscal year, such as the Multinational Force and Observers. Never changed.

    Whether it is voluntary or UN assessed dues says its program, so that a total takes it or leaves it whole.
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="operation_contributions")
    operation = models.CharField(max_length=120)
    fiscal_year = models.PositiveIntegerField("for the fiscal year")
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)
    on_day = models.DateField("contributed on")
    document = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfProgramQuerySet.as_manager()

    class Meta:
        verbose_name = "contribution to an operation"
        verbose_name_plural = "contributions to operations"
        triggers: ClassVar = [
            OfPko(
                name="of_pko",
                constraint="pko_contribution_to_operation",
                message="A contribution goes to an operation, under purpose P1.",
                asks="d.pko_purpose = 'P1'",
            ),
            NotAhead(name="not_ahead", field="on_day"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="pko_contribution_positive",
                violation_error_message="A contribution has an amount above zero.",
            ),
            models.CheckConstraint(
                condition=~models.Q(operation="") & ~models.Q(document=""),
                name="pko_contribution_names_operation",
                violation_error_message="A contribution names its operation and its document.",
            ),
            models.UniqueConstraint(
                fields=["program", "operation", "fiscal_year", "document"],
                name="pko_contribution_once",
                violation_error_message="This document is recorded for that operation and year already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation}, FY {self.fiscal_year}"

    @property
    def place(self) -> Place:
        return self.program.place


EVENT_ROWS = """
    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,
           daterange(e.start_on, e.end_on, '[]') AS during
    FROM new_values e JOIN programs_recipient r ON r.id = e.recipient_id JOIN programs_program p ON p.id = e.program_id
    WHERE e.state = 'STARTED'
"""


@track()
class TrainingEvent(Versioned, People):
    """Training of a unit from one day to another. Who was trained is a count of the event, not a list of people."""

    class Mode(models.TextChoices):
        DIRECT = "DIRECT", "Trained directly"
        ENABLED = "ENABLED", "Enabled national training"

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="training_events")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="training_events")
    title = models.CharField(max_length=200)
    place_name = models.CharField("place", max_length=120, blank=True)
    mission = models.CharField("for the mission", max_length=80, blank=True, help_text="And its rotation, as MINUSMA 8")
    mode = models.CharField("how it is trained", max_length=7, choices=Mode.choices, default=Mode.DIRECT)
    start_on = models.DateField("starts on")
    end_on = models.DateField("ends on")
    state = models.CharField(max_length=9, choices=EventState.choices, default=EventState.PLANNED)
    instructors = models.PositiveIntegerField("of them trained as instructors", default=0)
    cost = models.DecimalField("cost, US dollars", max_digits=14, decimal_places=2, default=0)
    assessment = models.CharField("how well it went", max_length=300, blank=True)

    objects = OfProgramQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *EVENT_STEPS.triggers(),
            *gate(rows=EVENT_ROWS, constraint="gate_training_event"),
            OfPko(name="of_pko", constraint="event_of_pko", message="A training event belongs to a PKO program."),
            ForItsUnit(name="for_its_unit"),
            GivenWhileExecuting(name="executing", now="NEW.state = 'STARTED'", constraint="event_while_executing"),
            Frozen(name="frozen", fields=("program", "recipient")),
            # The step itself moves no day either: the gate was asked about the days before it.
            Frozen(
                name="dates_stand",
                fields=("start_on", "end_on"),
                condition=pgtrigger.Q(new__state__in=sorted(ENDED_EVENT)),
            ),
            Frozen(
                name="counts_stand",
                fields=("military", "police", "women", "instructors", "cost", "mode"),
                condition=pgtrigger.Q(old__state__in=sorted(ENDED_EVENT)),
            ),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end_on__gte=models.F("start_on")),
                name="event_dates_in_order",
                violation_error_message="The event ends on or after the day it starts.",
            ),
            models.CheckConstraint(
                condition=models.Q(women__lte=PERSONS, instructors__lte=PERSONS),
                name="event_counts_within",
                violation_error_message="Women and instructors are counted among the persons trained.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="COMPLETED") & (models.Q(military__gt=0) | models.Q(police__gt=0))
                | ~models.Q(state="COMPLETED") & models.Q(military=0, police=0),
                name="event_counted_when_completed",
                violation_error_message="Who was trained is counted when the event is completed, and is somebody.",
            ),
            models.CheckConstraint(
                condition=models.Q(cost__gte=0) & ~models.Q(title=""),
                name="event_has_title_and_cost",
                violation_error_message="An event has a title and a cost of zero or more.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["program", "start_on"], name="event_by_program")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/events/{self.pk}/"

    @property
    def place(self) -> Place:
        return self.program.place


PACKAGE_ROWS = """
    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,
           daterange(k.transferred_on, k.transferred_on, '[]') AS during
    FROM new_values k JOIN programs_recipient r ON r.id = k.recipient_id JOIN programs_program p ON p.id = k.program_id
    WHERE k.transferred_on IS NOT NULL
"""


@track()
class EquipmentPackage(Versioned):
    """Equipment for one unit, put together item by item until title passes to it in one transfer."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="packages")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="packages")
    title = models.CharField(max_length=200)
    deployed_with = models.CharField("for the mission", max_length=80, blank=True)
    transferred_on = models.DateField("title transferred on", null=True, blank=True)
    place_name = models.CharField("handed over at", max_length=120, blank=True)

    objects = OfProgramQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *gate(rows=PACKAGE_ROWS, constraint="gate_equipment_package"),
            OfPko(name="of_pko", constraint="package_of_pko", message="A package belongs to a PKO program."),
            ForItsUnit(name="for_its_unit"),
            GivenWhileExecuting(
                name="executing",
                now="NEW.transferred_on IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.transferred_on IS NULL)",
                constraint="package_while_executing",
            ),
            PackageHasItems(name="has_items"),
            NotAhead(name="not_ahead", field="transferred_on"),
            Frozen(name="frozen", fields=("program", "recipient")),
            Frozen(name="transferred", fields=("transferred_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="package_has_title",
                violation_error_message="A package has a title.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return self.program.place


@track()
class PackageItem(Versioned):
    """An item of a package. Without a hand receipt it is not accounted for; serviceable says the latest inspection."""

    package = models.ForeignKey(EquipmentPackage, on_delete=models.PROTECT, related_name="items")
    description = models.CharField(max_length=200)
    quantity = models.PositiveIntegerField()
    value = models.DecimalField("value of all, US dollars", max_digits=20, decimal_places=2)
    receipt_number = models.CharField("hand receipt", max_length=60, blank=True)
    receipt_signed_by = models.CharField("signed by", max_length=120, blank=True)
    receipt_signed_on = models.DateField("signed on", null=True, blank=True)
    inspected_on = models.DateField(null=True, blank=True)
    serviceable = models.PositiveIntegerField("serviceable then", null=True, blank=True)

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            ItemOfItsPackage(name="of_package"),
            NotAhead(name="not_ahead_signed", field="receipt_signed_on"),
            NotAhead(name="not_ahead_inspected", field="inspected_on"),
            Frozen(name="frozen", fields=("package",)),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0, value__gte=0) & ~models.Q(description=""),
                name="item_amounts_positive",
                violation_error_message="An item says what it is, how many, and what all of it is worth.",
            ),
            models.CheckConstraint(
                condition=models.Q(receipt_number="", receipt_signed_by="", receipt_signed_on=None)
                | ~models.Q(receipt_number="")
                & ~models.Q(receipt_signed_by="")
                & models.Q(receipt_signed_on__isnull=False),
                name="item_receipt_is_whole",
                violation_error_message="A hand receipt has its number, who signed it and on which day.",
            ),
            models.CheckConstraint(
                condition=models.Q(inspected_on=None, serviceable=None)
                | models.Q(
                    inspected_on__isnull=False, serviceable__isnull=False, serviceable__lte=models.F("quantity")
                ),
                name="item_serviceable_within",
                violation_error_message="An inspection has its day, and finds no more serviceable than there are.",
            ),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def place(self) -> Place:
        return self.package.program.place

    @property
    def accounted(self) -> bool:
        """Whether somebody signed for it."""
        return bool(self.receipt_number)


ENGAGEMENT_ROWS = """
    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,
           daterange(g.starts_on, g.ends_on, '[]') AS during
    FROM new_values g JOIN programs_recipient r ON r.id = g.recipient_id JOIN programs_program p ON p.id = g.program_id
"""


@track()
class Engagement(Versioned):
    """Advice to a ministry or a unit, or support of a unit in its mission, from one day to another.

    One with a unit is written once the unit is approved for its days; what lasts longer is written again.
    """

    class Sort(models.TextChoices):
        ADVICE = "ADVICE", "Advisory engagement"
        SUPPORT = "SUPPORT", "Support in mission"

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="engagements")
    sort = models.CharField("what it is", max_length=7, choices=Sort.choices)
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, null=True, blank=True, related_name="engagements"
    )
    ministry = models.CharField(max_length=120, blank=True, help_text="Or office, where no unit is advised")
    provider = models.CharField(max_length=120)
    mission = models.CharField(max_length=80, blank=True, help_text="Of support in mission")
    what_for = models.CharField("what for", max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = OfProgramQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *gate(rows=ENGAGEMENT_ROWS, constraint="gate_engagement"),
            OfPko(name="of_pko", constraint="engagement_of_pko", message="An engagement belongs to a PKO program."),
            ForItsUnit(name="for_its_unit"),
            Frozen(name="frozen", fields=("program", "sort", "recipient", "ministry")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=False, ministry="")
                | models.Q(recipient=None, sort="ADVICE") & ~models.Q(ministry=""),
                name="engagement_with_unit_or_ministry",
                violation_error_message="Advice is for a unit or a ministry; support in mission is for a unit.",
            ),
            models.CheckConstraint(
                condition=~models.Q(sort="SUPPORT") | ~models.Q(mission=""),
                name="engagement_names_mission",
                violation_error_message="Support in mission names the mission.",
            ),
            models.CheckConstraint(
                condition=~models.Q(provider="") & ~models.Q(what_for=""),
                name="engagement_says_who_and_what_for",
                violation_error_message="An engagement says who provides it and what for.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="engagement_dates_in_order",
                violation_error_message="An engagement ends on or after the day it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()}: {self.what_for}"

    @property
    def place(self) -> Place:
        return self.program.place
