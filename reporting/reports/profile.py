"""`country-profile`: what is planned, done and open with a country in a fiscal year (programs 4.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ground.dates import fiscal_year, today
from partners.models import Country
from reporting.selectors.profile import ProfileLine, profile

from .framework import Asked, Column, Report, ReportResult

YEARS = 20


def build(asked: Asked) -> ReportResult:
    """The lines of each country that was asked for, in order."""
    countries = Country.objects.filter(iso3__in=asked.countries).select_related("bureau", "command", "operating_unit")
    rows = [
        row_of(country, line, asked)
        for country in countries.order_by("iso3")
        for line in profile(country, asked.reader, asked.fiscal_year or 0)
    ]
    notes = ["Registers stand beside one another and are never added. What is on record is as of the day of the run."]
    if not asked.countries:
        notes.append("A profile is of a country: choose one.")
    return ReportResult(rows=rows, notes=tuple(notes))


def row_of(country: Country, line: ProfileLine, asked: Asked) -> dict[str, Any]:
    """A line in columns."""
    return {
        "iso3": country.iso3,
        "section": line.section,
        "item": line.item,
        "value": line.value,
        "unit": line.unit,
        "text": line.text,
        "register": line.register,
        "vintage": line.vintage,
        "as_of": asked.as_of.date().isoformat() if line.as_of == "now" else line.as_of,
    }


def years() -> Sequence[int]:
    """This fiscal year, the next, and those before, whether there is something on record or not."""
    this = fiscal_year(today())
    return [this, this + 1, *(this - n for n in range(1, YEARS))]


PROFILE = Report(
    name="country-profile",
    title="Country security assistance profile",
    law="Management report",
    definition=(
        "What is planned, done and open with a country in a fiscal year: who covers it, its agreements and standing"
        " under the Leahy laws, money by account and kind, programs, training, conditions and holds. Each line says its"
        " register, its vintage and as of when it is. What the reader may not see is left out."
    ),
    columns=(
        Column("iso3", "ISO code"),
        Column("section", "Section"),
        Column("item", "Item"),
        Column("value", "Figure", "money"),
        Column("unit", "Unit"),
        Column("text", "In words"),
        Column("register", "Register"),
        Column("vintage", "Vintage"),
        Column("as_of", "As of"),
    ),
    total_columns=(),
    build=build,
    years=years,
    permission="programs.view_program",
)
