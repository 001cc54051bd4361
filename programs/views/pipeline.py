"""The pipeline of what is obligated and not liquidated, and the queue of what may be obligated again."""

from __future__ import annotations

from typing import Any

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from ground.dates import today
from ground.pages.lists import ListPage

from ..models import Balance, Obligation
from ..pipeline import bands, unliquidated
from ..states import ObligationState, Stage
from ..tables import pipeline as tables

MONEY = DecimalField(max_digits=20, decimal_places=2)


class Pipeline(ListPage):
    title = "Pipeline"
    lead = "Obligated and not liquidated, soonest cancelled first. Red is what its fund cancels within twelve months."
    permission = "programs.view_fund"
    template_name = "programs/pipeline.html"
    table_class = tables.PipelineTable
    filterset_class = tables.PipelineFilter
    export_columns = tables.PIPELINE_EXPORT
    empty = "Nothing is obligated and unpaid. Money comes here when an obligation is recorded."
    keys_first = True

    def get_queryset(self) -> QuerySet[Balance]:
        of = ("fund__account", "operating_unit", "program__manager", "obligation__proposed_by")
        rows = unliquidated(self.request.user).select_related(*of)
        return rows.order_by(F("fund__cancels_on").asc(nulls_last=True), "pk")

    def get_table_kwargs(self) -> dict[str, Any]:
        """The total and how many there are, read from the bands: the rows are added up once."""
        self.bands = bands(self.object_list)
        self.counted = self.bands.total.count
        return {**super().get_table_kwargs(), "totals": {"unliquidated": self.bands.total.amount}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        return {**shown, "bands": self.bands}


class ReobligationQueue(ListPage):
    title = "To obligate again"
    lead = "De-obligated money that its act lets be obligated again, the shortest time first."
    permission = "programs.view_fund"
    table_class = tables.QueueTable
    filterset_class = tables.OfMoney
    totals = {"amount": Sum("amount")}
    export_columns = tables.QUEUE_EXPORT
    empty = "Nothing stands de-obligated. What a document will not need comes here when it is de-obligated in time."

    def get_queryset(self) -> QuerySet[Balance]:
        seen = Balance.objects.visible_to(self.request.user).filter(stage=Stage.DEOBLIGATED, amount__gt=0)
        waiting = Obligation.objects.filter(
            fund=OuterRef("fund"),
            operating_unit=OuterRef("operating_unit"),
            reobligation=True,
            state=ObligationState.PROPOSED,
        )
        summed = waiting.order_by().values("fund").annotate(sum=Sum("amount")).values("sum")
        rows = seen.filter(fund__reobligate_until__gte=today()).select_related("fund__account", "operating_unit")
        rows = rows.annotate(waiting_amount=Coalesce(Subquery(summed), 0, output_field=MONEY))
        return rows.order_by("fund__reobligate_until", "pk")
