"""Alumni: positions with a source that somebody verified, counts and titles without a name, and the participant record
of 22 U.S.C. 2347g."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import today
from ground.refusals import Refused
from partners.models import Country, Person
from programs.models import Alumnus, AlumnusPosition, PublishedOffice, TrainingSeat
from programs.models.alumni import months_before
from programs.services import alumni, obligations, seats
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
CHIEF = "Chief of the Coast Guard"


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def graduate(office: build.Office, outcome: str = "GRADUATED", program: Any = None) -> TrainingSeat:
    """A seat of IMET that ended today."""
    seat = build.seat(office, build.student(office, program or build.program(office)))
    fund = build.fund(office, allotted=50_000)
    paid = build.proposed(office, seat.program, fund, int(seat.price), seats=[seat])
    obligations.record(obligation=paid, by=office.recorder)
    seat = seats.take(seat=seat, step="start", by=office.analyst)
    seats.complete(seat=seat, outcome=outcome, on=today(), by=office.analyst)
    seat.refresh_from_db()
    return seat


def position(office: build.Office, person: Person, title: str = CHIEF, **more: Any) -> AlumnusPosition:
    facts = {"obtained": "APPOINTED", "from_on": today(), "source_title": "Decree 7", "prominence": "MILITARY", **more}
    return alumni.record_position(person=person, title=title, by=office.analyst, **facts)


def test_only_who_was_trained_is_followed_by_any_way(office: build.Office) -> None:
    stranger = make.person(make.unit())
    with pytest.raises(Refused) as refused:
        position(office, stranger)
    assert refused.value.code == "alumnus_was_trained"
    assert constraint_of(lambda: Alumnus.objects.create(person=stranger)) == "alumnus_was_trained"
    before = position(office, stranger, earlier_training="Staff course, Rhode Island, 1996, IMET")
    assert constraint_of(before.alumnus.positions.all().delete) == "programs_alumnusposition_no_delete"
    with without("programs_alumnus", trigger="was_trained"):
        Alumnus.objects.create(person=make.person(make.unit()))


def test_a_position_has_a_source_and_is_verified_by_somebody_on_a_day_that_has_come(office: build.Office) -> None:
    row = position(office, graduate(office).recipient.person)
    assert row.source.title == "Decree 7"
    with pytest.raises(Refused) as refused:
        alumni.verify_position(position=row, verified_on=today() + DAY, by=office.manager)
    assert refused.value.code == "programs_alumnusposition_verified_on_ahead"
    raw = AlumnusPosition.objects.filter(pk=row.pk)
    assert constraint_of(lambda: raw.update(verified_on=today(), version=2)) == "alumnus_position_verified_by_somebody"
    assert constraint_of(lambda: raw.update(title="Minister", version=2)) == "programs_alumnusposition_frozen"
    assert constraint_of(lambda: raw.update(until_on=today() - DAY, version=2)) == "alumnus_position_in_order"
    alumni.verify_position(position=row, by=office.manager)
    ended = alumni.end_position(position=row, until_on=today(), by=office.analyst)
    with pytest.raises(Refused, match="recorded already"):
        alumni.end_position(position=ended, until_on=today() + DAY, by=office.analyst)
    with pytest.raises(Refused) as refused:
        position(office, row.alumnus.person, from_on=today() + DAY)
    assert refused.value.code == "programs_alumnusposition_from_on_ahead"


@pytest.mark.parametrize(
    ("day", "earlier"),
    [("2026-11-25", "2024-11-25"), ("2026-02-28", "2024-02-28"), ("2026-01-31", "2024-01-28")],
)
def test_twenty_four_months_are_two_years(day: str, earlier: str) -> None:
    assert months_before(dt.date.fromisoformat(day)) == dt.date.fromisoformat(earlier)


def test_coverage_counts_who_was_verified_within_twenty_four_months(office: build.Office) -> None:
    fresh = position(office, graduate(office).recipient.person)
    stale = position(office, graduate(office).recipient.person, prominence="")
    alumni.verify_position(position=fresh, by=office.manager)
    alumni.verify_position(position=stale, verified_on=months_before(today()), by=office.manager)
    seen = Alumnus.objects.with_standing(today())
    assert [(one.is_prominent, one.is_followed_up) for one in seen.order_by("pk")] == [(True, True), (False, False)]
    page = html(signed_in(office.manager), "/alumni/")
    assert "50 percent" in page and CHIEF in page
    assert str(fresh.alumnus.person) not in page and str(stale.alumnus.person) not in page


def test_the_public_file_has_titles_and_counts_and_no_name(office: build.Office) -> None:
    Country.objects.get_or_create(iso3="JOR", defaults={"name": "Jordan"})
    assert alumni.load_published_offices() == 1 and alumni.load_published_offices() == 0
    rows = [position(office, graduate(office).recipient.person) for _ in range(2)]
    text = signed_in(office.funds).get("/alumni/public.csv").content.decode()
    assert f"Tamarind,{CHIEF},Military,2,Followed here" in text
    assert "Jordan,Chairman of the Joint Chiefs of Staff,Military,1,Published" in text
    assert not any(str(row.alumnus.person) in text for row in rows)
    assert signed_in(office.funds).get("/alumni/public.xlsx").content[:2] == b"PK"
    assert signed_in(office.funds).get("/alumni/public.pdf").status_code == 404
    published = PublishedOffice.objects.all()
    assert constraint_of(lambda: published.update(title="X")) == "programs_publishedoffice_append_only"


def test_the_personal_view_stands_behind_a_permission(office: build.Office) -> None:
    row = position(office, graduate(office).recipient.person)
    person = row.alumnus.person
    money = signed_in(office.funds)
    pages = ["/alumni/positions/", "/participants/", f"/participants/{person.pk}/"]
    assert [money.get(page).status_code for page in pages] == [404, 404, 404]
    reader = signed_in(make.user(Role.AUDITOR))
    assert all(str(person) in html(reader, page) for page in pages)
    assert reader.post(f"/alumni/positions/{row.pk}/verify/", {"verified_on": today(), "version": 1}).status_code == 404
    there = signed_in(make.user(Role.ANALYST, at=make.operating_unit("XBS", "Basalt", "AF")))
    assert there.get(f"/participants/{person.pk}/").status_code == 404
    assert str(person) not in html(there, "/participants/") + html(there, "/alumni/positions/")
    assert CHIEF not in html(there, "/alumni/")


def test_the_participant_record_says_who_completed_what_when_and_what_came_of_them(office: build.Office) -> None:
    done, failed = graduate(office), graduate(office, "ACADEMIC_FAILURE")
    position(office, done.recipient.person)
    client = signed_in(office.analyst)
    text = client.get("/participants/?export=csv").getvalue().decode()
    lines = {line.split(",")[0]: line for line in text.splitlines()}
    assert "Completed,Graduated" in lines[str(done.recipient.person)] and CHIEF in lines[str(done.recipient.person)]
    assert "Not completed,Academic failure" in lines[str(failed.recipient.person)]
    only = client.get("/participants/?completed=no&export=csv").getvalue().decode()
    assert str(failed.recipient.person) in only and str(done.recipient.person) not in only


def test_a_position_is_recorded_verified_and_ended_on_its_pages(office: build.Office) -> None:
    person = graduate(office).recipient.person
    client, page = signed_in(office.analyst), f"/participants/{person.pk}/"
    sent = {"title": CHIEF, "obtained": "PROMOTED", "from_on": str(today()), "source_title": "Decree 7"}
    assert client.post(f"{page}positions/new/", {**sent, "prominence": "MILITARY", "grade": "O-7"}).status_code == 302
    row = AlumnusPosition.objects.get()
    assert "Not verified" in html(client, page)
    verified = {"verified_on": str(today()), "version": 1}
    assert client.post(f"/alumni/positions/{row.pk}/verify/", verified).headers["Location"] == page
    assert client.post(f"/alumni/positions/{row.pk}/verify/", verified).status_code == 409
    assert client.post(f"/alumni/positions/{row.pk}/end/", {"until_on": str(today()), "version": 2}).status_code == 302
    assert client.get("/alumni/positions/?held=before&verified=yes&export=csv").getvalue().decode().count(CHIEF) == 1


def test_the_lists_cost_the_same_at_a_hundred_rows(office: build.Office) -> None:
    client = signed_in(office.analyst)
    seat = graduate(office)
    position(office, seat.recipient.person)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            html(client, address)
        return len(seen)

    pages = ["/alumni/", "/alumni/positions/", "/participants/", f"/participants/{seat.recipient.person_id}/"]
    few = [queries(page) for page in pages]
    for n in range(100):
        position(office, seat.recipient.person, f"Post {n}")
        earlier = "Staff course, 1996"
        position(office, make.person(make.unit()), f"Other post {n}", earlier_training=earlier)
    assert [queries(page) for page in pages] == few
    assert max(few) <= 25
