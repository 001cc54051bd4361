"""`gpoi`: the Global Peace Operations Initiative partner by partner (programs 4.11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from ground.dates import fiscal_year, today
from programs.models import CapabilityStatus, SelfSufficiencyRating
from programs.peacekeeping.figures import PartnerFigures, by_partner

from .framework import Asked, Column, Report, ReportResult

SINCE = 2005  # the fiscal year in which the initiative began
COUNTS = (
    *("direct", "enabled", "trained_military", "trained_police", "trained_women", "instructors"),
    *("deployed", "deployed_military", "deployed_police", "deployed_women"),
)
DOMAINS = {domain: f"self_sufficiency_{domain.lower()}" for domain in SelfSufficiencyRating.Domain.values}
STATUSES = {status: f"capabilities_{status.lower()}" for status in CapabilityStatus.values}


def build(asked: Asked) -> ReportResult:
    """A row for each partner of the initiative, and all of them together."""
    year = asked.fiscal_year or fiscal_year(today())
    first, last = dt.date(year - 1, 10, 1), dt.date(year, 9, 30)
    on = min(timezone.localdate(asked.as_of), last)
    found = by_partner(asked.reader, first=first, last=last, as_of=on)
    if asked.countries:
        found = [one for one in found if one.country.iso3 in asked.countries]
    notes = (
        "Persons are counted in the year in which their event ended, or in which their unit left; a person trained"
        " twice counts twice. Instructors and women are among the persons trained.",
        f"Ratings and capabilities stand as of {on.isoformat()}; a partner is active while a GPOI program of it is"
        " approved or executing today.",
        "Relapsed is a partner that was self-sufficient in a domain and is not any more.",
        "Only what is recorded here counts; figures that the Department published count other rows and are never"
        " added to these.",
    )
    rows = [row(one) for one in found]
    return ReportResult(rows=rows, totals=[together(rows)] if rows else [], notes=notes)


def row(one: PartnerFigures) -> dict[str, Any]:
    """A partner as the report prints it."""
    ratings = {
        name: one.domains[domain].badge.word if domain in one.domains else "Not rated"
        for domain, name in DOMAINS.items()
    }
    return {
        "country": one.country.name,
        "iso3": one.country.iso3,
        "status": "Active partner" if one.active else "No open program",
        **ratings,
        **{name: getattr(one, name) for name in COUNTS},
        **{name: one.capabilities.get(status, 0) for status, name in STATUSES.items()},
    }


def together(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """All rows in one: counts added up."""
    listed = list(rows)
    return {
        "country": "All partners",
        "iso3": "",
        "active": sum(one["status"] == "Active partner" for one in listed),
        **{name: sum(one[name] for one in listed) for name in (*COUNTS, *STATUSES.values())},
    }


def years() -> Sequence[int]:
    """Every fiscal year since 2005: which of them hold something is not said to those who may not see it."""
    return range(fiscal_year(today()), SINCE - 1, -1)


TITLES = {
    "direct": "Trained directly",
    "enabled": "Trained in enabled national training",
    "trained_military": "Trained, military",
    "trained_police": "Trained, police",
    "trained_women": "Trained, women",
    "instructors": "Instructors trained",
    "deployed": "Deployed",
    "deployed_military": "Deployed, military",
    "deployed_police": "Deployed, police",
    "deployed_women": "Deployed, women",
}
STANDING = {name: f"Capabilities, {CapabilityStatus(status).label.lower()}" for status, name in STATUSES.items()}
FIGURES = tuple(Column(name, title, "number") for name, title in {**TITLES, **STANDING}.items())
WHERE = (Column("country", "Partner"), Column("iso3", "ISO code"))

GPOI = Report(
    name="gpoi",
    title="Global Peace Operations Initiative by partner",
    law="Foreign Assistance Act s. 551, 22 U.S.C. 2348",
    definition=(
        "What each partner of the initiative did in the fiscal year: persons trained directly and in national training"
        " that was enabled, instructors, persons deployed, troops and police apart and women among them; how"
        " self-sufficient it is by domain, and its capabilities by status."
    ),
    columns=(
        *WHERE,
        Column("status", "Status"),
        *(
            Column(name, f"Self-sufficiency, {SelfSufficiencyRating.Domain(domain).label.lower()}")
            for domain, name in DOMAINS.items()
        ),
        *FIGURES,
    ),
    total_columns=(*WHERE, Column("active", "Active partners", "number"), *FIGURES),
    build=build,
    years=years,
    permission="programs.view_program",
)
