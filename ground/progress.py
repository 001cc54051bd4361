"""How far a long work is. A service takes a `Told` and calls it with the share that is done, from 0 to 1; a command
shows it. Who passes none is told nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Told = Callable[[float], object]
T = TypeVar("T")
EVERY = 500  # things between two tellings


def nobody(share: float) -> None:
    """The listener of a work that nobody watches."""


def part(told: Told, first: float, last: float) -> Told:
    """The same listener for a part of the work, which goes from the one share to the other."""
    return lambda share: told(first + share * (last - first))


def followed(things: Iterable[T], told: Told, share: Callable[[], float]) -> Iterator[T]:
    """The things one by one, telling now and then how far whoever gives them is."""
    for number, thing in enumerate(things):
        if not number % EVERY:
            told(share())
        yield thing
    told(1)


def counted(things: Sequence[T], told: Told) -> Iterator[T]:
    """The things one by one, telling after each how many are done."""
    for number, thing in enumerate(things, start=1):
        yield thing
        told(number / len(things))
