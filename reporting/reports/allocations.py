"""`653a`: how enacted money is split by country, organization, account and category (FAA 653(a); programs 4.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from ground.models import ImportBatch
from ground.pages import words
from programs.budget import reads
from programs.budget.checks import appropriated, excesses
from programs.models import AllocationReport, AllocationRow, BudgetFigure, ReportedName, Vintage

from .framework import Asked, Column, Report, ReportResult

SECOND = dt.timedelta(seconds=1)
Unit = int | None


def build(asked: Asked) -> ReportResult:
    """The rows of the version in force, beside the year before and the request."""
    report = in_force(asked.fiscal_year or 0, asked)
    if report is None:
        return ReportResult(rows=[])
    found = rows_of(report).order_by("account", "name__printed", "category")
    if asked.countries:
        found = found.filter(name__country__iso3__in=asked.countries)
    before = {key(row): row.amount for row in last_year(report, asked)}
    alone = {pair for pair, count in counts(report).items() if count == 1}
    asked_for = requests(report.fiscal_year)
    rows = []
    for row in found:
        prior = before.get(key(row))
        pair = (unit_of(row.name), row.account)
        rows.append(
            {
                "name": row.name.printed,
                "iso3": row.name.country.iso3 if row.name.country else "",
                "account": row.account,
                "category": row.category,
                "prior_year": prior,
                "request": asked_for.get(pair) if pair in alone else None,
                "allocation": row.amount,
                "change": None if prior is None else row.amount - prior,
                "report_number": report.number,
                "version": report.version,
            }
        )
    return ReportResult(rows=rows, totals=list(totals(report, rows)), notes=tuple(notes(report, asked)))


def in_force(fiscal_year: int, asked: Asked) -> AllocationReport | None:
    """The report of a year that was submitted last, as known at the moment asked about."""
    later = ImportBatch.objects.filter(kind="653(a) report", at__gte=asked.as_of + SECOND)
    known = AllocationReport.objects.filter(fiscal_year=fiscal_year).exclude(batch__in=later)
    return known.order_by("-submitted_on", "-version").first()


def rows_of(report: AllocationReport) -> Any:
    return AllocationRow.objects.filter(report=report).select_related("name__country__operating_unit")


def last_year(report: AllocationReport, asked: Asked) -> Sequence[AllocationRow]:
    before = in_force(report.fiscal_year - 1, asked)
    return list(rows_of(before)) if before else []


def unit_of(name: ReportedName) -> Unit:
    """The operating unit that a label stands for."""
    if name.country is not None:
        unit: Unit = name.country.operating_unit.pk
        return unit
    return name.operating_unit_id


def key(row: AllocationRow) -> tuple[Any, ...]:
    return (unit_of(row.name) or row.name.printed, row.account, row.category)


def counts(report: AllocationReport) -> dict[tuple[Unit, str], int]:
    """How many rows a unit and account have: a request is by account, and stands beside a row that is alone."""
    found: dict[tuple[Unit, str], int] = {}
    for row in rows_of(report):
        pair = (unit_of(row.name), row.account)
        found[pair] = found.get(pair, 0) + 1
    return found


def requests(fiscal_year: int) -> dict[tuple[Unit, str], Decimal]:
    """What the budget justification of the year requests, in dollars, by unit and account."""
    figures = BudgetFigure.objects.filter(fiscal_year=fiscal_year, vintage=Vintage.REQUEST)
    found: dict[tuple[Unit, str], Decimal] = {}
    summed = figures.values_list("name__country__operating_unit", "name__operating_unit", "account")
    for country, unit, account, thousands in summed.annotate(sum=Sum("amount")):
        if place := country or unit:
            pair = (place, account)
            found[pair] = found.get(pair, Decimal(0)) + thousands * reads.THOUSAND
    return found


def totals(report: AllocationReport, rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each account: its rows added up, beside what the ledger says was appropriated."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row["account"]] = sums.get(row["account"], Decimal(0)) + row["allocation"]
    for account, allocated in sorted(sums.items()):
        enacted = appropriated(account, report.fiscal_year) or None
        yield {"account": account, "allocation": allocated, "appropriated": enacted}


def notes(report: AllocationReport, asked: Asked) -> Iterator[str]:
    """Version and dates, what is more than was appropriated (L13), and labels that nobody has assigned."""
    late = f"{words.counted(report.days_late, 'day')} late" if report.days_late else "in time"
    yield (
        f"{report.number}, version {report.version}: enacted {words.long_day(report.enacted_on)}, due"
        f" {words.long_day(report.due_on)} (30 days after"
        f" enactment, 22 U.S.C. 2413), submitted {words.long_day(report.submitted_on)}, {late}."
    )
    yield "A plan in dollars. Prior year is the report of the year before; the request is by account, in thousands."
    for one in excesses(report):
        yield f"More than was appropriated: {one.sentence}"
    waiting = report.rows.filter(name__assigned=False).count()
    if waiting:
        yield f"{words.counted(waiting, 'row')} under a name that nobody has assigned yet, as printed."
    if asked.countries:
        yield "Totals add up the countries that were asked for, and nothing else."


def years() -> Sequence[int]:
    """Fiscal years with a report."""
    found = AllocationReport.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return list(found)


ALLOCATIONS = Report(
    name="653a",
    title="Allocations under FAA 653(a)",
    law="FAA s. 653(a), 22 U.S.C. 2413",
    definition=(
        "The split of enacted money by country or organization, account and category, in US dollars, as the report"
        " that was submitted last for the fiscal year says it. It is a plan: what is obligated stands in the ledger."
    ),
    columns=(
        Column("name", "Country or organization"),
        Column("iso3", "ISO code"),
        Column("account", "Account"),
        Column("category", "Category"),
        Column("prior_year", "Prior year, $", "money"),
        Column("request", "Request, $", "money"),
        Column("allocation", "Allocation, $", "money"),
        Column("change", "Change, $", "money"),
        Column("report_number", "Report"),
        Column("version", "Version", "number"),
    ),
    total_columns=(
        Column("account", "Account"),
        Column("allocation", "Allocation, $", "money"),
        Column("appropriated", "Appropriated, $", "money"),
    ),
    build=build,
    years=years,
    permission=reads.READ,
)
