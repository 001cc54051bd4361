"""Forms of accidents and of treaty deadlines; the page of NADR shows them."""

from __future__ import annotations

from typing import Any

from ground.dates import today
from ground.pages.forms import FormPage

from ..cwd.lifecycle import WRITE
from ..forms import mine_action as forms
from ..services import mine_action


class OfCountries(FormPage):
    """A form about one of the user's countries."""

    permission = WRITE

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def next_url(self, result: Any) -> str:
        return "/programs/nadr/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Programs", "/programs/"), ("NADR", "/programs/nadr/"), (self.title, "")]


class RecordAccident(OfCountries):
    form_class = forms.AccidentForm
    title = "Record an accident"
    lead = "With explosive ordnance, as it was reported. It is kept as it is written."
    button = "Record the accident"
    said = "Recorded the accident."

    def get_initial(self) -> dict[str, Any]:
        return {"on_day": today(), "killed": 0, "injured": 0}

    def act(self, data: dict[str, Any]) -> Any:
        return mine_action.record_accident(by=self.request.user, **data)


class RecordDeadline(OfCountries):
    form_class = forms.TreatyDeadlineForm
    title = "Record a treaty deadline"
    lead = "The day by which a treaty wants the country cleared. A day that was prolonged is recorded anew."
    button = "Record the deadline"
    said = "Recorded the deadline."

    def act(self, data: dict[str, Any]) -> Any:
        return mine_action.record_deadline(by=self.request.user, **data)
