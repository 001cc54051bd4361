"""What stands at each stage of the ledger: by fund and by place, now from the balances, earlier from the moves.

Each figure is at the stage that the law gives it on the day asked about, also before the closing of a fund is posted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from ground.dates import today
from partners.models import OperatingUnit

from .models import Balance, Fund
from .models.availability_guards import standing
from .models.ledger_guards import moved
from .money_flow import Picture, picture
from .states import BY_FUND, FLOW, Stage

STAGES: list[Stage] = [stage for stage in Stage if stage != Stage.OUTSIDE]


@dataclass(frozen=True)
class Money:
    """What stands at each stage, and all of it together."""

    rows: list[tuple[Stage, Decimal]]
    total: Decimal

    @property
    def picture(self) -> Picture | None:
        """The way of the money as a drawing, where there is a way to show."""
        return picture(self.rows)


def money(sums: Mapping[str, Decimal], stages: Iterable[Stage] | None = None) -> Money:
    """Sums by stage in order: the way money takes, and each side exit where something stands; or the stages given."""
    chosen = [stage for stage in STAGES if stage in FLOW or sums.get(stage)] if stages is None else list(stages)
    rows = [(stage, sums.get(stage, Decimal(0))) for stage in chosen]
    return Money(rows, sum((amount for _, amount in rows), Decimal(0)))


def money_by_stage(balances: QuerySet[Balance], stages: Iterable[Stage] | None = None) -> Money:
    """The sum at each stage now: money that moved on stands where it went. One query."""
    now: Any = balances.order_by()
    grouped = now.standing(today()).values("standing").annotate(sum=Sum("amount"))
    return money(dict(grouped.values_list("standing", "sum")), stages)


@dataclass(frozen=True)
class FundMoney:
    """A fund on a day: all of it by stage, and what belongs to places, by place, under the stages that any has."""

    stages: Money
    columns: Sequence[Stage]
    places: Sequence[tuple[str, Sequence[tuple[Stage, Decimal]]]]


Row = tuple[int | None, str, Decimal]


def fund_money(fund: Fund, user: Any, on: dt.date) -> FundMoney:
    """What a reader may see of a fund, as it stood at the end of a day. Three queries at most."""
    seen = Balance.objects.visible_to(user).filter(fund=fund).order_by()
    rows: list[Row]
    if on >= today():
        now: Any = seen.filter(amount__gt=0).standing(on)
        grouped = now.values("operating_unit", "standing").annotate(sum=Sum("amount"))
        rows = list(grouped.values_list("operating_unit", "standing", "sum"))
    else:
        where = set(seen.values_list("operating_unit", flat=True).distinct())
        rows = [row for row in _stood(fund, on) if row[0] in where]
    by_stage: dict[str, Decimal] = {}
    by_place: dict[int, dict[str, Decimal]] = {}
    for place, stage, amount in rows:
        by_stage[stage] = by_stage.get(stage, Decimal(0)) + amount
        if place is not None and amount:
            here = by_place.setdefault(place, {})
            here[stage] = here.get(stage, Decimal(0)) + amount
    columns = [s for s in STAGES if s not in BY_FUND and (s in FLOW or any(s in here for here in by_place.values()))]
    names = OperatingUnit.objects.in_bulk(by_place)
    ordered = sorted(by_place.items(), key=lambda item: str(names[item[0]]))
    places = [(str(names[place]), [(s, here.get(s, Decimal(0))) for s in columns]) for place, here in ordered]
    return FundMoney(money(by_stage), columns, places)


STOOD = f"""
    SELECT NULLIF(b.ou, 0), {standing("%(on)s")} AS standing, sum(b.amount)
    FROM (SELECT m.*, NULLIF(m.ob, 0) AS obligation_id FROM ({{moved}}) m) b
    JOIN programs_fund f ON f.id = b.fund_id GROUP BY 1, 2
"""  # noqa: S608 - our own tables
MOVES = "(SELECT * FROM programs_fundtransaction WHERE fund_id = %(fund)s AND effective_on <= %(on)s)"


def _stood(fund: Fund, on: dt.date) -> list[Row]:
    """The sums of all that had moved by the end of a day, by the same key as the balances."""
    with connection.cursor() as cursor:
        cursor.execute(STOOD.format(moved=moved(MOVES)), {"fund": fund.pk, "on": on})
        return list(cursor.fetchall())
