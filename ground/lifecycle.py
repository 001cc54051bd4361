"""Steps as data: a lifecycle is a tuple of `Step`, and the database guard, the buttons, the API and the checks read it.

A step names its source states, its one target, the permission it needs and its checks. A check is a function whose
docstring names the law, the policy or our own reason; it is called as `check(obj, by=…, note=…, on=…)`, returns
problems and never raises.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import pgtrigger

from .guards import Flow, Start
from .refusals import Problem


class Check(Protocol):
    """Returns the problems that keep a step from being taken; none means it may go ahead."""

    def __call__(self, obj: Any, /, *, by: Any, note: str, on: dt.date) -> Iterable[Problem]: ...


@dataclass(frozen=True)
class Step:
    """One edge, or several that share a target. `says` is what the button says; `needs_note` asks for a reason."""

    name: str
    sources: frozenset[str]
    target: str
    permission: str
    says: str
    checks: tuple[Check, ...] = ()
    needs_note: bool = False
    offered: bool = True  # False: taken inside another service, never by a button of its own


@dataclass(frozen=True)
class Lifecycle:
    """The states of one model's `field` and the only ways between them."""

    model: str
    initial: str
    steps: tuple[Step, ...]
    field: str = "state"

    def step(self, name: str) -> Step:
        """The step of that name. Raises KeyError for a name the table does not have."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(f"{self.model} has no step {name!r}")

    def edges(self) -> set[tuple[str, str]]:
        """Every (from, to) that the table allows."""
        return {(source, step.target) for step in self.steps for source in step.sources}

    def leaving(self, state: str) -> tuple[Step, ...]:
        """The steps that may be taken from a state, in table order."""
        return tuple(step for step in self.steps if state in step.sources)

    def triggers(self) -> list[pgtrigger.Trigger]:
        """The two guards that hold the table on every path, raw SQL included."""
        return [
            Flow(name=f"{self.field}_flow", field=self.field, edges=self.edges()),
            Start(name=f"{self.field}_start", field=self.field, initial=self.initial),
        ]


def sources(*states: str) -> frozenset[str]:
    """The states a step may be taken from."""
    return frozenset(str(s) for s in states)
