"""Purposes, forces, titles of the Code and offices: as dimensions of measures, and what narrows dashboard and home."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ground.dates import today
from ground.models import StaleFact
from partners.models import Unit
from partners.services import units
from programs.models import Program
from programs.services import programs
from programs.services.deliveries import DeliveryRow, record_deliveries
from programs.services.initiatives import state_purposes
from programs.services.offices import add_office, give_responsibility
from reporting.selectors.dashboard import Asked, split
from reporting.services.rollups import compare, fill_stale
from tests import make
from tests.programs import build
from tests.programs.browse import html, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def delivered(office: build.Office, program: Program, value: int, force: str) -> Unit:
    """To a unit of a force, named and approved."""
    unit = make.unit(force_type=force)
    make.approved(None, unit, laws=program.laws, until=today() + dt.timedelta(days=90))
    build.recipient(office, program, unit)
    row = DeliveryRow(
        program=program,
        what="ARTICLE",
        description="Radios",
        quantity=Decimal(1),
        value=Decimal(value),
        delivered_on=today(),
        unit=unit,
    )
    record_deliveries(rows=[row], by=office.analyst)
    return unit


def purposes(office: build.Office, program: Program, *chosen: str) -> None:
    state_purposes(program=program, purposes=chosen, initiative=None, by=office.analyst)


def test_what_is_planned_stands_under_each_purpose_and_counts_once(office: build.Office) -> None:
    purposes(office, build.program(office), "HUMAN_RIGHTS", "ARMED_FORCES")
    purposes(office, build.program(office, "PKO"), "HUMAN_RIGHTS")
    dropped = build.program(office, "NADR", state="DRAFT")
    programs.take(program=dropped, step="cancel", note="Given up.", by=office.director)
    fill_stale()
    assert not compare()
    found = split(type(office.analyst).objects.get(pk=office.analyst.pk), Asked())
    assert found is not None
    said = dict(found.purposes)
    assert (said["Human rights"], said["Professional armed forces"]) == (1_000_000, 500_000)
    assert found.planned == 1_000_000


def test_deliveries_are_split_by_force_and_counted_again_when_a_unit_turns_out_to_be_police(
    office: build.Office,
) -> None:
    program = build.program(office)
    unit = delivered(office, program, 700, "MILITARY")
    delivered(office, program, 30, "POLICE")
    fill_stale()
    reader = type(office.analyst).objects.get(pk=office.analyst.pk)
    found = split(reader, Asked())
    assert found is not None
    assert (dict(found.forces)["Military"], dict(found.forces)["Police"], found.delivered) == (700, 30, 730)
    units.edit_unit(unit=unit, version=unit.version, force_type="POLICE", by=office.analyst)
    assert StaleFact.objects.filter(fact="unit_force").exists()
    fill_stale()
    assert not compare()
    found = split(reader, Asked())
    assert found is not None
    assert dict(found.forces)["Police"] == 730


def test_another_change_of_a_unit_makes_nothing_stale(office: build.Office) -> None:
    unit = make.unit()
    units.edit_unit(unit=unit, version=unit.version, echelon="Company", by=office.analyst)
    assert not StaleFact.objects.filter(fact="unit_force").exists()


def test_dashboard_and_home_are_narrowed_by_title_and_office(office: build.Office) -> None:
    purposes(office, build.program(office), "HUMAN_RIGHTS")
    purposes(office, build.program(office, "TITLE-10", state="APPROVED"), "INTEROPERABILITY")
    oversees = add_office(code="PM/SA", name="Office", agency="STATE", does="", source="A page", by=None)
    give_responsibility(office=oversees, duty="OVERSEES", kind="IMET", from_on=None, source="A page", by=None)
    fill_stale()
    client = signed_in(office.analyst)

    def planned(query: str) -> str:
        page = html(client, f"/dashboard/{query}")
        return page.partition('All programs, each once</th><td class="n">')[2].partition("<")[0]

    assert planned("") == "1,000,000"
    assert planned("?usc_title=22") == planned("?usc_title=10") == planned("?office=PM/SA") == "500,000"
    assert planned("?usc_title=10&office=PM/SA") == "0"
    assert "Open cases" in html(client, "/")
    assert "Open cases" not in html(client, "/?usc_title=22").partition("Your places in figures")[2]
