"""Figures that depend on today. They are counted when read and never rolled up."""

from __future__ import annotations

import datetime as dt
import inspect
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, Greatest, TruncDate

from ground.dates import today
from programs.models import TrainingSeat
from programs.states import OPEN_SEAT
from vetting.models import Approval, CaseState, VettingCase
from vetting.selectors import working_days
from vetting.states import ApprovalState

AGES: tuple[tuple[str, int | None], ...] = (("0 to 5", 5), ("6 to 10", 10), ("11 to 15", 15), ("Over 15", None))
SOON, LATER = 30, 90  # days


@dataclass(frozen=True)
class HeatRow:
    """One state of open cases: how many of each age, and all."""

    state: str
    label: str
    cells: list[int]

    @property
    def all(self) -> int:
        return sum(self.cells)


@dataclass(frozen=True)
class Heat:
    """Open cases by state and age."""

    rows: list[HeatRow] = field(default_factory=list)

    @property
    def heads(self) -> list[str]:
        return [label for label, _ in AGES]

    @property
    def foot(self) -> list[int]:
        return [sum(column) for column in zip(*(row.cells for row in self.rows), strict=True)] or [0] * len(AGES)

    @property
    def all(self) -> int:
        return sum(self.foot)

    @property
    def over(self) -> int:
        """Those of the last column."""
        return self.foot[-1]

    @property
    def shaded(self) -> list[tuple[HeatRow, list[tuple[int, int]]]]:
        """Each row with its cells as (count, class 0 to 4): darker is more."""
        most = max((n for row in self.rows for n in row.cells), default=0)
        return [(row, [(n, -(-4 * n // most) if most else 0) for n in row.cells]) for row in self.rows]


def age_of_cases(user: Any, *, on: dt.date | None = None, where: Q | None = None) -> Heat:
    """Age of a case: working days (Mondays to Fridays) since the request was sent, of cases that are open, by state."""
    on = on or today()
    cases = VettingCase.objects.visible_to(user).open().exclude(state=CaseState.DRAFT)
    if where is not None:
        cases = cases.filter(where)
    counted = (
        cases.values("state", day=TruncDate("submitted_at"))
        .annotate(n=Count("pk"))
        .values_list("state", "day", "n")
        .order_by()
    )
    cells: dict[str, list[int]] = {}
    for state, day, n in counted:
        age = working_days(day, on) if day else 0
        column = next(i for i, (_, most) in enumerate(AGES) if most is None or age <= most)
        cells.setdefault(state, [0] * len(AGES))[column] += n
    return Heat([HeatRow(state, str(CaseState(state).label), cells[state]) for state in CaseState if state in cells])


@dataclass(frozen=True)
class Few:
    """The first rows of a question with the number of all, in one query."""

    rows: list[Any] = field(default_factory=list)
    all: int = 0
    soon: int = 0


def approvals_that_lapse(user: Any, *, on: dt.date | None = None, where: Q | None = None, shown: int = 5) -> Few:
    """Approvals about to lapse: in force today, with their last day within 30 or within 90 days, soonest first."""
    on = on or today()
    later, soon = on + dt.timedelta(days=LATER + 1), on + dt.timedelta(days=SOON + 1)
    rows = _approvals(user).filter(
        where or Q(), state=ApprovalState.IN_FORCE, valid__endswith__gt=on, valid__endswith__lte=later
    )  # the end of a range is the day after its last
    ends_soon = Count("pk", filter=Q(valid__endswith__lte=soon))
    counted = rows.annotate(all=Window(Count("pk")), soon=Window(ends_soon), end=F("valid__endswith"))
    found = list(counted.order_by("end", "pk")[:shown])
    return Few(found, found[0].all, found[0].soon) if found else Few()


def approvals_that_end_too_soon(user: Any, *, on: dt.date | None = None, shown: int = 5) -> Few:
    """Events where approval ends too soon: an approval in force whose last day comes before the last day of its event
    or of an open seat, which is not over, with no other approval of the same subject under the same law that covers
    that day."""
    on = on or today()
    seat = (
        TrainingSeat.objects.filter(
            state__in=OPEN_SEAT,
            recipient__unit=OuterRef("unit"),
            recipient__person=OuterRef("person"),
            program__laws__contains=Func(
                OuterRef("law"), template="ARRAY[%(expressions)s]::varchar[]", output_field=ArrayField(CharField())
            ),
        )
        .order_by("-end_on")
        .values("end_on")[:1]
    )
    event_end = F("subject__case__event_end")
    covering = (
        Approval.objects.alias(who=Coalesce("person_id", 0))
        .filter(state=ApprovalState.IN_FORCE, unit=OuterRef("unit"), law=OuterRef("law"))
        .filter(who=Coalesce(OuterRef("person_id"), 0), valid__contains=OuterRef("needed_until"))
    )
    rows = (
        _approvals(user)
        .filter(state=ApprovalState.IN_FORCE)
        .annotate(needed_until=Greatest(event_end, Coalesce(Subquery(seat), event_end)), end=F("valid__endswith"))
        .filter(~Exists(covering), needed_until__gte=on, end__lte=F("needed_until"))
    )
    found = list(rows.annotate(all=Window(Count("pk"))).order_by("end", "pk")[:shown])
    return Few(found, found[0].all) if found else Few()


def _approvals(user: Any) -> QuerySet[Approval]:
    return Approval.objects.visible_to(user).select_related("person", "unit", "subject__case")


LIVE: tuple[tuple[str, str], ...] = tuple(
    (title, " ".join((inspect.getdoc(function) or "").split()))
    for title, function in (
        ("Age of cases", age_of_cases),
        ("Approvals about to lapse", approvals_that_lapse),
        ("Events where approval ends too soon", approvals_that_end_too_soon),
    )
)
