"""Whether a unit may receive assistance at all. Opening and closing a review are two people's acts."""

from __future__ import annotations

from typing import Any

from ground.acting import acting, need
from ground.dates import now
from ground.refusals import Basis, Problem, Refused, Rule
from ground.steps import take_step
from partners.models import Source, Unit

from ..lifecycle import STANDING_STEPS
from ..models import UnitStanding
from .moves import lock_recipients

SOURCED = Rule("A finding has a source", Basis.GATEHOUSE, "No finding, incident or posting without a source")


def propose_ineligible(
    *, unit: Unit, grounds: str, source: Source, by: Any, version: int | None = None
) -> UnitStanding:
    """Open a review of a unit: shut in every program from now on, until another person confirms or closes it."""
    with acting(by, step="open_review", note=grounds):
        lock_recipients(units=[unit.pk], people=[])
        if not grounds.strip() or source is None:
            sentence = "A review of a unit has its grounds and a source."
            raise Refused("standing_finding_has_source", sentence, (Problem(sentence, SOURCED, field="grounds"),))
        need(by, "vetting.propose_ineligible", unit)
        standing, _ = UnitStanding.objects.get_or_create(unit=unit)
        return take_step(
            STANDING_STEPS,
            standing,
            "open_review",
            by=by,
            version=version,
            note=grounds,
            grounds=grounds.strip(),
            source=source,
            proposed_by=by,
            confirmed_by=None,
            since=now(),
        )


def confirm_ineligible(*, standing: UnitStanding, note: str, by: Any, version: int | None = None) -> UnitStanding:
    """A second person confirms the finding: the unit is ineligible."""
    return _settle(standing, "find_ineligible", note, by, version)


def close_review(*, standing: UnitStanding, note: str, by: Any, version: int | None = None) -> UnitStanding:
    """A second person closes the review with no finding, which certifies nothing."""
    return _settle(standing, "close_review", note, by, version)


def _settle(standing: UnitStanding, step: str, note: str, by: Any, version: int | None) -> UnitStanding:
    with acting(by, step=step, note=note):
        lock_recipients(units=[standing.unit_id], people=[])
        return take_step(
            STANDING_STEPS,
            standing,
            step,
            by=by,
            version=version,
            note=note,
            confirmed_by=by,
            since=now(),
        )
