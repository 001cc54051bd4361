"""FMF over many cases: sums by age band, the rate of commitment, and which cases lack what a delivery needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Avg, Exists, F, OuterRef, Q
from django.db.models.functions import Substr

from ..models import Agreement, CaseDocument, FmsCase, FmsCaseLine, Recipient
from .money import BANDS, Uncommitted
from .states import OVER, AgreementKind, DocumentKind, EndUse, Financing

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Lacking:
    """A case and what it lacks, in words."""

    case: FmsCase
    words: Sequence[str]


def by_band(amounts: Iterable[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """The sum of each age band, in US dollars, the youngest first."""
    sums = {label: Decimal(0) for _, label in BANDS}
    for label, amount in amounts:
        sums[label] += amount
    return list(sums.items())


def rate(rows: Sequence[Uncommitted]) -> Decimal | None:
    """Committed of what is allocated, in percent; None where nothing is."""
    held = sum((one.held for one in rows), Decimal(0))
    return sum((one.committed for one in rows), Decimal(0)) * 100 / held if held else None


def waits(documents: Any) -> list[tuple[str, list[int | None]]]:
    """By implementing agency, the mean days from letter to offer (of basic documents), from offer to acceptance and
    from acceptance to implementation; None where none has come so far. One query."""
    way = ("case__letter__actionable_on", "offered_on", "accepted_on", "implemented_on")
    means = {f"part_{n}": Avg(F(b) - F(a)) for n, (a, b) in enumerate(pairwise(way))}
    means["part_0"] = Avg(F("offered_on") - F(way[0]), filter=Q(kind=DocumentKind.BASIC))
    rows = documents.order_by().annotate(agency=Substr("case__designator", 4, 1)).values("agency").annotate(**means)
    names = list(means)
    return [
        (row["agency"], [None if row[name] is None else round(row[name] / DAY) for name in names])
        for row in rows.order_by("agency")
    ]


def on_time(lines: Any, on: dt.date) -> tuple[int, int]:
    """How many lines that were due before a day are delivered whole, and how many were due. One query."""
    due = lines.filter(delivery_to__lt=on, document__implemented_on__isnull=False).with_delivered()
    done = list(due.values_list("quantity", "done"))
    return sum(delivered >= ordered for ordered, delivered in done), len(done)


def lacking(cases: Any, on: dt.date) -> list[Lacking]:
    """Cases that lack their Leahy note, a section 505 agreement, or serial numbers of what enhanced monitoring asks
    for. One query. 22 U.S.C. 2378d, 2314 and 2785, statutes, verified."""
    place = OuterRef("program__operating_unit")
    in_force = Agreement.objects.filter(operating_unit=place, kind=AgreementKind.SECTION_505, valid__contains=on)
    lines = FmsCaseLine.objects.filter(case=OuterRef("pk"))
    documents = CaseDocument.objects.filter(case=OuterRef("pk"))
    named = Recipient.objects.filter(program=OuterRef("program"))
    marked = lines.filter(end_use=EndUse.ENHANCED, deliveries__isnull=False, items=None)
    asked = cases.filter(Exists(documents.exclude(state__in=OVER))).annotate(
        no_note=Q(recipients_named=True) & ~Exists(named)
        | Q(recipients_named=False, agreement__list_sent_on=None)
        | Q(recipients_named=False) & ~Q(agreement__valid__contains=on),
        no_505=Q(financing=Financing.GRANT)
        & Exists(lines.filter(category=FmsCaseLine.Category.ARTICLE))
        & Exists(documents.filter(fmf_share__gt=0))
        & ~Exists(in_force),
        no_serials=Exists(marked),
    )
    found = asked.filter(Q(no_note=True) | Q(no_505=True) | Q(no_serials=True))
    words = (("no_note", "Leahy note"), ("no_505", "section 505 agreement"), ("no_serials", "end-use monitoring"))
    return [
        Lacking(case, [word for name, word in words if getattr(case, name)])
        for case in found.select_related("program__operating_unit").order_by(F("designator").asc())
    ]
