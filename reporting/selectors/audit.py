"""Who did what, over the event tables of every record that has a number, in one query.

A record out of the reader's scope is left out, as on its page. Columns that a record's page would hide are not read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import Assignment, User
from ground.history import LABELS, event_model
from ground.models import ImportBatch, Parameter
from partners.models import Country, OperatingUnit, Person, Unit
from programs.models import Delivery, Fund, FundTransaction, Obligation, Program, TrainingSeat
from vetting.models import Approval, Hit, UnitStanding, ValidityRule, VettingCase, VettingSubject

# What can be searched: the record, and the column of its events that names it to people.
RECORDS: tuple[tuple[type[Any], str], ...] = (
    (VettingCase, "number"),
    (VettingSubject, "case_id"),
    (Approval, "law"),
    (Hit, "state"),
    (UnitStanding, "state"),
    (Program, "number"),
    (TrainingSeat, "state"),
    (Delivery, "description"),
    (Obligation, "document_number"),
    (Fund, "number"),
    (FundTransaction, "evidence"),
    (Unit, "code"),
    (Person, "id"),
    (User, "username"),
    (Assignment, "role"),
    (Parameter, "key"),
    (ValidityRule, "law"),
    (Country, "iso3"),
    (OperatingUnit, "code"),
    (ImportBatch, "file_name"),
)
KINDS = [(model._meta.label_lower, str(model._meta.verbose_name).capitalize()) for model, _ in RECORDS]
COLUMNS = ("audited_kind", "pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "audited_ident", "pgh_context")


@dataclass(frozen=True)
class Asked:
    """What an auditor looks for."""

    kind: str = ""
    user: int | None = None
    record: str = ""  # a number, code or name in full, or its beginning
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True)
class Entry:
    """One event: when, who, what was done to which record, and why."""

    at: dt.datetime
    by: str
    kind: str
    ident: str
    record: int
    did: str
    note: str
    where: str
    url: str


def entries(asked: Asked, user: Any, *, limit: int | None) -> Iterator[Entry]:
    """The events that match, newest first. One query over all tables and one for the names of who acted."""
    parts = [_part(model, column, asked, user, limit) for model, column in RECORDS if asked.kind in ("", _label(model))]
    if not parts:
        return
    rows: Any = parts[0] if len(parts) == 1 else parts[0].union(*parts[1:], all=True)
    rows = rows.order_by("-pgh_created_at", "-pgh_id")
    names = {one.pk: str(one) for one in User.objects.all()}
    models = {_label(model): model for model, _ in RECORDS}
    for kind, _, at, label, record, ident, context in rows[:limit] if limit else rows.iterator():
        said = context or {}
        yield Entry(
            at=at,
            by=names.get(int(said.get("user") or 0), "") or _background(said),
            kind=str(models[kind]._meta.verbose_name),
            ident=ident,
            record=record,
            did=str(said.get("step", "")).replace("_", " ").capitalize() or LABELS.get(label, label),
            note=str(said.get("note", "") or ""),
            where=str(said.get("url") or ""),
            url=_url(models[kind], ident),
        )


def _part(model: type[Any], column: str, asked: Asked, user: Any, limit: int | None) -> QuerySet[Any]:
    """The matching events of one table, cut to what could be shown."""
    events: Any = event_model(model).objects.all()
    manager: Any = model._default_manager
    if hasattr(manager.all(), "visible_to"):
        events = events.filter(pgh_obj_id__in=manager.visible_to(user).values("pk"))
    if asked.user is not None:
        events = events.filter(pgh_context__user=asked.user)
    if asked.record:
        events = events.annotate(named=Cast(column, CharField())).filter(named__istartswith=asked.record)
    if asked.first:
        events = events.filter(pgh_created_at__gte=_start(asked.first))
    if asked.last:
        events = events.filter(pgh_created_at__lt=_start(asked.last + dt.timedelta(days=1)))
    ident = Cast(F(column), CharField())
    kind = Value(_label(model), output_field=CharField())
    named = events.annotate(audited_kind=kind, audited_ident=ident)
    found: QuerySet[Any] = named.values_list(*COLUMNS).order_by("-pgh_id")
    return found[:limit] if limit else found.order_by()


def _label(model: type[Any]) -> str:
    return str(model._meta.label_lower)


def _start(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _background(context: dict[str, Any]) -> str:
    """Who acted when nobody was signed in: a command or a task."""
    named = context.get("command") or context.get("task") or ""
    return f"{named} (background)" if named else "background"


def _url(model: type[Any], ident: str) -> str:
    """The record's page, for those whose address is the column shown."""
    pages = {
        VettingCase: "/vetting/cases/{}/",
        Program: "/programs/{}/",
        Fund: "/funds/{}/",
        Unit: "/units/{}/",
        Person: "/people/{}/",
        Country: "/countries/{}/",
    }
    return pages[model].format(ident) if model in pages and ident else ""
