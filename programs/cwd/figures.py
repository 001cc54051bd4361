"""What CWD did and what is left, country by country: one set of sums for the page of NADR and for its report.

Each is made by Postgres from the rows that the reader may see, in a number of queries that does not grow. Work counts
in the period in which its days end; land is three numbers, ordnance has a number for each class, in its own unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from ..models import (
    CwdTask,
    Grant,
    GrantDeadline,
    Handover,
    LandRelease,
    OrdnanceDisposal,
    RiskEducation,
    Site,
    StorageInspection,
)
from ..models.cwd_work import CLASSES, PEOPLE
from .states import UNDER_WAY, Danger, GrantState, Moment, SiteStatus

LAND = ("canceled_m2", "reduced_m2", "cleared_m2")
EDUCATION = (*PEOPLE, "sessions", "direct", "indirect")
LEFT = tuple(status for status in SiteStatus if status not in {SiteStatus.RELEASED, SiteStatus.HANDED_OVER})
SECURE = (Danger.LOW, Danger.MODERATE)
GRANT_COUNTRY = "task__grant__country"
SECOND = dt.timedelta(seconds=1)
YEAR = dt.timedelta(days=365)


@dataclass
class CountryFigures:
    """The figures of one country by name; what nobody recorded is zero."""

    iso3: str
    country: str
    figures: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """A figure by its name, which is how templates ask for the name of the country too."""
        return self.figures.get(name, getattr(self, name, 0))


@dataclass(frozen=True)
class Period:
    """Work whose days end from `since` until `until`, as recorded up to `as_of`; None is open."""

    on: dt.date
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.datetime | None = None

    def of(self, rows: QuerySet[Any], day: str = "until") -> QuerySet[Any]:
        """The rows of the period."""
        if self.since:
            rows = rows.filter(**{f"{day}__gte": self.since})
        return rows.filter(**{f"{day}__lte": self.until}) if self.until else rows


def by_country(user: Any, period: Period) -> list[CountryFigures]:
    """Each country in which something is recorded, by name; nine queries. `user` None reads everything."""
    found: dict[str, CountryFigures] = {}
    for path, rows, sums in _queries(user, period):
        keys = (f"{path}__iso3", f"{path}__name")
        for row in rows.order_by().values(*keys).annotate(**sums):
            iso3, name = (row.pop(key) for key in keys)
            entry = found.setdefault(iso3, CountryFigures(iso3, name))
            entry.figures.update({key: value for key, value in row.items() if value is not None})
    return sorted(found.values(), key=lambda entry: entry.country)


def _work(model: Any, user: Any, period: Period) -> Any:
    rows: Any = period.of(model.objects.visible_to(user))
    if period.as_of is None:
        return rows.current()
    later = period.as_of + SECOND  # the moment asked about is told in whole seconds
    return rows.filter(at__lt=later).exclude(replaced_by__at__lt=later)


def _queries(user: Any, period: Period) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Each query with the way from its rows to their country, and its sums."""
    open_site = Q(task__site__status__in=LEFT)
    begun = Sum(F("canceled_m2") + F("reduced_m2") + F("cleared_m2"), filter=open_site)
    land = {"left_released_m2": begun} | {name: Sum(name) for name in LAND}
    yield GRANT_COUNTRY, _work(LandRelease, user, period), land
    yield GRANT_COUNTRY, _work(OrdnanceDisposal, user, period), {name: Sum(name) for name in CLASSES}
    again = Sum("direct", filter=Q(counted_again=True))
    yield GRANT_COUNTRY, _work(RiskEducation, user, period), {"counted_again": again} | {n: Sum(n) for n in EDUCATION}
    over = period.of(Handover.objects.visible_to(user), "handed_over_on")
    yield (
        GRANT_COUNTRY,
        over,
        {
            "handed_over_m2": Sum("area_m2"),
            "beneficiaries": Sum("beneficiaries"),
            "assessed": Count("pk", filter=Q(assessed_on__lte=period.on)),
            "handovers": Count("pk"),
        },
    )
    status = {f"sites_{s.value.lower()}": Count("pk", filter=Q(status=s)) for s in SiteStatus}
    left = Q(status__in=LEFT)
    yield (
        "country",
        Site.objects.visible_to(user),
        status | {"sites_left": Count("pk", filter=left), "left_m2": Sum("area_m2", filter=left)},
    )
    running = Q(starts_on__lte=period.until or period.on, ends_on__gte=period.since or dt.date.min)
    awards = Grant.objects.visible_to(user).exclude(state__in=[GrantState.PLANNED, GrantState.ASSESSED]).filter(running)
    under_way = Count("pk", filter=Q(state__in=UNDER_WAY))
    yield "country", awards, {"grants": Count("pk"), "grants_total": Sum("total"), "under_way": under_way}
    owed = GrantDeadline.objects.visible_to(user).late(period.on)
    yield "grant__country", owed, {"late": Count("pk")}
    depots = StorageInspection.objects.visible_to(user).newest()
    secured = Q(moment=Moment.AFTER, theft__in=SECURE, explosion__in=SECURE)
    yield (
        "storage_site__country",
        depots,
        {
            "depots": Count("pk"),
            "depots_secured": Count("pk", filter=secured),
            "manpads_at_risk": Sum("manpads_at_risk"),
        },
    )
    cleared = LandRelease.objects.current().filter(task=OuterRef("pk"), cleared_m2__gt=0).order_by()
    area = cleared.values("task").annotate(sum=Sum("cleared_m2")).values("sum")
    costed = CwdTask.objects.visible_to(user).filter(cost__gt=0).annotate(area=Subquery(area)).filter(area__gt=0)
    yield "grant__country", costed, {"costed": Sum("cost"), "costed_m2": Sum(F("area"))}


def cost_per_m2(figures: CountryFigures) -> Decimal | None:
    """US dollars for a square meter cleared, of the tasks that have a cost; context, no measure of a grantee."""
    area = figures["costed_m2"]
    return Decimal(figures["costed"]) / Decimal(area) if area else None


def pace(user: Any, on: dt.date) -> dict[str, Decimal]:
    """The square meters that each country released in the year up to a day, by any of the three ways. One query."""
    rows = _work(LandRelease, user, Period(on, on - YEAR, on)).order_by()
    whole = Sum(F("canceled_m2") + F("reduced_m2") + F("cleared_m2"))
    return dict(rows.values(f"{GRANT_COUNTRY}__iso3").annotate(sum=whole).values_list(f"{GRANT_COUNTRY}__iso3", "sum"))


def years_left(row: CountryFigures, yearly: Decimal | None) -> Decimal | None:
    """How many years the sites left would take at the pace of the last one: arithmetic, no promise and no deadline.
    What is released already of a site that is not released whole is taken off."""
    return max(row["left_m2"] - row["left_released_m2"], Decimal(0)) / yearly if yearly else None


def together(rows: list[CountryFigures]) -> CountryFigures:
    """All countries in one: every figure is a sum of counts or areas, so the sum of the countries is the whole."""
    names = {name for row in rows for name in row.figures}
    return CountryFigures("", "All countries", {name: sum(row[name] for row in rows) for name in names})


def grantees(user: Any, since: dt.date, until: dt.date) -> dict[str, str]:
    """The grantees of each country whose awards meet these days, by its code. One query."""
    awards = Grant.objects.visible_to(user).exclude(state__in=[GrantState.PLANNED, GrantState.ASSESSED])
    met = awards.filter(starts_on__lte=until, ends_on__gte=since).order_by("country__iso3", "grantee")
    found: dict[str, list[str]] = {}
    for iso3, grantee in met.values_list("country__iso3", "grantee").distinct():
        found.setdefault(iso3, []).append(grantee)
    return {iso3: "; ".join(names) for iso3, names in found.items()}


@dataclass(frozen=True)
class Share:
    """A grantee's part of the awards under way or ended."""

    grantee: str
    grants: int
    total: Decimal
    percent: Decimal


def grantee_shares(user: Any) -> list[Share]:
    """Each grantee's total of awards and its part of all of them in percent, the largest first. One query."""
    awards = Grant.objects.visible_to(user).exclude(state__in=[GrantState.PLANNED, GrantState.ASSESSED])
    summed = awards.order_by().values("grantee").annotate(n=Count("pk"), sum=Sum("total"))
    rows = list(summed.order_by("-sum", "grantee"))
    whole = sum((row["sum"] for row in rows), Decimal(0))
    return [Share(row["grantee"], row["n"], row["sum"], row["sum"] * 100 / whole) for row in rows]
