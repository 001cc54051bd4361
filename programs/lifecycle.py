"""The step tables of programs: program, line of a training plan, seat, training event, travel order, obligation."""

from __future__ import annotations

from ground.lifecycle import Lifecycle, Step, sources

from . import checks
from .cwd.checks import award_is_kept, awards_are_closed
from .notifications.checks import congress_had_its_days, notice_is_open
from .restrictions.reads import country_is_open
from .states import EventState as E
from .states import ObligationState as B
from .states import OrderState as O
from .states import ProgramState as P
from .states import SeatState as S
from .states import TrainingLineState as L

PROGRAM_STEPS = Lifecycle(
    "programs.Program",
    initial=P.DRAFT,
    steps=(
        Step(
            "submit",
            sources(P.DRAFT),
            P.PROPOSED,
            "programs.submit_program",
            "Submit the plan",
            (checks.says_what_for, checks.proposal_is_whole),
        ),
        Step(
            "approve",
            sources(P.PROPOSED),
            P.APPROVED,
            "programs.approve_program",
            "Approve the plan",
            (checks.is_not_the_author,),
        ),
        Step(
            "return", sources(P.PROPOSED), P.DRAFT, "programs.approve_program", "Return with a reason", needs_note=True
        ),
        Step(
            "execute",
            sources(P.APPROVED),
            P.EXECUTING,
            "programs.change_program",
            "Start executing",
            (checks.both_departments_decided, checks.state_has_concurred, congress_had_its_days),
        ),
        Step(
            "close",
            sources(P.EXECUTING),
            P.CLOSED,
            "programs.close_program",
            "Close the program",
            (checks.nothing_is_open, awards_are_closed),
        ),
        Step(
            "cancel",
            sources(P.DRAFT, P.PROPOSED, P.APPROVED),
            P.CANCELLED,
            "programs.close_program",
            "Cancel the program",
            (checks.nothing_is_committed, awards_are_closed),
            needs_note=True,
        ),
    ),
)

LINE_STEPS = Lifecycle(
    "programs.TrainingLine",
    initial=L.PLANNED,
    steps=(
        Step(
            "program",
            sources(L.PLANNED),
            L.PROGRAMMED,
            "programs.change_program",
            "Program the line",
            (checks.plan_is_approved,),
        ),
        Step(
            "cancel",
            sources(L.PLANNED, L.PROGRAMMED),
            L.CANCELLED,
            "programs.change_program",
            "Cancel the line",
            (checks.line_is_empty,),
            needs_note=True,
        ),
    ),
)

ARRANGE = "programs.arrange_seat"
BEFORE_TRAVEL = sources(S.CONFIRMED, S.NOMINATED, S.SCREENED)
BEFORE_TRAINING = sources(*BEFORE_TRAVEL, S.ITO_ISSUED, S.TRAVELLING)
# That a student is vetted is no state: it is read from the gate each time.
SEAT_STEPS = Lifecycle(
    "programs.TrainingSeat",
    initial=S.REQUESTED,
    steps=(
        Step("program", sources(S.REQUESTED), S.PROGRAMMED, ARRANGE, "Program the seat"),
        Step("confirm", sources(S.REQUESTED, S.PROGRAMMED), S.CONFIRMED, ARRANGE, "Confirm the seat"),
        Step("nominate", sources(S.CONFIRMED), S.NOMINATED, ARRANGE, "Nominate the student", offered=False),
        Step(
            "screen",
            sources(S.NOMINATED),
            S.SCREENED,
            ARRANGE,
            "Record the screening",
            (checks.attache_was_consulted,),
            offered=False,
        ),
        Step(
            "issue_order",
            BEFORE_TRAVEL,
            S.ITO_ISSUED,
            ARRANGE,
            "Issue the ITO",
            (checks.attache_was_consulted, checks.seat_gate_is_open),
            offered=False,
        ),
        Step("travel", sources(S.ITO_ISSUED), S.TRAVELLING, ARRANGE, "Record departure", (checks.trip_has_begun,)),
        Step(
            "start",
            BEFORE_TRAINING,
            S.IN_TRAINING,
            ARRANGE,
            "Start the seat",
            (
                checks.attache_was_consulted,
                checks.seat_gate_is_open,
                checks.seat_is_obligated,
                checks.program_is_executing,
                checks.seat_has_begun,
            ),
        ),
        Step("complete", sources(S.IN_TRAINING), S.COMPLETED, ARRANGE, "Record completion", offered=False),
        Step("withdraw", sources(S.IN_TRAINING), S.WITHDRAWN, ARRANGE, "Record withdrawal", needs_note=True),
        Step("awol", sources(S.IN_TRAINING), S.AWOL, ARRANGE, "Record absence without leave", needs_note=True),
        Step("no_show", BEFORE_TRAINING, S.NO_SHOW, ARRANGE, "Record no show", needs_note=True),
        Step(
            "cancel",
            sources(S.REQUESTED, S.PROGRAMMED, *BEFORE_TRAVEL, S.ITO_ISSUED),
            S.CANCELLED,
            ARRANGE,
            "Cancel the seat",
            needs_note=True,
            offered=False,
        ),
    ),
)

EVENT_STEPS = Lifecycle(
    "programs.TrainingEvent",
    initial=E.PLANNED,
    steps=(
        Step(
            "start",
            sources(E.PLANNED),
            E.STARTED,
            "programs.record_delivery",
            "Start the event",
            (checks.event_gate_is_open, checks.program_is_executing, checks.event_has_begun),
        ),
        Step(
            "complete",
            sources(E.STARTED),
            E.COMPLETED,
            "programs.record_delivery",
            "Record who was trained",
            (checks.event_has_ended,),
            offered=False,
        ),
        Step(
            "stop",
            sources(E.STARTED),
            E.STOPPED,
            "programs.record_delivery",
            "Cut the event short",
            needs_note=True,
        ),
        Step(
            "cancel",
            sources(E.PLANNED),
            E.CANCELLED,
            "programs.record_delivery",
            "Cancel the event",
            needs_note=True,
        ),
    ),
)

ORDER_STEPS = Lifecycle(
    "programs.TravelOrder",
    initial=O.DRAFT,
    steps=(
        Step(
            "issue", sources(O.DRAFT), O.ISSUED, "programs.arrange_seat", "Issue the ITO", (checks.order_gate_is_open,)
        ),
        Step(
            "cancel",
            sources(O.DRAFT, O.ISSUED),
            O.CANCELLED,
            "programs.arrange_seat",
            "Cancel the ITO",
            needs_note=True,
        ),
    ),
)

OBLIGATION_STEPS = Lifecycle(
    "programs.Obligation",
    initial=B.PROPOSED,
    steps=(
        Step(
            "record",
            sources(B.PROPOSED),
            B.RECORDED,
            "programs.record_obligation",
            "Record the obligation",
            (
                checks.is_not_the_proposer,
                checks.fund_is_available,
                checks.document_is_signed,
                award_is_kept,
                checks.document_is_attached,
                checks.obligation_gate_is_open,
                country_is_open,
                notice_is_open,
            ),
        ),
        Step(
            "withdraw",
            sources(B.PROPOSED),
            B.WITHDRAWN,
            "programs.propose_obligation",
            "Withdraw the proposal",
            needs_note=True,
        ),
    ),
)
