"""Guards of dated facts: what the gate reads is closed with a day, never rewritten or removed, by raw SQL neither."""

import datetime as dt

import pytest

from ground.dates import today
from partners.models import Posting, UnitParent
from partners.services import people, units
from tests import make
from tests.vetting.raw import constraint_of, refused_only_by, sql

pytestmark = pytest.mark.django_db

START = today() - dt.timedelta(days=30)


@pytest.fixture
def posting():
    unit = make.unit()
    person = make.person(unit, posted=False)
    return people.post(person=person, unit=unit, from_on=START, source=make.source(), by=None)


@pytest.fixture
def line():
    return units.set_parent(child=make.unit(), parent=make.unit(), from_on=START, source=make.source(), by=None)


def write(fact, change, *params):
    return lambda: sql(f"UPDATE {fact._meta.db_table} SET {change} WHERE id = %s", [*params, fact.pk])


def test_a_posting_keeps_its_unit_and_its_person(posting):
    other = make.unit()
    refused_only_by(Posting, "frozen", "partners_posting_frozen", write(posting, "unit_id = %s", other.pk))


@pytest.mark.parametrize("change", ["is_principal = false", "is_commander = true", "rank = 'Colonel'"])
def test_a_posting_keeps_what_it_said(posting, change):
    assert constraint_of(write(posting, change)) == "partners_posting_frozen"


def test_a_line_of_command_keeps_its_units(line):
    other = make.unit()
    refused_only_by(UnitParent, "frozen", "partners_unitparent_frozen", write(line, "parent_id = %s", other.pk))


def test_a_line_of_command_is_never_removed(line):
    """Without it the finding on the unit above would no longer reach the one below."""
    refused_only_by(
        UnitParent, "no_delete", "partners_unitparent_no_delete", lambda: sql("DELETE FROM partners_unitparent")
    )


@pytest.mark.parametrize(
    "valid",
    [
        "'empty'",
        "daterange(lower(valid) + 1, upper(valid))",
        "daterange(lower(valid) - 1, upper(valid))",
        "daterange(NULL, upper(valid))",
    ],
)
def test_dates_on_record_are_closed_and_not_moved(posting, line, valid):
    for fact in (posting, line):
        name = f"{fact._meta.db_table}_closed_only"
        refused_only_by(type(fact), "closed_only", name, write(fact, f"valid = {valid}"))


def test_a_closed_fact_is_not_opened_again(posting, line):
    people.end_posting(posting=posting, last_on=today() - dt.timedelta(days=2), by=None)
    units.end_parent(link=line, last_on=today() - dt.timedelta(days=2), by=None)
    for fact in (posting, line):
        name = f"{fact._meta.db_table}_closed_only"
        assert constraint_of(write(fact, "valid = daterange(lower(valid), NULL)")) == name
