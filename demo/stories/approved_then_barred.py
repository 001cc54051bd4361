"""An approved person in a unit that became ineligible afterwards."""

from __future__ import annotations

from partners.services import units
from programs.services import seats
from programs.services.seats import SeatRow
from vetting.services import standing

from ..partners import INVENTED
from ..walks import confirm, consulted, executing, obligated, vetted
from ..world import Days, World, dollars

PRICE = 9_600


def approved_then_barred(world: World) -> Days:
    """A captain of Basalt's 2nd Rapid Response Battalion was approved in good order, and the money of his seat is
    obligated. Two people have since found the battalion ineligible: his approval still runs, and his seat is shut. A
    sergeant of the 1st Battalion, approved in the same case, may go."""
    program = yield from executing(
        world,
        kind="IMET",
        iso3="XBS",
        title="Military justice courses",
        purpose="Officers who know what a lawful order is.",
        amount=150_000,
        detail={"objectives": "One legal officer in each battalion."},
        since=-138,
        manager="manager2",
    )
    recipients = [(world.units[key], world.people[key][2]) for key in ("XBS-0034", "XBS-0037")]
    named = yield from vetted(world, program, recipients, since=-125, start=-90, end=60)
    yield -60
    rows = [
        SeatRow(
            recipient=recipient,
            course=world.courses["justice"],
            start_on=world.day(18),
            end_on=world.day(39),
            tuition=dollars(PRICE),
            **consulted("O-3"),
        )
        for recipient in named
    ]
    booked = seats.request_seats(rows=rows, by=world.who["analyst"])
    confirm(world, *booked)
    yield from obligated(world, program, world.funds["IMET"], PRICE * 2, since=-55, evidence="ORDER", seats=booked)
    yield -33
    source = units.record_source(
        title=f"Report of the Basalt Commission of Inquiry {INVENTED}",
        publisher=f"Basalt Commission of Inquiry {INVENTED}",
        published_on=world.day(-40).isoformat(),
        by=world.who["analyst"],
    )
    found = standing.propose_ineligible(
        unit=world.units["XBS-0034"],
        grounds="The commission names the battalion as responsible for killings during a search of two villages.",
        source=source,
        by=world.who["rights"],
    )
    yield -24
    standing.confirm_ineligible(
        standing=found,
        note="Credible: two kinds of evidence, and the ministry does not dispute it.",
        by=world.who["rights2"],
    )
