"""`cbj`: the country/account table of the Congressional Budget Justification, added up anew (programs 4.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from ground.models import ImportBatch
from programs.budget.justification import Table, column, table
from programs.models import BudgetFigure, Vintage

from .framework import Asked, Column, Report, ReportResult

SECOND = dt.timedelta(seconds=1)
LISTED = 20


def build(asked: Asked) -> ReportResult:
    """Every line and account of the year as printed, and totals added up from these lines."""
    rows: list[dict[str, Any]] = []
    totals: list[dict[str, Any]] = []
    notes = [
        "Thousands of US dollars, as printed. A budget figure is a plan: what was obligated stands in the ledger and in"
        " the published series, and need not agree.",
        "Total and Total without … are columns over accounts: add up either them or the accounts, not both.",
    ]
    for vintage, found in tables(asked):
        rows.extend(lines(found, vintage))
        totals.extend(
            {
                "level": one.level.lower(),
                "name": one.name,
                "account": one.account,
                "stage": vintage.lower(),
                "amount_usd_thousands": int(one.amount),
            }
            for one in found.totals()
        )
        notes.extend(remarks(found, vintage, whole=not asked.countries))
    if asked.countries:
        notes.append("Totals add up the countries that were asked for, and nothing else.")
    return ReportResult(rows=rows, totals=totals, notes=tuple(notes))


def tables(asked: Asked) -> Iterator[tuple[str, Table]]:
    """The tables of the year that are here, by stage, as imported up to the moment asked about."""
    later = ImportBatch.objects.filter(kind="budget justification", at__gte=asked.as_of + SECOND)
    left_out = list(later.values_list("pk", flat=True))
    year = asked.fiscal_year or 0  # it has no editions
    known = set(BudgetFigure.objects.filter(fiscal_year=year).values_list("vintage", flat=True))
    for vintage in Vintage.values:
        if vintage in known:
            found = table(year, vintage, left_out)
            if asked.countries:
                found.lines = [line for line in found.lines if line.iso3 in asked.countries]
            yield vintage, found


def lines(found: Table, vintage: str) -> Iterator[dict[str, Any]]:
    """The lines, one row for each account and for each column over accounts that the line prints."""
    for line in found.lines:
        for account in [*line.columns, *line.amounts]:
            yield {
                "level": line.level.lower(),
                "region": line.region,
                "name": line.name,
                "iso3": line.iso3,
                "account": account,
                "stage": vintage.lower(),
                "amount_usd_thousands": int(column(account, line.amounts)),
            }


def remarks(found: Table, vintage: str, *, whole: bool) -> Iterator[str]:
    """What the lines say about themselves: groups that are counted once, and printed totals that they contradict."""
    if not whole:
        return
    repeated = found.groups
    if repeated:
        names = ", ".join(dict.fromkeys(line.name for line in found.lines if line.number in repeated))
        yield (
            f"{len(repeated)} lines outside the regions repeat the sum of the lines below them; they are shown and"
            f" counted once: {names}."
        )
    wrong = found.contradictions()
    for one in wrong[:LISTED]:
        word = "rounded" if one.is_rounding else "contradicts its lines"
        yield f"A printed total {word}: {one}"
    if len(wrong) > LISTED:
        yield f"{len(wrong) - LISTED:,} more printed totals differ from their lines."


def years() -> Sequence[int]:
    """Fiscal years with a table."""
    found = BudgetFigure.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return list(found)


CBJ = Report(
    name="cbj",
    title="Budget justification by country and account",
    law="Congressional Budget Justification, Foreign Operations",
    definition=(
        "What the budget justification prints for each country, regional program and bureau, by account, in thousands"
        " of US dollars, at its stage (request, estimate, enacted, actual). Totals of regions and of everything are"
        " added up from these lines, never copied from a printed total; where a printed total differs, a note says so."
    ),
    columns=(
        Column("level", "Level"),
        Column("region", "Region"),
        Column("name", "Name"),
        Column("iso3", "ISO code"),
        Column("account", "Account"),
        Column("stage", "Stage"),
        Column("amount_usd_thousands", "Amount, $ thousands", "number"),
    ),
    total_columns=(
        Column("level", "Level"),
        Column("name", "Name"),
        Column("account", "Account"),
        Column("stage", "Stage"),
        Column("amount_usd_thousands", "Amount, $ thousands", "number"),
    ),
    build=build,
    years=years,
    source="Congressional Budget Justification, Foreign Operations, country/account summary",
)
