"""Units and people: codes, names, lines of command and postings, dated and sourced; people found but never merged."""

import datetime as dt

import pytest
from django.db import IntegrityError

from ground.dates import last_day, today
from ground.refusals import Refused
from partners.models import Person, PersonIdentifier, Posting, Source, UnitParent
from partners.services import people, units
from partners.services.people import Identity
from tests import make
from tests.vetting.raw import refused_only_by, sql

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


@pytest.fixture
def country(db):
    return make.country()


@pytest.fixture
def unit(country):
    return make.unit()


# Units ----------------------------------------------------------------------------------------------------------


def test_codes_count_up_in_each_country(country):
    abroad = make.country("XLK", "Larkspur", "AF")
    codes = [make.unit(in_country=c).code for c in (country, country, abroad)]
    assert codes == ["XTM-00001", "XTM-00002", "XLK-00001"]
    assert make.unit(code="DEMO-XTM-0108").code == "DEMO-XTM-0108"


def test_aliases_come_once_each(country):
    made = units.create_unit(
        country=country, name="12th Mountain Battalion", aliases=["12 Mtn Bn", " 12 Mtn Bn ", "", "IB-12"], by=None
    )
    units.add_alias(unit=made, name="IB-12", by=None)
    assert sorted(n.name for n in made.names.all()) == ["12 Mtn Bn", "IB-12"]


def test_a_former_name_stays_as_an_alias(unit):
    former = unit.name
    renamed = units.edit_unit(unit=unit, version=unit.version, name="13th Guard Company", by=None)
    assert (renamed.name, [n.name for n in renamed.names.all()]) == ("13th Guard Company", [former])
    assert refusal(lambda: units.edit_unit(unit=unit, version=1, name="x", by=None)).code == "stale"


@pytest.mark.parametrize("changes", [{"code": "X"}, {"country": None}])
def test_what_an_edit_does_not_reach(unit, changes):
    with pytest.raises(TypeError):
        units.edit_unit(unit=unit, version=1, by=None, **changes)


def test_a_unit_needs_a_name_and_a_right(country):
    assert refusal(lambda: units.create_unit(country=country, name="  ", by=None)).code == "unit_has_name"
    elsewhere = make.user("REQUESTER", at=make.operating_unit("XLK", "Larkspur", "AF"))
    assert refusal(lambda: units.create_unit(country=country, name="x", by=elsewhere)).code == "permission"


def test_a_source_is_recorded_once_by_its_number():
    first = units.record_source(title="Report", external_id="S-1", by=None)
    assert units.record_source(title="Report again", external_id="S-1", by=None) == first
    assert refusal(lambda: units.record_source(title=" ", by=None)).code == "source_has_title"


def test_a_line_of_command_has_a_source(unit):
    above = make.unit()
    with pytest.raises((IntegrityError, Refused)):
        units.set_parent(child=unit, parent=above, from_on=None, source=None, by=None)
    assert not UnitParent.objects.exists()


def test_a_line_of_command_is_closed_on_its_last_day(unit):
    link = make.parent(unit, make.unit())
    assert refusal(lambda: units.end_parent(link=link, last_on=today() + DAY, by=None)).code == "last_day_ahead"
    ended = units.end_parent(link=link, last_on=today(), by=None)
    assert last_day(ended.valid) == today() and ended.end_known
    units.end_parent(link=link, last_on=today() - DAY, by=None)
    assert refusal(lambda: units.end_parent(link=link, last_on=today(), by=None)).code == "last_day_outside"


def test_no_unit_stands_below_itself(unit):
    middle, top = make.unit(), make.unit()
    make.parent(unit, middle)
    make.parent(middle, top)
    assert refusal(lambda: make.parent(unit, unit)).code == "unit_parent_no_circle"
    assert refusal(lambda: make.parent(top, unit)).code == "unit_parent_no_circle"
    write = lambda: sql(  # noqa: E731
        "INSERT INTO partners_unitparent (child_id, parent_id, relation, valid, start_known, end_known, source_id) "
        "VALUES (%s, %s, 'COMMAND', '(,)', false, false, %s)",
        [top.pk, unit.pk, make.source().pk],
    )
    refused_only_by(UnitParent, "no_circle", "unit_parent_no_circle", write)


def test_overlapping_parents_of_different_kinds_may_exist(unit):
    above = make.unit()
    make.parent(unit, above)
    make.parent(unit, make.unit(), relation="ATTACHED")
    make.parent(unit, above, relation="ATTACHED")
    assert refusal(lambda: make.parent(unit, above)).code == "unit_parent_once_at_a_time"


# People -----------------------------------------------------------------------------------------------------------


def test_identifiers_are_in_cipher_and_found_by_their_digest(country):
    identity = Identity(country, "Oskalet", "Daviren", identifiers=(("NATIONAL_ID", "XT-884.21"),))
    made = people.create_person(identity=identity, names=["Dav Oskalet", "Dav Oskalet"], by=None)
    ((stored,),) = sql("SELECT number FROM partners_personidentifier")
    assert "884" not in stored and made.identifiers.get().number == "XT-884.21"
    assert made.names.count() == 1
    same = Identity(country, "Oskalet", "D.", identifiers=(("NATIONAL_ID", "xt 88421"),))
    other = Identity(country, "Oskalet", "D.", identifiers=(("PASSPORT", "xt 88421"),))
    assert people.find_people(identities=[same, other], by=None) == [made, None]


def test_a_name_alone_is_never_enough(country):
    known = people.create_person(identity=Identity(country, "Oskalet", "Daviren", "1984-02-19"), by=None)
    asked = [
        Identity(country, "OSKALET", " daviren ", "1984-02-19"),
        Identity(country, "Oskalet", "Daviren", "1984"),
        Identity(country, "Oskalet", "Daviren"),
        Identity(country, "Oskalet", "Daviren", "1984-02-20"),
        Identity(make.country("XLK", "Larkspur", "AF"), "Oskalet", "Daviren", "1984-02-19"),
    ]
    assert people.find_people(identities=asked, by=None) == [known, None, None, None, None]


def test_two_who_both_fit_are_nobody(country):
    identity = Identity(country, "Oskalet", "Daviren", "1984-02-19")
    people.create_people(identities=[identity, identity], by=None)
    assert people.find_people(identities=[identity], by=None) == [None]


def test_whoever_may_not_be_seen_is_not_found(country):
    identity = Identity(country, "Oskalet", "Daviren", "1984-02-19", identifiers=(("PASSPORT", "X1"),))
    people.create_person(identity=identity, by=None)
    elsewhere = make.user("REQUESTER", at=make.operating_unit("XLK", "Larkspur", "AF"))
    assert people.find_people(identities=[identity], by=elsewhere) == [None]


def test_found_or_made(country):
    identity = Identity(country, "Oskalet", "Daviren", "1984-02-19")
    first, new = people.find_or_create_person(identity=identity, by=None)
    assert new and people.find_or_create_person(identity=identity, by=None) == (first, False)


def test_a_corrected_name_keeps_the_former(country):
    made = people.create_person(identity=Identity(country, "Oskalet", "Daviren"), by=None)
    people.edit_person(person=made, version=1, family_names="Oskaleth", by=None)
    assert [n.name for n in made.names.all()] == ["Daviren Oskalet"]


@pytest.mark.parametrize(
    ("identity", "code"),
    [
        ({"family_names": " ", "given_names": ""}, "person_has_name"),
        ({"family_names": "x", "birth_date": "19.2.1984"}, "person_birth_date_shape"),
    ],
)
def test_what_a_person_declares(country, identity, code):
    assert refusal(lambda: people.create_person(identity=Identity(country, **identity), by=None)).code == code
    assert not Person.objects.exists()


def test_fifty_people_take_the_queries_of_one(country, django_assert_max_num_queries):
    many = [Identity(country, f"Name{n}", "Given", identifiers=(("PASSPORT", f"P{n}"),)) for n in range(50)]
    with django_assert_max_num_queries(8):
        people.create_people(identities=many, by=None)
    assert PersonIdentifier.objects.count() == 50
    with django_assert_max_num_queries(2):
        assert all(people.find_people(identities=many, by=None))


# Postings ----------------------------------------------------------------------------------------------------------


def test_one_principal_posting_at_a_time(unit):
    person = make.person(unit)
    other = make.unit()
    twice = refusal(lambda: people.post(person=person, unit=other, from_on=today(), source=make.source(), by=None))
    assert twice.code == "posting_one_principal_at_a_time"
    people.post(person=person, unit=other, from_on=None, source=make.source(), is_principal=False, by=None)
    assert person.postings.count() == 2


def test_a_posting_has_a_source(unit):
    person = make.person(unit, posted=False)
    with pytest.raises((IntegrityError, Refused)):
        people.post(person=person, unit=unit, from_on=None, source=None, by=None)
    assert not Posting.objects.exists() and not Source.objects.exists()


def test_a_transfer_closes_one_posting_and_opens_another(unit):
    person, other = make.person(unit), make.unit()
    made = people.transfer(person=person, unit=other, on=today(), source=make.source(), by=None)
    before = person.postings.get(unit=unit)
    assert last_day(before.valid) == today() - DAY and before.end_known
    assert made.valid.lower == today() and made.valid.upper is None
    assert (
        refusal(lambda: people.transfer(person=person, unit=other, on=today(), source=make.source(), by=None)).code
        == "posting_same_unit"
    )


def test_the_commander_on_a_day(unit):
    chief = make.person(unit, commander=True)
    assert people.commanders(units=[unit.pk], on=today()) == {unit.pk: chief.pk}
    people.end_posting(posting=chief.postings.get(), last_on=today() - DAY, by=None)
    assert people.commanders(units=[unit.pk], on=today()) == {}


def test_postings_from_a_roster_leave_known_ones_alone(unit):
    known, new = make.person(unit), make.person(unit, posted=False)
    rows = [(known, unit, "Cook", ""), (new, unit, "Diver", "PO1")]
    made = people.post_many(rows=rows, source=make.source(), by=None)
    assert [(p.person, p.title, p.rank) for p in made] == [(new, "Diver", "PO1")]
