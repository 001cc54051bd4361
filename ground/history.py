"""History: every insert, update and delete of a domain row leaves an event in the same transaction, by trigger.

`track()` decorates a model; `as_of` reads how rows stood at a moment; `sentences` words a record's events for its
History tab. Who, where and why come from the context that the middleware, `manage.py` and the Celery task open; a
write outside of any context is refused by the database.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import pghistory
import pghistory.middleware
import pghistory.models
from django.db import models
from django.http import HttpRequest

from .pages import words

M = TypeVar("M", bound=models.Model)

LABELS = {"insert": "Created", "update": "Changed", "delete": "Removed"}


class Event(pghistory.models.Event):
    """Base of the event tables, with a 64-bit key."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def track(**options: Any) -> Callable[[type[M]], type[M]]:
    """Track inserts, updates and deletes of a model. Fresh trackers each time: they keep the model they were set on."""
    decorate: Callable[[type[M]], type[M]] = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options
    )
    return decorate


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Opens the context of a request: who, from which address, on which page."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        user = getattr(request, "user", None)
        return {
            "user": user.pk if user is not None and user.is_authenticated else None,
            "url": request.path,
            "method": request.method,
            "address": _address(request),
        }


def _address(request: HttpRequest) -> str:
    raw = request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(raw))
    except ValueError:
        return ""


def event_model(model: type[models.Model]) -> Any:
    """The event table of a tracked model. Raises LookupError when the model is not tracked."""
    for found in pghistory.core.event_models(tracks_model=model):
        return found
    raise LookupError(f"{model._meta.label} is not tracked")


def as_of(model: type[models.Model], moment: dt.datetime) -> Any:
    """How the rows of a model stood at a moment: its last event up to then, without the removed ones."""
    events = event_model(model)
    latest = (
        events.objects.filter(pgh_created_at__lte=moment)
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
        .values("pgh_id")
    )
    return events.objects.filter(pgh_id__in=latest).exclude(pgh_label="delete")


@dataclass(frozen=True)
class Change:
    """One field of one event: its name and both values, as a person reads them."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Sentence:
    """One entry of a History tab."""

    at: dt.datetime
    user_id: int | None
    label: str
    step: str
    note: str
    changes: tuple[Change, ...]


HIDDEN = {"id", "version"}


def sentences(obj: models.Model, *, hidden: frozenset[str] = frozenset(), limit: int = 200) -> list[Sentence]:
    """The record's history, newest first, old and new side by side. `hidden` fields are left out: the same policy
    as on the record itself. One query, and one for each kind of record that a change points to."""
    events = event_model(type(obj))
    rows = list(events.objects.filter(pgh_obj_id=obj.pk).order_by("-pgh_id")[: limit + 1])
    fields = [f for f in type(obj)._meta.concrete_fields if f.name not in HIDDEN | hidden]
    pairs = list(zip(rows, [*rows[1:], None], strict=True))[:limit]
    changed = [
        [f for f in fields if older and getattr(newer, f.attname, None) != getattr(older, f.attname, None)]
        for newer, older in pairs
    ]
    names = _names((f, event) for pair, some in zip(pairs, changed, strict=True) for f in some for event in pair)
    found: list[Sentence] = []
    for (newer, older), some in zip(pairs, changed, strict=True):
        context = newer.pgh_context or {}
        changes = tuple(Change(str(f.verbose_name), _shown(f, older, names), _shown(f, newer, names)) for f in some)
        found.append(
            Sentence(
                at=newer.pgh_created_at,
                user_id=context.get("user"),
                label=LABELS.get(newer.pgh_label, newer.pgh_label),
                step=context.get("step", ""),
                note=context.get("note", ""),
                changes=changes,
            )
        )
    return found


Names = dict[tuple[Any, Any], str]


def _names(pointed: Iterable[tuple[Any, Any]]) -> Names:
    """What records pointed to are called. Of those that not everybody may see, only that there was one is told."""
    wanted: dict[Any, set[Any]] = {}
    for field, event in pointed:
        if field.is_relation and not hasattr(field.related_model._default_manager, "visible_to"):
            wanted.setdefault(field.related_model, set()).add(getattr(event, field.attname))
    found = ((model, model._default_manager.filter(pk__in=ids)) for model, ids in wanted.items())
    return {(model, row.pk): str(row) for model, rows in found for row in rows}


def _shown(field: Any, event: Any, names: Names) -> str:
    value = getattr(event, field.attname)
    if value is None or value == "":
        return words.UNKNOWN
    if field.is_relation:
        return names.get((field.related_model, value), "given")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return words.moment(value)
    if isinstance(value, dt.date):
        return words.long_day(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
