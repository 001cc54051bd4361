"""The pages of PKO: each act by its form, the lists, and what analysts ask."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import fiscal_year, today
from programs.models import (
    Capability,
    Deployment,
    EquipmentPackage,
    PackageItem,
    Program,
    PublishedFigure,
    TrainingEvent,
)
from programs.services import ledger, pko, pko_results
from programs.services.reference import load_published_figures
from tests import make
from vetting.models import Approval
from vetting.services import approvals

from . import build
from .browse import html, signed_in, step

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
READERS = (Role.ANALYST, Role.HUMAN_RIGHTS_REVIEWER, Role.FUNDS_OFFICER, Role.AUDITOR)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "PKO")


@pytest.fixture
def desk(office: build.Office) -> Client:
    return signed_in(office.analyst)


def filled(office: build.Office, program: Program) -> None:
    """One of everything that a GPOI program does."""
    who = build.troops(office, program)
    by = office.analyst
    event = build.held(office, who, military=180, police=20, women=30, instructors=6)
    build.event(office, build.troops(office, program, approved=False), start=today() + 30 * DAY)
    pko.transfer_package(package=build.package(office, who), on_day=today(), by=by)
    sent = {"operation": "MINUSMA", "from_on": today(), "military": 150, "women": 12, "trained_by": event}
    pko_results.record_deployment(program=program, recipient=who, by=by, **sent)
    rated = {"domain": "TRAINING", "rated_on": today(), "evidence": "Visit"}
    pko_results.rate(program=program, rating="SELF_SUFFICIENT", by=by, **{**rated, "rated_on": today() - 400 * DAY})
    pko_results.rate(program=program, rating="PARTLY", by=by, **rated)
    pledged = {"sort": "MEDICAL", "title": f"Hospital {program.pk}", "status": "PLEDGED", "on_day": today()}
    pko_results.register_capability(program=program, evidence="Letter", by=by, **pledged)


@pytest.mark.parametrize("role", READERS)
def test_the_page_of_pko_is_there_for_each_reader(role: Role, office: build.Office, program: Program) -> None:
    client = signed_in(make.user(role))
    empty = html(client, "/programs/pko/")
    assert "contribution of a fiscal year" in empty and "No partner is rated yet." in empty
    filled(office, program)
    page = html(client, "/programs/pko/")
    for said in (
        "200 persons: 180 military, 20 police, 30 women",
        "150 persons: 150 military, 0 police, 12 women",
        "8.0 percent",
        "1 of 1 event, 100 percent",
        "0 days after training",
        "Relapsed: partly self-sufficient",
        "0 of 8; $80,000 without a hand receipt",
        "Not approved",
        "1 pledged",
    ):
        assert said in page, said


def test_money_is_unspent_by_the_year_that_cancels_it_without_assessed_dues(office: build.Office) -> None:
    year = fiscal_year(today())
    fund = build.fund(office, "PKO", allotted=500_000, years=1)
    gpoi = build.program(office, "PKO")
    dues = build.program(office, "PKO", detail={"pko_purpose": "P1", "assessed_dues": True})
    first = build.recorded(office, gpoi, fund, 200_000, document_number="IAA-1")
    ledger.disburse(obligation=first, amount=Decimal(50_000), effective_on=today(), evidence="V", by=office.funds)
    build.recorded(office, dues, fund, 100_000)
    page = html(signed_in(make.user(Role.AUDITOR)), "/programs/pko/")
    assert f"September 30, {year + 5}" in page
    assert ">350,000<" in page  # neither the 50,000 paid nor the 100,000 of assessed dues
    assert "1 program, $500,000 planned, in no total above" in page
    assert "No agreement pays for more than one program." in page
    other = build.program(office, "PKO", detail={"pko_purpose": "P3"})
    build.recorded(
        office, other, build.fund(office, "PKO", allotted=9_000, year=year - 1), 5_000, document_number="IAA-1"
    )
    shared = html(signed_in(make.user(Role.AUDITOR)), "/programs/pko/")
    assert "No agreement pays for more than one program." not in shared
    assert shared.count(other.number) > page.count(other.number)


def test_an_event_goes_its_way_on_its_pages(desk: Client, office: build.Office, program: Program) -> None:
    who = build.troops(office, program)
    home = program.get_absolute_url()
    planned = {
        "title": "Convoy course",
        "mode": "DIRECT",
        "start_on": today(),
        "end_on": today(),
        "mission": "UNISFA 3",
    }
    answer = desk.post(f"{home}events/new/", {"recipient": who.pk, **planned})
    assert (answer.status_code, answer["Location"]) == (302, home)
    event = TrainingEvent.objects.get()
    here = event.get_absolute_url()
    assert "Convoy course" in html(desk, home) and "Start the event" in html(desk, here)
    edited = {**planned, "title": "Convoy course, again", "version": event.version}
    assert desk.post(f"{here}edit/", edited).status_code == 302
    assert step(desk, here, "start", 2).status_code == 302
    counts = {"military": 20, "police": 0, "women": 21, "instructors": 0, "cost": "900", "version": 3}
    refused = desk.post(f"{here}complete/", counts)
    assert refused.status_code == 409 and b"Women and instructors are counted among" in refused.content
    assert desk.post(f"{here}complete/", {**counts, "women": 2}).status_code == 302
    assert "20" in html(desk, here) and "Completed" in html(desk, here)


def test_a_shut_gate_is_said_on_the_page_of_the_event(desk: Client, office: build.Office, program: Program) -> None:
    event = build.event(office, build.troops(office, program, approved=False))
    page = html(desk, event.get_absolute_url())
    assert "Not approved" in page
    answer = step(desk, event.get_absolute_url(), "start", 1)
    assert answer.status_code == 409 and b"has no approval" in answer.content


def test_a_package_is_assembled_transferred_signed_for_and_inspected(
    desk: Client, office: build.Office, program: Program
) -> None:
    who, home = build.troops(office, program), program.get_absolute_url()
    half = {"recipient": who.pk, "title": "Field kit", "item_1": "Tents", "quantity_1": 4, "value_1": "400"}
    assert desk.post(f"{home}packages/new/", {**half, "item_2": "Stoves"}).status_code == 400
    assert desk.post(f"{home}packages/new/", half).status_code == 302
    package = EquipmentPackage.objects.get()
    more = {"item_1": "Lamps", "quantity_1": 9, "value_1": "90"}
    assert desk.post(f"/equipment/packages/{package.pk}/items/new/", more).status_code == 302
    passed = {"on_day": today(), "version": 1}
    assert desk.post(f"/equipment/packages/{package.pk}/transfer/", passed).status_code == 302
    item = PackageItem.objects.get(description="Tents")
    signed = {"number": "HR-1", "signed_by": "Quartermaster", "signed_on": today(), "version": 1}
    assert desk.post(f"/equipment/{item.pk}/receipt/", signed).status_code == 302
    looked = {"inspected_on": today(), "serviceable": 3, "version": 2}
    assert desk.post(f"/equipment/{item.pk}/inspection/", looked).status_code == 302
    page = html(desk, home)
    assert "4 of 13; $90 without a hand receipt" in page and "3 of 4 inspected" in page
    assert "Lamps" in html(desk, "/equipment/?standing=missing")
    assert "Tents" not in html(desk, "/equipment/?standing=missing")


def test_each_program_offers_the_work_of_its_own_purpose(desk: Client, office: build.Office) -> None:
    offered = {
        "GPOI": ("P2", "Rate self-sufficiency"),
        "GDRP": ("P7", "Set an institutional milestone"),
        "SFP": ("P7", "Assess a civilian-harm process"),
        "": ("P1", "Record a contribution to an operation"),
    }
    for name, (purpose, act) in offered.items():
        made = build.program(office, "PKO", detail={"pko_purpose": purpose, "global_program": name})
        page = html(desk, made.get_absolute_url())
        assert act in page
        assert [other for _, other in offered.values() if other != act and other in page] == []
    assert desk.get(f"{made.get_absolute_url()}ratings/new/").status_code == 404


def test_reform_and_results_by_their_forms(desk: Client, office: build.Office) -> None:
    gdrp = build.program(office, "PKO", detail={"pko_purpose": "P7", "global_program": "GDRP"})
    home = gdrp.get_absolute_url()
    goal = {"institution": "Ministry", "baseline": "No budget", "baseline_on": today() - 90 * DAY}
    goal |= {"target": "A budget of its own", "target_on": today() - DAY}
    assert desk.post(f"{home}institutions/new/", goal).status_code == 302
    assert "1 day late" in html(desk, home) and "1 day late" in html(desk, "/programs/pko/")
    milestone = gdrp.institutional_milestones.get()
    reached = {"reached_on": today(), "evidence": "The act", "version": 1}
    assert desk.post(f"/institutions/{milestone.pk}/reach/", reached).status_code == 302
    advised = {"sort": "ADVICE", "ministry": "Ministry", "provider": "State", "what_for": "Budget"}
    assert (
        desk.post(f"{home}engagements/new/", {**advised, "starts_on": today(), "ends_on": today()}).status_code == 302
    )
    sfp = build.program(office, "PKO", detail={"pko_purpose": "P7", "global_program": "SFP"})
    before = {"process": "TRACKING", "level": "NONE", "on_day": today() - DAY}
    assert desk.post(f"{sfp.get_absolute_url()}processes/new/", before).status_code == 302
    process = sfp.harm_processes.get()
    after = {"level": "IN_USE", "on_day": today(), "evidence": "Register", "version": 1}
    assert desk.post(f"/processes/{process.pk}/after/", after).status_code == 302
    page = html(desk, sfp.get_absolute_url())
    assert "No process" in page and "In use" in page
    mfo = build.program(office, "PKO", detail={"pko_purpose": "P1"})
    given = {"operation": "MFO, Sinai", "fiscal_year": 2027, "amount": "28000000", "on_day": today(), "document": "M"}
    assert desk.post(f"{mfo.get_absolute_url()}operations/new/", given).status_code == 302
    assert "28,000,000" in html(desk, "/programs/pko/")


def test_what_a_partner_can_do_by_its_forms(desk: Client, office: build.Office, program: Program) -> None:
    home, who = program.get_absolute_url(), build.troops(office, program)
    event = build.held(office, who)
    rated = {"domain": "TRAINING", "rating": "PARTLY", "rated_on": today(), "evidence": "Visit"}
    assert desk.post(f"{home}ratings/new/", rated).status_code == 302
    pledged = {"sort": "MEDICAL", "title": "Hospital", "status": "PLEDGED", "on_day": today(), "evidence": "Letter"}
    assert desk.post(f"{home}capabilities/new/", pledged).status_code == 302
    capability = Capability.objects.get()
    stepped = {"status": "DEVELOPMENT", "on_day": today(), "evidence": "Visit"}
    assert desk.post(f"/capabilities/{capability.pk}/steps/new/", stepped).status_code == 302
    skipped = desk.post(f"/capabilities/{capability.pk}/steps/new/", {**stepped, "status": "DEPLOYED"})
    assert skipped.status_code == 409 and b"does not take this step now" in skipped.content
    sent = {"recipient": who.pk, "operation": "MINUSMA", "from_on": today(), "military": 90, "police": 0, "women": 9}
    assert desk.post(f"{home}deployments/new/", {**sent, "trained_by": event.pk}).status_code == 302
    deployment = Deployment.objects.get()
    assert desk.post(f"/deployments/{deployment.pk}/follow/", {"until_on": today(), "version": 1}).status_code == 302
    page = html(desk, home)
    assert "Partly self-sufficient" in page and "In development" in page and "0 days after training" in page
    assert "MINUSMA" in html(desk, event.get_absolute_url())


@pytest.mark.parametrize("address", ["/events/", "/equipment/", "/deployments/", "/capabilities/"])
def test_a_list_costs_the_same_at_many_rows_and_is_exported(
    address: str, desk: Client, office: build.Office, program: Program
) -> None:
    filled(office, program)
    with CaptureQueriesContext(connection) as few:
        html(desk, address)
    for _ in range(5):
        filled(office, build.program(office, "PKO", at=make.operating_unit(f"XA{chr(65 + _)}", f"Partner {_}")))
    with CaptureQueriesContext(connection) as many:
        html(desk, address)
    assert len(many) == len(few) <= 25
    lines = desk.get(f"{address}?export=csv").getvalue().decode().splitlines()
    assert len(lines) == 1 + {"/events/": 12, "/equipment/": 12}.get(address, 6)
    assert desk.get(f"{address}?export=xlsx").status_code == 200


def test_the_page_of_pko_costs_the_same_at_many_programs(desk: Client, office: build.Office, program: Program) -> None:
    filled(office, program)
    with CaptureQueriesContext(connection) as few:
        html(desk, "/programs/pko/")
    for number in range(4):
        filled(office, build.program(office, "PKO", at=make.operating_unit(f"XA{chr(65 + number)}", f"P{number}")))
    with CaptureQueriesContext(connection) as many:
        html(desk, "/programs/pko/")
    assert len(many) == len(few) <= 30, (len(few), len(many))


def test_the_page_of_a_program_costs_the_same_at_many_rows(
    desk: Client, office: build.Office, program: Program
) -> None:
    filled(office, program)
    with CaptureQueriesContext(connection) as few:
        html(desk, program.get_absolute_url())
    for _ in range(3):
        who = build.troops(office, program)
        build.held(office, who)
        build.package(office, who)
    with CaptureQueriesContext(connection) as many:
        html(desk, program.get_absolute_url())
    assert len(many) == len(few), (len(few), len(many))


def test_an_engagement_under_way_says_how_its_unit_stands_today(
    desk: Client, office: build.Office, program: Program
) -> None:
    who = build.troops(office, program)
    days = {"starts_on": today(), "ends_on": today() + 60 * DAY}
    help_ = {"sort": "SUPPORT", "mission": "MINUSMA", "provider": "State", "what_for": "Parts"}
    pko.engage(program=program, recipient=who, by=office.analyst, **help_, **days)
    assert "Suspended" not in html(desk, program.get_absolute_url())
    approval = Approval.objects.get(unit=who.unit, person=None)
    approvals.suspend(approval=approval, reason="A question is open.", by=make.Team().rights)
    assert html(desk, program.get_absolute_url()).count("Suspended") == 2  # among recipients, and beside the help


def test_purpose_and_global_program_are_facets_of_the_list(desk: Client, office: build.Office) -> None:
    made: dict[str, Any] = {
        name: build.program(office, "PKO", detail={"pko_purpose": purpose, "global_program": name})
        for name, purpose in (("GPOI", "P2"), ("GDRP", "P7"), ("SFP", "P7"))
    }
    page = html(desk, "/programs/?global_program=GDRP")
    assert made["GDRP"].number in page and made["SFP"].number not in page
    page = html(desk, "/programs/?pko_purpose=P7")
    assert made["GDRP"].number in page and made["SFP"].number in page and made["GPOI"].number not in page


def test_the_objectives_of_the_gpoi_are_a_facet(desk: Client, office: build.Office) -> None:
    detail = {"pko_purpose": "P2", "global_program": "GPOI", "objective": "WOMEN"}
    made, other = build.program(office, "PKO", detail=detail), build.program(office, "PKO")
    page = html(desk, "/programs/?gpoi_objective=WOMEN")
    assert made.number in page and other.number not in page
    assert "Women&#x27;s participation</a> 1" in html(desk, "/programs/pko/")


def test_published_figures_stand_apart_with_their_source(desk: Client, office: build.Office, program: Program) -> None:
    load_published_figures()
    filled(office, program)
    page = html(desk, "/programs/pko/")
    for said in ("228,658 persons", "176,047 persons", "52,611 persons", "180,223 persons", "December 2013"):
        assert said in page, said
    assert "200 persons: 180 military" in page  # ours, and nothing published in it
    figures = dict(PublishedFigure.objects.filter(edition__contains="December 2013").values_list("key", "value"))
    assert figures["gpoi-trained"] == figures["gpoi-trained-direct"] + figures["gpoi-trained-by-partners"]
