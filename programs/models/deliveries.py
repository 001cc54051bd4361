"""Deliveries: what reached a unit, a person in a unit, or, under an agreement, a partner whose units are not named."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, marks_stale
from ground.history import track
from ground.models import ImportBatch
from partners.models import Person, Unit

from .agreements import Agreement
from .delivery_guards import DeliveryTakesBack
from .fms import FmsCaseLine
from .fms_guards import DeliveryAsOrdered
from .guards import DeliveryFits, DeliveryOfExecuting, DeliveryUnderAgreement, gate
from .pko import EquipmentPackage, TrainingEvent
from .pko_guards import DeliveryFitsPko
from .programs import Program
from .seats import TrainingSeat


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: Any) -> DeliveryQuerySet:
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


DELIVERY_ROWS = """
    SELECT ARRAY[d.unit_id] AS units,
           CASE WHEN d.person_id IS NULL THEN ARRAY[]::bigint[] ELSE ARRAY[d.person_id] END AS people,
           p.laws::text[] AS laws, daterange(d.delivered_on, d.delivered_on, '[]') AS during
    FROM new_values d JOIN programs_program p ON p.id = d.program_id
    WHERE d.agreement_id IS NULL AND d.reverses_id IS NULL
"""


@track()
class Delivery(models.Model):
    """What was delivered, how much, when and to whom. Append-only: it happened. What was recorded by mistake is taken
    back by a row that mirrors it (`reverses`), its amounts below zero."""

    class What(models.TextChoices):
        ARTICLE = "ARTICLE", "Article"
        SERVICE = "SERVICE", "Service"
        TRAINING = "TRAINING", "Training"

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    seat = models.OneToOneField(TrainingSeat, on_delete=models.PROTECT, null=True, blank=True, related_name="delivery")
    event = models.OneToOneField(
        TrainingEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="delivery"
    )
    package = models.OneToOneField(
        EquipmentPackage, on_delete=models.PROTECT, null=True, blank=True, related_name="delivery"
    )
    line = models.ForeignKey(FmsCaseLine, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    what = models.CharField(max_length=10, choices=What.choices)
    description = models.CharField(max_length=200)
    quantity = models.DecimalField(max_digits=14, decimal_places=2)
    value = models.DecimalField("value, US dollars", max_digits=20, decimal_places=2)
    delivered_on = models.DateField()
    place_name = models.CharField("place", max_length=120, blank=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        triggers: ClassVar = [
            DeliveryTakesBack(name="takes_back"),
            *gate(rows=DELIVERY_ROWS, constraint="gate_delivery"),
            DeliveryOfExecuting(name="of_executing"),
            DeliveryUnderAgreement(name="under_agreement"),
            DeliveryFits(name="fits"),
            DeliveryFitsPko(name="fits_pko"),
            DeliveryAsOrdered(name="ordered"),
            AppendOnly(name="append_only"),
            *marks_stale(
                "delivery",
                keys="p.fiscal_year, p.operating_unit_id",
                joins="JOIN programs_program p ON p.id = r.program_id",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, agreement__isnull=True)
                | models.Q(unit__isnull=True, person__isnull=True, seat__isnull=True, agreement__isnull=False),
                name="delivery_to_unit_or_under_agreement",
                violation_error_message="A delivery names its unit, or the agreement it goes under.",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0, value__gte=0, reverses__isnull=True)
                | models.Q(quantity__lt=0, value__lte=0, reverses__isnull=False),
                name="delivery_amounts_positive",
                violation_error_message="Quantity is more than zero, value zero or more.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["program", "delivered_on"], name="delivery_by_program")]

    def __str__(self) -> str:
        return f"{self.description}, {self.delivered_on}"

    @property
    def place(self) -> Place:
        return self.program.place
