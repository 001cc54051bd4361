"""How long a fund lives, from its act: pure rules, no database. The fund's own columns are computed by the same rule.

E is the last day of new obligations, R the last day on which what was obligated by E may be obligated again, C the
last day of payments. A fund without years of availability (no-year) has none of them until it is closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ground.pages.words import counted
from ground.refusals import Basis, Rule

AVAILABILITY = Rule("Period of availability", Basis.STATUTE, "31 U.S.C. 1502(a)")
REOBLIGATION = Rule(
    "Four more years", Basis.POLICY, "Section 7011 (earlier 511) of the appropriations act, as DSCA 12-45 applies it"
)
CANCELLATION = Rule("Balances are cancelled", Basis.STATUTE, "31 U.S.C. 1552(a)")
NO_YEAR = Rule("No-year money is closed", Basis.STATUTE, "31 U.S.C. 1555")

REOBLIGATION_YEARS = 4
LIQUIDATION_YEARS = 5


@dataclass(frozen=True)
class Ends:
    """The three ends of a fund; None where it has no such end."""

    obligate_until: dt.date | None
    reobligate_until: dt.date | None
    cancels_on: dt.date | None


def year_end(year: int) -> dt.date:
    """The last day of a US fiscal year."""
    return dt.date(year, 9, 30)


def ends(*, fiscal_year: int, years: int | None, reobligation: bool = False, closed_on: dt.date | None = None) -> Ends:
    """E, R and C of a fund of a budget fiscal year, open for new obligations for so many years.

    A no-year fund (`years` None) ends on the day it is closed (31 U.S.C. 1555), for obligations and payments alike.
    """
    if years is None:
        return Ends(closed_on, None, closed_on)
    last = fiscal_year + years - 1
    again = last + REOBLIGATION_YEARS if reobligation else None
    return Ends(year_end(last), year_end(again) if again else None, year_end((again or last) + LIQUIDATION_YEARS))


@dataclass(frozen=True)
class End:
    """One end as the fund's clock shows it: its day, the days left or gone, and what it means."""

    label: str
    on: dt.date
    left: int
    means: str
    rule: Rule
    is_next: bool

    @property
    def is_past(self) -> bool:
        return self.left < 0

    @property
    def says(self) -> str:
        """The days left in words."""
        if self.left == 0:
            return "last day today"
        return f"ended {counted(-self.left, 'day')} ago" if self.is_past else f"{counted(self.left, 'day')} left"


def clock(found: Ends, on: dt.date) -> Iterator[End]:
    """The ends of a fund in order, as they look on a day. The last day itself still counts: 0 days left."""
    until = "Money that is not obligated by then expires."
    if found.obligate_until and found.obligate_until == found.cancels_on:
        until = "The fund is closed: its purpose is carried out."
    rows = (
        ("New obligations until", found.obligate_until, until, AVAILABILITY),
        (
            "Obligated again until",
            found.reobligate_until,
            "What was obligated in time and is not needed there may be obligated again; after that it expires.",
            REOBLIGATION,
        ),
        ("Payments until", found.cancels_on, "What is left then is cancelled and pays nothing more.", CANCELLATION),
    )
    ahead = min((day for _, day, _, _ in rows if day and day >= on), default=None)
    for label, day, means, rule in rows:
        if day:
            yield End(label, day, (day - on).days, means, rule, is_next=day == ahead)
