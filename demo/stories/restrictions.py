"""What laws shut for three partners, examples to be confirmed by counsel, and a cap of a year that is nearly used."""

from __future__ import annotations

from programs.restrictions.rules import RestrictionKind
from programs.services import caps, restrictions
from programs.services.restrictions import Withheld

from ..world import Days, World, dollars

EXAMPLE = "Example of the demonstration, to be confirmed by counsel"


def shut_countries(world: World) -> Days:
    """FMF and PKO are shut for Basalt, and an exception opens a quarter of a million; of Tamarind's FMF a million waits
    for a certification; a row on Saffron Isles warns and waits for a second person."""
    yield -60
    by, another = world.who["funds"], world.who["funds2"]
    basalt = restrictions.write_restriction(
        country=world.countries["XBS"],
        kind=RestrictionKind.CHILD_SOLDIERS,
        citation="22 U.S.C. 2370c-1(a)",
        accounts=["FMF", "PKO"],
        from_on=world.day(-60),
        source=EXAMPLE,
        by=by,
    )
    tamarind = restrictions.write_restriction(
        country=world.countries["XTM"],
        kind=RestrictionKind.ACT_HEADING,
        citation=f"Demonstration Act, {world.year}, heading for Tamarind",
        accounts=["FMF"],
        fiscal_year=world.year,
        from_on=world.day(-60),
        withheld=Withheld(dollars(34_000_000), dollars(1_000_000), "military courts try no civilians"),
        source=EXAMPLE,
        by=by,
    )
    yield -58
    restrictions.confirm(restriction=basalt, by=another)
    restrictions.confirm(restriction=tamarind, by=another)
    yield -40
    waiver = restrictions.waive(
        restriction=basalt,
        kind="EXCEPTION",
        citation="22 U.S.C. 2370c-1(e)",
        document=world.document("DETERMINATION"),
        amount=dollars(250_000),
        from_on=world.day(-40),
        by=by,
    )
    yield -38
    restrictions.confirm_waiver(waiver=waiver, by=another)
    yield -5
    restrictions.write_restriction(
        country=world.countries["XSF"],
        kind=RestrictionKind.ARREARS,
        citation="FAA section 620(q), 22 U.S.C. 2370(q)",
        accounts=["FMF", "IMET"],
        from_on=world.day(-5),
        source=EXAMPLE,
        by=by,
    )


def near_a_cap(world: World) -> Days:
    """A determination under section 614 takes Larkspur near what one country may be given in a year."""
    yield -30
    caps.use_special(
        country=world.countries["XLK"],
        kind="FUNDS",
        amount=dollars(45_000_000),
        determined_on=world.day(-30),
        document=world.document("DETERMINATION"),
        by=world.who["funds"],
    )
