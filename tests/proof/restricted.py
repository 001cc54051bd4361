"""A restriction on the country of a place, with a waiver that waits for a second person."""

from __future__ import annotations

from typing import Any

from ground.dates import today
from programs.services import restrictions
from tests.programs import build


def restrict(place: Any) -> None:
    """A restriction that another confirmed, on money that the place has none of."""
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
