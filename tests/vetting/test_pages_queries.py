"""Every list asks the database the same number of questions at 1 and at 100 rows, and at most 25."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from partners.models import Unit
from partners.services import people
from partners.services.people import Identity
from tests import make
from vetting.models import Hit, ListEntry, ListVersion, Verdict, WatchList
from vetting.services import cases, reviews, standing

pytestmark = pytest.mark.django_db
MOST = 25


def queries(user: User, *addresses: str) -> dict[str, int]:
    client = Client()
    client.force_login(user)
    client.get("/vetting/cases/")  # whatever is asked once only
    found = {}
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200, address
        found[address] = len(asked)
    return found


def steady(user: User, addresses: tuple[str, ...], grow: Callable[[], None]) -> None:
    """The same questions before and after the world has grown."""
    before = queries(user, *addresses)
    grow()
    assert queries(user, *addresses) == before
    assert max(before.values()) <= MOST, before


def many_people(unit: Unit, number: int) -> list[int]:
    made = people.create_people(
        identities=[Identity(unit.country, f"Family{n}", f"Given{n}") for n in range(number)], by=None
    )
    people.post_many(rows=[(person, unit, "", "") for person in made], source=make.source(), by=None)
    return [person.pk for person in made]


@pytest.fixture
def team() -> make.Team:
    return make.Team(make.operating_unit())


def test_lists_of_cases_and_approvals(team: make.Team) -> None:
    unit = make.unit()
    person = make.person(unit)

    def requests(number: int) -> None:
        for _ in range(number):
            cases.submit(case=make.case([(unit, person)], team), by=team.requester)

    def in_review(number: int) -> None:
        for _ in range(number):
            make.in_review([(unit, person)], team)

    requests(1)
    in_review(1)
    lists = ("/vetting/cases/?per_page=100", "/vetting/queue/", "/api/v1/cases/?page_size=100")
    before = {user: queries(user, "/vetting/approvals/", *lists) for user in (team.manager, team.bureau, team.rights)}
    requests(60)
    in_review(39)
    after = {user: queries(user, "/vetting/approvals/", *lists) for user in (team.manager, team.bureau, team.rights)}
    assert after == before
    assert max(n for found in before.values() for n in found.values()) <= MOST, before


def test_one_case_with_a_roster_of_a_hundred(team: make.Team) -> None:
    unit = make.unit()
    make.person(unit, commander=True)

    def case_of(number: int) -> str:
        entries = [(unit.pk, pk) for pk in many_people(unit, number)]
        case = make.case([(unit, None)], team)
        cases.add_recipients(case=case, entries=[cases.roster.Entry(*one) for one in entries], by=team.requester)
        cases.submit(case=case, by=team.requester)
        cases.endorse(case=case, by=team.manager)
        cases.accept_and_screen(case=case, by=team.analyst)
        cases.send_to_review(case=case, by=team.analyst)
        reviews.review(case=case, kind="BUREAU", verdict=Verdict.APPROVE, by=team.bureau)
        return case.get_absolute_url()

    one, hundred = case_of(1), case_of(100)
    for tab in ("", "?tab=subjects", "?tab=hits", "?tab=history"):
        for user in (team.rights, team.analyst, team.manager):
            small, large = queries(user, one + tab), queries(user, hundred + tab)
            assert list(small.values()) == list(large.values()), tab
            assert max(small.values()) <= MOST, (tab, small)


def test_one_match_among_many(team: make.Team) -> None:
    from ground.models import ImportBatch

    unit = make.unit()
    case = make.case([(unit, make.person(unit))], team)
    batch = ImportBatch.objects.create(kind="watchlist", file_name="list.csv", sha256="0" * 64, counts={})
    version = ListVersion.objects.create(list=WatchList.objects.create(name="Records"), batch=batch, layout="TABLE")
    subject = case.subjects.order_by("row").first()

    def grow(first: int, last: int) -> None:
        for n in range(first, last):
            entry = ListEntry.objects.create(version=version, source_id=str(n), kind="PERSON", name=f"Somebody {n}")
            Hit.objects.create(subject=subject, entry=entry, matched_name=entry.name, score="0.7", band="possible")

    grow(0, 2)
    address = f"/vetting/hits/{Hit.objects.order_by('pk')[0].pk}/"
    steady(team.analyst, (address, "/api/v1/hits/?page_size=100"), lambda: grow(2, 101))


def test_units_people_and_barred_units(team: make.Team) -> None:
    top = make.unit(code="DEMO-XTM-0001")
    source = make.source()

    def grow(number: int) -> None:
        for _ in range(number):
            unit = make.unit(aliases=["An alias"])
            make.parent(unit, top)
            standing.propose_ineligible(unit=unit, grounds="Grounds.", source=source, by=team.bureau)
        many_people(top, number)

    grow(1)
    make.approved(None, top, team=team)
    addresses = (
        "/units/?per_page=100",
        "/vetting/units/?per_page=100",
        "/units/DEMO-XTM-0001/",
        "/people/?per_page=100",
        "/vetting/ineligible/?per_page=100",
        "/api/v1/units/?page_size=100",
        "/api/v1/people/?page_size=100",
        "/api/v1/standings/?page_size=100",
        "/api/v1/approvals/?page_size=100",
        "/api/v1/subjects/?page_size=100",
    )
    steady(team.analyst, addresses, lambda: grow(99))
