"""State's part in DoD proposals: the forms on a proposal's page, and the tracker of concurrences over all of them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from ground.dates import today
from ground.pages.lists import ListPage

from ..forms import title_ten as forms
from ..models import ConcurrenceCondition, OfficeView, Program
from ..services import title_ten
from ..tables.title_ten import PROPOSAL_EXPORT, ProposalFilter, ProposalTable, with_latest
from .base import RecordForm
from .plans import ProgramForm


class ProposalList(ListPage):
    title = "Concurrences"
    lead = "DoD proposals under Title 10: whose view is awaited, what State decided, which conditions are past due."
    permission = "programs.view_program"
    table_class = ProposalTable
    filterset_class = ProposalFilter
    export_columns = PROPOSAL_EXPORT
    empty = "No Title 10 proposal yet."

    def get_queryset(self) -> QuerySet[Program]:
        seen = Program.objects.visible_to(self.request.user).filter(titletendetail__isnull=False)
        return with_latest(seen.select_related("operating_unit", "titletendetail"), today()).order_by("-pk")


class ProposalForm(ProgramForm):
    """A form about a Title 10 proposal; a program of another kind has no such page."""

    permission = "programs.change_program"

    def seen(self, user: Any) -> Any:
        return super().seen(user).filter(titletendetail__isnull=False)


class WriteElements(ProposalForm):
    form_class = forms.ElementsForm
    title = "What the notice says"
    lead = "10 U.S.C. 333(e): the proposal goes to review when each of these is written."
    button = "Keep it"
    said = "Kept what you wrote."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def form_valid(self, form: Any) -> HttpResponse:
        texts = form.texts()
        return self.attempt(
            lambda: title_ten.write_elements(program=self.object, texts=texts, by=self.request.user),
            said=self.said,
            to=self.next_url,
            form=form,
        )


class AskOffice(ProposalForm):
    form_class = forms.AskOfficeForm
    title = "Ask an office for its view"
    lead = "What an office does not say by its day is late, and never a yes."
    button = "Ask it"
    said = "Asked."

    def act(self, data: dict[str, Any]) -> OfficeView:
        return title_ten.ask_office(program=self.object, by=self.request.user, **data)


class Decide(ProposalForm):
    permission = title_ten.DECIDE
    form_class = forms.DecisionForm
    title = "Decide for State"
    lead = "Whoever wrote or manages the proposal does not decide on it. Conditions become tasks with a day."
    button = "Record the decision"
    said = "Recorded the decision."

    def get_initial(self) -> dict[str, Any]:
        return {"decided_on": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return title_ten.decide(program=self.object, by=self.request.user, **data)


class Certify(ProposalForm):
    form_class = forms.CertificationForm
    title = "Record a certification of DoD"
    button = "Record it"
    said = "Recorded the certification."

    def get_initial(self) -> dict[str, Any]:
        return {"certified_on": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return title_ten.certify(program=self.object, by=self.request.user, **data)


class PlanTogether(ProposalForm):
    form_class = forms.JointPlanForm
    title = "Record the joint planning"
    lead = "10 U.S.C. 333(b): State and DoD plan together, with an officer of each side. It comes before a decision."
    button = "Record it"
    said = "Recorded the joint planning."

    def get_initial(self) -> dict[str, Any]:
        return {"agreed_on": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return title_ten.plan_together(program=self.object, by=self.request.user, **data)


class ReportStatus(ProposalForm):
    form_class = forms.ReportedStatusForm
    title = "Keep what DoD reports"
    lead = "Kept as of its day and labeled as reported by DoD; the ledger is not touched."
    button = "Keep it"
    said = "Kept the report of DoD."

    def act(self, data: dict[str, Any]) -> Any:
        return title_ten.report_status(program=self.object, by=self.request.user, **data)


class OfAProposal(RecordForm):
    """A form about a row that hangs on a proposal."""

    permission = "programs.change_program"

    @property
    def program(self) -> Program:
        raise NotImplementedError

    def next_url(self, result: Any) -> str:
        return self.program.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Programs", "/programs/"), (self.program.number, self.program.get_absolute_url()), (self.title, "")]


class GiveView(OfAProposal):
    form_class = forms.OfficeViewForm
    title = "Record the view of an office"
    button = "Record the view"
    said = "Recorded the view."
    object: OfficeView

    @property
    def program(self) -> Program:
        return self.object.program

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.object.office}. A view is given once."

    def seen(self, user: Any) -> QuerySet[OfficeView]:
        return OfficeView.objects.visible_to(user).select_related("program__operating_unit").filter(given_on=None)

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "given_on": today()}

    def act(self, data: dict[str, Any]) -> OfficeView:
        return title_ten.give_view(view=self.object, by=self.request.user, **data)


class MeetCondition(OfAProposal):
    form_class = forms.MeetForm
    title = "Record that a condition is met"
    button = "Record it"
    said = "Recorded that the condition is met."
    object: ConcurrenceCondition

    @property
    def program(self) -> Program:
        return self.object.concurrence.program

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.object.text

    def seen(self, user: Any) -> QuerySet[ConcurrenceCondition]:
        rows = ConcurrenceCondition.objects.select_related("concurrence__program__operating_unit")
        return rows.filter(concurrence__program__in=Program.objects.visible_to(user), met_on=None)

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "met_on": today()}

    def act(self, data: dict[str, Any]) -> ConcurrenceCondition:
        return title_ten.meet_condition(condition=self.object, by=self.request.user, **data)
