"""Bases of every admin page, and the pages of parameters, imports, stale facts and the log of reads.

Nothing is removed here. What was decided is read-only and scoped like its page: a superuser without an assignment
administers and sees no case.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import HttpRequest

from .access import SIGNED_IN, may
from .dates import last_day
from .models import ImportBatch, Parameter, ReadLog, StaleFact


class Day(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DatedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form for a row with `valid`: a first and a last day, as people say it, instead of a range's bounds."""

    from_on = forms.DateField(label="From", widget=Day)
    until_on = forms.DateField(
        label="Until", widget=Day, required=False, help_text="The last day; empty is until further notice"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valid = self.instance.valid
        if valid is not None:
            self.initial.update(from_on=valid.lower, until_on=last_day(valid))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("from_on"), data.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "The last day is on or after the first.")
        elif first:
            self.instance.valid = DateRange(first, last + dt.timedelta(days=1) if last else None)
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """`valid` is made from the two days, where they are given: its constraints are asked before the database is."""
        made = {"valid"} if self.instance.valid is not None else set()
        return super()._get_validation_exclusions() - made  # type: ignore[misc, no-any-return]


class Kept(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows are added and changed, never removed. A version rides along, so that a stale form is refused."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "version":
            kwargs["widget"] = forms.HiddenInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows to look at. `permission` names who may, beside superusers; `visible_to` of the model says which."""

    permission = ""
    through = ""  # for a row that has no `visible_to` of its own: the foreign key to the one that does
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user: Any = request.user
        if not user.is_authenticated:
            return False
        if user.is_superuser or self.permission == SIGNED_IN:
            return True
        return may(user, self.permission) if self.permission else bool(super().has_view_permission(request, obj))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        if self.through:
            owner: Any = self.model._meta.get_field(self.through).related_model
            return rows.filter(**{f"{self.through}__in": owner.objects.visible_to(request.user)})
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows


class ParameterForm(DatedForm):
    class Meta:
        model = Parameter
        fields = ("key", "place", "value", "from_on", "until_on", "source", "basis", "verified", "version")


@admin.register(Parameter)
class ParameterAdmin(Kept):
    form = ParameterForm
    list_display = ("key", "place", "value", "valid", "basis", "verified", "source")
    list_filter = ("basis", "verified")
    search_fields = ("key", "source")
    ordering = ("key", "place")


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnly):
    list_display = ("kind", "file_name", "at", "by", "counts")
    list_filter = ("kind",)
    search_fields = ("file_name", "sha256")
    list_select_related = ("by",)
    ordering = ("-at",)


@admin.register(StaleFact)
class StaleFactAdmin(ReadOnly):
    list_display = ("fact", "fiscal_year", "operating_unit", "at")
    list_filter = ("fact",)
    ordering = ("pk",)


@admin.register(ReadLog)
class ReadLogAdmin(ReadOnly):
    permission = "reporting.view_audit"
    list_display = ("at", "by", "what", "subject", "rows", "reason")
    list_filter = ("what",)
    search_fields = ("subject", "by__username")
    list_select_related = ("by",)
    ordering = ("-at",)
