"""End-use monitoring: what is due, one item with its checks, the misuse log, and the forms of each."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.timeline import timeline

from ..fms import monitoring
from ..fms.states import EndUse, ItemStatus
from ..forms import end_use as forms
from ..models import MisuseReport, MonitoredItem
from ..services import end_use
from ..tables import end_use as tables
from .base import Door, OfRecord, RecordForm, RecordPage

VIEW = "programs.view_program"
ITEM = "line__case__program__operating_unit"


class ItemList(ListPage):
    title = "End-use monitoring"
    lead = "Defense items by serial number: an enhanced item is inventoried at receipt and yearly (22 U.S.C. 2785)."
    permission = VIEW
    template_name = "programs/eum_list.html"
    table_class = tables.ItemTable
    filterset_class = tables.ItemFilter
    export_columns = tables.ITEM_EXPORT
    empty = "No item is monitored yet. Keep the serial numbers of what was received on a line in a class."

    def get_queryset(self) -> QuerySet[MonitoredItem]:
        seen = MonitoredItem.objects.visible_to(self.request.user).select_related(ITEM, "unit")
        rows: QuerySet[MonitoredItem] = monitoring.with_due(seen, today())
        return rows.order_by(F("line__end_use").asc(), "due_on", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = MonitoredItem.objects.visible_to(self.request.user).filter(
            line__end_use=EndUse.ENHANCED, status=ItemStatus.IN_SERVICE
        )
        due = monitoring.with_due(items, today())
        late = due.filter(due_on__lt=today()).count()
        every = items.count()
        return super().get_context_data(
            may_record=may(self.request.user, end_use.RECORD),
            may_report=may(self.request.user, end_use.CHANGE),
            late=late,
            every=every,
            in_time=(every - late) * 100 / every if every else None,
            **kwargs,
        )


class MisuseList(ListPage):
    title = "Reports of possible misuse"
    lead = "As they came, each with its source; what it amounts to is assessed once, and a finding opens a duty."
    permission = VIEW
    template_name = "programs/misuse_list.html"
    table_class = tables.MisuseTable
    filterset_class = tables.MisuseFilter
    export_columns = tables.MISUSE_EXPORT
    empty = "Nothing is reported."

    def get_queryset(self) -> QuerySet[MisuseReport]:
        seen = MisuseReport.objects.visible_to(self.request.user)
        return seen.select_related("program__operating_unit", "line", "unit").order_by("-reported_on", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_report=may(self.request.user, end_use.CHANGE), **kwargs)


class OnMonitoring(FormPage):
    """A form from the pages of end-use monitoring."""

    to = "/eum/"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def next_url(self, result: Any) -> str:
        return self.to

    def crumbs(self) -> list[tuple[str, str]]:
        return [("End-use monitoring", "/eum/"), (self.title, "")]


class ReceiveItems(OnMonitoring):
    permission = end_use.RECORD
    form_class = forms.ReceiveForm
    title = "Keep serial numbers"
    lead = "Of what was received on a case line in a class of end-use monitoring: all of them or none."
    button = "Keep them"
    said = "Kept the serial numbers."

    def get_initial(self) -> dict[str, Any]:
        return {"received_on": today()}

    def act(self, data: dict[str, Any]) -> list[MonitoredItem]:
        return end_use.receive_items(by=self.request.user, **data)


class ReportMisuse(OnMonitoring):
    permission = end_use.CHANGE
    form_class = forms.MisuseForm
    title = "Report possible misuse"
    lead = "As it came, with its source. Nothing is concluded by the report."
    button = "Keep the report"
    said = "Kept the report. It waits for its assessment."
    to = "/eum/misuse/"

    def get_initial(self) -> dict[str, Any]:
        return {"reported_on": today()}

    def act(self, data: dict[str, Any]) -> MisuseReport:
        return end_use.report_misuse(by=self.request.user, **data)


class OfItem(OfRecord):
    permission = VIEW
    object: MonitoredItem

    def seen(self, user: Any) -> QuerySet[MonitoredItem]:
        rows = MonitoredItem.objects.visible_to(user).select_related(ITEM, "unit")
        return monitoring.with_due(rows, today())  # type: ignore[no-any-return]

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands."""
        here = (str(self.object), self.object.get_absolute_url() if last else "")
        return [("End-use monitoring", "/eum/"), here, *([(last, "")] if last else [])]


class ItemPage(OfItem, RecordPage):
    """One item: its class, where it is, each check of it, and when the next is due."""

    template_name = "programs/eum_item_page.html"

    def context(self) -> dict[str, Any]:
        item, base = self.object, self.object.get_absolute_url()
        acts = (("Record a check", "checks/new/", "done"), ("Write what became of it", "edit/", "doc"))
        return {
            "item": item,
            "badge": monitoring.due_word(item, today()),
            "is_due": monitoring.is_due(item),
            "checks": item.checks.select_related("by").order_by("-checked_on", "-pk"),
            "doors": [Door(label, base + path, (), icon) for label, path, icon in acts]
            if may(self.request.user, end_use.RECORD, item)
            else [],
            "history": timeline(sentences(item)),
            "title": str(item),
            "crumbs": self.trail(),
        }


class ItemForm(OfItem, RecordForm):
    permission = end_use.RECORD

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class CheckItem(ItemForm):
    form_class = forms.CheckForm
    title = "Record a check"
    lead = "A check that does not hold says what was found; a serial number that was not seen goes to the misuse log."
    button = "Record the check"
    said = "Recorded the check."

    def get_initial(self) -> dict[str, Any]:
        return {"kind": self.object.line.end_use, "checked_on": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return end_use.check_item(item=self.object, by=self.request.user, **data)


class ChangeItem(ItemForm):
    form_class = forms.ItemForm
    title = "Write what became of it"

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("version", "status", "site", "consent")}

    def act(self, data: dict[str, Any]) -> MonitoredItem:
        return end_use.change_item(item=self.object, by=self.request.user, **data)


class Assess(RecordForm):
    permission = end_use.CHANGE
    form_class = forms.AssessForm
    title = "Assess a report of possible misuse"
    button = "Record the assessment"
    said = "Recorded the assessment."
    object: MisuseReport

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.object.text

    def seen(self, user: Any) -> QuerySet[MisuseReport]:
        rows = MisuseReport.objects.visible_to(user).filter(assessed_on=None)
        return rows.select_related("program__operating_unit", "line__case")

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "assessed_on": today()}

    def act(self, data: dict[str, Any]) -> MisuseReport:
        return end_use.assess(report=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return "/eum/misuse/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("End-use monitoring", "/eum/"), ("Misuse", "/eum/misuse/"), (self.title, "")]
