"""What is done on the pages of programs and money: each act one call, each refusal on its form with 409."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ground.dates import today
from programs.models import FundTransaction, Obligation, Program, TrainingSeat
from programs.services import ledger, programs
from tests import make

from . import build
from .browse import html, signed_in, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def test_a_plan_is_made_submitted_and_approved_on_its_pages(office: build.Office) -> None:
    place = make.operating_unit()
    analyst, director = signed_in(office.analyst), signed_in(office.director)
    plan = {
        "title": "Naval instructors",
        "operating_unit": place.code,
        "fiscal_year": 2027,
        "manager": office.manager.pk,
        "purpose": "",
        "planned_amount": "185000",
        "objectives": "Instructors",
        "planning_year": 2028,
    }
    response = analyst.post("/programs/new/?kind=IMET", plan)
    program = Program.objects.get()
    assert response["Location"] == program.get_absolute_url() == "/programs/IMET-2027-XTM-0001/"
    page = html(analyst, program.get_absolute_url())
    assert "The plan does not say what it is for." in page  # the button is shut and says why
    assert step(analyst, program.get_absolute_url(), "submit", 1).status_code == 409
    edit = {**plan, "purpose": "Instructors for the coast guard", "version": 1}
    for gone in ("operating_unit", "fiscal_year"):
        del edit[gone]
    assert analyst.post(f"{program.get_absolute_url()}edit/", edit).status_code == 302
    assert step(analyst, program.get_absolute_url(), "submit", 2).status_code == 302
    assert 'value="approve"' not in html(analyst, program.get_absolute_url())
    assert step(director, program.get_absolute_url(), "approve", 3).status_code == 302
    program.refresh_from_db()
    assert (program.state, program.imetdetail.objectives) == ("APPROVED", "Instructors")
    history = html(director, f"{program.get_absolute_url()}?tab=history")
    assert "Approve the plan" in history
    assert str(office.director) in history


def test_a_stale_plan_shows_both_versions_and_loses_nothing(office: build.Office) -> None:
    program = build.program(office, state="DRAFT")
    programs.edit_program(program=program, by=office.manager, title="Theirs")
    client = signed_in(office.analyst)
    mine = {"title": "Mine", "manager": office.manager.pk, "planned_amount": "1", "purpose": "P", "version": 1}
    response = client.post(f"{program.get_absolute_url()}edit/", {**mine, "objectives": "O"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Someone saved before you" in page
    assert "<del>Mine</del>" in page
    assert "<ins>Theirs</ins>" in page
    assert 'name="version" value="2"' in page


def test_people_are_nominated_from_their_unit(office: build.Office) -> None:
    program = build.program(office)
    unit = make.unit()
    person = make.person(unit, "Amir", "حسن")
    client = signed_in(office.analyst)
    address = f"{program.get_absolute_url()}recipients/new/"
    found = client.post(address, {"unit": unit.code.lower()})
    assert found["Location"] == f"{address}?unit={unit.code}"
    assert "حسن" in html(client, found["Location"])
    client.post(found["Location"], {"itself": "on", "people": [person.pk], "note": ""})
    assert [(r.unit, r.person) for r in program.recipients.order_by("pk")] == [(unit, None), (unit, person)]
    again = client.post(found["Location"], {"itself": "on", "note": ""})
    assert again.status_code == 409
    assert "This recipient is on the program already." in again.content.decode()


def test_the_gate_speaks_on_the_seats_page(office: build.Office) -> None:
    program = build.program(office)
    unit = make.unit()
    who = build.recipient(office, program, unit, make.person(unit))
    seat = build.seat(office, who)
    client = signed_in(office.analyst)
    page = html(client, seat.get_absolute_url())
    assert "has no approval." in page
    assert "22 U.S.C. 2378d(a), statute, verified" in page
    assert 'aria-disabled="true" aria-describedby="shut-start"' in page
    assert step(client, seat.get_absolute_url(), "start", seat.version).status_code == 409
    order = {"travel_from": str(seat.start_on), "travel_until": str(seat.end_on)}
    assert client.post(f"{seat.get_absolute_url()}order/", order).status_code == 409


def test_a_seat_is_carried_to_its_delivery_on_its_pages(office: build.Office) -> None:
    program = build.program(office)
    student = build.student(office, program)
    fund = build.fund(office, allotted=50_000)
    analyst, manager, recorder = (signed_in(u) for u in (office.analyst, office.manager, office.recorder))
    base = program.get_absolute_url()
    course = build.course()
    asked = {"recipients": [student.pk], "course": course.pk, "start_on": str(today()), "end_on": str(today())}
    assert analyst.post(f"{base}seats/new/", {**asked, "tuition": "18500", "allowances": "0"}).status_code == 302
    seat = TrainingSeat.objects.get()
    assert step(analyst, seat.get_absolute_url(), "confirm", 1).status_code == 302
    named = {"attache_consulted_on": str(today()), "attache_office": "Defense attache office", "grade": "O-4"}
    assert analyst.post(f"{seat.get_absolute_url()}nominate/", {**named, "version": 2}).status_code == 302
    paid = {
        "fund": fund.number,
        "amount": "18500",
        "document_number": "DOC-1",
        "evidence": "AGREEMENT",
        "effective_on": str(today()),
        "seats": [seat.pk],
    }
    response = manager.post(f"{base}obligations/new/", paid)
    obligation = Obligation.objects.get()
    assert response["Location"] == obligation.get_absolute_url()
    assert step(manager, obligation.get_absolute_url(), "record", 1).status_code == 409  # not a funds officer
    assert step(recorder, obligation.get_absolute_url(), "record", 1).status_code == 302
    seat.refresh_from_db()
    assert step(analyst, seat.get_absolute_url(), "start", seat.version).status_code == 302
    done = {"outcome": "GRADUATED", "on": str(today()), "place_name": ""}
    assert analyst.post(f"{seat.get_absolute_url()}complete/", done).status_code == 302
    page = html(analyst, base)
    assert "Completed" in page
    assert "1 delivery" in page
    voucher = {"amount": "18500", "effective_on": str(today()), "evidence": "Voucher 1", "note": ""}
    assert recorder.post(f"{obligation.get_absolute_url()}pay/", voucher).status_code == 302
    more = recorder.post(f"{obligation.get_absolute_url()}pay/", voucher)
    assert more.status_code == 409
    assert "There is not that much left at this stage." in more.content.decode()


def test_a_fund_is_fed_on_its_pages_and_a_mistake_taken_back(office: build.Office) -> None:
    client, place = signed_in(office.funds), make.operating_unit()
    account = build.account()
    opened = {
        "account": account.code,
        "fiscal_year": 2027,
        "title": "IMET FY 2027",
        "enacted_on": "2026-02-03",
        "availability_years": "1",
    }
    address = client.post("/funds/new/", opened)["Location"]
    move = {"amount": "100000", "effective_on": str(today()), "evidence": "P.L. 119-75", "note": ""}
    assert client.post(f"{address}appropriate/", move).status_code == 302
    assert client.post(f"{address}apportion/", {**move, "amount": "200000"}).status_code == 409
    assert client.post(f"{address}apportion/", move).status_code == 302
    assert client.post(f"{address}allot/", {**move, "operating_unit": place.code}).status_code == 302
    allotted = FundTransaction.objects.get(to_stage="ALLOTTED")
    back = {"effective_on": str(today()), "evidence": "Memo", "note": "Wrong place"}
    assert client.post(f"/transactions/{allotted.pk}/reverse/", back).status_code == 302
    assert "takes one back" in html(client, address)
    assert client.post(f"/transactions/{allotted.pk}/reverse/", back).status_code == 409


def test_fmf_is_shown_as_not_unit_vetted_and_never_as_approved(office: build.Office) -> None:
    program = build.program(office, "FMF")
    manager, funds, recorder = (signed_in(u) for u in (office.manager, office.funds, office.recorder))
    agreement = {
        "operating_unit": program.operating_unit.code,
        "kind": "RECIPIENTS",
        "title": "Agreement on recipients",
        "document": "Note 12",
        "signed_on": "2026-01-18",
        "list_sent_on": "2026-02-01",
    }
    assert manager.post("/agreements/new/", agreement).status_code == 302
    made = program.operating_unit.agreements.get()
    case = {
        "designator": "xt-p-lbx",
        "title": "Coastal patrol",
        "kind": "DEFINED",
        "financing": "GRANT",
        "agreement": made.pk,
        "description": "Patrol boat",
        "category": "ARTICLE",
        "quantity": "4",
        "unit": "EA",
        "unit_price": "3550000",
        "end_use": "NONE",
    }
    base = program.get_absolute_url()
    assert manager.post(f"{base}cases/new/", case).status_code == 302
    build.implemented(office, program.fms_cases.get())
    build.agreed(office, program.operating_unit)
    build.determined(office, program.operating_unit)
    fund = build.fund(office, "FMF")
    ledger.appropriate(fund=fund, amount=Decimal(9), effective_on=today(), evidence="P.L.", by=office.funds)
    apportioned = {
        "amount": "9",
        "effective_on": str(today()),
        "evidence": "SF-132",
        "operating_unit": program.operating_unit.code,
        "program": program.number,
        "agreement": made.pk,
    }
    address = funds.post(f"{fund.get_absolute_url()}apportion/", apportioned)["Location"]
    assert step(recorder, address, "record", 1).status_code == 302
    delivered = {
        "agreement": made.pk,
        "line": program.fms_cases.get().lines.get().pk,
        "what": "ARTICLE",
        "description": "Patrol boat 1",
        "quantity": "1",
        "value": "3550000",
        "delivered_on": str(today()),
    }
    assert manager.post(f"{base}deliveries/new/", delivered).status_code == 302
    for page in (base, address, "/deliveries/", "/obligations/"):
        client = manager if page != address else recorder
        assert "Not unit-vetted" in html(client, page), page
    assert ">Approved</span>" not in html(manager, base)


def test_a_step_that_is_no_step_is_not_understood(office: build.Office) -> None:
    program = build.program(office)
    client = signed_in(office.director)
    for sent in ({"step": "explode", "version": 1}, {"step": "close"}, {"step": "close", "version": "x"}, {}):
        assert client.post(f"{program.get_absolute_url()}step/", sent).status_code == 400
