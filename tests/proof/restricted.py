"""What stands beside the money of a place: a restriction on its country, and what an implementer reports."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ground.dates import today
from programs.services import caps, restrictions, second_tier
from tests.programs import build


def restrict(place: Any) -> None:
    """A restriction that another confirmed, on money that the place has none of, a waiver that waits, and a report of
    the implementer of its obligation."""
    office = place.office
    written = restrictions.write_restriction(
        country=place.country,
        kind="COUP",
        citation=place.text("CITATION"),
        accounts=[build.account("NADR").code],
        from_on=today(),
        source=place.text("RESTRICTION-SOURCE"),
        note=place.text("RESTRICTION-NOTE"),
        by=office.funds,
    )
    place.restriction = restrictions.confirm(restriction=written, by=office.recorder)
    place.waiver = restrictions.waive(
        restriction=place.restriction,
        kind="WAIVER",
        citation=place.text("WAIVER"),
        document=place.text("DETERMINATION"),
        from_on=today(),
        by=office.funds,
    )
    place.tier_move = second_tier.report(
        obligation=place.obligation,
        from_stage="AWARDED",
        to_stage="PLANNED_TO_LINE",
        amount=Decimal(1_000),
        as_of=today(),
        line=place.text("TIER-LINE"),
        evidence=place.text("TIER-REPORT"),
        note=place.text("TIER-NOTE"),
        by=office.analyst,
    )
    place.special_use = caps.use_special(
        country=place.country,
        kind="FUNDS",
        amount=Decimal(1_000),
        determined_on=today(),
        document=place.text("DETERMINATION-614"),
        by=office.funds,
    )
