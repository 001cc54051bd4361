"""Units and people on pages: adding, correcting, posting, each fact with a source; numbers on documents stay masked."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from accounts.models import User
from ground.dates import today
from partners.models import Person, PersonIdentifier, Posting, Unit, UnitParent
from partners.services import people
from tests import make

pytestmark = pytest.mark.django_db
SOURCE = {"source_title": "Defense ministry yearbook 2019, p. 41"}


@pytest.fixture
def analyst() -> User:
    return make.user("ANALYST", at=make.operating_unit())


@pytest.fixture
def unit() -> Unit:
    return make.unit("2nd Coastal Patrol Squadron (invented)", code="DEMO-XTM-0108")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, address: str) -> str:
    response = signed_in(user).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_unit_is_added_with_its_other_names_and_a_made_code(analyst: User) -> None:
    form = {
        "country": "XTM", "name": "Port Signals Platoon (invented)", "force_type": "MILITARY", "echelon": "Platoon",
        "aliases": "PSP\nHarbor Signals\n",
    }  # fmt: skip
    response = signed_in(analyst).post("/units/new/", form)
    made = Unit.objects.get(name__startswith="Port Signals")
    assert response.status_code == 302 and response["Location"] == made.get_absolute_url()
    assert set(made.names.values_list("name", flat=True)) == {"PSP", "Harbor Signals"}


def test_a_unit_is_not_added_to_a_country_of_another_place(analyst: User) -> None:
    make.operating_unit("XLK", "Larkspur")
    response = signed_in(analyst).post("/units/new/", {"country": "XLK", "name": "A unit", "force_type": "UNKNOWN"})
    assert response.status_code == 400 and not Unit.objects.filter(name="A unit").exists()


def test_a_renamed_unit_keeps_its_former_name(analyst: User, unit: Unit) -> None:
    form = {"version": unit.version, "name": "2nd Patrol Wing (invented)", "force_type": "MILITARY"}
    assert signed_in(analyst).post("/units/DEMO-XTM-0108/edit/", form).status_code == 302
    shown = page(analyst, "/units/DEMO-XTM-0108/")
    assert "2nd Patrol Wing (invented)" in shown and "2nd Coastal Patrol Squadron (invented)" in shown
    assert "2nd Coastal Patrol Squadron (invented)" in page(analyst, "/units/DEMO-XTM-0108/?tab=history")


def test_a_line_of_command_has_dates_and_a_source(analyst: User, unit: Unit) -> None:
    above = make.unit("Coastal Defense Regiment (invented)", code="DEMO-XTM-0010")
    address = "/units/DEMO-XTM-0108/parents/new/"
    form = {"parent": "demo-xtm-0010", "relation": "COMMAND", "from_on": "2018-03-02"}
    assert signed_in(analyst).post(address, form).status_code == 400  # no source, no fact
    assert not UnitParent.objects.exists()
    assert signed_in(analyst).post(address, {**form, **SOURCE}).status_code == 302
    line = UnitParent.objects.get()
    assert (line.parent, line.source.title) == (above, SOURCE["source_title"])
    shown = page(analyst, "/units/DEMO-XTM-0108/")
    assert "Coastal Defense Regiment (invented)" in shown and "since Mar 2, 2018" in shown
    before = page(analyst, "/units/DEMO-XTM-0108/?on=2015-01-01")
    assert 'class="gh-node is-here"' in before and before.count('class="gh-node') == 1
    end = f"/units/DEMO-XTM-0108/parents/{line.pk}/end/"
    assert signed_in(analyst).post(end, {"last_on": today()}).status_code == 302
    line.refresh_from_db()
    assert line.valid.upper == today() + dt.timedelta(days=1)


def test_a_circle_of_command_is_refused_with_what_was_typed(analyst: User, unit: Unit) -> None:
    above = make.unit(code="DEMO-XTM-0010")
    make.parent(unit, above)
    form = {"parent": "DEMO-XTM-0108", "relation": "COMMAND", **SOURCE}
    response = signed_in(analyst).post("/units/DEMO-XTM-0010/parents/new/", form)
    assert response.status_code == 409
    assert SOURCE["source_title"] in response.content.decode()
    assert not above.parents.exists()


def test_the_chart_shows_who_commands_above_and_below(analyst: User, unit: Unit) -> None:
    above, below = make.unit("Region (invented)"), make.unit("Boat section (invented)")
    make.parent(unit, above)
    make.parent(below, unit)
    make.person(above, "Ada", "Sorrel", commander=True)
    shown = page(analyst, "/units/DEMO-XTM-0108/")
    chart = shown.split('class="gh-org"')[1].split("</section>")[0]
    assert chart.index("Region") < chart.index("2nd Coastal") < chart.index("Boat section")
    assert "Ada Sorrel" in chart


def test_numbers_on_documents_are_shown_by_their_end_only(analyst: User, unit: Unit) -> None:
    form = {
        "country": "XTM", "family_names": "Oskalet", "given_names": "Daviren", "birth_date": "1991-04-12",
        "national_id": "XT-884471", "sex": "M",
    }  # fmt: skip
    assert signed_in(analyst).post("/people/new/", form).status_code == 302
    person = Person.objects.get(family_names="Oskalet")
    assert PersonIdentifier.objects.get(person=person).number == "XT-884471"
    for address in (f"/people/{person.pk}/", f"/people/{person.pk}/?tab=history", "/people/"):
        assert "884471" not in page(analyst, address)
    assert "ends 4471" in page(analyst, f"/people/{person.pk}/")


def test_a_day_that_is_none_is_refused_beside_its_field(analyst: User) -> None:
    form = {"country": "XTM", "family_names": "Oskalet", "birth_date": "1990-02-31"}
    make.operating_unit()
    response = signed_in(analyst).post("/people/new/", form)
    assert response.status_code == 400 and "is not a day." in response.content.decode()
    assert not Person.objects.exists()


def test_two_principal_postings_at_once_are_refused_and_a_change_of_unit_closes_the_first(
    analyst: User, unit: Unit
) -> None:
    person = make.person(unit)
    other = make.unit(code="DEMO-XTM-0111")
    form = {"unit": other.code, "is_principal": "on", "from_on": "2020-01-01", **SOURCE}
    refused = signed_in(analyst).post(f"/people/{person.pk}/postings/new/", form)
    assert refused.status_code == 409 and "Close that first." in refused.content.decode()
    change = {"unit": other.code, "on": today(), **SOURCE}
    assert signed_in(analyst).post(f"/people/{person.pk}/transfer/", change).status_code == 302
    first, second = Posting.objects.filter(person=person).order_by("pk")
    assert first.valid.upper == today() and second.unit == other
    shown = page(analyst, f"/people/{person.pk}/")
    assert "DEMO-XTM-0111" in shown and "DEMO-XTM-0108" in shown


def test_a_stale_correction_shows_both_versions(analyst: User, unit: Unit) -> None:
    person = make.person(unit, "Halden", "Roake")
    people.edit_person(person=person, version=person.version, by=analyst, rank="CPO")
    form = {"version": 1, "family_names": "Roake", "given_names": "Halden", "rank": "PO1", "birth_date": ""}
    response = signed_in(analyst).post(f"/people/{person.pk}/edit/", form)
    shown = response.content.decode()
    assert response.status_code == 409 and "Someone saved before you" in shown
    assert "CPO" in shown and "PO1" in shown


def test_forms_about_hidden_records_answer_like_missing_ones(unit: Unit) -> None:
    person = make.person(unit)
    stranger = signed_in(make.user("ANALYST", at=make.operating_unit("XLK", "Larkspur")))
    for hidden, missing in (
        ("/units/DEMO-XTM-0108/edit/", "/units/DEMO-XTM-9999/edit/"),
        (f"/people/{person.pk}/postings/new/", "/people/999999/postings/new/"),
    ):
        seen = stranger.get(hidden)
        assert seen.status_code == 404 and seen.content == stranger.get(missing).content


def test_a_form_about_a_line_or_posting_that_is_not_there_is_not_there(analyst: User, unit: Unit) -> None:
    """Of another record, of none, or to a unit out of sight: before anything is filled in, too."""
    above, person, client = make.unit(), make.person(unit), signed_in(analyst)
    line, hidden = make.parent(unit, above), make.unit(in_country=make.country("XLK", "Larkspur"))
    beyond = make.parent(unit, hidden)
    posting = person.postings.get()
    for address in (f"/units/{unit.code}/parents/{line.pk}/end/", f"/people/{person.pk}/postings/{posting.pk}/end/"):
        assert client.get(address).status_code == 200
    local = signed_in(make.user("ANALYST", at=unit.country.operating_unit))
    for address in (
        f"/units/{unit.code}/parents/{line.pk + 9_999}/end/",
        f"/units/{above.code}/parents/{line.pk}/end/",
        f"/units/{unit.code}/parents/{beyond.pk}/end/",
        f"/people/{person.pk}/postings/{posting.pk + 9_999}/end/",
    ):
        for answer in (local.get(address), local.post(address, {"last_on": "2020-01-01"})):
            assert answer.status_code == 404, address


def test_who_only_reads_cannot_correct(unit: Unit) -> None:
    auditor = make.user("AUDITOR")
    assert signed_in(auditor).get("/units/DEMO-XTM-0108/").status_code == 200
    assert signed_in(auditor).get("/units/DEMO-XTM-0108/edit/").status_code in {403, 404}
    assert "Correct the unit" not in page(auditor, "/units/DEMO-XTM-0108/")
