"""The second tier: the list of what implementers report, and the forms that report, verify and take back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum

from ground.dates import today
from ground.pages.lists import ListPage

from ..forms import second_tier as forms
from ..models import SecondTierMove
from ..models.second_tier import VIEW
from ..second_tier import CLAIM
from ..services import second_tier
from ..tables.second_tier import TIER_EXPORT, TierFilter, TierTable
from .base import RecordForm
from .ledger import OfObligation


class TierList(ListPage):
    title = "Second tier"
    lead = "What implementers report of their obligations: each a claim until another person at post has verified it."
    permission = VIEW
    table_class = TierTable
    filterset_class = TierFilter
    totals = {"amount": Sum("amount")}
    export_columns = TIER_EXPORT
    empty = "No implementer's report is kept yet. Open a recorded obligation and keep one."

    def get_queryset(self) -> QuerySet[SecondTierMove]:
        seen = SecondTierMove.objects.visible_to(self.request.user)
        of = ("obligation__fund", "obligation__program", "obligation__operating_unit")
        return seen.select_related(*of, "verification", "reversed_by").order_by("-as_of", "-pk")


class ReportTier(OfObligation, RecordForm):
    permission = second_tier.REPORT
    form_class = forms.TierForm
    title = "Keep a report of the implementer"
    lead = "No more at a stage than reached the one before. It is a claim until somebody at post verifies it."
    button = "Keep the report"
    said = "Kept, as the partner's claim."

    def get_initial(self) -> dict[str, Any]:
        return {"as_of": today()}

    def act(self, data: dict[str, Any]) -> SecondTierMove:
        return second_tier.report(obligation=self.object, by=self.request.user, **data)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class OfReport(RecordForm):
    """A form about one report."""

    object: SecondTierMove

    def seen(self, user: Any) -> QuerySet[SecondTierMove]:
        rows = SecondTierMove.objects.visible_to(user)
        return rows.select_related("obligation__operating_unit", "obligation__fund__account")

    @property
    def lead(self) -> str:  # type: ignore[override]
        row = self.object
        return f"{row.obligation.document_number}, {row.line}: {row}. {CLAIM.source}."

    def crumbs(self) -> list[tuple[str, str]]:
        row = self.object.obligation
        return [("Obligations", "/obligations/"), (row.document_number, row.get_absolute_url()), (self.title, "")]


class VerifyTier(OfReport):
    permission = second_tier.VERIFY
    form_class = forms.VerifyForm
    title = "Verify a report"
    button = "Record the verification"
    said = "Recorded: verified at post."

    def get_initial(self) -> dict[str, Any]:
        return {"verified_on": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return second_tier.verify(move=self.object, by=self.request.user, **data)


class TakeBackTier(OfReport):
    permission = second_tier.REPORT
    form_class = forms.TakeBackForm
    title = "Take a report back"
    button = "Take it back"
    said = "Taken back."

    def get_initial(self) -> dict[str, Any]:
        return {"as_of": today()}

    def act(self, data: dict[str, Any]) -> SecondTierMove:
        return second_tier.take_back(move=self.object, by=self.request.user, **data)
