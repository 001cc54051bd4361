"""Deliveries pasted from a spreadsheet: all of the rows or none, kept as one batch, and taken back as one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from ground.acting import acting, need
from ground.models import ImportBatch
from ground.pages.words import long_day
from ground.refusals import Problem
from ground.steps import lock

from ..checks import HAPPENED
from ..models import Delivery, Program
from .deliveries import DeliveryRow, record_deliveries
from .fields import refuse

KIND = "pasted deliveries"
NAME = "pasted rows"  # names no program: who reads all imports may not read every place


def record_pasted(*, program: Program, rows: Sequence[DeliveryRow], text: str, by: Any) -> list[Delivery]:
    """Record pasted deliveries of a program in one transaction; pasting the same again is refused while it stands.

    The batch says who pasted how many and carries the checksum of the text; `take_back` undoes it as one.
    """
    need(by, "programs.record_delivery", program)
    with acting(by, step="record_pasted"):
        lock(program)  # two who paste the same take turns
        seal = hashlib.sha256(text.strip().encode()).hexdigest()
        standing = pasted(program).filter(sha256=seal, standing__gt=0).first()
        if standing is not None:
            reason = f"These rows were pasted already, on {long_day(standing.at)} by {standing.by}."
            refuse([Problem(reason, HAPPENED, "Paste only what is new.", "rows", "pasted")])
        counts = {"read": len(rows), "kept": len(rows), "unchanged": 0, "merged": 0, "review": 0, "refused": 0}
        batch = ImportBatch.objects.create(kind=KIND, file_name=NAME, sha256=seal, counts=counts, by=by)
        return record_deliveries(rows=rows, by=by, batch=batch)


def pasted(program: Program) -> QuerySet[Any]:
    """What was pasted to a program, the newest first; `standing` is how many of its deliveries are not taken back."""
    alive = Count("deliveries", filter=Q(deliveries__reverses=None, deliveries__reversed_by=None))
    rows = ImportBatch.objects.filter(kind=KIND, pk__in=Delivery.objects.filter(program=program).values("batch"))
    return rows.annotate(standing=alive).select_related("by").order_by("-pk")


def take_back(*, program: Program, batch: ImportBatch, note: str, by: Any) -> list[Delivery]:
    """Take back all that was pasted together, as one: a row for each that mirrors it. The reason stays in history."""
    need(by, "programs.record_delivery", program)
    with acting(by, step="take_back", note=note):
        lock(program)
        if not note.strip():
            refuse([Problem("A reason is needed.", HAPPENED, "Write why they are taken back.", "note", "note")])
        standing = Delivery.objects.filter(batch=batch, program=program, reverses=None, reversed_by=None)
        rows = list(standing.order_by("pk"))
        if not rows:
            refuse([Problem("Nothing of it stands: it is taken back already.", HAPPENED, code="taken_back")])
        copied = ("program", "unit", "person", "agreement", "line", "what", "description", "delivered_on", "place_name")
        return Delivery.objects.bulk_create(
            Delivery(
                **{name: getattr(row, name) for name in copied},
                quantity=-row.quantity,
                value=-row.value,
                batch=batch,
                reverses=row,
                recorded_by=by,
            )
            for row in rows
        )
