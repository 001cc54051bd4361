"""Country training plans: written, copied and approved; lines hold their seats and follow each other; no grant for a
country that the law bars."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from ground.refusals import Refused, refusals
from partners.services.reference import table
from programs.models import CountryTrainingPlan, Recipient, TrainingLine, TrainingSeat
from programs.services import seat_life, seats, training_plans
from programs.services.reference import load_parameters
from programs.services.training_plans import LineRow
from tests import make

from . import build
from .browse import html, signed_in, step
from .guards import constraint_of, rewritten, without
from .test_races import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WORDS = "Instructors of its own in each squadron"


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def a_plan(office: build.Office, *, year: int = 2027, country: Any = None, **more: Any) -> CountryTrainingPlan:
    return training_plans.draft_plan(
        country=country or make.country(),
        budget_year=year,
        planning_year=more.pop("planning_year", year + 1),
        objectives=WORDS,
        level_assumed=Decimal(more.pop("level", 500_000)),
        human_rights_priority=True,
        by=office.analyst,
    )


def a_line(office: build.Office, plan: CountryTrainingPlan, quantity: int = 1, **more: Any) -> TrainingLine:
    row = LineRow(course=more.pop("course", None) or build.course(), quantity=quantity, **more)
    return training_plans.add_line(plan=plan, row=row, by=office.analyst)


def seat_in(office: build.Office, line: TrainingLine, who: Recipient, first: int = 0, last: int = 10) -> TrainingSeat:
    row = seats.SeatRow(
        recipient=who, course=line.course, start_on=today() + first * DAY, end_on=today() + last * DAY, line=line
    )
    (made,) = seats.request_seats(rows=[row], by=office.analyst)
    return made


def a_student(office: build.Office, program: Any = None) -> Recipient:
    program = program or build.program(office)
    return build.recipient(office, program, (unit := make.unit()), make.person(unit))


def test_a_plan_is_written_once_a_year_and_says_its_objectives(office: build.Office) -> None:
    plan = a_plan(office)
    with pytest.raises(Refused, match="already"):
        a_plan(office)
    with pytest.raises(Refused, match="planning year comes after"):
        a_plan(office, year=2028, planning_year=2028)
    raw = CountryTrainingPlan.objects.filter(pk=plan.pk)
    assert constraint_of(lambda: raw.update(planning_year=2027, version=2)) == "training_plan_looks_ahead"
    assert constraint_of(lambda: raw.update(objectives="", version=2)) == "training_plan_says_what_for"
    assert constraint_of(lambda: raw.update(level_assumed=-1, version=2)) == "training_plan_level_not_negative"
    assert constraint_of(lambda: raw.update(approved_on=today(), version=2)) == "training_plan_approved_whole"
    assert constraint_of(lambda: raw.update(budget_year=2026, version=2)) == "programs_countrytrainingplan_frozen"
    assert constraint_of(lambda: raw.delete()) == "programs_countrytrainingplan_no_delete"


def test_an_approval_has_a_working_group_and_a_day_that_has_come_and_is_recorded_once(office: build.Office) -> None:
    plan = a_plan(office)
    with pytest.raises(Refused) as refused:
        training_plans.approve_plan(plan=plan, working_group="WG", approved_on=today() + DAY, by=office.analyst)
    assert refused.value.code == "programs_countrytrainingplan_approved_on_ahead"
    with pytest.raises(Refused, match="names its working group"):
        training_plans.approve_plan(plan=plan, working_group=" ", approved_on=today(), by=office.analyst)
    training_plans.approve_plan(plan=plan, working_group="WG 2026", approved_on=today(), by=office.analyst)
    with pytest.raises(Refused, match="recorded already"):
        training_plans.approve_plan(plan=plan, working_group="WG 2026", approved_on=today() - DAY, by=office.analyst)


def test_lines_number_themselves_and_a_number_chains_its_steps(office: build.Office) -> None:
    plan = a_plan(office)
    main = a_line(office, plan, 4, unit_price=Decimal("1250.50"))
    language = a_line(office, plan, 4, wcn=main.wcn, sequence=1)
    other = a_line(office, plan)
    assert [str(line) for line in (main, language, other)] == ["WCN 0001 A", "WCN 0001 B", "WCN 0002 A"]
    assert [line.priority for line in (main, language, other)] == [1, 2, 3]
    assert [line.pk for line in plan.lines.in_order()] == [language.pk, main.pk, other.pk]
    with pytest.raises(Refused, match="number and suffix already"):
        a_line(office, plan, wcn="0001", suffix="b")
    found = CountryTrainingPlan.objects.with_lines().get(pk=plan.pk)
    assert (found.line_count, found.seats_wanted, found.dollars_planned) == (3, 9, Decimal("5002.00"))
    raw = TrainingLine.objects.filter(pk=main.pk)
    assert constraint_of(lambda: raw.update(wcn="no", version=2)) in {
        "training_line_number_shape",
        "programs_trainingline_frozen",
    }
    assert constraint_of(lambda: raw.update(quantity=0, version=2)) == "training_line_figures"
    assert constraint_of(lambda: raw.update(sequence=2, version=2)) == "programs_trainingline_frozen"


def test_a_line_is_programmed_once_its_plan_is_approved(office: build.Office) -> None:
    plan = a_plan(office)
    line = a_line(office, plan)
    with pytest.raises(Refused, match="working group has not approved"):
        training_plans.take(line=line, step="program", by=office.analyst)
    training_plans.approve_plan(plan=plan, working_group="WG", approved_on=today(), by=office.analyst)
    assert training_plans.take(line=line, step="program", by=office.analyst).state == "PROGRAMMED"


def test_a_line_holds_no_more_seats_than_it_asks_for_by_any_way(office: build.Office) -> None:
    program = build.program(office)
    line = a_line(office, a_plan(office))
    first = seat_in(office, line, a_student(office, program))
    with pytest.raises(Refused) as refused:
        seat_in(office, line, a_student(office, program))
    assert refused.value.code == "seat_within_line"
    assert refused.value.problems[0].opens.startswith("The line asks for 1 in all")
    second = build.seat(office, a_student(office, program), confirmed=False)
    moved = TrainingSeat.objects.filter(pk=second.pk)
    place = {"line": line, "course": line.course, "version": second.version + 1}
    assert constraint_of(lambda: moved.update(**place)) == "seat_within_line"
    assert constraint_of(lambda: moved.update(**{**place, "course": second.course})) == "seat_fits_line"
    seat_life.cancel(seat=first, cancelled_by="PARTNER", note="The squadron keeps him.", by=office.analyst)
    assert moved.update(**place) == 1  # a cancelled seat gives its place free


def test_without_the_guard_a_line_of_one_takes_two(office: build.Office) -> None:
    line, program = a_line(office, a_plan(office)), build.program(office)
    with without("programs_trainingseat", trigger="of_line"):
        for _ in range(2):
            seat_in(office, line, a_student(office, program))
    assert TrainingLine.objects.with_seats().get(pk=line.pk).seated == 2


def last_place(office: build.Office) -> list[str]:
    """Six people ask for the one place of a line, each transaction open for a moment; what each was refused with."""
    line, program = a_line(office, a_plan(office)), build.program(office)
    people = [a_student(office, program) for _ in range(6)]

    def ask(who: Recipient) -> None:
        with refusals():
            seat_in(office, line, who)
            time.sleep(0.2)

    answers = at_once([lambda who=who: ask(who) for who in people])
    return sorted(getattr(answer, "code", "") for answer in answers)


@pytest.mark.django_db(transaction=True)
def test_the_last_place_of_a_line_goes_to_one_of_six(office: build.Office) -> None:
    assert last_place(office) == ["", *["seat_within_line"] * 5]


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_all_six_have_it(office: build.Office) -> None:
    with rewritten("programs_trainingseat", "of_line", "ORDER BY l.id FOR NO KEY UPDATE OF l", "ORDER BY l.id"):
        assert last_place(office) == [""] * 6


def test_a_line_keeps_places_for_its_seats_and_ends_without_any(office: build.Office) -> None:
    line = a_line(office, a_plan(office), 2)
    program = build.program(office)
    held = [seat_in(office, line, a_student(office, program)) for _ in range(2)]
    with pytest.raises(Refused) as refused:
        training_plans.edit_line(line=line, changes={"quantity": 1}, by=office.analyst)
    assert (refused.value.code, refused.value.problems[0].opens) == ("training_line_quantity", "Opens for 2 or more.")
    raw = TrainingLine.objects.filter(pk=line.pk)
    assert constraint_of(lambda: raw.update(state="CANCELLED", version=2)) == "training_line_has_seats"
    with pytest.raises(Refused, match="2 seats in this line"):
        training_plans.take(line=line, step="cancel", note="No longer wanted.", by=office.analyst)
    for seat in held:
        seat_life.cancel(seat=seat, cancelled_by="PARTNER", note="No longer wanted.", by=office.analyst)
    ended = training_plans.take(line=line, step="cancel", note="No longer wanted.", by=office.analyst)
    with pytest.raises(Refused, match="no place left"):
        seat_in(office, ended, a_student(office, program))


def test_what_comes_before_ends_before_the_next_begins_for_the_same_person(office: build.Office) -> None:
    plan, program = a_plan(office), build.program(office)
    main = a_line(office, plan, 2)
    language = a_line(office, plan, 2, wcn=main.wcn, sequence=1)
    who = a_student(office, program)
    seat_in(office, language, who, 0, 30)
    with pytest.raises(Refused) as refused:
        seat_in(office, main, who, 30, 60)
    assert refused.value.code == "seat_after_prerequisite"
    then = seat_in(office, main, who, 31, 60)
    raw = TrainingSeat.objects.filter(pk=then.pk)
    assert constraint_of(lambda: raw.update(start_on=today(), version=2)) == "seat_after_prerequisite"
    seat_in(office, main, a_student(office, program), 0, 20)  # somebody who needs no language first


def test_a_line_holds_seats_of_its_own_country_and_of_imet_alone(office: build.Office) -> None:
    line = a_line(office, a_plan(office), 5)
    elsewhere = build.program(office, at=make.operating_unit("XBS", "Basalt", "AF"))
    unit = make.unit(in_country=elsewhere.operating_unit.country)
    with pytest.raises(Refused, match="another country"):
        seat_in(office, line, build.recipient(office, elsewhere, unit, make.person(unit)))
    with pytest.raises(Refused, match="another country"):
        seat_in(office, line, a_student(office, build.program(office, "PKO")))


def test_no_grant_line_for_a_country_that_the_law_bars(office: build.Office) -> None:
    load_parameters()
    barred = [row["place"] for row in table("parameters") if row["key"] == "imet_grant_barred"]
    assert barred == ["AUT", "ESP", "FIN", "KOR", "SGP"]
    plan = a_plan(office, country=make.country("FIN", "Finland", "EUR"))
    with pytest.raises(Refused) as refused:
        a_line(office, plan)
    assert refused.value.code == "imet_line_grant_barred"
    assert "22 U.S.C. 2347e" in str(refused.value.problems[0].rule)
    raw = {"plan": plan, "wcn": "1", "suffix": "A", "priority": 1, "course": build.course(), "quantity": 1}
    assert constraint_of(lambda: TrainingLine.objects.create(**raw)) == "imet_line_grant_barred"
    paid = a_line(office, plan, is_reimbursable=True)
    raw_line = TrainingLine.objects.filter(pk=paid.pk)
    assert constraint_of(lambda: raw_line.update(is_reimbursable=False, version=2)) == "programs_trainingline_frozen"
    with without("programs_trainingline", trigger="grant_allowed"):
        a_line(office, plan)


def test_a_plan_is_copied_into_the_next_year_with_its_live_lines_and_nothing_approved(office: build.Office) -> None:
    plan = a_plan(office)
    kept = a_line(office, plan, 3, unit_price=Decimal(900))
    dropped = a_line(office, plan)
    training_plans.approve_plan(plan=plan, working_group="WG", approved_on=today(), by=office.analyst)
    training_plans.take(line=kept, step="program", by=office.analyst)
    training_plans.take(line=dropped, step="cancel", note="No longer wanted.", by=office.analyst)
    made = training_plans.copy_plan(plan=plan, budget_year=2028, level_assumed=Decimal(1), by=office.analyst)
    assert (made.planning_year, made.objectives, made.approved_on) == (2029, WORDS, None)
    (line,) = made.lines.all()
    assert (line.wcn, line.quantity, line.unit_price, line.state) == (kept.wcn, 3, Decimal(900), "PLANNED")


def test_the_pages_from_an_empty_list_to_a_seat_in_a_line(office: build.Office) -> None:
    client, program = signed_in(office.analyst), build.program(office)
    assert "No country has a training plan yet" in html(client, "/training-plans/")
    words = {"planning_year": 2028, "objectives": WORDS, "level_assumed": "1000", "human_rights_priority": "on"}
    sent = client.post("/training-plans/new/", {**words, "country": "XTM", "budget_year": 2027})
    plan = CountryTrainingPlan.objects.get()
    assert sent.headers["Location"] == plan.get_absolute_url() == f"/training-plans/{plan.pk}/"
    course = build.course()
    address = plan.get_absolute_url()
    line = {"course": course.pk, "quantity": 2, "unit_price": "750", "sequence": 3}
    assert client.post(f"{address}lines/new/", line).status_code == 302
    page = html(client, address)
    assert "Above the level" in page and "1,500" in page and course.title in page
    made = plan.lines.get()
    assert client.post(f"{address}approve/", {"working_group": "WG", "approved_on": str(today()), "version": 1})
    assert step(client, made.get_absolute_url(), "program", 1).status_code == 302
    edited = {"priority": 1, "quantity": 1, "unit_price": "750", "version": 2}
    assert client.post(f"{made.get_absolute_url()}edit/", edited).status_code == 302
    who = a_student(office, program)
    asked = {"recipients": [who.pk], "line": made.pk, "start_on": str(today()), "end_on": str(today())}
    assert (
        client.post(f"/programs/{program.number}/seats/new/", {**asked, "tuition": 1, "allowances": 0}).status_code
        == 302
    )
    seat = TrainingSeat.objects.get()
    assert (seat.line, seat.course) == (made, course)
    assert str(made) in html(client, f"/seats/{seat.pk}/") and str(seat.recipient) in html(
        client, made.get_absolute_url()
    )
    assert client.post(f"/seats/{seat.pk}/line/", {"line": "", "version": 1}).status_code == 302
    assert client.post(f"/seats/{seat.pk}/line/", {"line": made.pk, "version": 2}).status_code == 302
    copied = client.post(f"{address}copy/", {"budget_year": 2028, "level_assumed": "2000"})
    assert html(client, copied.headers["Location"]).count("Not approved yet") >= 1
    assert "Plan 2027" in html(client, copied.headers["Location"])


def test_the_list_and_a_plan_cost_the_same_at_a_hundred_rows(office: build.Office) -> None:
    client, plan = signed_in(office.analyst), a_plan(office)
    a_line(office, plan)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            html(client, address)
        return len(seen)

    pages = ("/training-plans/", plan.get_absolute_url())
    few = [queries(page) for page in pages]
    course = build.course()
    for n in range(100):
        training_plans.add_line(plan=plan, row=LineRow(course=course, quantity=1), by=office.analyst)
        a_plan(office, year=2030 + n)
    assert [queries(page) for page in pages] == few
    assert max(few) <= 25
    file = client.get("/training-plans/?approved=no&budget_year=2027&export=csv").getvalue().decode()
    assert file.count("Tamarind") == 1 and "101" in file


def test_a_plan_of_another_place_is_not_found_and_not_written(office: build.Office) -> None:
    line = a_line(office, a_plan(office))
    there = signed_in(make.user("ANALYST", at=make.operating_unit("XBS", "Basalt", "AF")))
    addresses = (line.plan.get_absolute_url(), line.get_absolute_url())
    assert [there.get(address).status_code for address in addresses] == [404, 404]
    assert "Tamarind" not in html(there, "/training-plans/")
    with pytest.raises(Refused, match="another place"):
        a_plan(build.Office(make.operating_unit("XBS", "Basalt", "AF")), year=2028)
    other_kind = signed_in(make.user("ANALYST", kinds=["FMF"]))
    assert other_kind.get(line.get_absolute_url()).status_code == 404
