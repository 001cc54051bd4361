"""How a restriction or a waiver stands, as a badge: word, tone and icon."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ground.dates import last_day
from ground.pages.badges import Badge

if TYPE_CHECKING:
    from ..models import CountryRestriction, RestrictionWaiver

BLOCKS = Badge("Blocks obligation", "bad", "ban")
WITHHOLDS = Badge("Withholds a part", "bad", "pause")
WARNS = Badge("Warns", "warn", "info")
WAITS = Badge("Waits for a second person", "review", "two")
LIFTED = Badge("Lifted", "good", "okc")
AHEAD = Badge("Not in force yet", "idle", "clock")
ENDED = Badge("Ended", "idle", "hist")
OPENS = Badge("Opens", "good", "okc")
COUNSEL = {
    True: Badge("Confirmed by counsel", "good", "scales"),
    False: Badge("Counsel has not confirmed", "warn", "scales"),
}


def standing(row: CountryRestriction, on: dt.date) -> Badge:
    """How a restriction stands on a day."""
    until = last_day(row.valid)
    if row.lifted_on is not None and row.lifted_on <= on:
        return LIFTED
    if until is not None and until < on:
        return ENDED
    if row.valid.lower > on:
        return AHEAD
    if not row.blocks:
        return WARNS
    if row.confirmed_by_id is None:
        return WAITS
    return WITHHOLDS if row.withheld else BLOCKS


def opening(row: RestrictionWaiver, on: dt.date) -> Badge:
    """How a waiver stands on a day."""
    until = last_day(row.valid)
    if row.confirmed_by_id is None:
        return WAITS
    if until is not None and until < on:
        return ENDED
    return AHEAD if row.valid.lower > on else OPENS
