"""Filters by title of the U.S. Code and by office, for lists whose rows belong to a program."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from ground.dates import today

from ..kinds import kinds_of_title
from ..models import Office, Program
from ..responsible import answered_by

TITLES = [("22", "22"), ("10", "10")]


class OfProgramFilter(django_filters.FilterSet):
    """Rows of programs: those of a title, and those for which an office answers today."""

    usc_title = django_filters.ChoiceFilter(
        method="of_title", choices=TITLES, label="Title of the U.S. Code", empty_label="Either"
    )
    office = django_filters.ModelChoiceFilter(
        method="answered",
        queryset=Office.objects.order_by("code"),
        to_field_name="code",
        label="Office that answers for it",
        empty_label="Any",
    )

    @classmethod
    def get_filters(cls) -> Any:
        """The list's own filters come first."""
        found = super().get_filters()
        for name in ("usc_title", "office"):
            found[name] = found.pop(name)
        return found

    def of_title(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(program__kind__in=kinds_of_title(int(value)))

    def answered(self, queryset: QuerySet[Any], name: str, value: Office) -> QuerySet[Any]:
        return queryset.filter(program__in=answered_by(Program.objects.all(), [value], today()))
