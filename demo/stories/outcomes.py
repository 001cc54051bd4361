"""How cases end: results in, returned, withdrawn, rejected, recalled after approval."""

from __future__ import annotations

from programs.services import programs, seats
from programs.services.seats import SeatRow
from vetting.models import Approval, Review, Verdict
from vetting.services import approvals, cases, reviews

from ..walks import ask, confirm, consulted, executing, obligated, vetted, walk
from ..world import Days, World, dollars

PRICE = 7_400


def maritime_law(world: World) -> Days:
    """Saffron Isles: a program that was carried out and closed; of its graduates one was recalled when new information
    came in, and her approval is revoked."""
    program = yield from executing(
        world,
        kind="IMET",
        iso3="XSF",
        title="Maritime law workshop",
        purpose="Boardings that hold up in court.",
        amount=60_000,
        detail={"objectives": "A legal instructor at each station."},
        since=-147,
    )
    officers = [(world.units[key], world.people[key][place]) for key in ("XSF-0012", "XSF-0014") for place in (1, 2)]
    named = yield from vetted(world, program, officers, since=-138, start=-110, end=-60)
    rows = [
        SeatRow(
            recipient=recipient,
            course=world.courses["justice"],
            start_on=world.day(-105),
            end_on=world.day(-84),
            tuition=dollars(PRICE),
            **consulted("O-4"),
        )
        for recipient in named
    ]
    booked = seats.request_seats(rows=rows, by=world.who["analyst"])
    confirm(world, *booked)
    yield from obligated(world, program, world.funds["IMET"], PRICE * 4, since=-118, evidence="ORDER", seats=booked)
    yield -105
    for seat in booked:
        seats.take(seat=seat, step="start", by=world.who["analyst"])
    yield -84
    for seat in booked:
        seats.complete(seat=seat, outcome="GRADUATED", on=world.day(-84), by=world.who["analyst"])
    yield -40
    programs.take(program=program, step="close", by=program.manager)
    yield -13
    approvals.revoke(
        approval=Approval.objects.filter(person=officers[3][1]).latest("pk"),
        reason="She is named in an inquiry into a collision at sea; the station has confirmed it.",
        by=world.who["rights"],
    )


def returned(world: World) -> Days:
    """A request that its manager has sent back with a reason; the post corrects it and sends it again."""
    yield -9
    program = world.programs["IMET", "XJN"]
    jurists = [(world.units["XJN-0022"], person) for person in world.people["XJN-0022"][1:4]]
    case = ask(world, program, jurists, start=51, end=72, event="Seminar for military judges")
    yield from walk(world, case, since=-9, to="submit")
    yield -7
    cases.return_request(
        case=case,
        reason="The need says “legal training”. Which course, and what will they do with it afterwards?",
        by=case.manager,
    )


def withdrawn(world: World) -> Days:
    """A request that its requester took back: canceled, and nobody is approved by it."""
    yield -28
    program = world.programs["NADR", "XSF"]
    guards = [(world.units["XSF-0020"], person) for person in world.people["XSF-0020"][1:3]]
    case = ask(world, program, guards, start=10, end=24, event="Cargo inspection workshop")
    yield from walk(world, case, since=-28, to="endorse")
    yield -25
    cases.withdraw(case=case, reason="The ministry has given up the project.", by=case.requester)


def rejected(world: World) -> Days:
    """Results that the manager has not read yet: both reviews approved seven border guards of Larkspur and rejected
    one."""
    yield -18
    program = world.programs["GSCF", "XLK"]
    guards = [(world.units["XLK-0052"], person) for person in world.people["XLK-0052"][1:6]]
    case = ask(world, program, guards, start=15, end=36, event="Radar site crew, first rotation")
    yield from walk(world, case, since=-18, to="send")
    one = case.subjects.filter(person=guards[2][1])
    others = case.subjects.exclude(person=guards[2][1])
    reason = "Convicted by a court of his own country for beating a detainee; the judgment is on file."
    for day, kind, reviewer in ((-9, Review.Kind.BUREAU, "bureau"), (-6, Review.Kind.HUMAN_RIGHTS, "rights")):
        yield day
        by = world.who[reviewer]
        reviews.review(case=case, kind=kind, verdict=Verdict.REJECT, subjects=one, reason=reason, by=by)
        reviews.review(case=case, kind=kind, verdict=Verdict.APPROVE, subjects=others, by=by)
