"""`/audit/`: who did what, for auditors; and who read or took along what may harm somebody."""

from __future__ import annotations

import tempfile
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from ground.access import declares
from ground.dates import today
from ground.models import ReadLog
from ground.pages.lists import CONTENT_TYPES
from ground.reads import log_export
from ground.rows import ExportColumn, content_disposition, file_name, write_xlsx
from reporting.selectors.audit import KINDS, Asked, entries

SHOWN = 50
READS_SHOWN = 20
COLUMNS = (
    ExportColumn("When", lambda entry: entry.at),
    ExportColumn("Who", "by"),
    ExportColumn("What was done", "did"),
    ExportColumn("Kind of record", "kind"),
    ExportColumn("Record", "ident"),
    ExportColumn("Record's id", "record", "number"),
    ExportColumn("Reason", "note"),
    ExportColumn("Page", "where"),
)


class AuditForm(forms.Form):
    """What an auditor looks for."""

    record = forms.CharField(label="Number, code or name", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind of record", choices=[("", "Any"), *KINDS], required=False)
    user = forms.ModelChoiceField(User.objects.order_by("username"), label="Who", required=False, empty_label="Anybody")
    first = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def asked(self) -> Asked:
        data = self.cleaned_data
        who = data["user"].pk if data["user"] else None
        return Asked(data["kind"], who, data["record"].strip(), data["first"], data["last"])


@declares("reporting.view_audit")
@require_safe
def audit(request: HttpRequest) -> HttpResponseBase:
    """The newest events that match, or with `?export=xlsx` all of them as a file."""
    form = AuditForm(request.GET)
    asked = form.asked() if form.is_valid() else None
    kind = request.GET.get("export")
    if kind:
        if kind != "xlsx" or asked is None:
            raise BadRequest("There is only an XLSX of the history, for filters that are understood.")
        return download(request, asked)
    found = list(entries(asked, request.user, limit=SHOWN + 1)) if asked else []
    query = request.GET.copy()
    query["export"] = "xlsx"
    context: dict[str, Any] = {
        "title": "Audit",
        "lead": "Who did what, when and why. Kept by the database itself in the same transaction; nothing here can be "
        "changed or removed through Gatehouse.",
        "form": form,
        "has_errors": bool(form.errors),
        "entries": found[:SHOWN],
        "more": len(found) > SHOWN,
        "export_url": f"?{query.urlencode()}",
        "reads": ReadLog.objects.select_related("by").order_by("-at")[:READS_SHOWN],
    }
    return render(request, "reporting/audit.html", context)


def download(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """Every event that matches, as a workbook; that it was taken is itself kept."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    filters = {name: str(value) for name, value in vars(asked).items() if value}
    rows = write_xlsx(
        file, COLUMNS, entries(asked, request.user, limit=None), sheet="History", notes=sorted(filters.items())
    )
    log_export(subject="audit history", filters=filters, rows=rows, by=request.user)
    file.seek(0)
    response = FileResponse(file, content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition(file_name("history", today().isoformat(), ending="xlsx"))
    return response
