"""GPOI by partner in a fiscal year: who was trained and deployed, what it does by itself, what it can send."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum

from partners.models import Country

from ..models import Capability, Deployment, PkoDetail, Program, SelfSufficiencyRating, TrainingEvent
from ..states import OPEN_PROGRAM, EventState
from . import partners

GPOI = PkoDetail.GlobalProgram.GPOI
PERSONS = ("military", "police", "women")


@dataclass
class PartnerFigures:
    """One partner in one year. Persons are counted in the year in which their event ended or their unit left; ratings
    and capabilities stand as of the day asked about."""

    country: Country
    active: bool = False
    domains: dict[str, partners.Domain] = field(default_factory=dict)
    direct: int = 0
    enabled: int = 0
    trained_military: int = 0
    trained_police: int = 0
    trained_women: int = 0
    instructors: int = 0
    deployed: int = 0
    deployed_military: int = 0
    deployed_police: int = 0
    deployed_women: int = 0
    capabilities: dict[str, int] = field(default_factory=dict)


def seen(model: Any, user: Any) -> QuerySet[Any]:
    """The rows that the reader may see."""
    return model.objects.visible_to(user)


def by_partner(user: Any, *, first: dt.date, last: dt.date, as_of: dt.date) -> list[PartnerFigures]:
    """Each partner with anything to say, by name. As of a day: what was recorded later is recorded then, too, but what
    happened later does not count. Six queries."""
    found: dict[int, PartnerFigures] = {}
    last = min(last, as_of)

    def of(country: int) -> PartnerFigures:
        return found.setdefault(country, PartnerFigures(Country(pk=country)))

    for country in (
        seen(Program, user)
        .filter(pkodetail__global_program=GPOI, state__in=OPEN_PROGRAM, operating_unit__country__isnull=False)
        .order_by()
        .values_list("operating_unit__country", flat=True)
        .distinct()
    ):
        of(country).active = True
    events = seen(TrainingEvent, user).filter(
        program__pkodetail__global_program=GPOI, state=EventState.COMPLETED, end_on__range=(first, last)
    )
    for row in _sums(events, "instructors", direct=Q(mode="DIRECT"), enabled=Q(mode="ENABLED")):
        one = of(row["country"])
        one.direct, one.enabled, one.instructors = row["direct"], row["enabled"], row["sum_instructors"]
        one.trained_military, one.trained_police, one.trained_women = (row[f"sum_{name}"] for name in PERSONS)
    left = seen(Deployment, user).filter(program__pkodetail__global_program=GPOI, from_on__range=(first, last))
    for row in _sums(left, all=Q()):
        one = of(row["country"])
        one.deployed = row["all"]
        one.deployed_military, one.deployed_police, one.deployed_women = (row[f"sum_{name}"] for name in PERSONS)
    for partner in partners.partners(partners.in_order(seen(SelfSufficiencyRating, user).filter(rated_on__lte=as_of))):
        of(partner.country.pk).domains = partner.domains
    register = partners.with_status(seen(Capability, user), as_of).order_by()
    for row in register.values("country", "status").annotate(n=Count("pk")):
        of(row["country"]).capabilities[row["status"]] = row["n"]
    names = Country.objects.in_bulk(found)
    for pk, one in found.items():
        one.country = names[pk]
    return sorted(found.values(), key=lambda one: (one.country.name, one.country.iso3))


def _sums(rows: QuerySet[Any], *more: str, **of_persons: Q) -> Any:
    """Persons of events or deployments by country of the unit, and all persons of those that meet each condition."""
    whole = {f"sum_{name}": Sum(name, default=0) for name in (*PERSONS, *more)}
    both = {
        name: Sum(F("military") + F("police"), filter=condition or None, default=0, output_field=IntegerField())
        for name, condition in of_persons.items()
    }
    return rows.order_by().values(country=F("recipient__unit__country")).annotate(**whole, **both)
