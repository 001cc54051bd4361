"""The second tier of FMF: what is committed to cases of money obligated by its apportionment; planned payments."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from partners.models import OperatingUnit

from .case_documents import AT, OfCase
from .fms import FmsCase
from .fms_guards import CashFlowApproved, FundedWithin
from .funds import Fund


class FundingQuerySet(models.QuerySet["CaseFunding"]):
    def visible_to(self, user: Any) -> FundingQuerySet:
        return self.filter(user.scope.q("programs.view_fund", **AT))


@track()
class CaseFunding(OfCase):
    """Money of one fund committed to a case or, with `returns`, taken back from it. Never changed.

    It stays a record of the second tier: the ledger has obligated the money at its apportionment (31 U.S.C. 1501).
    """

    case = models.ForeignKey(FmsCase, on_delete=models.PROTECT, related_name="funding")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="case_funding")
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)
    committed_on = models.DateField()
    document = models.CharField(max_length=120)
    returns = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="returned_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FundingQuerySet.as_manager()

    class Meta:
        verbose_name = "commitment to a case"
        verbose_name_plural = "commitments to cases"
        triggers: ClassVar = [
            FundedWithin(name="funded_within"),
            NotAhead(name="not_ahead", field="committed_on"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(document=""),
                name="case_funding_amount_and_document",
                violation_error_message="A commitment has an amount above zero and a document.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["fund", "case"], name="case_funding_by_fund")]

    def __str__(self) -> str:
        return f"{'Return' if self.returns_id else 'Commitment'} of {self.amount:,.2f} to {self.case.designator}"


class CashFlowQuerySet(models.QuerySet["CashFlowPayment"]):
    def visible_to(self, user: Any) -> CashFlowQuerySet:
        return self.filter(user.scope.q("programs.view_program"))


@track()
class CashFlowPayment(Versioned):
    """What a partner with cash flow financing plans to pay in a fiscal year: price less financing approved so far."""

    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, related_name="cash_flow_payments")
    fiscal_year = models.PositiveIntegerField()
    planned = models.DecimalField("planned payment, US dollars", max_digits=20, decimal_places=2)
    source = models.CharField(max_length=160)

    objects = CashFlowQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            CashFlowApproved(name="approved"),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["operating_unit", "fiscal_year"],
                name="cash_flow_once",
                violation_error_message="This year is planned already; change its figure.",
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=0) & ~Q(source=""),
                name="cash_flow_has_source",
                violation_error_message="A planned payment is zero or more and names its source.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operating_unit}, FY {self.fiscal_year}"

    @property
    def place(self) -> Place:
        return Place(self.operating_unit_id, self.operating_unit.region)
