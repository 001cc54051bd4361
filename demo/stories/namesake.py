"""A person with the name of a party on a list."""

from __future__ import annotations

from partners.services import people
from partners.services.people import Identity
from vetting.services import cases

from ..walks import ask, walk
from ..world import Days, World


def namesake(world: World) -> Days:
    """Lieutenant Daviren Oskalet is spelled almost as a party of the demonstration's list is. The match is open: until
    a named person decides that they are two, the roster does not go to review. Another row is held at post for a
    missing paper."""
    unit = world.units["XTM-0111"]
    yield -30
    identity = Identity(
        country=unit.country,
        given_names="Daviren",
        family_names="Oskalet",
        birth_date="1991-04-12",
        birth_place="Porto Melisande, Tamarind",
        sex="M",
        rank="Lieutenant",
    )
    lieutenant = people.create_person(identity=identity, by=world.who["analyst"])
    people.post(
        person=lieutenant,
        unit=unit,
        title="Boat section leader",
        from_on=world.day(-30),
        start_known=True,
        source=world.sources["order"],
        by=world.who["analyst"],
    )
    yield -8
    program = world.programs["IMET", "XTM"]
    recipients = [(unit, lieutenant), (unit, world.people["XTM-0111"][8]), (unit, world.people["XTM-0111"][9])]
    case = ask(world, program, recipients, start=40, end=89, event="Boarding officers, second group")
    yield from walk(world, case, since=-8, to="accept")
    yield -4
    cases.hold_subject(
        subject=case.subjects.get(person=world.people["XTM-0111"][9]),
        reason="The identity card on file has expired; the post asks for the new one.",
        by=world.who["analyst"],
    )
