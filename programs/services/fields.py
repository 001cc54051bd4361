"""What a service says no to before it writes: problems found, and fields that hold what their model does not allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from ground.refusals import Problem, Refused

from ..amounts import amount_problems

M = TypeVar("M", bound=models.Model)


def refuse(found: Iterable[Problem]) -> None:
    """Raise the problems found as one refusal; nothing happens when there is none."""
    problems = tuple(found)
    if problems:
        raise Refused(problems[0].code or "refused", problems[0].reason, problems)


def checked(row: M) -> M:
    """The row, each field cleaned. Raises Refused with every field that holds what its model does not allow."""
    relations = {field.name for field in row._meta.concrete_fields if field.is_relation}
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        named = error.message_dict.items()
        found = tuple(Problem(text, field=name, code="field") for name, texts in named for text in texts)
        raise Refused("fields", "Some fields need another value.", found) from error
    return row


def checked_money(row: M) -> M:
    """The same for a row with an `amount`: first that this is dollars and cents, above zero, up to a trillion."""
    refuse(amount_problems(Decimal(row.amount)))  # type: ignore[attr-defined]
    return checked(row)


def change(row: M, changes: Mapping[str, Any], *, allowed: frozenset[str]) -> M:
    """Set the given fields; a name that is not among the allowed ones is a mistake of the caller."""
    for name, value in changes.items():
        if name not in allowed:
            raise TypeError(f"{row._meta.label} has no field {name!r} to edit")
        setattr(row, name, value)
    return checked(row)
