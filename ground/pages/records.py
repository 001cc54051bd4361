"""Views about one record: hidden and missing are both not found; the permission is asked at the record's own place."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ..access import NeedsPermission, may
from .forms import FormPage


class OfRecord(NeedsPermission):
    """A view about one record, found by `key` among those that its user may see."""

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


class RecordForm(OfRecord, FormPage):
    """A page of one form about a record."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def next_url(self, result: Any) -> str:
        return str(self.object.get_absolute_url())

    def record(self) -> Model | None:
        return self.object if "version" in self.get_form_class().base_fields else None
