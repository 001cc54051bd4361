"""Trained, deployed, sustained: what became of each unit that was trained, counted by Postgres."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from ground.pages.badges import Badge
from ground.pages.words import counted

from ..models import Deployment, Engagement, TrainingEvent
from ..states import EventState

MONTHS = 12
"""A unit that leaves within so many months of its training is counted as deployed from it (design of programs 2.3)."""


class Later(Func):
    """A day so many months after another."""

    template = f"((%(expressions)s) + interval '{MONTHS} months')::date"
    output_field = DateField()


def months_between(first: dt.date, last: dt.date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


@dataclass(frozen=True)
class Persons:
    """Persons trained or deployed: contributing troops and police apart, women among both."""

    military: int
    police: int
    women: int

    @property
    def total(self) -> int:
        return self.military + self.police

    @property
    def female_percent(self) -> float | None:
        """Women among all, in percent; None where there is nobody."""
        return self.women * 100 / self.total if self.total else None


def _total(name: str, **more: Any) -> Sum:
    return Sum(name, default=0, output_field=IntegerField(), **more)


def persons(rows: QuerySet[Any]) -> Persons:
    """All persons of these events or deployments. One query."""
    found = rows.order_by().aggregate(**{name: _total(name) for name in ("military", "police", "women")})
    return Persons(**found)


def deployed(rows: QuerySet[Deployment]) -> tuple[Persons, Persons]:
    """All persons of these deployments, and those of them that are there now. One query."""
    names, now = ("military", "police", "women"), Q(until_on=None)
    sums = {f"now_{name}": _total(name, filter=now) for name in names} | {f"all_{name}": _total(name) for name in names}
    found = rows.order_by().aggregate(**sums)
    every, there = (Persons(*(found[f"{which}_{name}"] for name in names)) for which in ("all", "now"))
    return every, there


@dataclass(frozen=True)
class Trained:
    """Persons trained: directly, in national training that was enabled, and how many as instructors."""

    direct: Persons
    enabled: Persons
    instructors: int

    @property
    def total(self) -> int:
        return self.direct.total + self.enabled.total


def trained(events: QuerySet[TrainingEvent]) -> Trained:
    """Who was trained in these events; only completed ones are counted. One query."""
    sums = {
        f"{mode}_{name}": _total(name, filter=Q(mode=mode.upper()))
        for mode in ("direct", "enabled")
        for name in ("military", "police", "women")
    }
    done = events.order_by().filter(state=EventState.COMPLETED).aggregate(instructors=_total("instructors"), **sums)
    direct, enabled = (
        Persons(*(done[f"{mode}_{name}"] for name in ("military", "police", "women"))) for mode in ("direct", "enabled")
    )
    return Trained(direct, enabled, done["instructors"])


def chained(deployments: QuerySet[Deployment], on: dt.date) -> QuerySet[Any]:
    """Each deployment with `within` (12 months of its training; None without one) and `sustained`: whether its unit was
    supported in a mission while it was there, up to a day."""
    support = Engagement.objects.filter(
        sort=Engagement.Sort.SUPPORT,
        recipient__unit=OuterRef("recipient__unit"),
        ends_on__gte=OuterRef("from_on"),
        starts_on__lte=Coalesce(OuterRef("until_on"), Value(on)),
    )
    return deployments.annotate(
        within=Case(
            When(trained_by=None, then=None),
            When(from_on__lte=Later("trained_by__end_on"), then=Value(True)),
            default=Value(False),
        ),
        sustained=Exists(support),
    )


def deployed_in_time(events: QuerySet[TrainingEvent], on: dt.date) -> tuple[int, int]:
    """How many events led to a deployment within 12 months, of those that did or had 12 months. One query."""
    left = Deployment.objects.filter(trained_by=OuterRef("pk"), from_on__lte=Later(OuterRef("end_on")))
    rows = events.order_by().filter(state=EventState.COMPLETED).annotate(led=Exists(left), over=Later(F("end_on")))
    found = rows.aggregate(n=Count("pk", filter=Q(led=True)), of=Count("pk", filter=Q(led=True) | Q(over__lt=on)))
    return found["n"], found["of"]


def trained_badge(row: Any) -> Badge:
    """How many months after its training a unit left; days, of less than one."""
    if row.trained_by is None:
        return Badge("No training linked", "idle", "minus")
    months = months_between(row.trained_by.end_on, row.from_on)
    apart = counted(months, "month") if months else counted((row.from_on - row.trained_by.end_on).days, "day")
    return Badge(f"{apart} after training", "good" if row.within else "warn", "cap")


def sustained_badge(row: Any) -> Badge:
    """Whether a unit was supported in its mission."""
    return Badge("Supported in mission", "good", "hands") if row.sustained else Badge("No support", "idle", "minus")
