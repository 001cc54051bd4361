"""Grant defense articles by partner in a fiscal year, beside the yearly amount and the determinations above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Sum

from ground.dates import fiscal_year
from ground.pages.badges import Badge
from ground.pages.words import counted

from ..models import CaseDocument, FmsCaseLine, GrantDetermination
from .money import YearlyLimit
from .rules import ARTICLES_LIMIT, parameter
from .states import Determined, Financing

LIMIT = Decimal(3_000_000)  # of the statute, where no parameter is in force


@dataclass(frozen=True)
class GrantArticles:
    """What one partner received in a fiscal year as grants, in US dollars, and what is determined for it."""

    name: str
    code: str
    year: YearlyLimit
    determined: Sequence[str]

    @property
    def badge(self) -> Badge:
        """Whether more may be delivered."""
        if len(self.determined) == len(Determined):
            return Badge("All four determined", "good", "okc")
        said = f"{counted(len(self.determined), 'determination')} of four"
        return Badge(said, "warn", "warn") if self.year.is_near else Badge(said, "idle", "minus")


def grant_articles(deliveries: Any, on: dt.date) -> list[GrantArticles]:
    """Each partner with grant articles delivered in the fiscal year of a day (22 U.S.C. 2314(b)). Three queries."""
    year = fiscal_year(on)
    paid = CaseDocument.objects.filter(case=OuterRef("line__case"), fmf_share__gt=0)
    given = deliveries.filter(
        Exists(paid),
        line__category=FmsCaseLine.Category.ARTICLE,
        line__case__financing=Financing.GRANT,
        delivered_on__range=(dt.date(year - 1, 10, 1), dt.date(year, 9, 30)),
    )
    place = "program__operating_unit"
    rows = list(given.order_by().values(place, f"{place}__name", f"{place}__code").annotate(n=Sum("value")))
    found: dict[int, list[str]] = {}
    made = GrantDetermination.objects.filter(operating_unit__in=[row[place] for row in rows], fiscal_year=year)
    for unit, what in made.values_list("operating_unit", "what"):
        found.setdefault(unit, []).append(what)
    most = parameter(ARTICLES_LIMIT, on) or LIMIT
    name, code = f"{place}__name", f"{place}__code"
    return [
        GrantArticles(row[name], row[code], YearlyLimit(most, row["n"]), found.get(row[place], []))
        for row in sorted(rows, key=lambda row: str(row[name]))
    ]
