"""What a program is stated to be for, and the initiative whose name it carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ground.acting import acting, need
from ground.refusals import Problem
from ground.steps import lock

from ..checks import PLAN
from ..models import Initiative, Program
from ..states import ENDED_PROGRAM
from .fields import change, checked, refuse


def state_purposes(
    *, program: Program, purposes: Sequence[str], initiative: Initiative | None, by: Any, version: int | None = None
) -> Program:
    """Say what a program is stated to be for, and under which initiative: labels, which a plan past its draft may
    still be given."""
    need(by, "programs.change_program", program)
    with acting(by, step="state_purposes"):
        row = lock(program, version=version)
        not_ended(row)
        labels = {"stated_purposes": sorted(set(purposes)), "initiative": initiative}
        change(row, labels, allowed=frozenset(labels)).save()
    return row


def add_initiative(*, code: str, name: str, what: str, by: Any) -> Initiative:
    """A name that programs of several accounts carry together."""
    need(by, "programs.draft_program")
    with acting(by, step="add_initiative"):
        row = Initiative(code=code.strip().lower(), name=name.strip(), what=what)
        checked(row).save()
    return row


def not_ended(program: Program) -> None:
    """Refuse what would be written about a program that has ended. Gatehouse rule."""
    if program.state in ENDED_PROGRAM:
        refuse([Problem(f"The program is {program.get_state_display().lower()}.", PLAN, code="state")])
