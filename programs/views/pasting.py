"""Paste deliveries from a spreadsheet: each row's problems by cell, and nothing written until there is none."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from ground.pages.words import counted

from ..forms.pasting import PasteForm, read, titles
from ..services.pasting import record_pasted
from .plans import ProgramForm


class PasteDeliveries(ProgramForm):
    permission = "programs.record_delivery"
    form_class = PasteForm
    template_name = "programs/paste_deliveries.html"
    title = "Paste deliveries"
    lead = "All of the rows are recorded, or none. The gate is asked for the day of each."
    button = "Record them all"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"titles": titles(), **kwargs})

    def form_valid(self, form: Any) -> HttpResponse:
        text = form.cleaned_data["rows"]
        rows, problems = read(self.object, text)
        if problems:
            return self.answer(400, form=form, cell_problems=problems, has_errors=True)
        return self.attempt(
            lambda: record_pasted(program=self.object, rows=rows, text=text, by=self.request.user),
            said=lambda made: f"Recorded {counted(len(made), 'delivery,deliveries')}.",
            to=self.next_url,
            form=form,
        )
