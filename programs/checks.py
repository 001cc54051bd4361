"""The checks of program steps: one rule each, named with its basis. They return problems and never raise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ground.dates import days
from ground.pages.words import counted, long_day
from ground.refusals import Basis, Problem, Rule
from vetting import gate

from .availability import AVAILABILITY, REOBLIGATION
from .states import (
    BY_PROGRAM,
    OPEN_EVENT,
    OPEN_SEAT,
    Agency,
    Certified,
    Decided,
    Element,
    Kind,
    ObligationState,
    OrderState,
    Paper,
    ProgramState,
    SeatState,
    StateRole,
)
from .transactions import ANTIDEFICIENCY, EVIDENCE, TWO_PEOPLE

if TYPE_CHECKING:
    from .models import Obligation, Program, TrainingEvent, TrainingLine, TrainingSeat, TravelOrder

PLAN = Rule("Plan before money", Basis.GATEHOUSE, "A plan says what it is for and how much, and another approves it")
HAPPENED = Rule("What is recorded has happened", Basis.GATEHOUSE, "Nothing is recorded before its day")
CONCURRENCE = Rule("Concurrence of State", Basis.STATUTE, "10 U.S.C. 333(b)")
CERTIFIED = Rule("Certified before it begins", Basis.STATUTE, "10 U.S.C. 333(c)")
NOTICE = Rule("The notice is whole", Basis.STATUTE, "10 U.S.C. 333(e)")
JOINT = Rule("Joint decision", Basis.STATUTE, "P.L. 112-81 s. 1207(b)", verified=False)
ATTACHE = Rule("In consultation with the defense attache", Basis.STATUTE, "22 U.S.C. 2347f")
CIVILIANS = Rule("What training of civilians serves", Basis.STATUTE, "22 U.S.C. 2347")
SCREENING = Rule("Screened before travel", Basis.POLICY, "SAMM chapter 10: medical, English, security", verified=False)
IMET_GRANT = Rule("No IMET grant", Basis.STATUTE, "22 U.S.C. 2347e")
WORKING_GROUP = Rule(
    "Training plan approved", Basis.POLICY, "SAMM chapter 10: the yearly working group", verified=False
)
ATTACHED = Rule(
    "Evidence is attached", Basis.GATEHOUSE, "A document that obligates is attached where that is asked for"
)
ACCOUNTED = Rule(
    "Equipment is accounted for", Basis.POLICY, "GAO-08-754: delivered equipment of GPOI was not accounted for"
)
CHAIN = Rule("Trained, deployed, sustained", Basis.GATEHOUSE, "An outcome is shown by links that hold")
PEACE = Rule("Work under its purpose", Basis.GATEHOUSE, "Each purpose and global program has its own unit of work")
ENDS = Rule("Nothing left open", Basis.GATEHOUSE, "A program closes when its seats and money have ended")


def says_what_for(program: Program, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A plan says what the assistance is for and how much it takes. Gatehouse rule."""
    if not program.purpose.strip():
        yield Problem("The plan does not say what it is for.", PLAN, "Write it.", "purpose")
    if not program.planned_amount:
        yield Problem("The plan has no amount.", PLAN, "Write what it will take, in dollars.", "planned_amount")


def is_not_the_author(program: Program, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Whoever wrote a plan does not approve it. Gatehouse rule."""
    if program.author_id == by.pk:
        yield Problem("You wrote this plan; somebody else approves it.", PLAN)


def both_departments_decided(program: Program, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A GSCF project executes when State and DoD have both decided. Statute: P.L. 112-81 s. 1207(b), not verified."""
    if not hasattr(program, "gscfdetail"):
        return
    decided = set(program.joint_decisions.values_list("agency", flat=True))
    for agency in Agency:
        if agency not in decided:
            yield Problem(f"The {agency.label} has not decided.", JOINT, "Opens when its decision is recorded.")


def proposal_is_whole(program: Program, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A Title 10 proposal names a known authority and says all that its notice must say before review.

    Statute: 10 U.S.C. 333(e), verified.
    """
    if not hasattr(program, "titletendetail"):
        return
    authority = program.titletendetail.rules
    if authority is None:
        reason = f"The authority “{program.titletendetail.authority}” is not in the table of authorities."
        yield Problem(reason, CONCURRENCE, "An administrator adds it, with its source.", "authority")
    elif authority.elements:
        written = set(program.elements.values_list("element", flat=True))
        missing = [element.label for element in Element if element not in written]
        if missing:
            yield Problem(f"The proposal does not say: {'; '.join(missing)}.", NOTICE, "Write each of them.")


def state_has_concurred(program: Program, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """The latest decision of State is a concurrence in force, and DoD has certified. Statute: 10 U.S.C. 333(b), (c),
    verified."""
    if not hasattr(program, "titletendetail"):
        return
    authority = program.titletendetail.rules
    if authority is None:
        yield Problem("The authority is not in the table of authorities.", CONCURRENCE, "An administrator adds it.")
        return
    if authority.role == StateRole.CONCURRENCE:
        latest = program.concurrences.order_by("-pk").first()
        if latest is None:
            yield Problem("State has not decided.", CONCURRENCE, "Opens with a concurrence; silence is not one.")
        elif latest.decision not in (Decided.CONCUR, Decided.CONDITIONS):
            yield Problem(f"State {latest.get_decision_display().lower()}.", CONCURRENCE, "Opens with a concurrence.")
        elif latest.expires_on is not None and latest.expires_on < on:
            yield Problem(
                f"The concurrence ended on {long_day(latest.expires_on)}.", CONCURRENCE, "Opens with another."
            )
    certified = set(program.certifications.values_list("what", flat=True))
    for what in authority.certifications:
        if what not in certified:
            yield Problem(f"DoD has not certified: {Certified(what).label.lower()}.", CERTIFIED, "Opens when it has.")


def nothing_is_open(program: Program, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A program closes when no seat or event is open and no obligation waits. Gatehouse rule."""
    open_seats = program.seats.filter(state__in=OPEN_SEAT).count()
    if open_seats:
        yield Problem(f"{counted(open_seats, 'seat')} still open.", ENDS, "Complete or cancel each.")
    open_events = program.training_events.filter(state__in=OPEN_EVENT).count()
    if open_events:
        yield Problem(f"{counted(open_events, 'event')} still open.", ENDS, "Complete, stop or cancel each.")
    if program.obligations.filter(state=ObligationState.PROPOSED).exists():
        yield Problem("A proposed obligation waits.", ENDS, "Record or withdraw it.")


def nothing_is_committed(program: Program, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A program with money on it is closed, not cancelled. Gatehouse rule."""
    if program.balances.filter(stage__in=BY_PROGRAM, amount__gt=0).exists():
        yield Problem("Money is committed or obligated to this program.", ENDS, "Release it first.")


def plan_is_approved(line: TrainingLine, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A line is programmed once the working group has approved its plan. Policy: SAMM chapter 10, not verified."""
    if line.plan.approved_on is None:
        yield Problem("The working group has not approved the plan.", WORKING_GROUP, "Opens when it has.")


def line_is_empty(line: TrainingLine, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A line is cancelled when no seat stands in it. Gatehouse rule."""
    seated = line.seats.exclude(state=SeatState.CANCELLED).count()
    if seated:
        yield Problem(f"{counted(seated, 'seat')} in this line.", ENDS, "Cancel each, or place it elsewhere.")


def attache_was_consulted(seat: TrainingSeat, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """No student of IMET goes on before the defense attache was consulted. Statute: 22 U.S.C. 2347f, verified.

    Nor without a US-equivalent grade, unless a civilian. Gatehouse rule.
    """
    if seat.program.kind == Kind.IMET and seat.attache_consulted_on is None:
        yield Problem("The defense attache was not consulted on this student.", ATTACHE, "Nominate the student first.")
    elif seat.program.kind == Kind.IMET and not (seat.grade or seat.is_civilian):
        yield Problem("The student has no US-equivalent grade and is no civilian.", PLAN, "Nominate the student first.")


def trip_has_begun(seat: TrainingSeat, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A student leaves on the first day of the trip, not before. Gatehouse rule: what is recorded has happened."""
    order = seat.orders.filter(state=OrderState.ISSUED).first()
    if order is not None and on < order.travel_from:
        yield Problem(f"The trip begins on {long_day(order.travel_from)}.", HAPPENED, "Opens on that day.")


def seat_gate_is_open(seat: TrainingSeat, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Person and unit are approved for the whole course. Statute: 22 U.S.C. 2378d(a), verified."""
    yield from gate.problems(
        units=[seat.recipient.unit_id],
        people=[seat.recipient.person_id] if seat.recipient.person_id else [],
        laws=seat.program.laws,
        during=days(seat.start_on, seat.end_on),
    )


def event_gate_is_open(event: TrainingEvent, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """The unit is approved for every day of the event. Statute: 22 U.S.C. 2378d(a), verified."""
    yield from gate.problems(
        units=[event.recipient.unit_id],
        people=[],
        laws=event.program.laws,
        during=days(event.start_on, event.end_on),
    )


def event_has_begun(event: TrainingEvent, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """An event starts on its first day, not before. Gatehouse rule: what is recorded has happened."""
    if on < event.start_on:
        yield Problem(f"The event starts on {long_day(event.start_on)}.", HAPPENED, "Opens on that day.")


def event_has_ended(event: TrainingEvent, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """An event is counted on its last day or later. Gatehouse rule: what is recorded has happened."""
    if on < event.end_on:
        yield Problem(f"The event ends on {long_day(event.end_on)}.", HAPPENED, "Opens on that day.")


def order_gate_is_open(order: TravelOrder, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Person and unit are approved for the whole trip. Statute: 22 U.S.C. 2378d(a), verified."""
    seat = order.seat
    yield from gate.problems(
        units=[seat.recipient.unit_id],
        people=[seat.recipient.person_id] if seat.recipient.person_id else [],
        laws=seat.program.laws,
        during=days(order.travel_from, order.travel_until),
    )


def seat_is_obligated(seat: TrainingSeat, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A seat starts on recorded money that names its person. Statute: 31 U.S.C. 1341(a), verified."""
    obligation = seat.obligation
    if obligation is None or obligation.state != ObligationState.RECORDED:
        yield Problem("The seat has no recorded obligation.", ANTIDEFICIENCY, "Opens when its obligation is recorded.")
    elif obligation.recipients_named and not obligation.recipients.filter(recipient=seat.recipient_id).exists():
        yield Problem("The obligation of the seat does not name its person.", ANTIDEFICIENCY)


def seat_has_begun(seat: TrainingSeat, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A seat starts on its first day, not before. Gatehouse rule: what is recorded has happened."""
    if on < seat.start_on:
        yield Problem(f"The course starts on {long_day(seat.start_on)}.", HAPPENED, "Opens on that day.")


def program_is_executing(seat: TrainingSeat | TrainingEvent, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Training and deliveries belong to a program under way. Gatehouse rule."""
    if seat.program.state != ProgramState.EXECUTING:
        yield Problem("The program is not executing.", PLAN, "Opens when the program starts executing.")


def is_not_the_proposer(obligation: Obligation, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Proposer and recorder are two people. Gatehouse rule, after 31 U.S.C. 1514 (certifying apart from ordering)."""
    if obligation.proposed_by_id == by.pk:
        yield Problem("You proposed this obligation; somebody else records it.", TWO_PEOPLE)


def fund_is_available(obligation: Obligation, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """New obligations only inside the period of availability. Statute: 31 U.S.C. 1502(a), verified.

    What obligates again does so until R, under section 7011 (earlier 511) of the act. Policy, verified.
    """
    fund, again = obligation.fund, obligation.reobligation
    until = fund.reobligate_until if again else fund.available_until
    if until and obligation.effective_on > until:
        sentence = f"{fund} was open for {'this' if again else 'new obligations'} until {long_day(until)}."
        rule = REOBLIGATION if again else AVAILABILITY
        yield Problem(sentence, rule, field="effective_on", code="ledger_availability")
    if obligation.effective_on < fund.enacted_on:
        sentence = f"{fund} was enacted on {long_day(fund.enacted_on)}; the money does not exist before."
        yield Problem(sentence, AVAILABILITY, field="effective_on", code="ledger_after_enactment")


def document_is_signed(obligation: Obligation, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """An obligation is recorded on or after the day its document is signed. Statute: 31 U.S.C. 1501(a), verified."""
    if obligation.effective_on > on:
        yield Problem(f"The document is signed on {long_day(obligation.effective_on)}.", EVIDENCE, "Opens on that day.")


def document_is_attached(obligation: Obligation, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Where a dated parameter asks for it, an obligation whose evidence is a document is recorded with that document
    attached. Gatehouse rule on 31 U.S.C. 1501(a), verified; the place where it is asked for is a parameter."""
    if obligation.asks_for_document and not obligation.attachments.filter(paper=Paper.SIGNED_AGREEMENT).exists():
        yield Problem(
            "The signed document is not attached.",
            ATTACHED,
            "Attach it.",
            code="document",
            url=f"{obligation.get_absolute_url()}attachments/new/?paper={Paper.SIGNED_AGREEMENT}",
        )


def obligation_gate_is_open(obligation: Obligation, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Named recipients are approved on the day the money is obligated. Statute: 22 U.S.C. 2378d(a), verified."""
    if not obligation.recipients_named or obligation.program is None:
        return
    by_unit: dict[int, list[int]] = {}
    for unit, person in obligation.recipients.values_list("recipient__unit_id", "recipient__person_id"):
        by_unit.setdefault(unit, []).extend([person] if person else [])
    for units, people in [([unit], people) for unit, people in by_unit.items()] or [([], [])]:
        yield from gate.problems(
            units=units,
            people=people,
            laws=obligation.program.laws,
            during=days(obligation.effective_on, obligation.effective_on),
        )
