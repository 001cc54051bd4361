"""`cwd`: what conventional weapons destruction did in each country in a year, and what is left (programs 4.10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from ground.dates import fiscal_year, today
from programs.cwd.figures import EDUCATION, LAND, CountryFigures, Period, by_country, grantees, together
from programs.models.cwd_work import CLASSES

from .framework import Asked, Column, Report, ReportResult

SINCE = 1993  # the first fiscal year that the published series of US help counts from
FIGURES = (
    *("grants", "grants_total"),
    *LAND,
    *CLASSES,
    *("depots", "depots_secured", "manpads_at_risk"),
    *EDUCATION,
    *("counted_again", "handed_over_m2", "beneficiaries", "sites_left", "left_m2", "late"),
)


def build(asked: Asked) -> ReportResult:
    """A row for each country in which something is recorded, and all of them together."""
    year = asked.fiscal_year or fiscal_year(today())
    first, last = dt.date(year - 1, 10, 1), dt.date(year, 9, 30)
    on = timezone.localdate(asked.as_of)
    rows = by_country(asked.reader, Period(on, first, last, asked.as_of))
    if asked.countries:
        rows = [row for row in rows if row.iso3 in asked.countries]
    named = grantees(asked.reader, first, last)
    notes = [
        "Work counts in the fiscal year in which its days end. Canceled, reduced and cleared are three numbers:"
        " their sum is land released, and is never called cleared.",
        "Pieces, rounds and tonnes are three units and are never added up. Indirect beneficiaries are an estimate.",
        "Only what State's NADR awards do is here; money of the Department of Defense and of USAID is not.",
        "Sites, depots and late reports stand as they are today; awards are those whose period meets the year.",
        "Published totals since 1993 count all agencies, by calendar year until about 2021: years of the two series"
        " are not compared.",
    ]
    return ReportResult(
        rows=[_row(row, named.get(row.iso3, "")) for row in rows],
        totals=[_row(together(rows), "")] if rows else [],
        notes=tuple(notes),
    )


def _row(row: CountryFigures, named: str) -> dict[str, Any]:
    return {"country": row.country, "iso3": row.iso3, "grantees": named, **{name: row[name] for name in FIGURES}}


def years() -> Sequence[int]:
    """Every fiscal year since 1993: which of them hold something is not said to those who may not see it."""
    return range(fiscal_year(today()), SINCE - 1, -1)


TITLES = {
    "grants": "Awards",
    "grants_total": "Awards, total, $",
    "canceled_m2": "Canceled, m²",
    "reduced_m2": "Reduced, m²",
    "cleared_m2": "Cleared, m²",
    "ap_mines": "Anti-personnel mines",
    "av_mines": "Anti-vehicle mines",
    "submunitions": "Submunitions",
    "other_uxo": "Other unexploded ordnance",
    "ieds": "IEDs",
    "weapons": "Small arms and light weapons, pieces",
    "ammunition_rounds": "Ammunition, rounds",
    "ammunition_tonnes": "Ammunition, tonnes",
    "manpads_missiles": "MANPADS, missiles",
    "manpads_gripstocks": "MANPADS, gripstocks",
    "depots": "Depots inspected",
    "depots_secured": "Depots secured",
    "manpads_at_risk": "MANPADS at risk",
    "girls": "Girls taught",
    "boys": "Boys taught",
    "women": "Women taught",
    "men": "Men taught",
    "unknown": "Taught, sex or age not known",
    "sessions": "Sessions",
    "direct": "Taught, all together",
    "indirect": "Reached indirectly, estimate",
    "counted_again": "Taught, in rows that count some again",
    "handed_over_m2": "Handed over, m²",
    "beneficiaries": "Beneficiaries of land handed over",
    "sites_left": "Sites left",
    "left_m2": "Sites left, m²",
    "late": "Late reports and reviews",
}
WHERE = (Column("country", "Country"), Column("iso3", "ISO code"))
COLUMNS = tuple(
    Column(name, TITLES[name], "money" if name == "grants_total" or name.endswith(("m2", "tonnes")) else "number")
    for name in FIGURES
)

CWD = Report(
    name="cwd",
    title="Conventional weapons destruction by country",
    law="FAA ss. 571 and 581; the demining heading of the appropriations acts",
    definition=(
        "What the NADR awards of a country did in the fiscal year: land canceled, reduced and cleared, ordnance"
        " destroyed by class, depots secured, people taught by sex and age, land handed over; and what is left."
    ),
    columns=(*WHERE, Column("grantees", "Grantees"), *COLUMNS),
    total_columns=(*WHERE, *COLUMNS),
    build=build,
    years=years,
    permission="programs.view_program",
)
