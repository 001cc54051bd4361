"""Funds: the list, one fund with its balances and moves, and the forms that move money from the act to a place."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from ground.access import may
from ground.dates import today
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.spans import span
from ground.pages.words import long_day
from ground.refusals import Problem

from .. import badges, kinds
from ..availability import AVAILABILITY, NO_YEAR, clock
from ..filters.programs import FundFilter
from ..forms import programs as forms
from ..models import Balance, Fund, FundTransaction
from ..services import ledger
from ..standing import STAGES, fund_money
from ..states import Kind
from ..tables import programs as tables
from .base import Door, MoneyMove, OfRecord, RecordPage

SHOWN = 50


def with_sums(funds: QuerySet[Fund], user: Any) -> QuerySet[Fund]:
    """Each fund with what the act gave it and what is obligated or paid, as far as the reader may see."""
    amount = DecimalField(max_digits=20, decimal_places=2)

    def total(*stages: str) -> Coalesce:
        rows = Balance.objects.visible_to(user).filter(fund=OuterRef("pk")).standing(today()).order_by()
        rows = rows.filter(standing__in=stages)
        return Coalesce(Subquery(rows.values("fund").annotate(sum=Sum("amount")).values("sum")), 0, output_field=amount)

    every = [stage.value for stage in STAGES]
    return funds.annotate(appropriated_sum=total(*every), obligated_sum=total("OBLIGATED", "DISBURSED"))


class FundList(ListPage):
    title = "Funds"
    lead = "Appropriation lines, each with its own year and end of availability."
    permission = "programs.view_fund"
    template_name = "programs/fund_list.html"
    table_class = tables.FundTable
    filterset_class = FundFilter
    totals = {"appropriated": Sum("appropriated_sum"), "obligated": Sum("obligated_sum")}
    export_columns = tables.FUND_EXPORT
    empty = "No fund is open yet."

    def get_queryset(self) -> QuerySet[Fund]:
        seen = Fund.objects.visible_to(self.request.user).select_related("account")
        return with_sums(seen, self.request.user).order_by("-fiscal_year", "number")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.request.user, ledger.RECORD), **kwargs)


class OfFund(OfRecord):
    permission = "programs.view_fund"
    key = "number"
    object: Fund

    def seen(self, user: Any) -> QuerySet[Fund]:
        return Fund.objects.visible_to(user).select_related("account")


class FundPage(OfFund, RecordPage):
    """One fund: how much stands at each stage, where, under which obligations, and every move."""

    template_name = "programs/fund_page.html"

    def allowed(self, user: Any) -> bool:
        """A fund belongs to no place: who may read money somewhere reads it, cut to what stands there."""
        return True

    def context(self) -> dict[str, Any]:
        fund, user, on = self.object, self.request.user, self.day()
        moves = FundTransaction.objects.visible_to(user).filter(fund=fund, effective_on__lte=on)
        rows = moves.select_related("operating_unit", "program", "by", "fund", "obligation", "reversed_by")
        rows = rows.order_by("-pk")[:SHOWN]
        waiting = fund.obligations.filter(state="PROPOSED").select_related("fund", "proposed_by")
        seen = waiting.filter(pk__in=fund.obligations.model.objects.visible_to(user)).order_by("pk")
        return {
            "fund": fund,
            "on": on,
            "past": on < today(),
            "when": "That day" if on < today() else "Now",
            "last": today(),
            "clock": list(clock(fund.ends, on)),
            "no_year": NO_YEAR,
            "money": fund_money(fund, user, on),
            "color": kinds.of(fund.account.kind).color if fund.account.kind else "",
            "resolutions": [(row, span(row.valid)) for row in fund.resolutions.order_by("valid")],
            "transactions": [(row, ledger.can_be_taken_back(row)) for row in rows],
            "transaction_count": moves.count(),
            "waiting": [(row, badges.OBLIGATION[row.state]) for row in seen[:SHOWN]],
            "doors": self.doors(fund),
            "may_record": may(user, ledger.RECORD, fund),
            "title": fund.title,
            "crumbs": [("Funds", "/funds/"), (fund.number, "")],
        }

    def doors(self, fund: Fund) -> list[Door]:
        """The moves from the act to a place and out of the fund, shut after its end.

        A fund that is obligated by its apportionment has no allotment, and is never transferred from.
        """
        if not may(self.request.user, ledger.RECORD, fund):
            return []
        until, base = fund.available_until, fund.get_absolute_url()
        closed = [Problem(f"It was open until {long_day(until)}.", AVAILABILITY)] if until and until < today() else []
        found = [
            Door("Record the appropriation", f"{base}appropriate/", closed, "plus"),
            Door("Record an apportionment", f"{base}apportion/", closed, "down"),
        ]
        if not fund.obligates_on_apportionment:
            found.append(Door("Record an allotment", f"{base}allot/", closed, "split"))
        waits = fund.resolutions.filter(replaced_on=None).exists()
        found.append(Door("Record a continuing resolution", f"{base}continue/", closed, "pause"))
        if waits:
            found.append(Door("Record the act of the full year", f"{base}full-year/", closed, "okc"))
        found.append(Door("Record a rescission", f"{base}rescind/", (), "minus"))
        if fund.account.kind != Kind.FMF:
            found.append(Door("Record a transfer", f"{base}transfer/", closed, "arrow"))
        if fund.availability_years is None and fund.closed_on is None:
            found.append(Door("Close the fund", f"{base}close/", (), "lock"))
        return found

    def day(self) -> dt.date:
        """The day that the page shows the fund on: `as_of`, else today. Raises BadRequest on anything else."""
        asked = self.request.GET.get("as_of", "")
        try:
            on = dt.date.fromisoformat(asked) if asked else today()
        except ValueError as error:
            raise BadRequest("as_of is a day, such as 2026-09-30.") from error
        if on > today():
            raise BadRequest("as_of is a day that has come.")
        return on


class NewFund(FormPage):
    permission = ledger.RECORD
    form_class = forms.FundForm
    title = "Open a fund"
    lead = "Its number is made, not typed. It holds no money until it is appropriated."
    button = "Open the fund"
    said = "Opened the fund."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> Fund:
        return ledger.open_fund(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/funds/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Funds", "/funds/"), (self.title, "")]


class FundMoney(OfFund, MoneyMove):
    """A move of money of the whole fund, or from it to a place."""

    permission = ledger.RECORD  # not the one that reads the fund, which comes first among the bases

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Funds", "/funds/"), (self.object.number, self.object.get_absolute_url()), (self.title, "")]


class Appropriate(FundMoney):
    title = "Record the appropriation"
    lead = "Money of the act enters the fund."
    button = "Record the appropriation"
    said = "Recorded the appropriation."

    def act(self, data: dict[str, Any]) -> FundTransaction:
        return ledger.appropriate(fund=self.object, by=self.request.user, **data)


class Apportion(FundMoney):
    title = "Record an apportionment"
    button = "Record the apportionment"
    said = "Recorded the apportionment."

    @property
    def lead(self) -> str:  # type: ignore[override]
        if self.object.obligates_on_apportionment:
            return "It obligates this fund: another person records the obligation, which is not unit-vetted."
        return "OMB apportions what the act gave."

    def get_form_class(self) -> Any:
        return forms.ApportionObligatingForm if self.object.obligates_on_apportionment else forms.MoneyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"fund": self.object} if self.object.obligates_on_apportionment else {}
        return {**super().get_form_kwargs(), **more}

    def act(self, data: dict[str, Any]) -> FundTransaction:
        return ledger.apportion(fund=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        obligation = getattr(result, "obligation", None)
        return str((obligation or self.object).get_absolute_url())


class Allot(FundMoney):
    form_class = forms.AllotForm
    title = "Record an allotment"
    lead = "The operating unit may then obligate that much and no more."
    button = "Record the allotment"
    said = "Recorded the allotment."

    def act(self, data: dict[str, Any]) -> FundTransaction:
        return ledger.allot(fund=self.object, by=self.request.user, **data)
