"""What the pages of this app share: a page about one record, its steps, and doors that say why they are shut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from ground.dates import today
from ground.pages.forms import Refusing
from ground.pages.records import OfRecord, RecordForm
from ground.refusals import Problem

from ..forms.programs import MoneyForm, StepForm
from ..services import ledger

__all__ = [
    "Defaults",
    "Door",
    "MoneyMove",
    "OfRecord",
    "RecordForm",
    "RecordPage",
    "StepPost",
    "WithDefaults",
    "offered",
]


@dataclass(frozen=True)
class Door:
    """Something to do on a page of its own: open, or shut with its reasons and what opens it."""

    label: str
    url: str
    problems: Sequence[Problem] = ()
    icon: str = "right"

    @property
    def slug(self) -> str:
        """An id for the page."""
        return "-".join(self.label.lower().split())


class RecordPage(Refusing, OfRecord, TemplateView):
    """The page of one record; a refused step is answered with the same page and its reasons."""

    def context(self) -> dict[str, Any]:
        """What the page shows."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**{**self.context(), **kwargs})
        return shown


Defaults = dict[str, tuple[Any, str]]


class WithDefaults:
    """Mixin of form pages that fill fields in beforehand, each field saying where its value comes from."""

    def defaults(self) -> Defaults:
        """The value of each field that has one, and its origin in words."""
        return {}

    @cached_property
    def filled(self) -> Defaults:
        """The same, read once a request."""
        return self.defaults()

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()  # type: ignore[misc]
        return {**initial, **{name: value for name, (value, _) in self.filled.items()}}

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        for name, (value, origin) in self.filled.items():
            if name in form.fields and value not in (None, "", []):
                field = form.fields[name]
                field.help_text = f"{origin}. {field.help_text}".strip()
        return form


class MoneyMove(RecordForm):
    """A form that moves money, today unless told otherwise."""

    permission = ledger.RECORD
    form_class: Any = MoneyForm

    def get_initial(self) -> dict[str, Any]:
        return {"effective_on": today()}


class StepPost(RecordPage):
    """A step button was pressed on the record's page: mixed into that page, it answers POST alone."""

    http_method_names = ["post"]
    steps: frozenset[str] = frozenset()

    def take(self, step: str, version: int, note: str) -> Any:
        """The one domain call."""
        raise NotImplementedError

    def said(self, step: str) -> str:
        """What the next page says."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = StepForm(request.POST)
        if not form.is_valid() or form.cleaned_data["step"] not in self.steps:
            raise BadRequest("A step names itself and the version that was read.")
        step, version, note = (form.cleaned_data[name] for name in ("step", "version", "note"))
        return self.attempt(
            lambda: self.take(step, version, note), said=self.said(step), to=self.object.get_absolute_url()
        )


def offered(lifecycle: Any) -> frozenset[str]:
    """The steps of a lifecycle that have a button of their own."""
    return frozenset(step.name for step in lifecycle.steps if step.offered)
