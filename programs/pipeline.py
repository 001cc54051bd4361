"""The pipeline: what is obligated and not liquidated, by age and by how soon its fund ends. Sets, never row by row.

What counts is the day: a recorded obligation stands with what is left of it, until its fund has ended (31 U.S.C.
1552(a)). The page and the report read the same rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DecimalField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from ground.dates import today

from .models import Balance
from .states import Stage

MONEY = DecimalField(max_digits=20, decimal_places=2)
SOON = 12  # months to the cancellation in which a balance is red
BY_END = {"0-6": (0, 6), "7-12": (6, 12), "13-24": (12, 24), "24+": (24, None)}
BY_AGE = {"0-90": (0, 90), "91-180": (90, 180), "181-365": (180, 365), "365+": (365, None)}
ENDS = {"0-6": "0 to 6 months", "7-12": "7 to 12 months", "13-24": "13 to 24 months", "24+": "over 24 months"}
AGES = {"0-90": "0 to 90 days", "91-180": "91 to 180 days", "181-365": "181 to 365 days", "365+": "over 365 days"}
NO_END, NEVER = "no end", "never paid"


def months_later(on: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(on.month - 1 + months, 12)
    first = dt.date(on.year + year, month + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(on.day, last.day))


def months_to(on: dt.date, end: dt.date | None) -> int | None:
    """Whole months from a day to the end of a fund, the running one counted; None without an end."""
    if end is None:
        return None
    months = (end.year - on.year) * 12 + end.month - on.month
    return months + (months_later(on, months) < end)


def _banded(bands: dict[str, tuple[int, int | None]], condition: Any, rest: str) -> Case:
    whens = [When(condition(top), then=Value(name)) for name, (_, top) in bands.items() if top is not None]
    open_ended = next(name for name, (_, top) in bands.items() if top is None)
    return Case(*whens, When(condition(None), then=Value(open_ended)), default=Value(rest), output_field=CharField())


def unliquidated(user: Any, on: dt.date | None = None) -> QuerySet[Balance]:
    """What is obligated and not liquidated now, where the user may read money: each with what is paid, the next end of
    its fund, and its bands. One row an obligation."""
    on = on or today()
    rows: Any = Balance.objects.visible_to(user).filter(stage=Stage.OBLIGATED, amount__gt=0)
    rows = rows.exclude(fund__cancels_on__lt=on)
    paid = Balance.objects.filter(obligation=OuterRef("obligation"), stage=Stage.DISBURSED).values("amount")
    ahead = Case(
        When(fund__available_until__gte=on, then="fund__available_until"),
        When(fund__reobligate_until__gte=on, then="fund__reobligate_until"),
        default="fund__cancels_on",
        output_field=DateField(),
    )
    by_end = _banded(
        BY_END,
        lambda top: Q(next_end__lte=months_later(on, top)) if top else Q(next_end__isnull=False),
        NO_END,
    )
    by_age = _banded(
        BY_AGE,
        lambda top: Q(paid_on__gte=on - dt.timedelta(days=top)) if top else Q(paid_on__isnull=False),
        NEVER,
    )
    found: QuerySet[Balance] = rows.annotate(
        paid_amount=Coalesce(Subquery(paid), Decimal(0), output_field=MONEY),
        next_end=ahead,
        end_band=by_end,
        age_band=by_age,
    )
    return found


@dataclass(frozen=True)
class Band:
    """What stands in one band of months and of days. US dollars, and how many obligations."""

    key: str
    label: str
    amount: Decimal
    count: int


@dataclass(frozen=True)
class Bands:
    """The pipeline by months to the next end and by age of the last payment, and what is red in it."""

    by_end: list[Band]
    by_age: list[Band]
    red: Band
    total: Band


def bands(rows: QuerySet[Balance], on: dt.date | None = None) -> Bands:
    """The rows added up by both bands. One query."""
    on = on or today()
    soon = Q(fund__cancels_on__lte=months_later(on, SOON))
    every: Any = rows.order_by()
    grouped = every.values("end_band", "age_band")
    sums = {"sum": Sum("amount"), "n": Count("*")}
    red = {"red": Sum("amount", filter=soon), "red_n": Count("amount", filter=soon)}
    found = list(grouped.annotate(**sums, **red))

    def band(key: str, label: str, name: str = "") -> Band:
        mine = [row for row in found if not name or row[name] == key]
        return Band(key, label, sum((row["sum"] for row in mine), Decimal(0)), sum(row["n"] for row in mine))

    red_sum = sum((row["red"] or Decimal(0) for row in found), Decimal(0))
    return Bands(
        [band(key, label, "end_band") for key, label in (*ENDS.items(), (NO_END, "No-year money"))],
        [band(key, label, "age_band") for key, label in (*AGES.items(), (NEVER, "Never paid"))],
        Band("red", f"Cancelled within {SOON} months", red_sum, sum(row["red_n"] for row in found)),
        band("", "All"),
    )


# --- As of a day, for the report: the same rows from the moves ------------------------------------------------------

AS_OF = """
    WITH moved AS (
        SELECT t.obligation_id, t.fund_id,
               sum(CASE WHEN t.to_stage = 'OBLIGATED' AND t.from_stage <> 'DISBURSED' THEN t.amount
                        WHEN t.from_stage = 'OBLIGATED' AND t.to_stage <> 'DISBURSED' THEN -t.amount
                        ELSE 0 END) AS obligated,
               sum(CASE WHEN t.to_stage = 'DISBURSED' THEN t.amount WHEN t.from_stage = 'DISBURSED' THEN -t.amount
                        ELSE 0 END) AS disbursed,
               min(t.effective_on) AS oldest, max(t.effective_on) AS latest,
               max(t.effective_on) FILTER (WHERE 'DISBURSED' IN (t.from_stage, t.to_stage)) AS paid_on
        FROM programs_fundtransaction t
        WHERE t.obligation_id IS NOT NULL AND ('OBLIGATED' IN (t.from_stage, t.to_stage)) AND t.effective_on <= %(on)s
        GROUP BY 1, 2
    )
    SELECT f.number AS fund, f.fiscal_year AS bfy, f.available_until, f.reobligate_until, f.cancels_on,
           a.code AS account, COALESCE(c.iso3, '') AS iso3, u.name AS place, u.region AS bureau,
           COALESCE(p.number, '') AS program, o.document_number AS document,
           m.obligated, m.disbursed, m.obligated - m.disbursed AS unliquidated, m.oldest, m.latest, m.paid_on,
           COALESCE(NULLIF(trim(w.first_name || ' ' || w.last_name), ''), w.username) AS owner
    FROM moved m JOIN programs_obligation o ON o.id = m.obligation_id JOIN programs_fund f ON f.id = m.fund_id
    JOIN programs_account a ON a.id = f.account_id JOIN partners_operatingunit u ON u.id = o.operating_unit_id
    LEFT JOIN partners_country c ON c.id = u.country_id LEFT JOIN programs_program p ON p.id = o.program_id
    JOIN accounts_user w ON w.id = COALESCE(p.manager_id, o.proposed_by_id)
    WHERE m.obligated > m.disbursed AND NOT COALESCE(f.cancels_on < %(on)s, false)
      AND (%(countries)s::text[] = '{}' OR c.iso3 = ANY (%(countries)s::text[]))
    ORDER BY f.cancels_on NULLS LAST, f.number, o.document_number
"""


def as_of(on: dt.date, countries: Iterable[str] = ()) -> list[dict[str, Any]]:
    """What was obligated and not liquidated at the end of a day, soonest cancelled first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(AS_OF, {"on": on, "countries": list(countries)})
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def next_end(row: dict[str, Any], on: dt.date) -> dt.date | None:
    """The next end of the fund of a row of `as_of`."""
    ends = (row["available_until"], row["reobligate_until"], row["cancels_on"])
    return next((end for end in ends if end and end >= on), None)


def action(*, reobligate_until: dt.date | None, cancels_on: dt.date | None, on: dt.date) -> str:
    """What can still be done with it, in a few words."""
    if cancels_on is not None and cancels_on <= months_later(on, SOON):
        return "Pay it, or it is cancelled"
    if reobligate_until is not None and reobligate_until >= on:
        return "De-obligate and obligate again what is not needed"
    return "Pay it, or let it go"


def band_of(value: int | None, bands: dict[str, tuple[int, int | None]], rest: str) -> str:
    """The band of a number of months or days."""
    if value is None:
        return rest
    return next(name for name, (_, top) in bands.items() if top is None or value <= top)
