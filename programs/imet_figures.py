"""The figures that analysts ask of IMET (programs 2.2): each a query over the seats that the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Avg,
    Case,
    CharField,
    Count,
    DecimalField,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractYear

from ground.dates import days
from ground.history import event_model
from vetting import gate

from .models import CountryTrainingPlan, FieldContact, TrainingSeat
from .models.courses import is_e_imet
from .states import GRADES, OPEN_SEAT, CourseLevel, GradeBand, Kind, SeatState, Topic

DOLLARS = DecimalField(max_digits=20, decimal_places=2)
UNUSED = (SeatState.CANCELLED, SeatState.NO_SHOW, SeatState.WITHDRAWN, SeatState.AWOL)
ASKED = 300  # open seats whose approvals are asked about at once, the next to start first
BY_BAND = Case(
    When(is_civilian=True, then=Value(GradeBand.CIVILIAN)),
    *(
        When(grade__in=[grade for grade, of in GRADES.items() if of == band], then=Value(band))
        for band in dict.fromkeys(GRADES.values())
    ),
    default=Value(GradeBand.NOT_GIVEN),
    output_field=CharField(),
)


def seats_of(user: Any) -> QuerySet[TrainingSeat]:
    """Seats of IMET that the user may see."""
    return TrainingSeat.objects.visible_to(user).filter(program__kind=Kind.IMET).order_by()


def percent(part: int, whole: int) -> float | None:
    """A share of a hundred; none of nothing."""
    return 100 * part / whole if whole else None


@dataclass(frozen=True)
class Share:
    """A part of the seats: how many, and of a hundred."""

    label: str
    n: int
    percent: float | None


@dataclass(frozen=True)
class LevelRow:
    """Seats of one level of course: how many, what they cost together, and to the dollar what each
    costs and each week of a student."""

    label: str
    n: int
    percent: float | None
    cost: Decimal
    each: Decimal
    week: Decimal | None


def by_level(seats: QuerySet[TrainingSeat]) -> list[LevelRow]:
    """Seats that were not cancelled, by level of course, in US dollars. One query."""
    rows = seats.exclude(state=SeatState.CANCELLED).values("course__level")
    found = list(
        rows.annotate(n=Count("pk"), cost=Sum("price"), each=Avg("price"), weeks=Sum("course__weeks")).order_by("-n")
    )
    total = sum(row["n"] for row in found)
    return [
        LevelRow(
            CourseLevel(row["course__level"]).label,
            row["n"],
            percent(row["n"], total),
            row["cost"],
            row["each"].quantize(Decimal(1)),
            (row["cost"] / row["weeks"]).quantize(Decimal(1)) if row["weeks"] else None,
        )
        for row in found
    ]


def by_band(seats: QuerySet[TrainingSeat]) -> list[Share]:
    """Students by band of US-equivalent grade, in the order of the bands. One query."""
    rows = seats.exclude(state=SeatState.CANCELLED).annotate(band=BY_BAND).values("band").annotate(n=Count("pk"))
    found = {row["band"]: row["n"] for row in rows}
    total = sum(found.values())
    return [Share(band.label, found[band], percent(found[band], total)) for band in GradeBand if band in found]


def whole(seats: QuerySet[TrainingSeat]) -> dict[str, Any]:
    """The seats in all: people, women, expanded IMET, completed, fifth quarter, penalties. One query."""
    live = ~Q(state=SeatState.CANCELLED)
    funded = Coalesce("obligation__fund__fiscal_year", "program__fiscal_year", output_field=IntegerField())
    figures: dict[str, Any] = seats.annotate(
        counts_as_e_imet=is_e_imet(),
        funded=funded,
        begins=ExtractYear("start_on") + Case(When(start_on__month__gte=10, then=Value(1)), default=Value(0)),
    ).aggregate(
        seats=Count("pk", filter=live),
        people=Count("recipient__person", filter=live, distinct=True),
        women=Count("recipient__person", filter=live & Q(recipient__person__sex="F"), distinct=True),
        civilians=Count("pk", filter=live & Q(is_civilian=True)),
        e_imet=Count("pk", filter=live & Q(counts_as_e_imet=True)),
        claimed=Count("pk", filter=live & Q(course__is_e_imet=True, counts_as_e_imet=False)),
        completed=Count("pk", filter=Q(state=SeatState.COMPLETED)),
        ended=Count("pk", filter=Q(state=SeatState.COMPLETED) | Q(state__in=UNUSED[2:])),
        fifth=Count("pk", filter=live & Q(begins=F("funded") + 1)),
        cancelled=Count("pk", filter=~live),
        penalties=Coalesce(Sum("penalty"), Decimal(0), output_field=DOLLARS),
        cost=Coalesce(Sum("price"), Decimal(0), output_field=DOLLARS),
    )
    return {
        **figures,
        "women_percent": percent(figures["women"], figures["people"]),
        "e_imet_percent": percent(figures["e_imet"], figures["seats"]),
        "completed_percent": percent(figures["completed"], figures["ended"]),
    }


def against_level(user: Any) -> QuerySet[CountryTrainingPlan]:
    """The two latest budget years of plans: what they want, who has their seats, what these cost. One query."""
    latest = CountryTrainingPlan.objects.visible_to(user).order_by().aggregate(year=Max("budget_year"))["year"] or 0
    rows = CountryTrainingPlan.objects.visible_to(user).filter(budget_year__gte=latest - 1)
    seats = TrainingSeat.objects.filter(line__plan=OuterRef("pk")).exclude(state=SeatState.CANCELLED)
    cost = seats.order_by().values("line__plan").annotate(sum=Sum("price")).values("sum")
    taken = seats.order_by().values("line__plan").annotate(n=Count("pk")).values("n")
    return (
        rows.with_lines()
        .annotate(
            taken=Coalesce(Subquery(taken), 0), used_dollars=Coalesce(Subquery(cost), Decimal(0), output_field=DOLLARS)
        )
        .select_related("country")
        .order_by("-budget_year", "country__name")
    )


def unused(user: Any, shown: int) -> list[tuple[TrainingSeat, str]]:
    """Seats that were cancelled, not taken up or left, latest first, each with the reason that was written."""
    rows = list(
        seats_of(user)
        .filter(state__in=UNUSED)
        .select_related("recipient__person", "recipient__unit", "course", "program__operating_unit")
        .order_by("-start_on", "-pk")[:shown]
    )
    events = event_model(TrainingSeat).objects.filter(pgh_obj_id__in=[row.pk for row in rows], state__in=UNUSED)
    reasons = dict(events.order_by("-pgh_id").values_list("pgh_obj_id", "pgh_context__note"))
    return [(row, reasons.get(row.pk) or "") for row in rows]


@dataclass(frozen=True)
class UnitThatLapses:
    """A unit with students whose approval ends before their course does."""

    unit: Any
    seats: list[TrainingSeat]


def lapsing(user: Any) -> list[UnitThatLapses]:
    """Open seats whose approval ends before the course, by unit: asked of the gate in one query."""
    rows = seats_of(user).filter(state__in=OPEN_SEAT).select_related("recipient__person", "recipient__unit", "course")
    seats = {(s.recipient.unit_id, s.recipient.person_id): s for s in rows.order_by("start_on", "pk")[:ASKED]}
    during = {key: days(seat.start_on, seat.end_on) for key, seat in seats.items()}
    found = gate.approvals(recipients=during, laws=["STATE"], during=during)
    by_unit: dict[int, list[TrainingSeat]] = {}
    for key, badge in found.items():
        if badge.blocker is not None and badge.blocker.code == "LAPSES":
            by_unit.setdefault(key[0], []).append(seats[key])
    return [UnitThatLapses(found[0].recipient.unit, found) for found in by_unit.values()]


def contacts_by_topic(user: Any) -> list[Share]:
    """Contacts of field studies by topic, every topic named. One query."""
    seen = FieldContact.objects.visible_to(user).filter(seat__program__kind=Kind.IMET)
    rows = dict(seen.order_by().values("topic").annotate(n=Count("pk")).values_list("topic", "n"))
    total = sum(rows.values())
    return [Share(topic.label, rows.get(topic, 0), percent(rows.get(topic, 0), total)) for topic in Topic]


def priorities(user: Any) -> tuple[int, int]:
    """Plans that state human-rights training as a priority, and all plans. One query."""
    seen = CountryTrainingPlan.objects.visible_to(user).order_by()
    counts = seen.aggregate(stated=Count("pk", filter=Q(human_rights_priority=True)), n=Count("pk"))
    return counts["stated"], counts["n"]
