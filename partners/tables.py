"""Tables of units and people."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join

from ground.pages.tables import NameColumn, RowHead, Table

from .models import Person, Unit


def code(value: str) -> Any:
    """A code as identifiers are written."""
    return format_html('<span class="gh-id">{}</span>', value)


def aliases(unit: Unit) -> Any:
    """Up to three other names, from the prefetched ones."""
    others = [name.name for name in unit.names.all() if name.name != unit.name][:3]
    return format_html("also {}", format_html_join(", ", "<bdi>{}</bdi>", ((o,) for o in others))) if others else ""


def posted(person: Person) -> Any:
    """The units in which the person serves today, prefetched as `serving`."""
    rows = ((p.unit.get_absolute_url(), p.unit.code) for p in person.serving)  # type: ignore[attr-defined]
    return format_html_join(", ", '<a href="{}"><span class="gh-id">{}</span></a>', rows)


class UnitTable(Table):
    title = "Units"
    noun = "unit"

    name = RowHead(under=aliases)
    code = tables.Column()
    country = NameColumn(order_by="country__name")
    force_type = tables.Column(verbose_name="Force")
    echelon = tables.Column(verbose_name="Level", default="not given")

    def render_code(self, value: str) -> Any:
        return code(value)


class PersonTable(Table):
    title = "People"
    noun = "person,people"

    family_names = RowHead(verbose_name="Name", empty_values=())
    rank = tables.Column(default="not given")
    country = NameColumn(order_by="country__name")
    birth_date = tables.Column(verbose_name="Born", default="not given", attrs={"td": {"class": "gh-nowrap"}})
    serving = tables.Column(verbose_name="Serves in", orderable=False, empty_values=())

    def render_family_names(self, record: Person) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', record.get_absolute_url(), record)

    def render_serving(self, record: Person) -> Any:
        return posted(record) or "no posting known today"
