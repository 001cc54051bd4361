"""The world that the stories share: its people, places and money; and the teller, who lets each day come once.

A story is a generator: it yields the day on which it begins, acts, and yields the day on which it goes on, counted
from the day of loading (-20 is twenty days before). The teller always continues the story whose day comes first, as if
it were that day, so that numbers, dates and ages are those of a world that was lived through.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from accounts.models import User
from ground.dates import as_if, fiscal_year
from ground.progress import Told, nobody
from partners.models import Country, OperatingUnit, Person, Source, Unit
from programs.models import Course, Fund, Program, TrainingLine

Days = Iterator[int]
MONEY_FROM = 150  # the running funds exist since at least so many days


@dataclass
class World:
    """What has been made so far, by the names the stories know it under."""

    on: dt.date
    who: dict[str, User] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)  # "XTM-0108", without the DEMO-
    people: dict[str, list[Person]] = field(default_factory=dict)  # of a unit, its commander first
    sources: dict[str, Source] = field(default_factory=dict)
    funds: dict[str, Fund] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    lines: dict[str, TrainingLine] = field(default_factory=dict)  # of Tamarind's training plan, by their course
    programs: dict[tuple[str, str], Program] = field(default_factory=dict)  # by kind and partner
    documents: Iterator[int] = field(default_factory=lambda: itertools.count(1001))

    @property
    def year(self) -> int:
        """The budget year of the running funds: old enough for what they paid for, open for new obligations."""
        return fiscal_year(self.day(-MONEY_FROM))

    def day(self, offset: int) -> dt.date:
        """The day so many days from the day of loading."""
        return self.on + dt.timedelta(days=offset)

    def place(self, iso3: str) -> OperatingUnit:
        """The operating unit of a partner."""
        return self.countries[iso3].operating_unit

    def document(self, kind: str) -> str:
        """The number of a paper of the demonstration."""
        return f"DEMO-{kind}-{next(self.documents)}"


Story = Callable[[World], Days]


def tell(world: World, stories: tuple[Story, ...], told: Told = nobody) -> None:
    """Live through all the stories together, day by day, up to the day of loading."""
    order = itertools.count()
    waiting: list[tuple[int, int, Days]] = []

    def go_on(story: Days) -> None:
        day = next(story, None)
        if day is not None:
            heapq.heappush(waiting, (day, next(order), story))

    for story in stories:
        go_on(story(world))
    first = min((day for day, _, _ in waiting), default=0)
    while waiting:
        told(1 - waiting[0][0] / (first or -1))
        day, _, story = heapq.heappop(waiting)
        if day > 0:
            raise ValueError(f"{story} goes on after the day of loading")
        with as_if(world.day(day)):
            go_on(story)


def dollars(amount: int) -> Decimal:
    """Whole dollars."""
    return Decimal(amount)
