"""Paste deliveries from a spreadsheet: each row's problems by cell, and nothing written until there is none."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from ground.pages.words import counted, long_day

from ..forms.pasting import PasteForm, TakeBackForm, read, titles
from ..models import Delivery
from ..services.pasting import pasted, record_pasted, take_back
from .lines import SHOWN
from .plans import ProgramForm


class PasteDeliveries(ProgramForm):
    permission = "programs.record_delivery"
    form_class = PasteForm
    template_name = "programs/paste_deliveries.html"
    title = "Paste deliveries"
    lead = "All of the rows are recorded, or none. The gate is asked for the day of each."
    button = "Record them all"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"titles": titles(), "program": self.object, "batches": pasted(self.object)[:SHOWN], **kwargs}
        )

    def form_valid(self, form: Any) -> HttpResponse:
        text = form.cleaned_data["rows"]
        rows, problems = read(self.object, text)
        if problems:
            return self.answer(400, form=form, cell_problems=problems, has_errors=True)
        return self.attempt(
            lambda: record_pasted(program=self.object, rows=rows, text=text, by=self.request.user),
            said=lambda made: (
                f"Recorded {counted(len(made), 'delivery,deliveries')}. Paste deliveries takes them back."
            ),
            to=self.next_url,
            form=form,
        )


class TakeBack(ProgramForm):
    """Everything that was pasted together, taken back as one."""

    permission = "programs.record_delivery"
    form_class = TakeBackForm
    title = "Take back what was pasted"
    button = "Take them all back"
    said = "Taken back: each row is mirrored, and both stay on record."

    @cached_property
    def batch(self) -> Any:
        return get_object_or_404(pasted(self.object).filter(standing__gt=0), pk=self.kwargs["pk"])

    @property
    def lead(self) -> str:  # type: ignore[override]
        many = counted(self.batch.standing, "delivery,deliveries")
        return f"{many}, pasted on {long_day(self.batch.at)} by {self.batch.by}. Nothing is removed."

    def act(self, data: dict[str, Any]) -> list[Delivery]:
        return take_back(program=self.object, batch=self.batch, by=self.request.user, **data)
