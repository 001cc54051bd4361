"""Congressional notifications that wait: for an office's answer, for their committees, for the release of a hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from ground.pages import words
from ground.pages.templatetags.gatehouse import url_if
from programs.models import CongressionalHold, CongressionalNotification
from programs.notifications.rules import NotificationState

from .waiting import Item, Section, few


def _list(**query: str) -> str:
    page = url_if("notification-list")
    return f"{page}?{'&'.join(f'{name}={value}' for name, value in query.items())}" if page else ""


def _notices(user: Any, permission: str, state: NotificationState) -> tuple[list[CongressionalNotification], int]:
    held = user.scope.q(permission, kind="program_kind")
    return few(CongressionalNotification.objects.filter(held, state=state).select_related("author").order_by("pk"))


def _items(rows: list[CongressionalNotification], action: str) -> list[Item]:
    return [
        Item(
            ident=row.number,
            url=row.get_absolute_url(),
            text=row.title,
            under=f"{row.get_kind_display()} · drafted by {row.author}",
            action=action,
        )
        for row in rows
    ]


def _to_clear(user: Any, on: dt.date) -> Section:
    rows, count = _notices(user, "programs.record_clearance", NotificationState.CLEARING)
    lead = "Each office answers; whoever drafted it records none of the answers"
    page = _list(state=NotificationState.CLEARING)
    return Section("clearances", "Notifications in clearance", lead, count, _items(rows, "Open"), page)


def _to_send(user: Any, on: dt.date) -> Section:
    rows, count = _notices(user, "programs.transmit_notification", NotificationState.CLEARED)
    lead = "Cleared by every office; the clock starts when the last committee has it"
    page = _list(state=NotificationState.CLEARED)
    return Section("transmittals", "Notifications to send", lead, count, _items(rows, "Send"), page)


def _holds(user: Any, on: dt.date) -> Section:
    place = {"place": "notification__operating_unit", "kind": "notification__program_kind"}
    rows, count = few(
        CongressionalHold.objects.filter(user.scope.q("programs.release_hold", **place), released_on=None)
        .select_related("notification")
        .order_by("opened_on", "pk")
    )
    items = [
        Item(
            ident=row.notification.number,
            url=row.notification.get_absolute_url(),
            text=row.notification.title,
            under=f"{row.get_committee_display()}: {row.note}",
            action="Open",
            due=words.day(row.opened_on),
            due_note=f"held for {words.counted((on - row.opened_on).days, 'day')}",
        )
        for row in rows
    ]
    lead = "No time releases them; somebody records how each was released"
    return Section("holds", "Holds of committees", lead, count, items, _list(standing="held"))


NOTICES: tuple[tuple[str, Callable[[Any, dt.date], Section]], ...] = (
    ("programs.record_clearance", _to_clear),
    ("programs.transmit_notification", _to_send),
    ("programs.release_hold", _holds),
)
