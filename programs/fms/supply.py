"""Supply of FMS cases: what is ordered and not delivered and for how long, what arrives next, what goes to training."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Sum

from ground.dates import fiscal_year

from ..models import FmsCaseLine
from .money import band
from .states import DocumentState

QUARTERS = 4
SUSTAINS = (FmsCaseLine.Category.SERVICE, FmsCaseLine.Category.TRAINING)


@dataclass(frozen=True)
class Undelivered:
    """What a line has left to deliver, in US dollars, and since when its document is implemented."""

    line: FmsCaseLine
    left: Decimal
    days: int
    overdue: int  # days past the last day of its delivery; zero while there is time

    @property
    def band(self) -> str:
        return band(self.days)


def outstanding(lines: Any) -> Any:
    """The lines of implemented documents that are not delivered whole, with `left`, in US dollars."""
    begun = lines.filter(document__state=DocumentState.IMPLEMENTED).with_delivered()
    return begun.annotate(left=F("total") - F("delivered")).filter(Q(done__lt=F("quantity")), left__gt=0)


def undelivered(lines: Any, on: dt.date) -> list[Undelivered]:
    """Each line that is not delivered whole, the oldest first. One query."""
    rows = outstanding(lines).select_related("case__program__operating_unit", "document")
    return [
        Undelivered(
            line,
            line.left,
            (on - line.document.implemented_on).days,
            max((on - line.delivery_to).days, 0) if line.delivery_to else 0,
        )
        for line in rows.order_by("document__implemented_on", "pk")
    ]


@dataclass(frozen=True)
class Quarter:
    """What is due in one quarter of a fiscal year."""

    first: dt.date
    last: dt.date
    lines: Sequence[FmsCaseLine]

    @property
    def value(self) -> Decimal:
        """What is left to deliver, in US dollars."""
        return sum((line.left for line in self.lines), Decimal(0))  # type: ignore[attr-defined]

    @property
    def name(self) -> str:
        """Such as FY 2027, quarter 1."""
        return f"FY {fiscal_year(self.first)}, quarter {(self.first.month + 2) // 3 % 4 + 1}"


def quarters_from(on: dt.date) -> list[tuple[dt.date, dt.date]]:
    """First and last day of this quarter and the three after it."""
    months = [on.year * 12 + (on.month - 1) // 3 * 3 + 3 * n for n in range(QUARTERS + 1)]
    starts = [dt.date(month // 12, month % 12 + 1, 1) for month in months]
    return [(a, b - dt.timedelta(days=1)) for a, b in pairwise(starts)]


def arriving(lines: Any, on: dt.date) -> list[Quarter]:
    """What is due in the next four quarters, by the last day of each line's delivery; what is late is due now. Each
    says whether its case orders service or training beside it (`kept_up`): what is not ordered there, somebody else has
    to sustain. One query."""
    ends = quarters_from(on)
    beside = FmsCaseLine.objects.filter(case=OuterRef("case"), category__in=SUSTAINS).exclude(pk=OuterRef("pk"))
    due = outstanding(lines).filter(delivery_to__lte=ends[-1][1]).select_related("case__program__operating_unit")
    rows = list(due.annotate(kept_up=Exists(beside)).order_by("delivery_to", "pk"))
    found = []
    for number, (first, last) in enumerate(ends):
        within = [row for row in rows if row.delivery_to <= last and (number == 0 or row.delivery_to >= first)]
        found.append(Quarter(first, last, within))
    return found


def training_share(lines: Any) -> tuple[Decimal, Decimal]:
    """The value of training among the lines, and of all of them, in US dollars. One query."""
    training = Q(category=FmsCaseLine.Category.TRAINING)
    sums = lines.order_by().aggregate(part=Sum("total", filter=training), whole=Sum("total"))
    return sums["part"] or Decimal(0), sums["whole"] or Decimal(0)
