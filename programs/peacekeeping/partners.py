"""What partners can do: self-sufficiency by domain as rated over time, with relapse, and capabilities by status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from ground.pages.badges import Badge

from ..models import Capability, CapabilityStatus, CapabilityStep, SelfSufficiencyRating

R = SelfSufficiencyRating.Rating
RATING: dict[str, Badge] = {
    R.SELF_SUFFICIENT: Badge(R.SELF_SUFFICIENT.label, "good", "okc"),
    R.PARTLY: Badge(R.PARTLY.label, "work", "arrow"),
    R.DEPENDENT: Badge(R.DEPENDENT.label, "idle", "hands"),
}
STATUS: dict[str, Badge] = {
    CapabilityStatus.PLEDGED: Badge(CapabilityStatus.PLEDGED.label, "idle", "flag"),
    CapabilityStatus.DEVELOPMENT: Badge(CapabilityStatus.DEVELOPMENT.label, "work", "arrow"),
    CapabilityStatus.CERTIFIED: Badge(CapabilityStatus.CERTIFIED.label, "good", "okc"),
    CapabilityStatus.DEPLOYED: Badge(CapabilityStatus.DEPLOYED.label, "good", "globe"),
    CapabilityStatus.RETIRED: Badge(CapabilityStatus.RETIRED.label, "idle", "x"),
}


@dataclass
class Domain:
    """A partner in one domain: its latest rating, since when self-sufficient, and on which days it fell back."""

    rating: str = ""
    rated_on: dt.date | None = None
    sufficient_since: dt.date | None = None
    relapses: list[dt.date] = field(default_factory=list)

    def take(self, rating: str, on: dt.date) -> None:
        """The next rating in order of days."""
        if self.rating == R.SELF_SUFFICIENT and rating != R.SELF_SUFFICIENT:
            self.relapses.append(on)
            self.sufficient_since = None
        elif rating == R.SELF_SUFFICIENT and self.rating != R.SELF_SUFFICIENT:
            self.sufficient_since = on
        self.rating, self.rated_on = rating, on

    @property
    def has_relapsed(self) -> bool:
        """It was self-sufficient once and is not now."""
        return bool(self.relapses) and self.rating != R.SELF_SUFFICIENT

    @property
    def badge(self) -> Badge:
        return (
            Badge(f"Relapsed: {R(self.rating).label.lower()}", "warn", "back")
            if self.has_relapsed
            else RATING[self.rating]
        )


@dataclass
class Partner:
    """A partner with its rated domains."""

    country: Any
    domains: dict[str, Domain] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[str, Domain | None]]:
        """Every domain in order, with its name; None where it was never rated."""
        return [(one.label, self.domains.get(one)) for one in SelfSufficiencyRating.Domain]

    @property
    def is_sufficient(self) -> bool:
        """Self-sufficient in core training now: what the published share counts."""
        core = self.domains.get(SelfSufficiencyRating.Domain.TRAINING)
        return core is not None and core.rating == R.SELF_SUFFICIENT


def in_order(ratings: QuerySet[SelfSufficiencyRating]) -> QuerySet[SelfSufficiencyRating]:
    """Ratings as they followed each other, by partner."""
    return ratings.select_related("country").order_by("country__name", "rated_on", "pk")


def partners(ratings: Iterable[SelfSufficiencyRating]) -> list[Partner]:
    """Each partner that was rated, by name, from its ratings in order. One query."""
    found: dict[int, Partner] = {}
    for row in ratings:
        partner = found.setdefault(row.country_id, Partner(row.country))
        partner.domains.setdefault(row.domain, Domain()).take(row.rating, row.rated_on)
    return list(found.values())


def with_status(capabilities: QuerySet[Capability], on: dt.date | None = None) -> QuerySet[Any]:
    """Each capability with its latest `status` and the day `since`, now or as of a day."""
    steps = CapabilityStep.objects.filter(capability=OuterRef("pk"))
    latest = (steps.filter(on_day__lte=on) if on else steps).order_by("-on_day", "-pk")
    return capabilities.annotate(
        status=Subquery(latest.values("status")[:1]), since=Subquery(latest.values("on_day")[:1])
    ).filter(status__isnull=False)


def by_status(capabilities: QuerySet[Any]) -> list[tuple[CapabilityStatus, int]]:
    """How many stand at each status. One query."""
    counts = dict(capabilities.order_by().values("status").annotate(n=Count("pk")).values_list("status", "n"))
    return [(status, counts.get(status, 0)) for status in CapabilityStatus]


def share(found: Iterable[Partner]) -> tuple[int, int]:
    """How many partners are self-sufficient in core training, of how many rated."""
    rated = list(found)
    return sum(one.is_sufficient for one in rated), len(rated)


def counted(found: Iterable[Partner]) -> Mapping[str, list[Partner]]:
    """Which partners became self-sufficient in some domain and stayed so, and which relapsed in one."""
    rated = list(found)
    return {
        "sufficient": [p for p in rated if any(d.rating == R.SELF_SUFFICIENT for d in p.domains.values())],
        "relapsed": [p for p in rated if any(d.has_relapsed for d in p.domains.values())],
    }
