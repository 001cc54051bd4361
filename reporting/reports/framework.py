"""What a report is. One `build` answers the page, CSV, XLSX, JSON and the API, so that a figure is one number.

A report is a file of its own beside this one:

    FMTR = Report(
        name="fmtr", title="…", law="FAA s. 656, 22 U.S.C. 2416", definition="…",
        columns=(Column("country", "Country"), Column("quantity", "Places", "number")),
        total_columns=(Column("country", "Country"), Column("quantity", "Places", "number")),
        build=build, years=years, editions=editions,
    )

    def build(asked: Asked) -> ReportResult: ...

and is listed in `reporting.reports.REPORTS`. `rows` may be a list of dicts or an unevaluated `.values(...)` QuerySet
in a fixed order: a page shows a part of it, a file goes through it once. `totals` is a list of dicts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.roles import ROLES
from ground.access import SIGNED_IN, Grant, Place, Scope, may
from ground.rows import ExportColumn
from ground.rows.writing import Kind


class CommandLine:
    """Whoever runs the command line: reads everything, everywhere."""

    scope = Scope(tuple(Grant(role, spec.permissions, everywhere=True) for role, spec in ROLES.items()))


@dataclass(frozen=True)
class Asked:
    """What a report was asked for: a fiscal year, a printed edition or one of its years, countries, and as of when."""

    fiscal_year: int | None
    as_of: dt.datetime
    edition: str = ""
    countries: tuple[str, ...] = ()  # ISO alpha-3; none means all
    user: Any = None  # whose rows it may show, where it is not published; none is the command line, which reads all

    @property
    def period(self) -> str:
        """The period in words."""
        named = [f"Edition {self.edition}"] if self.edition else []
        return ", ".join([*named, f"FY {self.fiscal_year}"] if self.fiscal_year else named)

    @property
    def reader(self) -> Any:
        """Whose scope what is not published is narrowed to."""
        return self.user or CommandLine()


@dataclass(frozen=True)
class Column:
    """One column of a report: the name it has in JSON and CSV, and the title that people read."""

    name: str
    title: str
    kind: Kind = "text"

    @property
    def named(self) -> ExportColumn:
        """For files that programs read."""
        return ExportColumn(self.name, self.name, self.kind)

    @property
    def titled(self) -> ExportColumn:
        """For files that people read."""
        return ExportColumn(self.title, self.name, self.kind)


@dataclass(frozen=True)
class ReportResult:
    """What came of it: rows in a fixed order, totals, and what a reader must know about them."""

    rows: Any
    totals: Sequence[dict[str, Any]] = ()
    notes: tuple[str, ...] = ()


def none() -> Sequence[Any]:
    """No choices."""
    return ()


def none_of(edition: str) -> Sequence[Any]:
    """No choices within an edition."""
    return ()


@dataclass(frozen=True)
class Report:
    """A statutory or management report. `definition` says in words what is counted, and what is not."""

    name: str
    title: str
    law: str
    definition: str
    columns: tuple[Column, ...]
    total_columns: tuple[Column, ...]
    build: Callable[[Asked], ReportResult]
    years: Callable[[], Sequence[int]] = none  # the fiscal years with rows, newest first
    editions: Callable[[], Sequence[str]] = none  # printed editions that can be reproduced, newest first
    years_of: Callable[[str], Sequence[int]] = none_of  # the fiscal years that an edition prints, newest first
    permission: str = SIGNED_IN
    everywhere: bool = False  # its rows are operations of every place: only who may read all of them runs it
    source: str = ""

    def is_open_to(self, user: Any) -> bool:
        """Whether the user may run it."""
        if self.everywhere:
            return bool(user.scope.permits(self.permission, Place(None)))
        return self.permission == SIGNED_IN or may(user, self.permission)

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]
