"""Reports and yearly reviews of NADR grants that wait: to come in, or for somebody to review them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Q

from ground.pages import words
from ground.pages.templatetags.gatehouse import url_if
from programs.cwd.states import OWES, DueSort
from programs.models import GrantDeadline

from .waiting import Item, Section, few

DUE_AHEAD = 14  # days before its day from which a report is work for today
WRITE = "programs.change_program"


def _grant_reports(user: Any, on: dt.date) -> Section:
    place = {"place": "grant__program__operating_unit", "kind": "grant__program__kind"}
    mine = GrantDeadline.objects.filter(user.scope.q(WRITE, **place), reviewed_on=None, grant__state__in=OWES)
    near = Q(due_on__lte=on + dt.timedelta(days=DUE_AHEAD)) | Q(received_on__isnull=False)
    waiting = mine.filter(near).exclude(received_by=user).select_related("grant").order_by("due_on", "pk")
    rows, count = few(waiting)
    lead = f"Late, due within {DUE_AHEAD} days, or received and not reviewed; while one is late its grant is shut"
    page = url_if("grant-deadline-list")
    return Section("grants", "Reports of grants", lead, count, [_item(row, on) for row in rows], page)


def _item(row: GrantDeadline, on: dt.date) -> Item:
    days = (row.due_on - on).days
    to_review = row.received_on is not None or row.sort == DueSort.REVIEW
    return Item(
        ident=row.grant.award_number,
        url=row.grant.get_absolute_url(),
        text=row.get_sort_display(),
        under=f"{row.grant.grantee} · until {words.day(row.until)}",
        action="Review" if to_review else "Record receipt",
        due=words.day(row.due_on),
        due_note=f"{words.counted(-days, 'day')} late" if days < 0 else f"{words.counted(days, 'day')} left",
        late="late" if days < 0 else "soon",
    )


GRANTS: tuple[tuple[str, Callable[[Any, dt.date], Section]], ...] = ((WRITE, _grant_reports),)
