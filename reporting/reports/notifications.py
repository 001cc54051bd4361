"""`notifications`: congressional notifications of a fiscal year, a line each, as a one-pager says it (programs 4.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from ground.dates import fiscal_year, today
from programs.models import Clearance, CongressionalNotification, NotificationLine
from programs.models.notifications import VIEW
from programs.notifications.rules import Committee

from .framework import Asked, Column, Report, ReportResult

YEARS = 20


def build(asked: Asked) -> ReportResult:
    """A line each, by number; the total is what was notified, by country."""
    rows = [line(notice) for notice in notices(asked)]
    sums: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        key = (row["country"], row["iso3"])
        sums[key] = sums.get(key, Decimal(0)) + row["amount"]
        row["notified_to_date"] = sums[key]
    totals = [{"country": country, "iso3": iso3, "amount": amount} for (country, iso3), amount in sorted(sums.items())]
    notes = (
        "Notified to date adds up the lines above it for the same country, in the order of numbers.",
        "The first day for money is read from transmittals; a hold refuses whatever the day.",
    )
    return ReportResult(rows=rows, totals=totals, notes=notes)


def notices(asked: Asked) -> QuerySet[CongressionalNotification]:
    """Those of the year that the reader may see, with what a line says of each: six queries for all of them."""
    found = CongressionalNotification.objects.visible_to(asked.reader).filter(fiscal_year=asked.fiscal_year or 0)
    if asked.countries:
        found = found.filter(operating_unit__country__iso3__in=asked.countries)
    lines = NotificationLine.objects.select_related("fund__account", "program").order_by("pk")
    return (
        found.with_rows()
        .prefetch_related(
            Prefetch("lines", lines),
            Prefetch("clearances", Clearance.objects.order_by("pk")),
            "lines__program__implementers",
        )
        .select_related("operating_unit__country")
        .order_by("number")
    )


def line(notice: Any) -> dict[str, Any]:
    """What the one-pager says, in columns."""
    clock, lines = notice.clock, list(notice.lines.all())
    country = notice.operating_unit.country
    sent = [f"{Committee(one).value} {clock.sent[one]}" for one in notice.committees if one in clock.sent]
    return {
        "number": notice.number,
        "title": notice.title,
        "kind": notice.get_kind_display(),
        "state": notice.get_state_display(),
        "country": str(notice.operating_unit),
        "iso3": country.iso3 if country else "",
        "account": joined(one.fund.account.code for one in lines),
        "budget_years": joined(str(one.fund.fiscal_year) for one in lines),
        "funds": joined(one.fund.number for one in lines),
        "amount": sum((one.amount for one in lines), Decimal(0)),
        "notified_to_date": None,
        "programs": joined(one.program.number for one in lines if one.program),
        "implementers": joined(who.name for one in lines if one.program for who in one.program.implementers.all()),
        "purpose": notice.justification,
        "otherwise_served": notice.otherwise_served,
        "committees": "; ".join(notice.committees),
        "transmitted": "; ".join(sent),
        "first_day": clock.earliest,
        "clearances": "; ".join(cleared(notice)),
        "holds": "; ".join(f"{one.committee} since {one.opened_on}" for one in clock.holds),
        "standing": clock.says,
    }


def cleared(notice: Any) -> Iterator[str]:
    """The latest answer of each office in the running round."""
    latest = {row.office: row for row in notice.clearances.all() if row.round == notice.round}
    for row in latest.values():
        yield f"{row.office} {row.get_answer_display().lower()} {row.on}"


def joined(names: Any) -> str:
    """Each once, in the order they came."""
    return "; ".join(dict.fromkeys(names))


def years() -> Sequence[int]:
    """This fiscal year, the next, and those before, whether there is something on record or not."""
    this = fiscal_year(today())
    return [this, this + 1, *(this - n for n in range(1, YEARS))]


NOTIFICATIONS = Report(
    name="notifications",
    title="Congressional notifications",
    law="FAA s. 634A, 22 U.S.C. 2394-1, and the appropriations act",
    definition=(
        "Notifications of a fiscal year that the reader may see, a line each: what is notified to whom, from which"
        " funds, since when committees have it, who cleared it, who holds it, and the first day for money."
    ),
    columns=(
        Column("number", "Number"),
        Column("title", "Title"),
        Column("kind", "Kind"),
        Column("state", "State"),
        Column("country", "Country or region"),
        Column("iso3", "ISO code"),
        Column("account", "Account"),
        Column("budget_years", "Budget years"),
        Column("funds", "Funds"),
        Column("amount", "Amount, $", "money"),
        Column("notified_to_date", "Notified to date, $", "money"),
        Column("programs", "Programs"),
        Column("implementers", "Implementers"),
        Column("purpose", "What it is for"),
        Column("otherwise_served", "Would have served"),
        Column("committees", "Committees"),
        Column("transmitted", "Transmitted"),
        Column("first_day", "First day for money", "date"),
        Column("clearances", "Clearances"),
        Column("holds", "Holds"),
        Column("standing", "Where it stands"),
    ),
    total_columns=(
        Column("country", "Country or region"),
        Column("iso3", "ISO code"),
        Column("amount", "Notified, $", "money"),
    ),
    build=build,
    years=years,
    permission=VIEW,
)
