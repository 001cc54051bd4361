"""`pipeline`: what is obligated and not liquidated, by age and by the end of its fund (programs 4.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from ground.dates import fiscal_year, today
from ground.pages import words
from programs.availability import year_end
from programs.models import Obligation
from programs.pipeline import (
    AGES,
    BY_AGE,
    BY_END,
    ENDS,
    NEVER,
    NO_END,
    SOON,
    action,
    as_of,
    band_of,
    months_later,
    months_to,
    next_end,
)

from .framework import Asked, Column, Report, ReportResult

SUMMED = ("obligated", "disbursed", "unliquidated")
LABELS = {**ENDS, **AGES, NO_END: "no-year money", NEVER: NEVER}


def day_of(asked: Asked) -> dt.date:
    """The day that is asked about: the end of the fiscal year, or today while it runs, and not after the moment."""
    moment = timezone.localtime(asked.as_of).date()
    return min(moment, today(), year_end(asked.fiscal_year) if asked.fiscal_year else today())


def build(asked: Asked) -> ReportResult:
    """Each obligation with what is left of it at the end of the day, soonest cancelled first."""
    on = day_of(asked)
    rows = []
    for row in as_of(on, asked.countries):
        end = next_end(row, on)
        paid_on = row["paid_on"]
        rows.append(
            {
                **row,
                "months_to_end": months_to(on, row["cancels_on"]),
                "end_band": LABELS[band_of(months_to(on, end), BY_END, NO_END)],
                "age_band": LABELS[band_of((on - paid_on).days if paid_on else None, BY_AGE, NEVER)],
                "action": action(reobligate_until=row["reobligate_until"], cancels_on=row["cancels_on"], on=on),
            }
        )
    return ReportResult(rows=rows, totals=list(totals(rows)), notes=tuple(notes(rows, on)))


def totals(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each fund and bureau: its rows added up."""
    sums: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in rows:
        by = sums.setdefault(
            (row["fund"], row["bureau"]), dict.fromkeys(("obligated", "disbursed", "unliquidated"), Decimal(0))
        )
        for name in by:
            by[name] += row[name]
    for (fund, bureau), by in sorted(sums.items()):
        yield {"fund": fund, "bureau": bureau, **by}


def notes(rows: Sequence[dict[str, Any]], on: dt.date) -> Iterator[str]:
    """The day, what is red, and each band."""
    yield f"At the end of {words.long_day(on)}, by the dates of the moves as they are recorded now."
    soon = months_later(on, SOON)
    red = [row["unliquidated"] for row in rows if row["cancels_on"] and row["cancels_on"] <= soon]
    of = words.counted(len(red), "obligation")
    yield f"Cancelled within {SOON} months: {words.money(sum(red, Decimal(0)))} of {of}."
    for name in ("end_band", "age_band"):
        by: dict[str, Decimal] = {}
        for row in rows:
            by[row[name]] = by.get(row[name], Decimal(0)) + row["unliquidated"]
        what = "To the next end" if name == "end_band" else "Since the last payment"
        if by:
            yield (
                f"{what}: "
                + "; ".join(f"{label} {words.money(by[label])}" for label in LABELS.values() if label in by)
                + "."
            )
    yield "FMF is obligated by its apportionment; what is undelivered of it is read on its cases."


def years() -> Sequence[int]:
    """Fiscal years since the first document, this one first."""
    first = Obligation.objects.order_by("effective_on").values_list("effective_on", flat=True).first()
    if first is None:
        return []
    return list(range(fiscal_year(today()), fiscal_year(first) - 1, -1))


PIPELINE = Report(
    name="pipeline",
    title="Pipeline: obligated and not liquidated",
    law="31 U.S.C. 1552, 1553 and 1554",
    definition=(
        "What is obligated less what is paid under each recorded obligation, in US dollars, at the end of the fiscal"
        " year or today while it runs, until its fund is cancelled. Months count to the cancellation; bands count to"
        " the next end of the fund and from the last payment."
    ),
    columns=(
        Column("fund", "Fund"),
        Column("bfy", "Budget year", "number"),
        Column("available_until", "New obligations until", "date"),
        Column("reobligate_until", "Obligated again until", "date"),
        Column("cancels_on", "Payments until", "date"),
        Column("account", "Account"),
        Column("iso3", "ISO code"),
        Column("place", "For"),
        Column("bureau", "Bureau"),
        Column("program", "Program"),
        Column("document", "Document"),
        Column("obligated", "Obligated, $", "money"),
        Column("disbursed", "Paid, $", "money"),
        Column("unliquidated", "Not liquidated, $", "money"),
        Column("oldest", "Oldest posting", "date"),
        Column("paid_on", "Last payment", "date"),
        Column("latest", "Last activity", "date"),
        Column("months_to_end", "Months to the cancellation", "number"),
        Column("end_band", "To the next end"),
        Column("age_band", "Since the last payment"),
        Column("owner", "Owner"),
        Column("action", "What can be done"),
    ),
    total_columns=(
        Column("fund", "Fund"),
        Column("bureau", "Bureau"),
        Column("obligated", "Obligated, $", "money"),
        Column("disbursed", "Paid, $", "money"),
        Column("unliquidated", "Not liquidated, $", "money"),
    ),
    build=build,
    years=years,
    permission="programs.view_fund",
    everywhere=True,
)
