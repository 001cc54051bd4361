"""Deliveries pasted from a spreadsheet: all of the rows or none, kept as one batch, the same rows only once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

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


def record_pasted(*, program: Program, rows: Sequence[DeliveryRow], text: str, by: Any) -> list[Delivery]:
    """Record pasted deliveries of a program in one transaction; pasting the same again is refused, as it happened once.

    The batch says who pasted how many and carries the checksum of the text.
    """
    need(by, "programs.record_delivery", program)
    with acting(by, step="record_pasted"):
        lock(program)  # two who paste the same take turns
        seal = hashlib.sha256(text.strip().encode()).hexdigest()
        before = ImportBatch.objects.filter(kind=KIND, file_name=program.number, sha256=seal).first()
        if before is not None:
            reason = f"These rows were pasted already, on {long_day(before.at)} by {before.by}."
            refuse([Problem(reason, HAPPENED, "Paste only what is new.", "rows", "pasted")])
        made = record_deliveries(rows=rows, by=by)
        counts = {"read": len(rows), "kept": len(made), "unchanged": 0, "merged": 0, "review": 0, "refused": 0}
        ImportBatch.objects.create(kind=KIND, file_name=program.number, sha256=seal, counts=counts, by=by)
    return made
