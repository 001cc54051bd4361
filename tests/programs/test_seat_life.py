"""The life of an IMET seat: the attache consulted, screened, travelled, absent, cancelled at a price; a price that is
its parts; no grant where the law allows none; civilians for the purposes that the law names; whom a student met."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import as_if, fiscal_year, today
from ground.refusals import Refused
from programs.models import FieldContact, Recipient, TrainingSeat
from programs.services import obligations, seat_life, seats
from programs.services.reference import load_parameters
from programs.states import GRADES, GradeBand
from tests import make

from . import build
from .browse import html, signed_in, step
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ATTACHE = {"attache_office": "Defense attache office"}


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def asked(office: build.Office, who: Recipient, **more: Any) -> TrainingSeat:
    """A seat asked for and confirmed, nobody consulted."""
    row = seats.SeatRow(
        recipient=who,
        course=more.pop("course", None) or build.course(),
        start_on=more.pop("start_on", today()),
        end_on=more.pop("end_on", today() + 55 * DAY),
        **more,
    )
    (made,) = seats.request_seats(rows=[row], by=office.analyst)
    return seats.take(seat=made, step="confirm", by=office.analyst)


def nominated(office: build.Office, seat: TrainingSeat, **more: Any) -> TrainingSeat:
    facts = {"grade": "O-4", **ATTACHE, "attache_consulted_on": today(), **more}
    return seat_life.nominate(seat=seat, by=office.analyst, **facts)


def raw(seat: TrainingSeat, **changes: Any) -> str:
    """The constraint that refuses a write past every service."""
    rows = TrainingSeat.objects.filter(pk=seat.pk)
    return constraint_of(lambda: rows.update(version=seat.version + 1, **changes))


class TestAttache:
    def test_is_consulted_before_anybody_travels_by_any_way(self, office: build.Office) -> None:
        seat = asked(office, build.student(office, build.program(office)))
        trip = {"travel_from": seat.start_on, "travel_until": seat.end_on, "by": office.analyst}
        with pytest.raises(Refused) as refused:
            seats.issue_order(seat=seat, **trip)
        assert "22 U.S.C. 2347f" in str(refused.value.problems[0].rule)
        for state in ("NOMINATED", "ITO_ISSUED", "IN_TRAINING"):
            assert raw(seat, state=state, grade="O-4") == "seat_attache_consulted", state
        seats.issue_order(seat=nominated(office, seat), **trip)

    def test_without_the_guard_a_student_is_nominated_alone(self, office: build.Office) -> None:
        seat = asked(office, build.student(office, build.program(office)))
        with without("programs_trainingseat", trigger="consulted"):
            found = TrainingSeat.objects.filter(pk=seat.pk)
            assert found.update(state="NOMINATED", grade="O-4", version=seat.version + 1) == 1

    def test_a_consultation_is_whole_has_happened_and_stays(self, office: build.Office) -> None:
        seat = asked(office, build.student(office, build.program(office)))
        assert raw(seat, attache_consulted_on=today()) == "seat_consultation_whole"
        ahead = {"attache_consulted_on": today() + DAY}
        with pytest.raises(Refused) as refused:
            nominated(office, seat, **ahead)
        assert refused.value.code == "programs_trainingseat_attache_consulted_on_ahead"
        seat = nominated(office, seat)
        earlier = today() - DAY
        assert raw(seat, attache_consulted_on=earlier) == "programs_trainingseat_consultation"

    def test_is_no_matter_of_other_kinds(self, office: build.Office) -> None:
        student = build.student(office, build.program(office, "PKO"))
        seat = asked(office, student)
        trip = {"travel_from": seat.start_on, "travel_until": seat.end_on, "by": office.analyst}
        assert seats.issue_order(seat=seat, **trip).state == "ISSUED"

    def test_a_nominated_student_has_a_grade_or_is_a_civilian(self, office: build.Office) -> None:
        seat = asked(office, build.student(office, build.program(office)))
        with pytest.raises(Refused, match="US-equivalent grade"):
            nominated(office, seat, grade="")
        consulted = {"attache_consulted_on": today(), **ATTACHE}
        for state in ("NOMINATED", "ITO_ISSUED", "IN_TRAINING"):
            assert raw(seat, state=state, **consulted) == "seat_student_graded", state
        with without("programs_trainingseat", trigger="consulted"):
            assert raw(seat, state="NOMINATED", **consulted) == "seat_nominated_with_grade"


class TestCivilians:
    def test_are_trained_for_one_of_the_purposes_alone(self, office: build.Office) -> None:
        seat = asked(office, build.student(office, build.program(office)))
        civil = {"grade": "", "is_civilian": True}
        with pytest.raises(Refused) as refused:
            nominated(office, seat, **civil)
        assert [problem.field for problem in refused.value.problems] == ["content", "ministry"]
        assert raw(seat, is_civilian=True, ministry="Ministry of Justice") == "seat_civilian_content"
        assert raw(seat, is_civilian=True, content="JUSTICE") == "seat_civilian_content"
        made = nominated(office, seat, **civil, ministry="Ministry of Justice", content="JUSTICE")
        assert made.grade_band == GradeBand.CIVILIAN

    @pytest.mark.parametrize(
        ("grade", "band"),
        [("O-6", "SENIOR"), ("O-5", "MID"), ("O-3", "JUNIOR"), ("W-2", "JUNIOR"), ("E-5", "NCO"), ("E-4", "ENLISTED")],
    )
    def test_a_grade_has_its_band(self, grade: str, band: str) -> None:
        assert TrainingSeat(grade=grade).grade_band == band
        assert set(GRADES.values()) == set(GradeBand) - {GradeBand.CIVILIAN, GradeBand.NOT_GIVEN}


class TestScreening:
    def test_asks_for_the_english_of_the_course(self, office: build.Office) -> None:
        course = build.course()
        course.english_level = 70
        course.save()
        seat = nominated(office, asked(office, build.student(office, build.program(office)), course=course))
        with pytest.raises(Refused) as refused:
            seat_life.screen(seat=seat, screened_on=today(), english_score=69, by=office.analyst)
        assert (refused.value.code, refused.value.problems[0].opens) == (
            "seat_english_level",
            "Opens with a score of 70 or more.",
        )
        assert raw(seat, state="SCREENED", screened_on=today()) == "seat_english_level"
        screened = seat_life.screen(seat=seat, screened_on=today(), english_score=70, by=office.analyst)
        assert screened.state == "SCREENED"

    def test_has_a_day_that_has_come(self, office: build.Office) -> None:
        seat = nominated(office, asked(office, build.student(office, build.program(office))))
        assert raw(seat, state="SCREENED") == "seat_screened_on_a_day"
        with pytest.raises(Refused) as refused:
            seat_life.screen(seat=seat, screened_on=today() + DAY, by=office.analyst)
        assert refused.value.code == "programs_trainingseat_screened_on_ahead"


class TestPrice:
    def test_is_its_parts_and_the_refusal_says_the_figure_that_would_be_right(self, office: build.Office) -> None:
        who = build.student(office, build.program(office))
        parts = {"tuition": Decimal(10_000), "allowances": Decimal("2500.50"), "other_costs": Decimal(300)}
        with pytest.raises(Refused) as refused:
            asked(office, who, **parts, price=Decimal(12_500))
        assert refused.value.code == "seat_price_is_its_parts"
        assert refused.value.problems[0].opens == "Opens with $12,800.50."
        assert not TrainingSeat.objects.exists()
        seat = asked(office, who, **parts)
        assert seat.price == Decimal("12800.50")
        assert raw(seat, price=1) == "seat_price_is_its_parts"
        assert raw(seat, other_costs=-1, price=Decimal("12499.50")) == "seat_price_not_negative"

    def test_of_a_cancelled_seat_is_its_penalty_and_somebody_cancelled_it(self, office: build.Office) -> None:
        seat = build.seat(office, build.student(office, build.program(office)))
        assert raw(seat, penalty=1, price=seat.price + 1) == "seat_cancelled_by_somebody"
        assert raw(seat, state="CANCELLED") == "seat_cancelled_by_somebody"
        with pytest.raises(Refused, match="reason is needed"):
            seat_life.cancel(seat=seat, cancelled_by="PARTNER", note=" ", by=office.analyst)
        off = {"cancelled_by": "PARTNER", "note": "The squadron sails.", "penalty": Decimal(4_000)}
        ended = seat_life.cancel(seat=seat, by=office.analyst, **off)
        assert (ended.price, ended.tuition, ended.penalty) == (4_000, 0, 4_000)

    def test_a_cancelled_seat_takes_its_travel_order_with_it(self, office: build.Office) -> None:
        seat = build.seat(office, build.student(office, build.program(office)))
        order = seats.issue_order(seat=seat, travel_from=seat.start_on, travel_until=seat.end_on, by=office.analyst)
        seat_life.cancel(seat=seat, cancelled_by="SCHOOL", note="Course is full.", by=office.analyst)
        order.refresh_from_db()
        assert order.state == "CANCELLED"


class TestGrant:
    def test_goes_to_no_country_that_the_law_bars(self, office: build.Office) -> None:
        load_parameters()
        program = build.program(office, at=make.operating_unit("FIN", "Finland", "EUR"))
        who = build.student(office, program)
        with pytest.raises(Refused) as refused:
            asked(office, who)
        assert refused.value.code == "imet_seat_grant_barred"
        assert "22 U.S.C. 2347e" in str(refused.value.problems[0].rule)
        paid = asked(office, who, is_reimbursable=True)
        assert raw(paid, is_reimbursable=False) == "imet_seat_grant_barred"
        with without("programs_trainingseat", trigger="grant_allowed"):
            asked(office, who)

    def test_is_barred_on_the_days_of_the_rule_alone(self, office: build.Office) -> None:
        load_parameters()
        program = build.program(office, at=make.operating_unit("SGP", "Singapore", "EAP"))
        before = dt.date(1996, 7, 20)
        made = asked(office, build.student(office, program), start_on=before, end_on=before)
        assert raw(made, start_on=before + DAY, end_on=before + DAY) == "imet_seat_grant_barred"


def started(office: build.Office, seat: TrainingSeat, fund: Any) -> TrainingSeat:
    paid = build.proposed(office, seat.program, fund, int(seat.price), seats=[seat])
    obligations.record(obligation=paid, by=office.recorder)
    return seats.take(seat=seat, step="start", by=office.analyst)


def test_a_student_leaves_on_the_day_of_the_trip_starts_and_is_absent_without_leave(office: build.Office) -> None:
    seat = build.seat(office, build.student(office, build.program(office)))
    seats.issue_order(seat=seat, travel_from=today(), travel_until=seat.end_on, by=office.analyst)
    with as_if(today() - DAY), pytest.raises(Refused, match="The trip begins on"):
        seats.take(seat=seat, step="travel", by=office.analyst)
    seat = seats.take(seat=seat, step="travel", by=office.analyst)
    seat = started(office, seat, build.fund(office, allotted=50_000))
    with pytest.raises(Refused, match="reason is needed"):
        seats.take(seat=seat, step="awol", by=office.analyst)
    seat = seats.take(seat=seat, step="awol", note="Did not return from leave.", by=office.analyst)
    assert raw(seat, price=99_999, tuition=99_999) == "seat_within_obligation"


def test_a_traveller_s_gate_stays_shut_when_the_approval_goes(office: build.Office) -> None:
    """TRAVELLING is gated in Postgres like the order and the start."""
    program = build.program(office)
    unit = make.unit()
    who = build.recipient(office, program, unit, make.person(unit))
    seat = build.seat(office, who)
    with without("programs_trainingseat", trigger="state_flow"):
        assert raw(seat, state="TRAVELLING") == "gate_seat"


def test_a_seat_of_old_money_in_the_next_year_is_in_its_fifth_quarter(office: build.Office) -> None:
    program = build.program(office)
    year = fiscal_year(today())
    seat = build.seat(office, build.student(office, program))
    fund = build.fund(office, allotted=50_000, year=year - 1, years=2)
    build.proposed(office, program, fund, 18_500, seats=[seat], effective_on=today())
    seat.refresh_from_db()
    assert (seat.funding_year, seat.training_year, seat.is_fifth_quarter) == (year - 1, year, True)
    assert "Fifth quarter" in html(signed_in(office.analyst), f"/seats/{seat.pk}/")


def test_contacts_of_field_studies_are_kept_by_topic(office: build.Office) -> None:
    seat = build.seat(office, build.student(office, build.program(office)))
    met = {"topics": ["OVERSIGHT", "SPEECH"], "with_whom": "A state legislature", "by": office.analyst}
    assert len(seat_life.record_contacts(seat=seat, **met)) == 2
    with pytest.raises(Refused, match="on record already"):
        seat_life.record_contacts(seat=seat, **met)
    with pytest.raises(Refused) as refused:
        seat_life.record_contacts(seat=seat, on_day=today() + DAY, **met)
    assert refused.value.code == "programs_fieldcontact_on_day_ahead"
    rows = FieldContact.objects.filter(seat=seat)
    assert constraint_of(lambda: rows.update(with_whom="Another")) == "programs_fieldcontact_append_only"
    more = {"seat": seat, "on_day": today(), "by": office.analyst}
    assert (
        constraint_of(lambda: FieldContact.objects.create(topic="OTHER", with_whom="X", **more))
        == "field_contact_whole"
    )
    assert not FieldContact.objects.visible_to(make.user("ANALYST", at=make.operating_unit("XBS", "Basalt", "AF")))


def test_the_pages_of_a_seat_from_its_programming_to_its_cancellation(office: build.Office) -> None:
    seat = build.seat(office, build.student(office, build.program(office)), confirmed=False)
    client, address = signed_in(office.analyst), f"/seats/{seat.pk}/"
    assert step(client, address, "program", 1).status_code == 302
    assert step(client, address, "confirm", 2).status_code == 302
    named = {"attache_consulted_on": str(today()), "attache_office": "Defense attache office", "version": 3}
    refused = client.post(f"{address}nominate/", named)
    assert refused.status_code == 409 and "US-equivalent grade" in refused.content.decode()
    assert client.post(f"{address}nominate/", {**named, "grade": "O-5"}).status_code == 302
    assert "mid-level officers" in html(client, address)
    fit = {"medical": "on", "screened_on": str(today()), "version": 4}
    assert client.post(f"{address}screen/", fit).status_code == 400  # security was not ticked
    assert client.post(f"{address}screen/", {**fit, "security": "on", "english_score": 80}).status_code == 302
    met = {"topics": ["RIGHTS"], "with_whom": "A county court", "on_day": str(today())}
    assert client.post(f"{address}contacts/new/", met).status_code == 302
    off = {"cancelled_by": "PARTNER", "penalty": "750", "note": "Sails.", "version": 5}
    assert client.post(f"{address}cancel/", off).status_code == 302
    page = html(client, address)
    assert "with a penalty" in page and "$750" in page and "A county court" in page


def test_the_file_of_seats_has_both_years_and_the_band_at_the_same_number_of_queries(office: build.Office) -> None:
    program = build.program(office)
    client = signed_in(office.analyst)
    seat = build.seat(office, build.student(office, program))

    def file() -> tuple[int, str]:
        with CaptureQueriesContext(connection) as seen:
            text = client.get("/seats/?export=csv").getvalue().decode()
        return len(seen), text

    few, text = file()
    row = text.splitlines()[1]
    assert f",2027,{fiscal_year(seat.start_on)},O-4,Mid-level officers" in row
    for _ in range(20):
        build.seat(office, build.student(office, program), confirmed=False)
    assert file()[0] == few


def test_prices_and_states_of_earlier_seats_are_carried_over_and_back() -> None:
    """The data move of migration 0024, on a table of its shape."""
    move = import_module("programs.migrations.0024_seat_life")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE earlier (state varchar, tuition numeric, allowances numeric, price numeric, "
            "cancelled_by varchar)"
        )
        for state in ("CONFIRMED", "CANCELLED"):
            cursor.execute("INSERT INTO earlier VALUES (%s, 10, 5, 0, '')", [state])
        cursor.execute(move.ROWS.format(table="earlier", value=move.PRICE))
        cursor.execute("SELECT state, price, cancelled_by FROM earlier ORDER BY state")
        assert cursor.fetchall() == [("CANCELLED", 15, "NOT_SAID"), ("CONFIRMED", 15, "")]
        cursor.execute("UPDATE earlier SET state = 'SCREENED' WHERE state = 'CONFIRMED'")
        cursor.execute("UPDATE earlier SET state = 'AWOL' WHERE state = 'CANCELLED'")
        cursor.execute(move.ROWS.format(table="earlier", value=move.STATE))
        cursor.execute("SELECT state FROM earlier ORDER BY state")
        assert cursor.fetchall() == [("CONFIRMED",), ("WITHDRAWN",)]
