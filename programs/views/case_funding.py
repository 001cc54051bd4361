"""Money of FMF by partner and fund: what is uncommitted and for how long; the forms that commit it to cases."""

from __future__ import annotations

from typing import Any

from ground.dates import fiscal_year, today
from ground.pages.words import money

from ..fms import reads
from ..fms.money import direct_contracts
from ..fms.states import CaseKind
from ..forms import case_funding as forms
from ..models import CaseFunding, CashFlowPayment
from ..services import case_funding
from ..services.ledger import RECORD
from .agreements import AtPlace
from .base import RecordForm
from .fms import OfFmsCase


class FundingForm(OfFmsCase, RecordForm):
    """A form about the money of one case."""

    permission = RECORD

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "case": self.object}

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class Commit(FundingForm):
    form_class = forms.CommitForm
    title = "Commit money to the case"
    button = "Commit it"
    said = "Committed."

    @property
    def proposed(self) -> list[case_funding.Proposal]:
        return case_funding.propose(case=self.object, amount=reads.to_fund(self.object))

    @property
    def lead(self) -> str:  # type: ignore[override]
        need = reads.to_fund(self.object)
        if not need:
            return "The FMF share of the case is committed whole."
        parts = "; ".join(f"{one.fund.number}: {money(one.amount)}" for one in self.proposed) or "no fund has any"
        words = f"{money(need)} of its FMF share is not committed yet. The oldest money first would be {parts}."
        return words + self.of_the_year if self.object.kind == CaseKind.DIRECT else words

    @property
    def of_the_year(self) -> str:
        """What direct commercial contracts may still take this fiscal year."""
        year = direct_contracts(today())
        near = ": it is near" if year.is_near else ""
        return f" Direct contracts took {money(year.used)} of {money(year.limit)} this fiscal year{near}."

    def get_initial(self) -> dict[str, Any]:
        first = next(iter(self.proposed), None)
        day = {"committed_on": today()}
        return {**day, "fund": first.fund.number, "amount": first.amount} if first else day

    def act(self, data: dict[str, Any]) -> CaseFunding:
        return case_funding.commit(case=self.object, by=self.request.user, **data)


class GiveBack(FundingForm):
    form_class = forms.GiveBackForm
    title = "Return money from the case"
    lead = "It is uncommitted in its fund again."
    button = "Record the return"
    said = "Recorded the return."

    def get_initial(self) -> dict[str, Any]:
        return {"committed_on": today()}

    def act(self, data: dict[str, Any]) -> CaseFunding:
        return case_funding.give_back(by=self.request.user, **data)


class PlanPayment(AtPlace):
    form_class = forms.PlannedPaymentForm
    title = "Plan a cash flow payment"
    lead = "For a partner whose cash flow financing is approved (22 U.S.C. 2765(d)). A new figure replaces the old one."
    button = "Keep the figure"
    said = "Kept the figure."

    def get_initial(self) -> dict[str, Any]:
        return {"fiscal_year": fiscal_year(today())}

    def act(self, data: dict[str, Any]) -> CashFlowPayment:
        return case_funding.plan_payment(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return "/programs/fmf/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Programs", "/programs/"), ("FMF", "/programs/fmf/"), (self.title, "")]
