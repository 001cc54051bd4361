"""The one domain exception, and the translation of the database's errors into it.

`Refused` carries what a person needs to read: what did not happen, whose rule it is, and what would open it. Services
raise it; pages show it with status 409, DRF as problem+json, the admin as a message, commands as a line and exit 1.
Database guards raise SQLSTATE 23R01 with a constraint name; `refusals()` turns those, Django's own constraints, lock
time-outs and deadlocks into `Refused`, by the constraint's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as made_by
from enum import StrEnum
from typing import Any

from django.contrib import messages
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


class Basis(StrEnum):
    """Where an enforced rule comes from."""

    STATUTE = "Statute"
    POLICY = "Policy"
    GATEHOUSE = "Gatehouse rule"


@dataclass(frozen=True)
class Rule:
    """A rule that Gatehouse enforces: its name, where it comes from, and whether that was checked against the text."""

    name: str
    basis: Basis
    source: str
    verified: bool = True

    def __str__(self) -> str:
        if self.basis == Basis.GATEHOUSE:
            return f"{self.source} (Gatehouse rule)"
        mark = "verified" if self.verified else "not verified"
        return f"{self.source}, {self.basis.value.lower()}, {mark}"


@dataclass(frozen=True)
class Problem:
    """One reason why something may not happen. `opens` says what would change that, `url` where it is done."""

    reason: str
    rule: Rule | None = None
    opens: str = ""
    field: str = ""
    code: str = ""
    url: str = ""

    def __str__(self) -> str:
        return f"{self.reason} {self.opens}".strip()


@dataclass
class Refused(Exception):
    """What did not happen and why. `code` is the constraint's or check's name; `problems` has at least one entry."""

    code: str
    sentence: str
    problems: tuple[Problem, ...] = ()
    field: str = ""
    extra: dict[str, Any] = made_by(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(self.sentence)
        if not self.problems:
            self.problems = (Problem(self.sentence, field=self.field, code=self.code),)

    def __str__(self) -> str:
        return self.sentence


Wording = Callable[[str, str], Refused]
_WORDINGS: dict[str, Wording] = {}
_SENTENCES: dict[str, str] = {}

NO_CONTEXT = "A write without a history context is refused: say who writes and why."
BUSY = "Somebody else is changing the same record at this moment. Nothing was written; try again."


def word(constraint: str, sentence: str) -> None:
    """Give a database constraint its sentence for people."""
    _SENTENCES[constraint] = sentence


def word_with(constraint: str, wording: Wording) -> None:
    """Give a database constraint a function (message, detail) -> Refused, for guards that list reasons."""
    _WORDINGS[constraint] = wording


def translate(error: DatabaseError) -> Refused | None:
    """The Refused that stands for a database error, or None when the error is not a refusal but a fault."""
    diag = getattr(error.__cause__, "diag", None)
    state = getattr(diag, "sqlstate", "") or ""
    if state in {"55P03", "40P01", "40001", "57014"}:
        return Refused("busy", BUSY)
    if not isinstance(error, IntegrityError) or diag is None:
        return None
    name = diag.constraint_name or ""
    if state == "23502" and diag.column_name in {"pgh_context", "pgh_context_id"}:
        return Refused("history_context", NO_CONTEXT)
    if name in _WORDINGS:
        return _WORDINGS[name](diag.message_primary or "", diag.message_detail or "")
    if name in _SENTENCES:
        return Refused(name, _SENTENCES[name])
    if state.startswith("23R"):
        return Refused(name, diag.message_primary or name)
    return Refused(name or state, _declared_sentence(name) or f"The database refused this: {diag.message_primary}.")


def _declared_sentence(name: str) -> str:
    """The violation_error_message that a model declares for a constraint of this name."""
    from django.apps import apps

    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                message = str(constraint.violation_error_message)
                return "" if message == str(constraint.default_violation_error_message) else message
    return ""


@contextmanager
def refusals() -> Iterator[None]:
    """One transaction whose database refusals come out as `Refused`; inside an outer one, a savepoint."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, OperationalError) as error:
        refused = translate(error)
        if refused is None:
            raise
        raise refused from error


class RefusalMiddleware:
    """Shows a refusal that no view caught: the admin gets a message and the page it came from, pages get 409.

    The view's transaction (`ATOMIC_REQUESTS`) has ended by then, and what it wrote is gone with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refused = exception if isinstance(exception, Refused) else None
        if refused is None and isinstance(exception, DatabaseError):
            refused = translate(exception)
        if refused is None:
            return None
        if request.path.startswith("/admin/"):
            messages.error(request, refused.sentence)
            return redirect(request.get_full_path() if request.method == "POST" else "admin:index")
        return render(request, "409.html", {"refused": refused}, status=409)
