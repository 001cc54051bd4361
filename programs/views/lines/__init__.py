"""The lists that only some kinds have on a program's page: what the page reads for each, by the list's relation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...models import Program
from .around import around, by_force
from .base import SHOWN
from .fmf import fms_cases
from .gscf import contributions
from .imet import seats
from .nadr import grants
from .title_ten import proposal

__all__ = ["READS", "SHOWN", "around", "by_force"]

READS: dict[str, Callable[[Program, Any], dict[str, Any]]] = {
    "contributions": contributions,
    "fms_cases": fms_cases,
    "grants": grants,
    "proposal": proposal,
    "seats": seats,
}
