"""Charts and maps as data: what `includes/chart.html` shows as a drawing and, always, as a table beside it.

A view makes a `Chart` or a `Map`; the drawing reads the same object through JSON, so the two cannot differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

from . import words

Number = Decimal | int | float | None


def plain(value: Number) -> int | float | None:
    """A number as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Series:
    """One line or one color of bars. `key` (fmf, nadr, pko, imet, gscf, t10) fixes its color; else its order does."""

    name: str
    values: Sequence[Number]
    key: str = ""


@dataclass(frozen=True)
class Row:
    """One row of the table beside a chart; its cells are figures."""

    label: str
    cells: list[str]
    url: str = ""


@dataclass(frozen=True)
class Chart:
    """Figures by category: bars side by side or lying, stacked bars, or lines. `id` is unique on the page."""

    id: str
    title: str
    unit: str
    kind: Literal["bar", "lying", "stacked", "line"]
    categories: Sequence[str]
    series: Sequence[Series]
    summary: str = ""  # what it shows, in a sentence; made from the figures when empty
    heading: str = ""  # what a category is: "Fiscal year", "Country"
    source: str = ""
    limit: tuple[Number, str] | None = None  # a line drawn across, and its words
    urls: Sequence[str] = field(default_factory=tuple)  # the rows behind each category

    @property
    def heads(self) -> list[str]:
        """The titles of the table's columns after the first."""
        return [series.name for series in self.series]

    @property
    def rows(self) -> list[Row]:
        """The table: a row for each category."""
        urls = [*self.urls, *[""] * len(self.categories)]
        columns = [series.values for series in self.series]
        return [
            Row(str(label), [words.amount(column[i]) for column in columns], urls[i])
            for i, label in enumerate(self.categories)
        ]

    @property
    def says(self) -> str:
        """The sentence that stands for the drawing."""
        if self.summary or not self.categories:
            return self.summary or f"{self.title}: no rows."
        of = ", ".join(self.heads)
        return f"{self.title}, {self.unit}: {of}, from {self.categories[0]} to {self.categories[-1]}."

    @property
    def data(self) -> dict[str, Any]:
        """What js/charts.js draws."""
        return {
            "kind": self.kind,
            "unit": self.unit,
            "says": self.says,
            "categories": [str(label) for label in self.categories],
            "series": [{"name": s.name, "key": s.key, "values": [plain(v) for v in s.values]} for s in self.series],
            "limit": {"value": plain(self.limit[0]), "label": self.limit[1]} if self.limit else None,
            "urls": list(self.urls),
        }


@dataclass(frozen=True)
class MapPlace:
    """A country's figure: its ISO numeric code (or the atlas's name where it has none), and the rows behind it."""

    numeric: str
    name: str
    value: Number
    url: str = ""


@dataclass(frozen=True)
class Map:
    """A world map in classes of one color, light to dark; `breaks` are the lower bounds above the first class."""

    id: str
    title: str
    unit: str
    places: Sequence[MapPlace]
    breaks: tuple[int, ...]
    summary: str = ""
    heading: str = "Country"
    source: str = ""
    kind: str = "map"

    @property
    def heads(self) -> list[str]:
        return [self.unit.capitalize()]

    @property
    def rows(self) -> list[Row]:
        """The table, largest first."""
        ranked = sorted(self.places, key=lambda place: (-(place.value or 0), place.name))
        return [Row(place.name, [words.amount(place.value)], place.url) for place in ranked]

    @property
    def says(self) -> str:
        """The sentence that stands for the drawing."""
        top = ", ".join(row.label for row in self.rows[:3])
        return self.summary or f"World map: {self.title}, {self.unit}, {len(self.places)} countries; most in {top}."

    @property
    def legend(self) -> list[tuple[int, str]]:
        """The classes in words, with the number of their color."""
        bounds = [1, *self.breaks]
        named = [f"{words.count(low)} to {words.count(high - 1)}" for low, high in pairwise(bounds)]
        return [(0, "None"), *enumerate([*named, f"{words.count(bounds[-1])} or more"], start=1)]

    @property
    def data(self) -> dict[str, Any]:
        """What js/charts.js draws."""
        return {
            "kind": "map",
            "unit": self.unit,
            "says": self.says,
            "breaks": [1, *self.breaks],
            "places": [
                {"key": p.numeric or p.name, "name": p.name, "value": plain(p.value), "url": p.url} for p in self.places
            ],
        }


@dataclass(frozen=True)
class MapPoint:
    """A place with its figure: degrees east and north, or none where it is not known."""

    name: str
    longitude: float | None
    latitude: float | None
    value: Number
    url: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether it stands on the part of the world that is drawn: the United States with Alaska and Hawaii."""
        east, north = self.longitude, self.latitude
        return east is not None and north is not None and -180 <= east <= -64 and 16 <= north <= 73


@dataclass(frozen=True)
class PointMap:
    """Places on the outline of the United States, larger with a larger figure; its table has all of them."""

    id: str
    title: str
    unit: str
    points: Sequence[MapPoint]
    summary: str = ""
    heading: str = "Place"
    source: str = ""
    kind: str = "points"
    legend: tuple[tuple[int, str], ...] = ()

    @property
    def heads(self) -> list[str]:
        return [self.unit.capitalize()]

    @property
    def rows(self) -> list[Row]:
        """The table, largest first."""
        ordered = sorted(self.points, key=lambda point: (-(point.value or 0), point.name))
        return [Row(point.name, [words.amount(point.value)], point.url) for point in ordered]

    @property
    def says(self) -> str:
        """The sentence that stands for the drawing."""
        drawn = sum(point.is_drawn for point in self.points)
        rest = len(self.points) - drawn
        elsewhere = f"; {rest} more without a place there stand in the table" if rest else ""
        return self.summary or f"Map of the United States: {self.title}, {drawn} places{elsewhere}."

    @property
    def data(self) -> dict[str, Any]:
        """What js/charts.js draws."""
        return {
            "kind": self.kind,
            "unit": self.unit,
            "says": self.says,
            "places": [
                {"name": p.name, "at": [p.longitude, p.latitude], "value": plain(p.value), "url": p.url}
                for p in self.points
                if p.is_drawn
            ],
        }


def ranked(values: Iterable[tuple[str, Number]], top: int = 12) -> tuple[list[str], list[Number]]:
    """The largest figures with their labels, and all others as one last bar, so that nothing is left out."""
    ordered = sorted(values, key=lambda pair: -(pair[1] or 0))
    shown, rest = ordered[:top], ordered[top:]
    if rest:
        shown.append((f"{len(rest)} others", sum((value or 0 for _, value in rest), start=Decimal(0))))
    return [label for label, _ in shown], [value for _, value in shown]
