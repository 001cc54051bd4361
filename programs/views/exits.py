"""How money leaves a fund other than by being spent: the forms of rescissions, transfers and closings."""

from __future__ import annotations

from typing import Any

from ground.dates import today

from ..forms.funds import CloseNoYearForm, RescindForm, TransferForm
from ..models import Fund, FundTransaction
from ..services import exits
from .funds import FundMoney


class Rescind(FundMoney):
    form_class = RescindForm
    title = "Record a rescission"
    lead = "Congress takes back what is not obligated."
    button = "Record the rescission"
    said = "Recorded the rescission."

    def act(self, data: dict[str, Any]) -> FundTransaction:
        return exits.rescind(fund=self.object, by=self.request.user, **data)


class Transfer(FundMoney):
    form_class = TransferForm
    title = "Record a transfer"
    lead = "At most a tenth of what was made available here, and a fifth of that to the other account (22 U.S.C. 2360)."
    button = "Record the transfer"
    said = "Recorded the transfer."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "fund": self.object}

    def act(self, data: dict[str, Any]) -> FundTransaction:
        return exits.transfer(source=self.object, by=self.request.user, **data)


class CloseNoYear(FundMoney):
    form_class = CloseNoYearForm
    title = "Close the fund"
    lead = "No-year money is closed when its purpose is carried out and nothing was paid for two fiscal years."
    button = "Close the fund"
    said = "Closed. What is left is cancelled by rule."

    def get_initial(self) -> dict[str, Any]:
        return {"closed_on": today()}

    def act(self, data: dict[str, Any]) -> Fund:
        return exits.close_no_year(fund=self.object, by=self.request.user, **data)
