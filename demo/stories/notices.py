"""Congressional notifications for NADR in Basalt: one that ran, one on day 13, one held, and one held in part."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from programs.models import CongressionalNotification, Program
from programs.notifications.rules import ClearingOffice
from programs.services import notifications
from programs.services.notifications import LineRow

from ..walks import obligated, propose
from ..world import Days, World, dollars

CLEARS = 4  # days from the draft to the last clearance
GRANTEE = "Clear Fields Trust (invented)"


def notified(
    world: World,
    program: Program,
    amount: int,
    *,
    title: str,
    why: str,
    since: int,
    sent: int,
    kind: str = "SECTION_7015",
) -> Generator[int, None, CongressionalNotification]:
    """A notification drafted by the manager on day `since`; every committee of its kind has it from day `sent`."""
    yield since
    notice = _draft(world, program, amount, title, why, kind)
    yield since + CLEARS
    notice = _clear(world, notice)
    yield sent
    return _send(world, notice, notice.committees, sent)


def _draft(
    world: World, program: Program, amount: int, title: str, why: str, kind: str = "SECTION_7015"
) -> CongressionalNotification:
    """Drafted and sent for clearance."""
    notice = notifications.draft_notification(
        kind=kind,
        program_kind=program.kind,
        title=title,
        justification=why,
        operating_unit=program.operating_unit,
        fiscal_year=world.year,
        lines=[LineRow(world.funds[program.kind], program.operating_unit, dollars(amount), program)],
        by=program.manager,
    )
    return notifications.take(notification=notice, step="submit", by=program.manager)


def _clear(world: World, notice: CongressionalNotification) -> CongressionalNotification:
    """A Yes of each office, H's recorded by H, the others' by the manager who did not draft it."""
    another = "manager2" if notice.author_id == world.who["manager"].pk else "manager"
    for office in ClearingOffice.values:
        by = world.who["legislative" if office == ClearingOffice.H else another]
        notice = notifications.record_clearance(notification=notice, office=office, answer="YES", by=by)
    return notice


def _send(
    world: World, notice: CongressionalNotification, committees: Sequence[str], day: int
) -> CongressionalNotification:
    return notifications.record_transmittals(
        notification=notice, committees=committees, sent_on=world.day(day), by=world.who["legislative"]
    )


def day_thirteen(world: World) -> Days:
    """Money for a second valley waits: its notification is on day 13 of 15, and the page says on which day it opens. A
    question of the budget office was answered on the way."""
    yield -24
    program = world.programs["NADR", "XBS"]
    why = "The survey found 31 hectares more; the grantee that clears the north valley goes on."
    notice = _draft(world, program, 1_600_000, "Battle area clearance, second valley", why)
    yield -20
    notifications.record_clearance(
        notification=notice,
        office=ClearingOffice.F,
        answer="QUESTIONS_BUDGET",
        note="Within the allocation of the partner?",
        by=world.who["manager"],
    )
    yield -16
    notice = _clear(world, notice)
    for committee, day in (("HAC", -14), ("SAC", -13)):
        yield day
        notice = _send(world, notice, [committee], day)
    yield -6
    _wait(world, program, notice, 1_600_000, opens=2)


def held_past_day_fifteen(world: World) -> Days:
    """A committee holds the notification of three storage sites since day 11; its period has long run, and still
    nothing is obligated: only a recorded release opens it."""
    yield -44
    program = world.programs["NADR", "XBS"]
    notice = yield from notified(
        world,
        program,
        1_200_000,
        title="Three storage sites: fences, doors and guards' posts",
        why="Stocks of the army stand beside a town; fences and doors before the next dry season.",
        since=-44,
        sent=-34,
    )
    yield -23
    notifications.open_hold(
        notification=notice,
        committee="SAC",
        opened_on=world.day(-23),
        note="Asks who pays for the guards when the grant ends.",
        by=world.who["legislative"],
    )
    yield -12
    _wait(world, program, notice, 1_200_000, opens=9)


def part_held(world: World) -> Days:
    """A committee holds a third of what is notified for lessons in schools; the rest was obligated, and a dollar more
    is refused until the release of the part is recorded."""
    yield -40
    program = world.programs["NADR", "XBS"]
    notice = yield from notified(
        world,
        program,
        600_000,
        title="Lessons on mines and shells in 40 schools",
        why="Children pass the fields that are cleared last.",
        since=-40,
        sent=-32,
    )
    yield -21
    notifications.open_hold(
        notification=notice,
        committee="HAC",
        opened_on=world.day(-21),
        note="Asks for the list of schools of the second year.",
        line=notice.lines.get(),
        amount=dollars(200_000),
        by=world.who["legislative"],
    )
    yield from obligated(
        world,
        program,
        world.funds["NADR"],
        400_000,
        since=-14,
        notification=notice,
        evidence="GRANT",
        naming="Teachers and children; no unit",
        counterparty=GRANTEE,
    )


def _wait(world: World, program: Program, notice: CongressionalNotification, amount: int, *, opens: int) -> None:
    """A grant proposed under the notification, to be signed in some days."""
    propose(
        world,
        program,
        world.funds["NADR"],
        amount,
        on=opens,
        evidence="GRANT",
        naming="The grantee works; units are named before each handover",
        counterparty=GRANTEE,
        notification=notice,
    )
