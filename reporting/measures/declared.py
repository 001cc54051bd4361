"""What a measure is: one function with one set-based query, whose docstring is the definition that pages show.

The query gives `fiscal_year, operating_unit_id, keys (jsonb), value` and narrows itself by two parameters, so that a
rollup can be replaced part by part: `%(fiscal_year)s` and `%(operating_unit)s`, each null for all.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ground.access import SIGNED_IN, may


@dataclass(frozen=True)
class Part:
    """A part of a measure that is filled as a whole: a fiscal year, a place, both, or (all null) everything."""

    fiscal_year: int | None = None
    operating_unit: int | None = None

    def covers(self, other: Part) -> bool:
        """Whether filling this part fills the other too."""
        return (self.fiscal_year in (None, other.fiscal_year)) and (self.operating_unit in (None, other.operating_unit))


@dataclass(frozen=True)
class Measure:
    """A figure that is defined once. `dimensions` names what `keys` holds; `facts` names the stale facts it reads."""

    name: str
    title: str
    definition: str
    unit: str  # "places", "US dollars", "cases": what one of it is
    dimensions: tuple[str, ...]
    facts: tuple[str, ...]
    sql: str
    permission: str = SIGNED_IN
    additive: bool = True
    by_place: bool = True  # False: a change at one place moves figures of another, so a year is filled whole
    source: str = ""

    @property
    def is_money(self) -> bool:
        return self.unit == "US dollars"

    def is_open_to(self, user: Any) -> bool:
        """Whether the user may read it anywhere."""
        return self.permission == SIGNED_IN or may(user, self.permission)

    def written(self, value: Decimal) -> str:
        """A figure in files and the API: whole counts, dollars and cents, tenths of a cent where two printed costs
        have them."""
        exact = value.normalize()
        places = max(2 if self.is_money else 0, -int(exact.as_tuple().exponent))
        return f"{exact:.{places}f}"

    def select(self, fiscal_year: int | None = None, operating_unit: int | None = None) -> tuple[str, dict[str, Any]]:
        """The live query for a part, with its parameters: fiscal_year, operating_unit_id, keys, value."""
        return self.sql, {"fiscal_year": fiscal_year, "operating_unit": operating_unit}

    def part(self, fiscal_year: int | None, operating_unit: int | None) -> Part:
        """The part that a change at this year and place makes stale."""
        return Part(fiscal_year, operating_unit if self.by_place else None)


def measure(**options: Any) -> Callable[[Callable[[], str]], Measure]:
    """Make a measure of a function that returns its query; its name and docstring are the measure's."""

    def declare(function: Callable[[], str]) -> Measure:
        definition = " ".join((inspect.getdoc(function) or "").split())
        title = options.pop("title", function.__name__.replace("_", " ").capitalize())
        return Measure(function.__name__, title, definition, sql=function(), **options)

    return declare


def within(year: str, place: str) -> str:
    """The condition that narrows a query to a part."""
    return (
        f"(%(fiscal_year)s::int IS NULL OR {year} = %(fiscal_year)s)"
        f" AND (%(operating_unit)s::bigint IS NULL OR {place} = %(operating_unit)s)"
    )
