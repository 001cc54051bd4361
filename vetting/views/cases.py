"""Lists of cases, the analyst's queue, and a new case."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from ground.access import may
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.records import RecordForm
from ground.rows import ExportColumn

from ..filters import STAGES, CaseListFilter, QueueFilter
from ..forms import CaseForm, NewCaseForm
from ..models import VettingCase, law_words
from ..selectors import cases_for_lists
from ..services import cases
from ..tables import CaseTable, QueueTable, days_waiting, state_badge

COLUMNS = (
    ExportColumn("Number", "number"),
    ExportColumn("Event", "event"),
    ExportColumn("Country", "operating_unit.code"),
    ExportColumn("Law", lambda case: law_words(case.laws)),
    ExportColumn("Program", "program_number"),
    ExportColumn("Funding", "funding"),
    ExportColumn("State", lambda case: case.get_state_display()),
    ExportColumn("Seen as", lambda case: state_badge(case).word),
    ExportColumn("People", "people", "number"),
    ExportColumn("Units", "units", "number"),
    ExportColumn("Suspended", "suspended", "number"),
    ExportColumn("Open hits", "hits_open", "number"),
    ExportColumn("Starts on", "event_start", "date"),
    ExportColumn("Ends on", "event_end", "date"),
    ExportColumn("Working days waiting", days_waiting, "number"),
    ExportColumn("Requested by", lambda case: str(case.requester)),
    ExportColumn("Program manager", lambda case: str(case.manager)),
)
OPEN = frozenset().union(*(states for _, states in STAGES.values()))


class CaseList(ListPage):
    title = "Cases"
    lead = "Each case is one request for one event: its law, its money, and the people and units on its roster."
    permission = "vetting.view_case"
    table_class = CaseTable
    filterset_class = CaseListFilter
    template_name = "vetting/case_list.html"
    export_columns = COLUMNS

    def get_queryset(self) -> QuerySet[VettingCase]:
        return cases_for_lists(self.request.user).order_by("-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_draft=may(self.request.user, "vetting.draft_case"), **kwargs)


class CaseQueue(ListPage):
    title = "Vetting queue"
    lead = "Longest in the same hands first. The ring shows working days since the case came there."
    permission = "vetting.view_case"
    table_class = QueueTable
    filterset_class = QueueFilter
    template_name = "vetting/case_queue.html"
    export_columns = COLUMNS

    def get_queryset(self) -> QuerySet[VettingCase]:
        return cases_for_lists(self.request.user).filter(state__in=OPEN).order_by("waiting_since", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = VettingCase.objects.visible_to(self.request.user).filter(state__in=OPEN)
        counts = seen.aggregate(
            all=Count("pk"), **{key: Count("pk", filter=Q(state__in=states)) for key, (_, states) in STAGES.items()}
        )
        stage = self.request.GET.get("stage", "")
        tabs = [("", "All open", counts["all"], not stage)]
        tabs += [(key, label, counts[key], key == stage) for key, (label, _) in STAGES.items()]
        return super().get_context_data(tabs=tabs, **kwargs)


class NewCase(FormPage):
    permission = "vetting.draft_case"
    form_class = NewCaseForm
    title = "New case"
    lead = "A draft that you complete with a roster and then send to the program manager."
    button = "Open draft"
    said = "Opened the draft. Add people and units, then submit the request."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> VettingCase:
        return cases.open_case(
            event=data["event"],
            need=data["need"],
            start=data["event_start"],
            end=data["event_end"],
            laws=data["laws"],
            funding=data["funding"],
            operating_unit=data["operating_unit"],
            manager=data["manager"],
            recipients=[],
            by=self.request.user,
        )

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/vetting/cases/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Cases", "/vetting/cases/"), ("New case", "")]


class OfCase(RecordForm):
    """A form about one case that the user may see and draft."""

    permission = "vetting.draft_case"
    key = "number"
    object: VettingCase

    def seen(self, user: Any) -> QuerySet[VettingCase]:
        return VettingCase.objects.visible_to(user).select_related("operating_unit")

    def crumbs(self) -> list[tuple[str, str]]:
        case = self.object
        return [("Cases", "/vetting/cases/"), (case.number, case.get_absolute_url()), (self.title, "")]


class EditCase(OfCase):
    form_class = CaseForm
    title = "Correct the request"
    lead = "What the manager approves is what is vetted, so this is open while the case is a draft or returned."
    button = "Save request"
    said = "Saved the request."
    FIELDS = ("event", "need", "event_start", "event_end", "funding", "post", "version")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "case": self.object}

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in self.FIELDS}

    def act(self, data: dict[str, Any]) -> VettingCase:
        return cases.edit_case(case=self.object, by=self.request.user, **data)
