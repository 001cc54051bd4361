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
from .pko import (
    deployments,
    engagements,
    harm_processes,
    institutional_milestones,
    operation_contributions,
    packages,
    ratings,
    training_events,
)
from .title_ten import proposal

__all__ = ["READS", "SHOWN", "around", "by_force"]

READS: dict[str, Callable[[Program, Any], dict[str, Any]]] = {
    "contributions": contributions,
    "deployments": deployments,
    "engagements": engagements,
    "fms_cases": fms_cases,
    "grants": grants,
    "harm_processes": harm_processes,
    "institutional_milestones": institutional_milestones,
    "operation_contributions": operation_contributions,
    "packages": packages,
    "proposal": proposal,
    "ratings": ratings,
    "seats": seats,
    "training_events": training_events,
}
