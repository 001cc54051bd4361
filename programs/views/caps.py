"""Caps of a year with what is used of them, uses of FAA 614, and the continuing resolutions of a fund."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum

from ground.access import Place, may
from ground.dates import fiscal_year, today
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage

from ..caps.reads import caps
from ..forms import caps as forms
from ..models import ContinuingResolution, SpecialUse
from ..models.caps import VIEW
from ..services import caps as services
from ..services.ledger import RECORD
from ..tables.caps import SPECIAL_EXPORT, SpecialFilter, SpecialTable, cap_badge
from .base import RecordForm
from .funds import OfFund

HERE = "/caps/"


class CapList(ListPage):
    title = "Caps of a year"
    lead = "What special authorities and the authorities of Title 10 may take in a fiscal year, and what is used of it."
    permission = VIEW
    template_name = "programs/cap_list.html"
    table_class = SpecialTable
    filterset_class = SpecialFilter
    totals = {"amount": Sum("amount")}
    export_columns = SPECIAL_EXPORT
    empty = "No determination under section 614 is kept. A funds officer keeps one with its document."

    def get_table_kwargs(self) -> dict[str, Any]:
        hidden = () if may(self.request.user, RECORD) else ("withdraw",)
        return {**super().get_table_kwargs(), "exclude": hidden}

    def get_queryset(self) -> QuerySet[SpecialUse]:
        seen = SpecialUse.objects.visible_to(self.request.user)
        return seen.select_related("country").order_by("-determined_on", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, year = self.request.user, fiscal_year(today())
        whole = user.scope.permits(VIEW, Place(None))  # type: ignore[union-attr]
        found = [(cap, cap_badge(cap)) for cap in caps(year)] if whole else []
        may_add = may(user, RECORD)
        return super().get_context_data(caps=found, year=year, whole=whole, may_add=may_add, **kwargs)


class NewSpecialUse(FormPage):
    permission = RECORD
    form_class = forms.SpecialUseForm
    title = "Keep a determination under section 614"
    lead = "It counts in the fiscal year of its day. What is above a cap of the law is refused."
    button = "Keep it"
    said = "Kept the determination."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {"determined_on": today()}

    def act(self, data: dict[str, Any]) -> SpecialUse:
        return services.use_special(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return HERE

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Caps of a year", HERE), (self.title, "")]


class WithdrawSpecialUse(RecordForm):
    permission = RECORD
    form_class = forms.WithdrawForm
    title = "Withdraw a determination"
    lead = "It counts no more, and stays with why."
    button = "Withdraw it"
    said = "Withdrawn."
    object: SpecialUse

    def seen(self, user: Any) -> QuerySet[SpecialUse]:
        return SpecialUse.objects.visible_to(user).select_related("country__operating_unit")

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version}

    def act(self, data: dict[str, Any]) -> SpecialUse:
        return services.withdraw_special(use=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return HERE

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Caps of a year", HERE), (self.title, "")]


class OfResolutions(OfFund, RecordForm):
    """A form about what funds a fund until its act."""

    permission = RECORD

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Funds", "/funds/"), (self.object.number, self.object.get_absolute_url()), (self.title, "")]


class Continue(OfResolutions):
    form_class = forms.ResolutionForm
    title = "Record a continuing resolution"
    lead = "While it is in force the fund has its amount and no more, until the act of the full year."
    button = "Record it"
    said = "Recorded: the fund has no more until the act of the full year."

    def act(self, data: dict[str, Any]) -> ContinuingResolution:
        return services.continue_fund(fund=self.object, by=self.request.user, **data)


class EnactFullYear(OfResolutions):
    form_class = forms.FullYearForm
    title = "Record the act of the full year"
    lead = "From its day on the fund has what it is appropriated, without the cap of the resolution."
    button = "Record it"
    said = "Recorded the act of the full year."

    def act(self, data: dict[str, Any]) -> Any:
        return services.enact_full_year(fund=self.object, by=self.request.user, **data)
