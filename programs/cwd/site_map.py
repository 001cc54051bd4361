"""Sites as points of a drawing, each marked with the first letter of its status. The table beside it carries all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .states import SiteStatus

if TYPE_CHECKING:
    from ..models import Site

WIDTH, HEIGHT, EDGE = 640, 320, 28
LEAST = 0.5  # degrees of latitude that a drawing shows at least
LINES = 4
MARKS = {
    SiteStatus.SUSPECTED: "k-warn",
    SiteStatus.CONFIRMED: "k-bad",
    SiteStatus.WORKED: "k-dot",
    SiteStatus.RELEASED: "k-good",
    SiteStatus.HANDED_OVER: "k-good",
}
LEGEND = [(css, SiteStatus(status).label[0], SiteStatus(status).label) for status, css in MARKS.items()]


@dataclass(frozen=True)
class Point:
    """One site: where it is drawn, its letter, its color class and what it is."""

    x: float
    y: float
    letter: str
    css: str
    title: str

    @property
    def text_y(self) -> float:
        """The line that its letter stands on."""
        return self.y + 4


@dataclass(frozen=True)
class Line:
    """A line of latitude or longitude with its degrees."""

    x1: float
    y1: float
    x2: float
    y2: float
    degrees: str

    @property
    def text_x(self) -> float:
        """Where its degrees begin."""
        return self.x1 + 4

    @property
    def text_y(self) -> float:
        """The line that its degrees stand on."""
        return self.y2 - 4


@dataclass(frozen=True)
class SiteMap:
    """The drawing: points and lines in a box of WIDTH by HEIGHT, and how many sites it holds."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    count: int


def drawn(sites: Iterable[Site]) -> SiteMap:
    """The sites, north above, a degree of longitude as wide as it is in the middle of them."""
    rows = list(sites)
    if not rows:
        return SiteMap((), (), 0)
    lats, lons = [float(site.latitude) for site in rows], [float(site.longitude) for site in rows]
    middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    narrow = max(math.cos(math.radians(middle[0])), 0.1)
    high = max(max(lats) - min(lats), LEAST)
    wide = max((max(lons) - min(lons)) * narrow, LEAST)
    scale = min((HEIGHT - 2 * EDGE) / high, (WIDTH - 2 * EDGE) / wide)

    def place(lat: float, lon: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - middle[1]) * narrow * scale
        return round(x, 1), round(HEIGHT / 2 - (lat - middle[0]) * scale, 1)

    points = []
    for site, lat, lon in zip(rows, lats, lons, strict=True):
        label = site.get_status_display()
        x, y = place(lat, lon)
        points.append(Point(x, y, label[0], MARKS[SiteStatus(site.status)], f"{site.name}: {label.lower()}"))
    return SiteMap(tuple(points), tuple(_lines(middle, narrow, scale)), len(rows))


def _lines(middle: tuple[float, float], narrow: float, scale: float) -> Iterator[Line]:
    """A few lines of each sort, so that the drawing says where it is."""
    for number in range(1, LINES):
        y = HEIGHT * number / LINES
        lat = middle[0] + (HEIGHT / 2 - y) / scale
        yield Line(0, y, WIDTH, y, f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}")
        x = WIDTH * number / LINES
        lon = middle[1] + (x - WIDTH / 2) / (narrow * scale)
        yield Line(x, 0, x, HEIGHT, f"{abs(lon):.2f}° {'E' if lon >= 0 else 'W'}")
