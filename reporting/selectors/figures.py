"""Figures from rollups, scoped to their reader, and how fresh they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Min, Q, Sum
from django.db.models.fields.json import KT
from django.utils import timezone

from ground.access import SIGNED_IN, Place
from ground.models import StaleFact
from partners.models import OperatingUnit
from reporting.measures import MEASURES, Measure, measure_of
from reporting.models import Fill, Rollup

if TYPE_CHECKING:
    from reporting.services.rollups import Difference

PLACE = {"operating_unit": "operating_unit_id", "fiscal_year": "fiscal_year"}


@dataclass(frozen=True)
class Freshness:
    """How a measure stands: when it was last filled, what waits since when, and what failed."""

    measure: Measure
    at: dt.datetime | None = None
    rows: int = 0
    seconds: float = 0
    waiting: int = 0
    since: dt.datetime | None = None
    failures: int = 0
    failed_at: dt.datetime | None = None
    last_error: str = ""

    @property
    def fresh(self) -> bool:
        """Filled, and none of its facts has changed since."""
        return self.at is not None and not self.waiting

    @property
    def lag(self) -> dt.timedelta | None:
        """How long the oldest change has been waiting; None when nothing waits."""
        return timezone.now() - self.since if self.since else None


def freshness() -> dict[str, Freshness]:
    """How every measure stands, by name. Two queries."""
    fills = {fill.measure: fill for fill in Fill.objects.all()}
    stale = {
        row["fact"]: row
        for row in StaleFact.objects.values("fact").annotate(parts=Count("pk"), since=Min("at")).order_by()
    }
    found = {}
    for measure in MEASURES:
        fill = fills.get(measure.name)
        waiting = [stale[fact] for fact in measure.facts if fact in stale]
        found[measure.name] = Freshness(
            measure,
            at=fill.filled_at if fill else None,
            rows=fill.rows if fill else 0,
            seconds=fill.seconds if fill else 0,
            waiting=sum(row["parts"] for row in waiting),
            since=min((row["since"] for row in waiting), default=None),
            failures=fill.failures if fill else 0,
            failed_at=fill.failed_at if fill else None,
            last_error=fill.last_error if fill else "",
        )
    return found


def readable(differences: Iterable[Difference], user: Any) -> list[Difference]:
    """The differences at places, and of kinds, where the user may read the measure itself (`RollupQuerySet.of`)."""
    places = {unit.pk: unit for unit in OperatingUnit.objects.all()}

    def may_read(one: Difference) -> bool:
        measure, kind = measure_of(one.measure), str(one.keys.get("kind", ""))
        if measure is None or measure.permission == SIGNED_IN:
            return measure is not None
        grants = [grant for grant in user.scope.grants if measure.permission in grant.permissions]
        if one.operating_unit is None:
            return any(not (grant.kinds and kind and kind not in grant.kinds) for grant in grants)
        place = places[one.operating_unit]
        return any(grant.covers(Place(place.pk, place.region, kind)) for grant in grants)

    return [one for one in differences if may_read(one)]


def summed(measure: Measure, user: Any, *by: str, where: Q | None = None) -> list[dict[str, Any]]:
    """Sums of a measure by some of its dimensions, in one query: a dict each, with `value` and the named dimensions."""
    rows = Rollup.objects.of(measure, user)
    if where is not None:
        rows = rows.filter(where)
    named = {f"by_{one}": F(PLACE[one]) if one in PLACE else KT(f"keys__{one}") for one in by}
    grouped: Any = rows.values(**named).annotate(sum=Sum("value")).order_by(*named)
    return [{**{one: row[f"by_{one}"] for one in by}, "value": row["sum"]} for row in grouped]
