"""Reads of notifications: figures for lists, what is left of each amount, who has it and what offices said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    DateField,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from ..models import Clearance, CongressionalHold, CongressionalNotification, NotificationLine, Obligation, Transmittal
from ..models.reprogramming import Reprogramming, allocated_by
from ..services.notifications import answers
from ..states import ObligationState
from .rules import WITH_CONGRESS, ClearingOffice, Committee, NotificationKind, NotificationState, Result

S = NotificationState
ENDED = frozenset({S.CLOSED, S.WITHDRAWN, S.DENIED})


def with_figures(rows: QuerySet[CongressionalNotification]) -> QuerySet[CongressionalNotification]:
    """Each with its amount, its first day for money where all have it, and whether a committee holds it."""
    mine = {"notification": OuterRef("pk")}
    amount = NotificationLine.objects.filter(**mine).order_by().values("notification").annotate(sum=Sum("amount"))
    last = Transmittal.objects.filter(**mine).order_by().values("notification").annotate(last=Max("sent_on"))
    all_have_it = last.filter(notification__state=S.TRANSMITTED)
    return rows.annotate(
        amount_sum=Coalesce(Subquery(amount.values("sum")), 0, output_field=DecimalField()),
        earliest_day=ExpressionWrapper(
            Subquery(all_have_it.values("last")) + F("clock_days"), output_field=DateField()
        ),
        is_held=Exists(CongressionalHold.objects.filter(**mine, released_on=None, line=None)),
    )


STANDINGS = {
    "not_sent": "Not with Congress yet",
    "running": "Clock runs",
    "held": "Held by a committee",
    "open": "Open for money",
}


def stands(standing: str, on: dt.date) -> Q:
    """The condition on `with_figures` of one of the standings, on a day."""
    sent = Q(state=S.TRANSMITTED)
    waived = Q(kind=NotificationKind.EMERGENCY, state__in=WITH_CONGRESS)
    return {
        "not_sent": Q(state__in=[S.DRAFT, S.CLEARING, S.CLEARED]) & ~waived,
        "running": sent & Q(earliest_day__gt=on) & ~waived,
        "held": Q(is_held=True),
        "open": (sent & Q(earliest_day__lte=on) | waived) & Q(is_held=False),
    }[standing]


@dataclass(frozen=True)
class LineLeft:
    """A notified amount, how much of it is obligated, and what is left."""

    line: NotificationLine
    obligated: Decimal

    @property
    def left(self) -> Decimal:
        return self.line.amount - self.obligated


def lines_left(notice: CongressionalNotification) -> list[LineLeft]:
    """Each amount with what recorded obligations use of it: a program's own line first, the general one after.

    Two queries."""
    lines = list(notice.lines.select_related("fund", "operating_unit", "program").order_by("pk"))
    used = {
        tuple(key): amount
        for *key, amount in notice.obligations.filter(state=ObligationState.RECORDED)
        .net()
        .order_by()
        .values("fund", "operating_unit", "program")
        .annotate(sum=Sum("net_amount"))
        .values_list("fund", "operating_unit", "program", "sum")
    }
    found: dict[int, Decimal] = {}
    for line in sorted(lines, key=lambda one: one.program_id is None):
        place = (line.fund_id, line.operating_unit_id)
        if line.program_id is not None:
            found[line.pk] = min(line.amount, used.get((*place, line.program_id), Decimal(0)))
            used[(*place, line.program_id)] = used.get((*place, line.program_id), Decimal(0)) - found[line.pk]
        else:
            found[line.pk] = sum((amount for key, amount in used.items() if key[:2] == place), Decimal(0))
    return [LineLeft(line, found[line.pk]) for line in lines]


@dataclass(frozen=True)
class AtCommittee:
    """One committee: since when it has the notification, what it said, and its open hold."""

    label: str
    sent: Transmittal | None
    hold: CongressionalHold | None

    @property
    def result(self) -> str:
        """Pending, On-hold, Approved, Denied or Withdrawn; nothing before it is sent."""
        if self.sent is None:
            return ""
        return Result.ON_HOLD if self.hold and self.sent.result == Result.PENDING else self.sent.result


def at_committees(notice: CongressionalNotification) -> list[AtCommittee]:
    """Each required committee in turn, from rows that are read once."""
    sent = {row.committee: row for row in notice.transmittals.all()}
    held = {hold.committee: hold for hold in notice.clock.holds}
    return [AtCommittee(str(Committee(c).label), sent.get(c), held.get(c)) for c in notice.committees]


def at_offices(notice: CongressionalNotification) -> list[tuple[str, Clearance | None, list[Clearance]]]:
    """Each office with its latest answer in the running round and those before it, newest first. One query."""
    said = {str(ClearingOffice(office).label): rows[::-1] for office, rows in answers(notice).items()}
    return [(office, rows[0] if rows else None, rows[1:]) for office, rows in said.items()]


@dataclass(frozen=True)
class AboveFigure:
    """A place and account that a notification would take above its 653(a) figure by so much that it must say more."""

    place: str
    account: str
    reprogramming: Reprogramming


def above_figures(notice: CongressionalNotification) -> list[AboveFigure]:
    """L12, at plan time: what is notified together with what is charged already, compared with the 653(a) figures.

    Nothing once the notification says whom the money would otherwise have served. Five queries, however many places.
    """
    if notice.otherwise_served or notice.state in ENDED:
        return []
    key = ("fund__account", "fund__fiscal_year", "operating_unit")
    names = ("operating_unit__name", "fund__account__code")
    lines = notice.lines.filter(fund__account__title=22).order_by().values_list(*key, *names)
    moved = {row[:3]: row[3:] for row in lines.annotate(sum=Sum("amount"))}
    figures = allocated_by({year for _, year, _ in moved}) if moved else None
    if not figures:
        return []
    others = Obligation.objects.exclude(notification=notice).charged().order_by().values_list(*key)
    places = others.filter(operating_unit__in={place for _, _, place in moved})
    charged = {row[:3]: row[3] for row in places.annotate(sum=Sum("amount"))}
    found = []
    for (account, year, place), (name, code, amount) in moved.items():
        if year in figures:
            figure = figures[year].get((account, place), Decimal(0))
            total = charged.get((account, year, place), Decimal(0)) + amount
            found.append(AboveFigure(name, code, Reprogramming(figure, total, amount)))
    return [one for one in found if one.reprogramming.asks_for_detail]


def choices_for(user: Any, **place: Any) -> QuerySet[CongressionalNotification]:
    """The notifications a user may put an obligation under: those with an amount there that are not ended."""
    seen = CongressionalNotification.objects.visible_to(user)
    return seen.exclude(state__in=ENDED).filter(**place).distinct().order_by("-pk")
