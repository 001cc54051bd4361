"""Obligations: a document that binds the United States, proposed by one person and recorded by another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete
from ground.history import track
from ground.models import Parameter, Versioned
from partners.models import OperatingUnit

from ..amounts import MOST
from ..lifecycle import OBLIGATION_STEPS
from ..states import ObligationState
from .agreements import Agreement
from .attachment_guards import BY_DOCUMENT, SIGNED_DOCUMENT, SignedDocumentAttached
from .availability_guards import NeedOfThePeriod, ReobligationNoticed
from .funds import Fund
from .given_back import given_back
from .grant_guards import ObligationUnderAward
from .gscf_guards import GscfSpending
from .guards import ObligationOfProgram, ObligationSetAside, RecipientsBeforeRecord, gate
from .late_bill_guards import LateBill
from .notification_guards import ExemptFromNotice, ObligationNotified
from .notifications import CongressionalNotification
from .programs import Program, Recipient
from .reprogramming import FullerNotice, Reprogramming, allocated
from .restriction_guards import CountryOpen


class Evidence(models.TextChoices):
    """Documentary evidence of an obligation (31 U.S.C. 1501(a)(1) to (9))."""

    AGREEMENT = "AGREEMENT", "Binding agreement in writing"
    LOAN = "LOAN", "Loan agreement"
    ORDER = "ORDER", "Order required by law to be placed with an agency"
    EMERGENCY_ORDER = "EMERGENCY_ORDER", "Order under a law for emergencies"
    GRANT = "GRANT", "Grant or subsidy, apportionment included"
    LITIGATION = "LITIGATION", "Liability that may result from litigation"
    EMPLOYMENT = "EMPLOYMENT", "Employment or services, travel"
    PUBLIC_UTILITY = "PUBLIC_UTILITY", "Services of public utilities"
    OTHER = "OTHER", "Other legal liability"


class Need(models.TextChoices):
    """Why something outside the period of availability is a need of it all the same (31 U.S.C. 1502(a))."""

    STOCK = "STOCK", "Stock of what is used continually"
    LEAD_TIME = "LEAD_TIME", "Delivery or production takes that long"
    NEXT_QUARTER = "NEXT_QUARTER", "Training of the quarter after the fiscal year"
    CONTINUES = "CONTINUES", "Continues what was ordered in the period"


class Exemption(models.TextChoices):
    """Why an obligation needs no notification of its own (22 U.S.C. 2394-1, programs 1.4)."""

    SMALL = "SMALL", "IMET under the small amount, the country's program being justified"


class GivenBack(models.Func):
    """What of an obligation was given back, by the one SQL of the guards."""

    output_field = models.DecimalField(max_digits=20, decimal_places=2)

    def as_sql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, list[Any]]:
        table = compiler.query.get_initial_alias()
        return given_back(connection.ops.quote_name(table)), []


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def visible_to(self, user: Any) -> ObligationQuerySet:
        return self.filter(user.scope.q("programs.view_obligation", kind="fund__account__kind"))

    def charged(self) -> ObligationQuerySet:
        """Recorded ones, and proposals of money that its apportionment has obligated."""
        waiting = models.Q(state=ObligationState.PROPOSED, fund__obligates_on_apportionment=True)
        return self.filter(models.Q(state=ObligationState.RECORDED) | waiting)

    def net(self) -> Any:
        """Each with its `net_amount`: what it says, less what of it was given back. In dollars."""
        return self.annotate(net_amount=models.F("amount") - GivenBack())

    def total(self, fund: Fund, operating_unit: OperatingUnit) -> Decimal:
        """What of the fund's account and year is charged at a place, in dollars."""
        of = {"fund__account": fund.account_id, "fund__fiscal_year": fund.fiscal_year, "operating_unit": operating_unit}
        return Decimal(self.charged().filter(**of).aggregate(sum=models.Sum("amount", default=Decimal(0)))["sum"])


OBLIGATION_ROWS = """
    SELECT CASE WHEN r.unit_id IS NULL THEN ARRAY[]::bigint[] ELSE ARRAY[r.unit_id] END AS units,
           CASE WHEN r.person_id IS NULL THEN ARRAY[]::bigint[] ELSE ARRAY[r.person_id] END AS people,
           p.laws::text[] AS laws, daterange(o.effective_on, o.effective_on, '[]') AS during
    FROM new_values o LEFT JOIN programs_program p ON p.id = o.program_id
    LEFT JOIN programs_obligationrecipient x ON x.obligation_id = o.id
    LEFT JOIN programs_recipient r ON r.id = x.recipient_id
    WHERE o.state = 'RECORDED' AND o.recipients_named
"""


@track()
class Obligation(Versioned):
    """A document with its amount. Recipients are named units and people, or it says how they will be named."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="obligations")
    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, related_name="obligations")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="obligations")
    state = models.CharField(max_length=10, choices=ObligationState.choices, default=ObligationState.PROPOSED)
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)
    document_number = models.CharField(max_length=60)
    evidence = models.CharField("kind of evidence", max_length=16, choices=Evidence.choices)
    counterparty = models.CharField(max_length=200, blank=True)
    effective_on = models.DateField("signed on")
    reobligation = models.BooleanField("obligates again", default=False)
    service = DateRangeField("days of service", null=True, blank=True)
    need = models.CharField("why it is needed outside the period", max_length=14, choices=Need.choices, blank=True)
    exemption = models.CharField(
        "exempt from notification", max_length=5, choices=Exemption.choices, blank=True, default="", db_default=""
    )
    late_bill_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="late_bills", verbose_name="late bill of"
    )
    recipients_named = models.BooleanField(default=True)
    naming = models.CharField("how recipients will be named", max_length=300, blank=True)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="obligations"
    )
    notification = models.ForeignKey(
        CongressionalNotification, on_delete=models.PROTECT, null=True, blank=True, related_name="obligations"
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ObligationQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *OBLIGATION_STEPS.triggers(),
            *gate(rows=OBLIGATION_ROWS, constraint="gate_obligation"),
            GscfSpending(name="gscf_spending"),
            ObligationUnderAward(name="under_award"),
            ObligationOfProgram(name="of_program"),
            ObligationSetAside(name="set_aside"),
            ObligationNotified(name="notified"),
            SignedDocumentAttached(name="signed_document"),
            ExemptFromNotice(name="exempt"),
            NeedOfThePeriod(name="need_of_period"),
            CountryOpen(name="country_open"),
            FullerNotice(name="fuller_notice"),
            LateBill(name="late_bill"),
            ReobligationNoticed(name="reobligation_noticed"),
            Frozen(name="recorder", fields=("recorded_by",), once_null=True),
            Frozen(
                name="frozen",
                fields=(
                    "fund",
                    "operating_unit",
                    "program",
                    "amount",
                    "document_number",
                    "evidence",
                    "effective_on",
                    "reobligation",
                    "service",
                    "need",
                    "exemption",
                    "late_bill_of",
                    "recipients_named",
                    "agreement",
                    "proposed_by",
                ),
            ),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="obligation_amount_positive",
                violation_error_message="An obligation has an amount above zero.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__lte=MOST),
                name="obligation_amount_possible",
                violation_error_message="No amount is more than a trillion dollars.",
            ),
            models.CheckConstraint(
                condition=~models.Q(document_number=""),
                name="obligation_has_document",
                violation_error_message="An obligation names its document (31 U.S.C. 1501(a)).",
            ),
            models.CheckConstraint(
                condition=models.Q(evidence__in=Evidence.values),
                name="obligation_evidence_listed",
                violation_error_message="The evidence is one of the nine kinds of 31 U.S.C. 1501(a).",
            ),
            models.UniqueConstraint(
                fields=["fund", "document_number"],
                condition=~models.Q(state="WITHDRAWN"),
                name="obligation_document_once",
                violation_error_message="This document number is already used in this fund.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="RECORDED")
                | models.Q(recorded_by__isnull=False) & ~models.Q(recorded_by=models.F("proposed_by")),
                name="obligation_two_people",
                violation_error_message="Proposer and recorder of an obligation are two people.",
            ),
            models.CheckConstraint(
                condition=models.Q(recipients_named=True, program__isnull=False)
                | models.Q(recipients_named=False) & (~models.Q(naming="") | models.Q(agreement__isnull=False)),
                name="obligation_names_recipients_or_says_how",
                violation_error_message="Name the recipients, or say how they will be named or under which agreement.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_number}, {self.amount:,.2f}"

    @property
    def place(self) -> Place:
        return Place(self.operating_unit_id, self.operating_unit.region, self.fund.account.kind)

    def get_absolute_url(self) -> str:
        return f"/obligations/{self.pk}/"

    @property
    def asks_for_document(self) -> bool:
        """Whether its signed document must be attached before it is recorded: the same question as the guard's."""
        if self.evidence not in BY_DOCUMENT or self.fund.obligates_on_apportionment:
            return False
        asked = Parameter.objects.filter(
            key=SIGNED_DOCUMENT, place__in=("", self.operating_unit.code), valid__contains=self.effective_on
        )
        return asked.order_by("-place").values_list("value", flat=True).first() is True

    @property
    def reprogramming(self) -> Reprogramming | None:
        """How its place stands to the 653(a) figure with it, or None where there is none to compare with."""
        figure = allocated(self.fund, self.operating_unit)
        if figure is None:
            return None
        total = self.amount + Obligation.objects.exclude(pk=self.pk).total(self.fund, self.operating_unit)
        notice = self.notification
        moved = notice.moved(self.fund, self.operating_unit_id) if notice else self.amount
        return Reprogramming(figure, total, moved)


@track()
class ObligationRecipient(models.Model):
    """A recipient that an obligation names."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="recipients")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers: ClassVar = [
            RecipientsBeforeRecord(name="before_record"),
            NoDelete(name="no_truncate", operation=pgtrigger.Truncate),  # which no guard of single rows meets
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["obligation", "recipient"], name="obligation_recipient_once"),
        ]

    def __str__(self) -> str:
        return str(self.recipient)
