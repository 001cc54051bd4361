"""What a kind of program declares about itself: data, and the lists that its programs have beside the common ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import models

from ..models.details import Detail
from ..states import Kind


class When(StrEnum):
    """From when on something can be done about a program."""

    PLANNED = "until it ends"
    APPROVED = "once its plan is approved"
    EXECUTING = "while it executes"


@dataclass(frozen=True)
class Act:
    """Something to do about a program on a page of its own, below the program's address."""

    label: str
    path: str
    permission: str
    when: When
    icon: str = "plus"


@dataclass(frozen=True)
class Lines:
    """A list that programs of this kind have: the relation it is read from, the part of the page that shows it, and
    what can be done about it. `views/lines/` reads it."""

    relation: str
    template: str
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class KindSpec:
    """One kind: its law, its money, who runs it, what a program of it holds, and what is not there yet."""

    kind: Kind
    short: str  # what people say: "IMET"
    prefix: str  # of its numbers: IMET-2026-JOR-0012
    slug: str  # its page: /programs/imet/
    color: str  # key of its series in charts
    authority: str
    laws: tuple[str, ...]  # the Leahy laws its money falls under
    title: int  # of the U.S. Code
    what: str
    office: str
    implementer: str
    obligates: str  # which document obligates its money
    detail: type[Detail]
    detail_fields: tuple[str, ...]
    milestones: tuple[str, ...]
    later: str
    lines: tuple[Lines, ...] = ()
    answers: str = ""  # the part of its page that answers what is asked of this kind alone; `views/answers/` reads it

    @property
    def name(self) -> str:
        """The official name."""
        return str(self.kind.label)

    def detail_of(self, program: models.Model) -> Detail | None:
        """The program's own detail row, or None where it is missing (`check_books` names that)."""
        return getattr(program, self.detail.__name__.lower(), None)

    def has(self, relation: str) -> bool:
        """Whether programs of this kind have a list of that relation."""
        return any(lines.relation == relation for lines in self.lines)


SEATS = Lines(
    "seats",
    "programs/parts/seats.html",
    (Act("Request seats", "seats/new/", "programs.arrange_seat", When.APPROVED, "cap"),),
)
