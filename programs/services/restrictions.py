"""Restrictions on countries: written by one person, confirmed, waived or lifted with another. A wrong row is lifted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import Problem
from ground.steps import lock
from partners.models import Country

from ..models import CountryRestriction, RestrictionWaiver
from ..restrictions.rules import CONFIRMED
from .fields import checked, refuse

RESTRICT = "programs.record_transaction"


@dataclass(frozen=True)
class Withheld:
    """Of what an act provides for the country, so much waits until something is certified. US dollars."""

    provided: Decimal
    amount: Decimal
    until_certified: str


def _range(first: dt.date, last: dt.date | None) -> DateRange:
    return DateRange(first, last + dt.timedelta(days=1) if last else None, "[)")


def write_restriction(  # noqa: PLR0913 - what a row of law says
    *,
    country: Country,
    kind: str,
    citation: str,
    accounts: Sequence[str],
    from_on: dt.date,
    source: str,
    by: Any,
    until: dt.date | None = None,
    fiscal_year: int | None = None,
    blocks: bool = True,
    withheld: Withheld | None = None,
    counsel: str = "",
    note: str = "",
) -> CountryRestriction:
    """Write what a law shuts for a country: codes of accounts, first and last day, and whether it blocks.

    It warns at once, and blocks when another person has confirmed it. `counsel` is counsel's paper, where there is one.
    """
    row = CountryRestriction(
        country=country,
        kind=kind,
        citation=citation.strip(),
        accounts=sorted(accounts),
        fiscal_year=fiscal_year,
        valid=_range(from_on, until),
        blocks=blocks,
        provided=withheld.provided if withheld else None,
        withheld=withheld.amount if withheld else None,
        until_certified=withheld.until_certified if withheld else "",
        source=source.strip(),
        counsel=counsel.strip(),
        note=note,
        written_by=by,
    )
    need(by, RESTRICT, row)
    with acting(by, step="write_restriction"):
        refuse(_of_days(from_on, until))
        checked(row).save()
    return row


def _of_days(first: dt.date, last: dt.date | None) -> Iterator[Problem]:
    if last is not None and last < first:
        yield Problem("It ends before it begins.", field="until", code="days")


def not_mine(row: Any, by: Any, verb: str) -> Iterator[Problem]:
    """Two people shut or open a country. Gatehouse rule."""
    if by is not None and row.written_by_id == by.pk:
        yield Problem(
            f"You wrote this; somebody else {verb} it.", CONFIRMED, "Opens for another person.", "", "two_people"
        )


def confirm(
    *, restriction: CountryRestriction, by: Any, version: int | None = None, counsel: str = ""
) -> CountryRestriction:
    """A second person confirms it: from now on it blocks, where the law blocks."""
    need(by, RESTRICT, restriction)
    with acting(by, step="confirm_restriction"):
        row = lock(restriction, version=version)
        refuse(
            [*not_mine(row, by, "confirms"), *_done(row.confirmed_by_id, "confirmed"), *_done(row.lifted_on, "lifted")]
        )
        row.confirmed_by, row.confirmed_on = by, today()
        row.counsel = counsel.strip() or row.counsel
        checked(row).save()
    return row


def note_counsel(
    *, restriction: CountryRestriction, counsel: str, by: Any, version: int | None = None
) -> CountryRestriction:
    """Keep the paper in which counsel confirmed the law of a restriction."""
    need(by, RESTRICT, restriction)
    with acting(by, step="note_counsel"):
        row = lock(restriction, version=version)
        row.counsel = counsel.strip()
        checked(row).save()
    return row


def lift(
    *,
    restriction: CountryRestriction,
    document: str,
    by: Any,
    lifted_on: dt.date | None = None,
    version: int | None = None,
) -> CountryRestriction:
    """Lift it from a day on by a document: the certification that was waited for, a repeal, or a row that was wrong."""
    need(by, RESTRICT, restriction)
    with acting(by, step="lift_restriction", note=document):
        row = lock(restriction, version=version)
        refuse([*not_mine(row, by, "lifts"), *_done(row.lifted_on, "lifted")])
        row.lifted_on, row.lifted_by, row.lifting = lifted_on or today(), by, document.strip()
        checked(row).save()
    return row


def _done(value: Any, word: str) -> Iterator[Problem]:
    if value is not None:
        yield Problem(f"It is {word} already.", CONFIRMED, code="done")


def waive(
    *,
    restriction: CountryRestriction,
    kind: str,
    citation: str,
    document: str,
    from_on: dt.date,
    by: Any,
    until: dt.date | None = None,
    amount: Decimal | None = None,
) -> RestrictionWaiver:
    """Write a waiver or an exception, for an amount in dollars or for all. It opens nothing until it is confirmed."""
    row = RestrictionWaiver(
        restriction=restriction,
        kind=kind,
        citation=citation.strip(),
        document=document.strip(),
        amount=amount,
        valid=_range(from_on, until),
        written_by=by,
    )
    need(by, RESTRICT, restriction)
    with acting(by, step="waive"):
        refuse(_of_days(from_on, until))
        checked(row).save()
    return row


def confirm_waiver(*, waiver: RestrictionWaiver, by: Any, version: int | None = None) -> RestrictionWaiver:
    """A second person confirms a waiver: from now on it opens what it says."""
    need(by, RESTRICT, waiver)
    with acting(by, step="confirm_waiver"):
        row = lock(waiver, version=version)
        refuse([*not_mine(row, by, "confirms"), *_done(row.confirmed_by_id, "confirmed")])
        row.confirmed_by, row.confirmed_on = by, today()
        checked(row).save()
    return row
