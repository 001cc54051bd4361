"""What lies on the desks today: requests to approve, reviews to give, questions to answer."""

from __future__ import annotations

from vetting.models import Approval, Review, Verdict
from vetting.services import approvals, cases, reviews, subjects

from ..walks import ask, walk
from ..world import Days, World


def waiting_for_manager(world: World) -> Days:
    """Two requests that Dana Whitlock has to approve, return or leave, one of them three days old; and one that she
    has approved and the vetting unit has not taken up."""
    mechanics = [(world.units["XTM-0119"], person) for person in world.people["XTM-0119"][7:10]]
    yield -6
    program = world.programs["FMF", "XTM"]
    case = ask(world, program, mechanics[:1], start=35, end=63, event="Engine shop survey")
    yield from walk(world, case, since=-6, to="endorse")
    yield -3
    case = ask(world, program, mechanics[1:], start=47, end=86, event="Small-craft maintenance, mobile team")
    yield from walk(world, case, since=-3, to="submit")
    yield -1
    lifesavers = world.programs["IMET", "XLK"]
    signalers = [(world.units["XLK-0026"], person) for person in world.people["XLK-0026"][8:11]]
    case = ask(world, lifesavers, signalers, start=58, end=86, event="Combat lifesaver instructors, second group")
    yield from walk(world, case, since=-1, to="submit")


def waiting_for_bureau(world: World) -> Days:
    """Peacekeeping instructors of Cobalt Coast wait for both reviews; the bureau reviewer, or a program manager who
    does not manage the program, gives the first."""
    yield -15
    program = world.programs["PKO", "XCB"]
    instructors = [(world.units["XCB-0052"], person) for person in world.people["XCB-0052"][1:12]]
    drivers = [(world.units["XCB-0061"], person) for person in world.people["XCB-0061"][1:5]]
    case = ask(world, program, [*instructors, *drivers], start=19, end=61, event="Peacekeeping instructors")
    yield from walk(world, case, since=-15, to="send")


def reviews_that_differ(world: World) -> Days:
    """In Juniper one reviewer has approved three radar officers and the other has not: two wait for an answer of the
    vetting unit, and the third was sent back with a question."""
    yield -20
    program = world.programs["TITLE-10", "XJN"]
    officers = [(world.units["XJN-0015"], person) for person in world.people["XJN-0015"][1:4]]
    case = ask(world, program, officers, start=25, end=74, event="Radar operators, basic course")
    yield from walk(world, case, since=-20, to="send")
    people = list(case.subjects.exclude(person=None))
    yield -12
    subjects.return_to_process(
        subjects=people[2:],
        reason="Which unit did he serve in before the regiment was formed?",
        by=world.who["manager2"],
    )
    yield -11
    reviews.review(case=case, kind=Review.Kind.BUREAU, verdict=Verdict.APPROVE, by=world.who["manager2"])
    yield -8
    reviews.review(
        case=case,
        kind=Review.Kind.HUMAN_RIGHTS,
        verdict=Verdict.REJECT,
        subjects=people[:2],
        reason="A report of last year names officers of the regiment without saying which.",
        by=world.who["rights"],
    )


def hospital_suspended(world: World) -> Days:
    """An approval that was given and then suspended: the hospital of Cobalt Coast receives nothing while a question
    about its guards is open. Another person than who suspended it may lift it."""
    yield -10
    approval = Approval.objects.filter(unit=world.units["XCB-0057"], person=None).latest("pk")
    approvals.suspend(
        approval=approval,
        reason="A complaint says that guards of the hospital turned wounded civilians away. The post asks the command.",
        by=world.who["bureau"],
    )


def draft_of_today(world: World) -> Days:
    """A request that Karin Ostrander has begun this morning and not sent, with a row taken off it again."""
    yield 0
    program = world.programs["IMET", "XTM"]
    cadets = [(world.units["XTM-0301"], person) for person in world.people["XTM-0301"][1:6]]
    case = ask(world, program, cadets, start=66, end=87, event="Human rights seminar for cadets")
    cases.remove_subject(
        subject=case.subjects.get(person=cadets[4][1]), reason="Graduates before the course begins.", by=case.requester
    )
