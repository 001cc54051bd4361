"""Every measure, in one literal. Rollups, live figures, charts, reports and the API read a figure from here only."""

from __future__ import annotations

from .cwd import land_released, ordnance_destroyed, people_taught
from .declared import Measure, Part
from .imet import imet_seats
from .money import deliveries_count, deliveries_value, money_by_stage, programs_planned
from .training import training_cost, training_places
from .vetting import cases_by_state

MEASURES: tuple[Measure, ...] = (
    training_places,
    training_cost,
    money_by_stage,
    deliveries_value,
    deliveries_count,
    programs_planned,
    land_released,
    ordnance_destroyed,
    people_taught,
    imet_seats,
    cases_by_state,
)


def measure_of(name: str) -> Measure | None:
    """The measure of that name, or None."""
    return next((one for one in MEASURES if one.name == name), None)


__all__ = [
    "MEASURES",
    "Measure",
    "Part",
    "cases_by_state",
    "deliveries_count",
    "deliveries_value",
    "imet_seats",
    "land_released",
    "measure_of",
    "money_by_stage",
    "ordnance_destroyed",
    "people_taught",
    "programs_planned",
    "training_cost",
    "training_places",
]
