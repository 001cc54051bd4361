"""GSCF projects: the forms of decisions, contributions and returns."""

from __future__ import annotations

from typing import Any

from ground.dates import today

from ..forms.gscf import ContributionForm, GiveBackForm, JointDecisionForm
from ..models import GscfContribution, JointDecision
from ..services import gscf
from ..services.ledger import RECORD
from .plans import ProgramForm


class ProjectForm(ProgramForm):
    """A form about a GSCF project; a program of another kind has no such page."""

    def seen(self, user: Any) -> Any:
        return super().seen(user).filter(gscfdetail__isnull=False)


class OfTheProgram(ProjectForm):
    """A form whose choices are the project's own."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def get_initial(self) -> dict[str, Any]:
        return {"on_day": today()}


class Decide(ProjectForm):
    permission = "programs.change_program"
    form_class = JointDecisionForm
    title = "Record a decision"
    lead = "State and DoD decide together: the project executes when both have, in whatever order."
    button = "Record the decision"
    said = "Recorded the decision."

    def get_initial(self) -> dict[str, Any]:
        return {"decided_on": today()}

    def act(self, data: dict[str, Any]) -> JointDecision:
        return gscf.decide(program=self.object, by=self.request.user, **data)


class Contribute(OfTheProgram):
    permission = RECORD
    form_class = ContributionForm
    title = "Record a contribution"
    lead = "Of each project DoD gives at most 80 percent and State at least 20, so State's part comes first."
    button = "Record the contribution"
    said = "Recorded the contribution."

    def act(self, data: dict[str, Any]) -> GscfContribution:
        return gscf.contribute(program=self.object, by=self.request.user, **data)


class GiveBack(OfTheProgram):
    permission = RECORD
    form_class = GiveBackForm
    title = "Record a return"
    button = "Record the return"
    said = "Recorded the return."

    @property
    def lead(self) -> str:  # type: ignore[override]
        now = gscf.shares(self.object)
        part = f"{now.dod_percent:.1f} of each 100 dollars to DoD, the rest to State" if now.total else "nothing yet"
        return f"It goes back where it came from. Pro rata that is {part}; the shares must hold after each return."

    def act(self, data: dict[str, Any]) -> GscfContribution:
        return gscf.give_back(by=self.request.user, **data)
