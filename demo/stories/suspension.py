"""A suspension with its note, a unit under review, and the rest of the roster that goes on."""

from __future__ import annotations

from partners.services import units
from vetting.services import standing, subjects

from ..partners import INVENTED
from ..walks import approve, ask, walk
from ..world import Days, World

NOTE = (
    "A statement of two weeks ago names the company at the eastern port on the night in question. "
    "Held until the review of the unit is settled; nothing is held against either of the two by name."
)


def suspension(world: World) -> Days:
    """A review of the 3rd Harbor Security Company was opened while fourteen people were in review: its two sergeants
    and the company itself are suspended with a note, the others wait for the human-rights review. The unit waits for a
    second person to confirm or close."""
    recipients = [
        (world.units[key], person)
        for key, first, last in (("XTM-0108", 8, 13), ("XTM-0111", 5, 8), ("XTM-0119", 3, 7), ("XTM-0214", 2, 4))
        for person in world.people[key][first:last]
    ]
    yield -26
    program = world.programs["IMET", "XTM"]
    case = ask(world, program, recipients, start=12, end=79, event="Small craft instructors, second group")
    yield from walk(world, case, since=-26, to="send")
    yield -17
    world.sources["statement"] = units.record_source(
        title=f"Statement of Coastal Rights Watch {INVENTED}",
        publisher=f"Coastal Rights Watch {INVENTED}",
        published_on=world.day(-31).isoformat(),
        by=world.who["analyst"],
    )
    standing.propose_ineligible(
        unit=world.units["XTM-0214"],
        grounds="One statement reports an unlawful killing by men of the company at the eastern port.",
        source=world.sources["statement"],
        by=world.who["rights2"],
    )
    yield -16
    subjects.suspend_subject(
        subjects=case.subjects.filter(unit=world.units["XTM-0214"]), reason=NOTE, by=world.who["bureau"]
    )
    yield -15
    approve(world, case, "bureau")
