"""`/reports/` and a page for each report: definition, totals with their rows, and the same rows as files."""

from __future__ import annotations

import tempfile
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ground.access import SIGNED_IN, declares
from ground.pages import words
from ground.reads import log_export
from ground.rows import content_disposition, file_name
from partners.models import Country
from reporting.reports import REPORTS, Asked, Column, Report, report_of
from reporting.services import reports

ROWS_SHOWN = 25
TOTALS_SHOWN = 100


class PeriodForm(forms.Form):
    """What a report is asked for."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions = [(edition, f"Edition {edition}, as printed") for edition in report.editions()]
        which = ", actual rows" if editions else ""  # an edition may hold planned ones too
        years = [(f"fy{year}", f"FY {year}{which}") for year in report.years()]
        self.periods = [*years, *editions]
        self.fields["period"] = forms.ChoiceField(choices=self.periods, required=False)
        self.fields["country"] = forms.ModelChoiceField(
            Country.objects.order_by("name"), required=False, to_field_name="iso3", empty_label="All countries"
        )

    def asked(self, user: Any) -> Asked | None:
        """The question, or None when there is no period to ask about."""
        chosen = self.cleaned_data["period"] or next((key for key, _ in self.periods), "")
        if not chosen:
            return None
        year = int(chosen[2:]) if chosen.startswith("fy") else None
        country = self.cleaned_data["country"]
        return Asked(
            fiscal_year=year,
            edition="" if year else chosen,
            countries=(country.iso3,) if country else (),
            as_of=timezone.now().replace(microsecond=0),
            user=user,
        )


@declares(SIGNED_IN)
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports this user may run."""
    shown = [one for one in REPORTS if one.is_open_to(request.user)]
    return render(request, "reporting/report_list.html", {"title": "Reports", "reports": shown})


@declares(SIGNED_IN)
@require_safe
def report_detail(request: HttpRequest, name: str) -> HttpResponseBase:
    """One report: totals and rows, or with `?export=csv|xlsx|json` the whole of it as a file."""
    report = report_of(name)
    if report is None or not report.is_open_to(request.user):
        raise Http404
    form = PeriodForm(request.GET, report=report)
    asked = form.asked(request.user) if form.is_valid() else None
    edition = reports.run(report=report, asked=asked) if asked else None
    kind = request.GET.get("export")
    if kind:
        if kind not in reports.WRITERS or edition is None:
            raise BadRequest(f"There is no export called “{kind}”. Write csv, xlsx or json.")
        return download(request, edition, kind)
    context: dict[str, Any] = {
        "title": report.title,
        "report": report,
        "form": form,
        "edition": edition,
        "crumbs": [("Reports", "/reports/"), (report.title, "")],
    }
    if report.permission == SIGNED_IN:
        context["handling"] = "UNCLASSIFIED"  # published; any other report keeps the mark of the house
    if edition:
        page = Paginator(edition.result.rows, ROWS_SHOWN).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        query.pop("export", None)
        context |= {
            "page": page,
            "rows": [cells(row, report.columns) for row in page],
            "totals": [cells(row, report.total_columns) for row in edition.result.totals[:TOTALS_SHOWN]],
            "totals_left": max(len(edition.result.totals) - TOTALS_SHOWN, 0),
            "query": query.urlencode(),
            "facts": [
                ("Counts", report.definition),
                ("Law", report.law),
                ("Period", edition.asked.period),
                ("As of", words.moment(edition.asked.as_of)),
                ("Rows", words.count(page.paginator.count)),
            ],
        }
    return render(request, "reporting/report_detail.html", context)


def cells(row: dict[str, Any], columns: tuple[Column, ...]) -> list[tuple[Column, str]]:
    """A row as the page writes it."""
    return [(column, written(row.get(column.name), column.kind)) for column in columns]


def written(value: Any, kind: str) -> str:
    """One cell: figures with commas, days short, nothing as nothing."""
    if value is None or value == "":
        return "not given" if kind in {"number", "money"} else ""
    if kind == "money":
        return words.amount(value)
    if kind == "date":
        return value if isinstance(value, str) else value.isoformat()
    return words.count(value) if kind == "number" else str(value)


def download(request: HttpRequest, edition: reports.Edition, kind: str) -> HttpResponseBase:
    """The report as a file; who took it is kept."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    reports.write(edition, file, kind=kind)
    log_export(
        subject=f"report {edition.report.name}, {edition.asked.period}, {kind}",
        filters={"countries": list(edition.asked.countries)},
        rows=edition.count,
        by=request.user,
    )
    file.seek(0)
    response = FileResponse(file, content_type=reports.CONTENT_TYPES[kind])
    name = file_name(edition.report.name, edition.asked.edition or f"fy {edition.asked.fiscal_year}", ending=kind)
    response["Content-Disposition"] = content_disposition(name)
    return response
