"""IMET students of the Saffron Isles: a graduate newly chief of her service, one absent without leave, a seat cancelled
at a price, others on their way."""

from __future__ import annotations

from programs.models import Program, TrainingSeat
from programs.services import alumni, seat_life, seats
from programs.services.seats import SeatRow
from programs.states import Topic

from ..walks import confirm, consulted, executing, obligated, vetted
from ..world import Days, World, dollars

PRICE, PENALTY = 9_600, 2_400
# what becomes of it: course, first day, last day
PLANNED: dict[str, tuple[str, int, int]] = {
    "completed": ("justice", -50, -29),
    "awol": ("boarding", -40, 8),
    "penalty": ("small craft", 20, 76),
    "travelling": ("boarding", 1, 50),
    "screened": ("justice", 40, 61),
    "civilian": ("justice", 40, 61),
    "programmed": ("small craft", 60, 116),
}


def students(world: World) -> Days:
    """Seven students: one graduated after field studies on four topics, one is absent without leave, one was called
    back by her own service so late that the school charges a penalty, one is on the way; a screened officer, a
    civilian lawyer nominated for military justice, and a seat that the school has only programmed."""
    program = yield from executing(
        world,
        kind="IMET",
        iso3="XSF",
        title="Coast guard officers abroad",
        purpose="Officers who command stations, board lawfully and testify in court.",
        amount=90_000,
        detail={"objectives": "A commander and a legal adviser at each station."},
        since=-100,
    )
    people = [(world.units[key], person) for key in ("XSF-0012", "XSF-0014") for person in world.people[key][3:7]]
    people.sort(key=lambda pair: pair[1].sex != "F")  # the graduate, named first, is a woman
    named = yield from vetted(world, program, people[: len(PLANNED)], since=-90, start=-60, end=120)
    rows = [
        SeatRow(
            recipient=recipient,
            course=world.courses[course],
            start_on=world.day(first),
            end_on=world.day(last),
            tuition=dollars(7_000),
            allowances=dollars(2_400),
            other_costs=dollars(200),
        )
        for recipient, (course, first, last) in zip(named, PLANNED.values(), strict=True)
    ]
    by = world.who["analyst"]
    booked = dict(zip(PLANNED, seats.request_seats(rows=rows, by=by), strict=True))
    for name, seat in booked.items():
        booked[name] = seats.take(seat=seat, step="program", by=by)
    confirm(world, *(seat for name, seat in booked.items() if name != "programmed"))
    yield from _in_training(world, program, booked)


def _nominate(world: World, seat: TrainingSeat, grade: str) -> None:
    seat_life.nominate(seat=seat, by=world.who["analyst"], **consulted(grade))


def _in_training(world: World, program: Program, booked: dict[str, TrainingSeat]) -> Days:
    by = world.who["analyst"]
    yield -70
    for name, grade in {"completed": "O-5", "awol": "E-7", "penalty": "O-3", "travelling": "O-4"}.items():
        _nominate(world, booked[name], grade)
    now = [booked["completed"], booked["awol"]]
    yield from obligated(world, program, world.funds["IMET"], PRICE * 2, since=-65, evidence="ORDER", seats=now)
    yield -50
    seats.take(seat=booked["completed"], step="start", by=by)
    yield -45
    seat_life.record_contacts(
        seat=booked["completed"],
        topics=[Topic.OVERSIGHT, Topic.SEPARATION],
        with_whom="A state legislature and its budget committee",
        by=by,
    )
    yield -40
    seats.take(seat=booked["awol"], step="start", by=by)
    seat_life.record_contacts(
        seat=booked["completed"],
        topics=[Topic.CIVILIAN_CONTROL, Topic.SPEECH],
        with_whom="A county newspaper and the mayor's office",
        by=by,
    )
    yield -29
    seats.complete(seat=booked["completed"], outcome="DISTINGUISHED", on=world.day(-29), by=by)
    yield -12
    seats.take(seat=booked["awol"], step="awol", note="Did not come back from leave; the school told the post.", by=by)
    yield from _on_their_way(world, booked)


def _on_their_way(world: World, booked: dict[str, TrainingSeat]) -> Days:
    by = world.who["analyst"]
    yield -10
    _nominate(world, booked["screened"], "O-4")
    seat_life.nominate(
        seat=booked["civilian"],
        is_civilian=True,
        ministry="Ministry of Justice (invented)",
        content="JUSTICE",
        by=by,
        **consulted(),
    )
    seats.issue_order(seat=booked["travelling"], travel_from=world.day(-1), travel_until=world.day(52), by=by)
    yield -5
    seat_life.cancel(
        seat=booked["penalty"],
        cancelled_by="PARTNER",
        penalty=dollars(PENALTY),
        note="Called back to her station for the storm season, fifteen days before the course.",
        by=by,
    )
    yield -4
    seat_life.screen(seat=booked["screened"], screened_on=world.day(-4), by=by)
    yield -3
    _chief(world, booked["completed"])
    yield -1
    seats.take(seat=booked["travelling"], step="travel", by=by)


def _chief(world: World, seat: TrainingSeat) -> None:
    """The graduate is newly chief of her service; the manager has verified it."""
    position = alumni.record_position(
        person=seat.recipient.person,
        title="Commandant of the Coast Guard (invented)",
        organization="Saffron Isles Coast Guard (invented)",
        grade="O-7",
        prominence="MILITARY",
        obtained="APPOINTED",
        from_on=world.day(-3),
        source_title="Gazette of the Saffron Isles, appointments (invented)",
        degree="Master of maritime law",
        by=world.who["analyst"],
    )
    alumni.verify_position(position=position, verified_on=world.day(-3), by=world.who["manager"])
