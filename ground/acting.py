"""One act of one person outside of a step: its permission, its transaction, and who and why in history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db.models import Model

from .access import may
from .refusals import Problem, Refused, refusals


@contextmanager
def acting(by: Any, *, step: str, note: str = "") -> Iterator[None]:
    """A transaction whose refusals are worded and whose history entries say who acted, by which step and why.

    `by` None is whoever runs the command line; the command's name is in the context then.
    """
    with refusals():
        pghistory.context(user=by.pk if by is not None else None, step=step, note=note)
        yield


def need(by: Any, permission: str, obj: Model | None = None) -> None:
    """Refuse whoever does not hold the permission at the object's place. The command line (`by` None) holds all."""
    if by is not None and not may(by, permission, obj):
        sentence = "This belongs to another role or another place."
        raise Refused("permission", sentence, (Problem(sentence, code="permission"),))
