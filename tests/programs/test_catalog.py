"""The catalog: schools on a map and in its table, courses, and a claim to expanded IMET that counts while certified."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import today
from ground.refusals import Refused
from programs.models import Course, CourseCertification, School, TrainingSeat
from programs.models.courses import e_imet_standing, is_e_imet
from programs.services import courses
from programs.services.reference import load_parameters
from programs.views.catalog import school_map
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def keeper(db: None) -> Any:
    load_parameters()
    return make.user(Role.ADMINISTRATOR)


def certified(course: Course, on: dt.date, by: Any) -> CourseCertification:
    return courses.certify_course(course=course, certified_on=on, document="Memo 25-91", by=by)


def test_a_claim_counts_on_the_days_that_a_certification_covers(keeper: Any) -> None:
    course = build.course()
    made = certified(course, dt.date(2020, 2, 29), keeper)
    assert made.certified_until == dt.date(2025, 2, 28)
    office = build.Office()
    seats = [build.seat(office, build.student(office, build.program(office)), confirmed=False) for _ in range(3)]
    days = [dt.date(2020, 2, 28), dt.date(2020, 2, 29), dt.date(2025, 3, 1)]
    for seat, day in zip(seats, days, strict=True):
        seat.course, seat.start_on = course, day
        seat.save()
    found = TrainingSeat.objects.annotate(counts=is_e_imet()).order_by("start_on").values_list("counts", flat=True)
    assert list(found) == [False, True, False]
    office_page = signed_in(office.analyst)
    assert "Not certified on its first day" in html(office_page, f"/seats/{seats[2].pk}/")
    assert "Expanded IMET" in html(office_page, f"/seats/{seats[1].pk}/")


@pytest.mark.parametrize(
    ("claimed", "until", "stands"),
    [(False, None, "NONE"), (True, None, "CLAIMED"), (True, 0, "CERTIFIED"), (True, -1, "LAPSED")],
)
def test_a_claim_says_how_it_stands(claimed: bool, until: int | None, stands: str) -> None:
    day = None if until is None else today() + until * DAY
    assert e_imet_standing(claimed, day, today()) == stands


def test_a_certification_is_recorded_by_the_keeper_of_the_catalog_for_a_day_that_has_come(keeper: Any) -> None:
    course = build.course()
    with pytest.raises(Refused, match="another role"):
        certified(course, today(), build.Office().manager)
    with pytest.raises(Refused) as refused:
        certified(course, today() + DAY, keeper)
    assert refused.value.code == "programs_coursecertification_certified_on_ahead"
    made = certified(course, today(), keeper)
    course.refresh_from_db()
    assert course.is_e_imet
    raw = CourseCertification.objects.filter(pk=made.pk)
    assert constraint_of(lambda: raw.update(document="Other")) == "programs_coursecertification_append_only"
    again = {"course": course, "certified_on": today(), "document": "M", "by": keeper}
    assert (
        constraint_of(lambda: CourseCertification.objects.create(certified_until=today(), **again))
        == "course_certification_whole"
    )


def test_a_school_stands_somewhere_or_nowhere_and_a_course_asks_for_english_in_range(keeper: Any) -> None:
    with pytest.raises(Refused, match="latitude from -90"):
        courses.add_schools(rows=[courses.SchoolRow(name="Half", latitude=Decimal(10))], by=keeper)
    with pytest.raises(Refused, match="two capital letters"):
        courses.add_schools(rows=[courses.SchoolRow(name="State", us_state="v1")], by=keeper)
    school = build.course().school
    raw = School.objects.filter(pk=school.pk)
    assert constraint_of(lambda: raw.update(latitude=91, longitude=0, version=2)) == "school_stands_somewhere"
    empty = School.objects.filter(pk=School.objects.create(name="Without courses").pk)
    assert constraint_of(lambda: empty.delete()) == "programs_school_no_delete"
    assert (
        constraint_of(lambda: Course.objects.filter(school=school).update(english_level=101, version=2))
        == "course_english_level_in_range"
    )


def test_the_map_draws_what_stands_in_the_united_states_and_its_table_has_all() -> None:
    named = {"Coast": (36.9, -76.3), "Islands": (21.3, -157.9), "Abroad": (48.2, 11.6), "Nowhere": (None, None)}
    for name, (latitude, longitude) in named.items():
        School.objects.create(name=name, latitude=latitude, longitude=longitude)
    drawn = school_map(School.objects.with_courses())
    assert {place["name"] for place in drawn.data["places"]} == {"Coast", "Islands"}
    assert {row.label for row in drawn.rows} == set(named)
    assert "2 places; 2 more" in drawn.says


def test_the_pages_are_open_to_read_and_kept_by_an_administrator(keeper: Any) -> None:
    client, reader = signed_in(keeper), signed_in(build.Office().analyst)
    school = {"name": "Staff hall", "kind": "COLLEGE", "owner": "NAVY", "us_state": "ri", "latitude": "41.5"}
    sent = {**school, "longitude": "-71.3"}
    assert reader.post("/schools/new/", sent).status_code == 404
    made = client.post("/schools/new/", sent).headers["Location"]
    course = {"code": "D1", "title": "Staff course", "school": School.objects.get().pk, "level": "PME", "weeks": 40}
    page = client.post("/courses/new/", {**course, "is_e_imet": "on"}).headers["Location"]
    assert "Claimed, not certified" in html(reader, page)
    assert client.post(f"{page}certify/", {"certified_on": str(today()), "document": "Memo"}).status_code == 302
    assert "Expanded IMET" in html(reader, page) and "Record a certification" not in html(reader, page)
    assert "Staff course" in html(reader, made) and "schools-map" in html(reader, made)
    assert client.post(f"{page}edit/", {**course, "weeks": 41, "version": 1}).status_code == 302
    assert client.post(f"{made}edit/", {**sent, "owner": "ARMY", "version": 1}).status_code == 302
    assert client.post(f"{made}edit/", {**sent, "owner": "ARMY", "version": 1}).status_code == 409
    assert School.objects.get().us_state == "RI"
    assert reader.get("/courses/?e_imet=certified&level=PME&export=csv").getvalue().decode().count("Staff course") == 1
    assert reader.get("/schools/?owner=ARMY&export=csv").getvalue().decode().count("Staff hall") == 1


def test_the_lists_cost_the_same_at_a_hundred_rows() -> None:
    client = signed_in(build.Office().analyst)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            html(client, address)
        return len(seen)

    course = build.course()
    pages = ["/courses/", "/schools/", course.school.get_absolute_url()]
    few = [queries(page) for page in pages]
    for n in range(100):
        build.course()
        School.objects.create(name=f"School {n}", latitude=30, longitude=-90)
    assert [queries(page) for page in pages] == few
    assert max(few) <= 25


def test_the_names_that_courses_carried_become_schools_and_names_again() -> None:
    """The data move of migration 0023, on a table of its shape."""
    move = import_module("programs.migrations.0023_schools_and_catalog")
    School.objects.create(name="Naval school")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE carried (school_name varchar, school_id bigint)")
        cursor.execute("INSERT INTO carried VALUES ('Naval school', NULL)")
        cursor.execute(move.MOVED.format(table="carried", value="school_id = s.id", same="s.name = c.school_name"))
        cursor.execute("UPDATE carried SET school_name = ''")
        cursor.execute(move.MOVED.format(table="carried", value="school_name = s.name", same="s.id = c.school_id"))
        cursor.execute("SELECT school_name FROM carried")
        assert cursor.fetchall() == [("Naval school",)]
