"""What the pages of this app share: a page about one record, its steps, forms about it, and doors that say why shut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ground.access import NeedsPermission, may
from ground.pages.forms import FormPage, Refusing
from ground.refusals import Problem

from ..forms import StepForm


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


class OfRecord(NeedsPermission):
    """A view about one record: `seen` gives those its user may see, so that hidden and missing are both not found."""

    key = "pk"
    object: Any

    def seen(self, user: Any) -> QuerySet[Any]:
        """The rows that the user may see, with what the page reads."""
        raise NotImplementedError

    def allowed(self, user: Any) -> bool:
        """Whether the declared permission is held at the record's own place."""
        return may(user, self.permission, self.object)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = get_object_or_404(self.seen(request.user), **{self.key: kwargs[self.key]})
        if not self.allowed(request.user):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class RecordPage(Refusing, OfRecord, TemplateView):
    """The page of one record; a refused step is answered with the same page and its reasons."""

    def context(self) -> dict[str, Any]:
        """What the page shows."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**{**self.context(), **kwargs})
        return shown

    def answer(self, status: int, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


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


class RecordForm(OfRecord, FormPage):
    """A page of one form about a record."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def next_url(self, result: Any) -> str:
        return str(self.object.get_absolute_url())

    def record(self) -> Model | None:
        return self.object if "version" in self.get_form_class().base_fields else None


def offered(lifecycle: Any) -> frozenset[str]:
    """The steps of a lifecycle that have a button of their own."""
    return frozenset(step.name for step in lifecycle.steps if step.offered)
