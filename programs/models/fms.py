"""FMS cases that FMF finances: the letter of request, the case, and the lines of its documents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Coalesce, Round

from ground.access import Place
from ground.guards import Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned

from ..fms.states import OVER, CaseKind, EndUse, Financing
from .agreements import Agreement
from .fms_guards import LineOfOpenDocument
from .programs import Program

NOTHING = Value(Decimal(0))


class LetterQuerySet(models.QuerySet["LetterOfRequest"]):
    def visible_to(self, user: Any) -> LetterQuerySet:
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


@track()
class LetterOfRequest(Versioned):
    """What the partner asks for, in its own words. When it is complete it is actionable: that day starts the clock."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="letters")
    number = models.CharField(max_length=60, help_text="As written on the letter")
    received_on = models.DateField()
    requirement = models.TextField("the partner's stated need, in its words")
    missing = models.TextField("what is missing", blank=True)
    actionable_on = models.DateField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = "letter of request"
        verbose_name_plural = "letters of request"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            NotAhead(name="received_not_ahead", field="received_on"),
            NotAhead(name="actionable_not_ahead", field="actionable_on"),
            Frozen(name="frozen", fields=("program", "number", "received_on", "requirement")),
            Frozen(name="clock", fields=("actionable_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "number"], name="letter_once", violation_error_message="This letter is kept already."
            ),
            models.CheckConstraint(
                condition=~Q(requirement="") & ~Q(number=""),
                name="letter_states_the_need",
                violation_error_message="A letter has a number and states the partner's need.",
            ),
            models.CheckConstraint(
                condition=Q(actionable_on=None) | Q(missing="", actionable_on__gte=F("received_on")),
                name="letter_actionable_when_complete",
                violation_error_message="A letter is actionable when nothing is missing, from its receipt on.",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def place(self) -> Place:
        return self.program.place


class FmsCaseQuerySet(models.QuerySet["FmsCase"]):
    def visible_to(self, user: Any) -> FmsCaseQuerySet:
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))

    def with_value(self) -> FmsCaseQuerySet:
        """Each case with the sum of its documents that were not given up, in US dollars."""
        return self.annotate(
            value_sum=Coalesce(Sum("documents__total_value", filter=~Q(documents__state__in=OVER)), NOTHING)
        )


@track()
class FmsCase(Versioned):
    """A case with its designator; recipients named, or carried by an agreement and shown as not unit-vetted.

    The designator is customer code, implementing agency code and the case's own three characters, unique together.
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="fms_cases")
    letter = models.ForeignKey(LetterOfRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    designator = models.CharField(max_length=12, unique=True, help_text="Such as XK-B-UAA")
    kind = models.CharField(max_length=10, choices=CaseKind.choices, default=CaseKind.DEFINED)
    financing = models.CharField(max_length=6, choices=Financing.choices, default=Financing.GRANT)
    title = models.CharField(max_length=200)
    recipients_named = models.BooleanField(default=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="fms_cases")

    objects = FmsCaseQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = "FMS case"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Frozen(name="frozen", fields=("program", "designator", "kind", "financing")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(recipients_named=True) | Q(agreement__isnull=False),
                name="fms_case_names_or_carries_agreement",
                violation_error_message="A case whose recipients cannot be named carries its agreement.",
            ),
            models.CheckConstraint(
                condition=Q(designator__regex=r"^[A-Z0-9]{2}-[A-Z0-9]-[A-Z0-9]{3}$"),
                name="fms_case_designator_shape",
                violation_error_message="A designator is two, one and three characters, such as XK-B-UAA.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.designator} {self.title}"

    def get_absolute_url(self) -> str:
        return f"/fms-cases/{self.pk}/"

    @property
    def place(self) -> Place:
        return self.program.place

    @property
    def customer_code(self) -> str:
        """Whose case it is: the first two characters."""
        return self.designator[:2]

    @property
    def agency_code(self) -> str:
        """Which implementing agency runs it: the third."""
        return self.designator[3:4]


class LineQuerySet(models.QuerySet["FmsCaseLine"]):
    def visible_to(self, user: Any) -> LineQuerySet:
        at = {"place": "case__program__operating_unit", "kind": "case__program__kind"}
        return self.filter(user.scope.q("programs.view_program", **at))

    def with_delivered(self) -> LineQuerySet:
        """Each line with the quantity (`done`) and the value in US dollars (`delivered`) that was delivered."""
        return self.annotate(
            done=Coalesce(Sum("deliveries__quantity"), NOTHING), delivered=Coalesce(Sum("deliveries__value"), NOTHING)
        )


@track()
class FmsCaseLine(Versioned):
    """One line of a case: an article, a service, training, or design and construction. `document` is the one that
    added it; lines from before documents were kept have none."""

    class Category(models.TextChoices):
        ARTICLE = "ARTICLE", "Defense article"
        SERVICE = "SERVICE", "Defense service"
        TRAINING = "TRAINING", "Training"
        CONSTRUCTION = "CONSTRUCTION", "Design and construction"

    case = models.ForeignKey(FmsCase, on_delete=models.PROTECT, related_name="lines")
    document = models.ForeignKey(
        "programs.CaseDocument", on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    number = models.PositiveIntegerField("line")
    description = models.CharField(max_length=200)
    category = models.CharField(max_length=12, choices=Category.choices)
    quantity = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField("unit of issue", max_length=20, default="EA")
    unit_price = models.DecimalField("unit price, US dollars", max_digits=20, decimal_places=2, null=True, blank=True)
    total = models.DecimalField("total, US dollars", max_digits=20, decimal_places=2)
    delivery_from = models.DateField(null=True, blank=True)
    delivery_to = models.DateField(null=True, blank=True)
    is_sme = models.BooleanField("significant military equipment", default=False)
    is_mde = models.BooleanField("major defense equipment", default=False)
    end_use = models.CharField("end-use monitoring", max_length=10, choices=EndUse.choices, default=EndUse.NONE)

    objects = LineQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = "FMS case line"
        triggers: ClassVar = [*Versioned.Meta.triggers, LineOfOpenDocument(name="of_open_document")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="fms_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0, total__gte=0), name="fms_line_amounts_not_negative"),
            models.CheckConstraint(
                condition=Q(unit_price=None) | Q(total=Round(F("quantity") * F("unit_price"), 2), unit_price__gte=0),
                name="fms_line_total",
                violation_error_message="The total of a line is its quantity times its unit price.",
            ),
            models.CheckConstraint(
                condition=Q(delivery_from=None, delivery_to=None) | Q(delivery_from__lte=F("delivery_to")),
                name="fms_line_delivery_in_order",
                violation_error_message="Deliveries begin before they end; both days are given, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(is_mde=False) | Q(is_sme=True),
                name="fms_line_mde_is_sme",
                violation_error_message="Major defense equipment is significant military equipment (22 U.S.C. 2794).",
            ),
            models.CheckConstraint(
                condition=Q(end_use=EndUse.NONE) | Q(category="ARTICLE"),
                name="fms_line_monitors_articles",
                violation_error_message="End-use monitoring is of defense articles.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.designator} line {self.number:03d}"

    @property
    def place(self) -> Place:
        return self.case.place
