"""What a writer sees when somebody saved before them: their values beside the present ones, nothing lost.

A form view catches the refusal "stale", reads the record again, shows `includes/stale.html` with what `compare`
returns, and sets the form's hidden version to the present one, so that sending it again writes theirs over it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager, Model
from django.forms import BoundField, Form, ModelForm

from . import words


@dataclass(frozen=True)
class Compared:
    """One field of the form: what was typed, what is in force."""

    label: str
    yours: str
    current: str

    @property
    def differs(self) -> bool:
        return self.yours != self.current


@dataclass(frozen=True)
class Stale:
    """Both versions of a record, field by field."""

    yours: int
    current: int
    rows: list[Compared]
    saved_by: str = ""
    saved_at: dt.datetime | None = None


def compare(
    form: Form | ModelForm[Any],
    record: Model,
    *,
    yours: int,
    saved_by: str = "",
    saved_at: dt.datetime | None = None,
) -> Stale:
    """The fields of a bound form beside the record as it is now; a field the record does not have is left out."""
    rows = [
        Compared(str(bound.label), _shown(bound, form.cleaned_data.get(bound.name)), _shown(bound, _now(record, bound)))
        for bound in form.visible_fields()
        if hasattr(record, bound.name)
    ]
    return Stale(yours, record.version, rows, saved_by, saved_at)  # type: ignore[attr-defined]


def _now(record: Model, bound: BoundField) -> Any:
    value = getattr(record, bound.name)
    return list(value.all()) if isinstance(value, Manager) else value


def _shown(bound: BoundField, value: Any) -> str:
    """A value in the words the form itself uses."""
    if value in (None, "", [], ()):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return words.moment(value)
    if isinstance(value, dt.date):
        return words.day(value)
    if isinstance(value, Model | str | int):
        return _label(bound, value)
    return ", ".join(_shown(bound, one) for one in value) if isinstance(value, Iterable) else str(value)


def _label(bound: BoundField, value: Any) -> str:
    choices = getattr(bound.field, "choices", ())
    if isinstance(value, Model) or hasattr(choices, "queryset"):
        return str(value)
    return {str(key): str(label) for key, label in choices}.get(str(value), str(value))
