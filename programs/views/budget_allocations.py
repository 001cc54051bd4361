"""`/budget/allocations/`: 653(a) reports with their versions, rows and warnings; the template; and the way in of every
file of the plan register."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet, Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View

from ground.access import NeedsPermission, may
from ground.pages import words
from ground.pages.forms import FormPage
from ground.pages.lists import CONTENT_TYPES, ListPage
from ground.refusals import Refused
from ground.rows import ExportColumn, content_disposition, write_csv, write_xlsx

from ..budget import reads
from ..budget.checks import excesses
from ..filters import budget as filters
from ..imports.allocations import ALLOCATION
from ..models import AllocationReport, AllocationRow
from ..services.allocations import IMPORT, import_allocations
from ..tables import budget as tables

PROBLEMS_SHOWN = 200
HOW = (
    ("Report number", "The number of the report. A correction is a new version with a number of its own."),
    ("Enacted on, Submitted on", "Days as 2026-10-05, alike in every row. The report is due 30 days after enactment."),
    ("Operating unit", "A code (XTM, AF-REG) or a name. An unknown name is kept as printed and waits for a person."),
    ("Account", "FMF, IMET, PKO, NADR and so on."),
    ("Category", "A sub-category, or empty."),
    ("Amount in dollars", "Whole dollars or cents, never thousands. One row for each unit, account and category."),
    ("Totals", "No total lines: totals are added up."),
)


class AllocationList(ListPage):
    title = "653(a) reports"
    lead = "How enacted money is split (FAA 653(a), 22 U.S.C. 2413), version by version; due 30 days after enactment."
    permission = reads.READ
    template_name = "programs/allocation_list.html"
    table_class = tables.ReportTable
    filterset_class = filters.ReportFilter
    export_columns = tables.REPORT_EXPORT
    empty = "No report has been brought in yet."

    def get_queryset(self) -> QuerySet[AllocationReport]:
        reports = AllocationReport.objects.annotate(rows_in=Count("rows"), sum_of_rows=Sum("rows__amount"))
        return reports.order_by("-fiscal_year", "-version")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_import=may(self.request.user, IMPORT), **kwargs)


class AllocationPage(ListPage):
    """One report: when it was due and came, its rows, and what it says beyond the appropriation."""

    permission = reads.READ
    template_name = "programs/allocation_page.html"
    table_class = tables.AllocationTable
    filterset_class = filters.AllocationFilter
    totals = {"amount": Sum("amount")}
    export_columns = tables.ALLOCATION_EXPORT
    report: AllocationReport

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.report = get_object_or_404(AllocationReport, pk=kwargs["pk"])
        self.title = f"653(a) report {self.report.number}"
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[AllocationRow]:
        rows = AllocationRow.objects.filter(report=self.report).select_related("name__country", "report")
        return rows.order_by("account", "name__printed", "category")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.report
        last = reads.report_in_force(report.fiscal_year)
        return super().get_context_data(
            **{
                "report": report,
                "badge": tables.timeliness(report),
                "later": last if last != report else None,
                "excesses": list(excesses(report)),
                "crumbs": [("653(a) reports", "/budget/allocations/"), (report.number, "")],
                **kwargs,
            }
        )


class AllocationTemplate(NeedsPermission, View):
    """An empty report with the titles that an import reads; the workbook says what goes where."""

    permission = reads.READ

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if kind not in CONTENT_TYPES:
            raise Http404
        columns = [ExportColumn(column.name, column.name) for column in ALLOCATION.columns]
        file = io.BytesIO()
        if kind == "csv":
            text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            write_csv(text, columns, [])
            text.detach()
        else:
            write_xlsx(file, columns, [], sheet="653(a) report", notes=HOW)
        file.seek(0)
        response = FileResponse(file, content_type=CONTENT_TYPES[kind])
        response["Content-Disposition"] = content_disposition(f"653a-template.{kind}")
        return response


class BudgetFileForm(forms.Form):
    """A file of the plan register."""

    file = forms.FileField(label="File, .csv, .csv.gz or .xlsx", help_text="Its columns say which table it is")
    only_check = forms.BooleanField(required=False, label="Only check it and write nothing")


class BudgetImport(FormPage):
    """A budget table, a 653(a) report or the Greenbook as a file: all or nothing, each problem in a plain line."""

    permission = IMPORT
    form_class = BudgetFileForm
    template_name = "programs/budget_import.html"
    title = "Bring in a file"
    lead = "A budget-justification table, a 653(a) report or the Greenbook. The file is kept or refused as one."
    button = "Bring it in"
    multipart = True

    def form_valid(self, form: Any) -> HttpResponse:
        upload, only_check = form.cleaned_data["file"], form.cleaned_data["only_check"]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (Path(upload.name).name or "file")
            with path.open("wb") as opened:
                opened.writelines(upload.chunks())
            try:
                report = import_allocations(file=path, by=self.request.user, dry_run=only_check)
            except Refused as refused:
                return self.refuse(refused, form)
        counts = (
            f"{words.counted(report.read, 'row')} read, {report.kept:,} kept, {report.unchanged:,} unchanged,"
            f" {report.merged:,} merged, {report.review:,} wait for a person"
        )
        if report.problems or only_check:
            return self.answer(
                400 if report.problems else 200,
                form=form,
                file_name=upload.name,
                checked="" if report.problems else counts,
                problems=report.problems[:PROBLEMS_SHOWN],
                more_problems=max(len(report.problems) - PROBLEMS_SHOWN, 0),
                problem_count=len(report.problems),
                has_errors=bool(report.problems),
            )
        messages.success(self.request, f"{upload.name}: {counts}.")
        return redirect(self.next_url(None))

    def next_url(self, result: Any) -> str:
        return "/budget/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Budget", "/budget/"), (self.title, "")]
