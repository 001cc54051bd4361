"""A roster from a file: what it would do first, row by row, then all of it or nothing. And the template to fill in."""

from __future__ import annotations

import base64
import binascii
import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import View

from ground.access import NeedsPermission
from ground.pages import words
from ground.pages.lists import CONTENT_TYPES
from ground.refusals import Refused
from ground.rows import ExportColumn, content_disposition, write_csv, write_xlsx

from ..forms import RosterFileForm
from ..imports.roster import layout
from ..services.rosters import PRESENT, RosterReport, import_roster
from .roster_forms import OfDraft

LARGEST = 2 * 1024 * 1024  # bytes: the checked file travels with the page until it is confirmed
PROBLEMS_SHOWN = 200


class RosterImport(OfDraft):
    form_class = RosterFileForm
    template_name = "vetting/roster_import.html"
    title = "Roster import"
    lead = "Nothing is written before you confirm. The file is kept or refused as one; no row is lost."
    button = "Check the file"
    multipart = True

    def get_initial(self) -> dict[str, Any]:
        return {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "kept" in request.POST:
            return self.confirm()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """The dry run: what the file would do, with nothing written."""
        file = form.cleaned_data["file"]
        if file.size > LARGEST:
            form.add_error("file", f"The file has {file.size:,} bytes; at most {LARGEST:,} fit. Split the roster.")
            return self.answer(400, form=form)
        content = file.read()
        try:
            found = self.run(content, file.name, dry_run=True)
        except Refused as refused:
            return self.refuse(refused, form)
        return self.preview(found, content, file.name)

    def confirm(self) -> HttpResponse:
        """Write what was shown, unless the case has changed since."""
        name = self.request.POST.get("file_name", "roster")[:255]
        try:
            content = base64.b64decode(self.request.POST["kept"], validate=True)
            version = int(self.request.POST.get("version", ""))
        except (ValueError, binascii.Error):
            form = self.get_form()
            form.add_error("file", "The file did not come along. Choose it again.")
            return self.answer(400, form=form)
        try:
            found = self.run(content, name, dry_run=False, version=version)
        except Refused as refused:
            return self.refuse(refused)
        if not found.report.written:
            return self.preview(found, content, name)
        messages.success(self.request, f"Added {words.counted(found.report.kept, 'person,people')} with their units.")
        return redirect(self.next_url(None))

    def run(self, content: bytes, name: str, *, dry_run: bool, version: int | None = None) -> RosterReport:
        return import_roster(
            case=self.object,
            source=io.BytesIO(content),
            name=name,
            by=self.request.user,
            dry_run=dry_run,
            version=version,
        )

    def preview(self, found: RosterReport, content: bytes, name: str) -> HttpResponse:
        report = found.report
        problems = list(report.problems)
        counts = [
            {"label": "Read", "value": report.read, "note": "rows below the header"},
            {"label": "Would add", "value": report.kept, "note": "people, with their units"},
            {"label": "Unchanged", "value": report.unchanged, "note": "already on the roster"},
            {"label": "Refused", "value": report.refused, "note": words.counted(len(problems), "cell") + " to fix"},
        ]
        return self.answer(
            400 if problems else 200,
            form=RosterFileForm(user=self.request.user),
            title="Roster import: dry run",
            found=found,
            file_name=name,
            figures=counts,
            problems=problems[:PROBLEMS_SHOWN],
            more_problems=max(len(problems) - PROBLEMS_SHOWN, 0),
            problem_count=len(problems),
            has_errors=bool(problems),
            plan=[row for row in found.rows if not row.problems],
            present=PRESENT,
            kept="" if problems or not report.kept else base64.b64encode(content).decode(),
        )


class RosterTemplate(NeedsPermission, View):
    """An empty roster with the titles that an import reads."""

    permission = "vetting.draft_case"

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if kind not in CONTENT_TYPES:
            raise Http404
        columns = [ExportColumn(column.title, column.name) for column in layout().columns]
        file = io.BytesIO()
        if kind == "csv":
            text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            write_csv(text, columns, [])
            text.detach()
        else:
            write_xlsx(file, columns, [], sheet="Roster")
        file.seek(0)
        response = FileResponse(file, content_type=CONTENT_TYPES[kind])
        response["Content-Disposition"] = content_disposition(f"roster-template.{kind}")
        return response
