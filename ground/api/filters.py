"""Filters that refuse what they do not know."""

from __future__ import annotations

from typing import Any

from django_filters import MultipleChoiceFilter
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import exceptions
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request

ALWAYS = {"page", "page_size", "ordering", "format"}


class StrictFilterBackend(DjangoFilterBackend):
    """django-filter, with an unknown or doubled query parameter refused instead of ignored."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        filterset = self.get_filterset_class(view, queryset)
        filters: dict[str, Any] = filterset.base_filters if filterset else {}
        asked = sorted(request.query_params)
        wrong = {name: "This parameter does not exist here." for name in asked if name not in ALWAYS | set(filters)}
        for name in asked:
            if len(request.query_params.getlist(name)) > 1 and not isinstance(filters.get(name), MultipleChoiceFilter):
                wrong.setdefault(name, "This parameter is given more than once.")
        if wrong:
            raise exceptions.ValidationError({name: [says] for name, says in wrong.items()})
        return super().filter_queryset(request, queryset, view)


class StrictOrdering(OrderingFilter):
    """Order by the view's allow-list; what is not on it is refused instead of ignored. Equal rows keep one order, or a
    row would come on two pages and another on none."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        fields = self.get_ordering(request, queryset, view)
        return queryset.order_by(*fields, "pk") if fields else queryset

    def remove_invalid_fields(self, queryset: Any, fields: Any, view: Any, request: Request) -> list[str]:
        known = super().remove_invalid_fields(queryset, fields, view, request)
        if unknown := [field for field in fields if field not in known]:
            allowed = ", ".join(name for name, _ in self.get_valid_fields(queryset, view)) or "nothing"
            says = f"This list is not ordered by {', '.join(unknown)}, but by: {allowed}."
            raise exceptions.ValidationError({self.ordering_param: [says]})
        return list(known)
