"""End-use monitoring by item: when it was last checked, when the next check is due, and how many days it is late."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import DateField, DateTimeField, ExpressionWrapper, F, Max, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from ground.pages.badges import Badge
from ground.pages.words import counted

from .rules import ENHANCED_DAYS, parameter
from .states import EndUse, ItemStatus

if TYPE_CHECKING:
    from ..models import MonitoredItem

DAYS = 365  # between two enhanced checks, where no parameter is in force


def with_due(items: Any, on: dt.date) -> Any:
    """Each item with its last check of any kind, and, where it is in service and of the enhanced class, the day its
    next enhanced check is due: at receipt, then yearly (SAMM chapter 8, policy, not verified). Routine checks are made
    in the course of other work and have no day."""
    from ..models import EndUseCheck

    every = dt.timedelta(days=int(parameter(ENHANCED_DAYS, on) or DAYS))
    enhanced = EndUseCheck.objects.filter(item=OuterRef("pk"), kind=EndUse.ENHANCED).order_by()
    last = Subquery(enhanced.values("item").annotate(n=Max("checked_on")).values("n"))
    after = Cast(ExpressionWrapper(last + Value(every), output_field=DateTimeField()), DateField())
    return items.annotate(last_on=Max("checks__checked_on"), due_on=Coalesce(after, F("received_on")))


def is_due(item: Any) -> bool:
    """Whether a next check has a day."""
    return item.line.end_use == EndUse.ENHANCED and item.status == ItemStatus.IN_SERVICE


def days_overdue(item: Any, on: dt.date) -> int:
    """Days since the next check was due; zero while there is time."""
    return max((on - item.due_on).days, 0) if is_due(item) else 0


def due_word(item: MonitoredItem, on: dt.date) -> Badge:
    """How the next check of an item stands on a day."""
    if item.status != ItemStatus.IN_SERVICE:
        return Badge(item.get_status_display(), "bad" if item.status == ItemStatus.LOST else "idle", "minus")
    if not is_due(item):
        return Badge("Routine", "idle", "eye")
    late = days_overdue(item, on)
    return Badge(f"{counted(late, 'day')} overdue", "bad", "clock") if late else Badge("In time", "good", "ok")
