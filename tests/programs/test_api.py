"""The API of programs and money: addresses by number, versions on writes, steps, refusals as problem+json."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from ground.dates import today
from programs.models import Delivery, Program
from programs.services import ledger
from tests import make

from . import build

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def as_user(user: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def send(client: APIClient, address: str, status: int, **data: Any) -> Any:
    response = client.post(f"{ROOT}{address}", data, format="json")
    assert response.status_code == status, response.content
    assert response["Content-Type"] == ("application/problem+json" if status >= 400 else "application/json")
    return response.json()


def read(client: APIClient, address: str, status: int = 200) -> Any:
    response = client.get(f"{ROOT}{address}")
    assert response.status_code == status, response.content
    return response.json()


def plan(office: build.Office, **more: Any) -> dict[str, Any]:
    values = {
        "kind": "IMET",
        "title": "Naval instructors",
        "operating_unit": make.operating_unit().code,
        "fiscal_year": 2027,
        "manager": office.manager.username,
        "purpose": "Instructors",
        "planned_amount": "185000.00",
        "detail": {"planning_year": 2028},
    }
    return {**values, **more}


def test_a_program_from_plan_to_execution(office: build.Office) -> None:
    analyst, director = as_user(office.analyst), as_user(office.director)
    made = send(analyst, "programs/", 201, **plan(office))
    assert made["url"] == f"{ROOT}programs/IMET-2027-XTM-0001/"
    assert (made["version"], made["planned_amount"], made["laws"]) == (1, "185000.00", ["STATE"])
    assert made["detail"] == {"objectives": "", "planning_year": 2028}
    address = f"programs/{made['number']}/"
    edited = analyst.patch(f"{ROOT}{address}", {"version": 1, "title": "Instructors"}, format="json").json()
    assert (edited["title"], edited["version"]) == ("Instructors", 2)
    assert send(analyst, f"{address}submit/", 200, version=2)["state"] == "PROPOSED"
    assert send(director, f"{address}approve/", 200, version=3)["state"] == "APPROVED"
    assert send(director, f"{address}execute/", 200, version=4)["state"] == "EXECUTING"
    assert read(analyst, "programs/?state=EXECUTING&kind=IMET")["results"][0]["number"] == made["number"]


def test_a_write_sends_the_version_it_read(office: build.Office) -> None:
    program = build.program(office, state="DRAFT")
    client, address = as_user(office.analyst), f"programs/{program.number}/submit/"
    assert "version" in send(client, address, 400)["errors"]
    stale = send(client, address, 409, version=7)
    assert (stale["code"], stale["yours"], stale["current"]) == ("stale", 7, 1)
    patched = client.patch(f"{ROOT}programs/{program.number}/", {"title": "T"}, format="json")
    assert patched.status_code == 400


def test_what_is_not_known_is_refused(office: build.Office) -> None:
    client = as_user(office.analyst)
    assert "colour" in send(client, "programs/", 400, **plan(office, colour="red"))["errors"]
    assert "detail.colour" in send(client, "programs/", 400, **plan(office, detail={"colour": "red"}))["errors"]
    assert "kind" in send(client, "programs/", 400, **plan(office, kind="CASH"))["errors"]
    assert "operating_unit" in send(client, "programs/", 400, **plan(office, operating_unit="XXX"))["errors"]
    assert "operating_unit" in send(client, "programs/", 400, **plan(office, operating_unit={"code": "XTM"}))["errors"]
    assert "colour" in read(client, "programs/?colour=red", 400)["errors"]
    assert "fiscal_year" in read(client, "programs/?fiscal_year=soon", 400)["errors"]
    assert Program.objects.count() == 0
    build.program(office, state="DRAFT")
    number = Program.objects.get().number
    assert "title" in send(client, f"programs/{number}/submit/", 400, version=1, title="T")["errors"]
    assert client.post(f"{ROOT}programs/{number}/explode/", {"version": 1}, format="json").status_code == 404


def test_a_refusal_says_whose_rule_and_what_opens_it(office: build.Office) -> None:
    program = build.program(office)
    unit = make.unit()
    seat = build.seat(office, build.recipient(office, program, unit, make.person(unit)))
    body = send(as_user(office.analyst), f"seats/{seat.pk}/start/", 409, version=seat.version)
    assert body["title"] == "Refused"
    first = body["problems"][0]
    assert (first["code"], first["rule"]) == ("NOT_APPROVED", "Leahy, State")
    assert first["basis"] == "22 U.S.C. 2378d(a), statute, verified"
    assert first["opens"] == "Opens when both reviews approve."


def test_a_seat_and_its_money_from_nomination_to_delivery(office: build.Office) -> None:
    program = build.program(office)
    student = build.student(office, program)
    unit, person = student.unit, student.person
    analyst, manager, recorder = (as_user(u) for u in (office.analyst, office.manager, office.recorder))
    other = make.person(unit)
    named = send(analyst, "recipients/", 201, program=program.number, unit=unit.code, person=other.pk)
    assert (named["unit"], named["person"], named["case"]) == (unit.code, other.pk, None)
    asked = {"recipient": student.pk, "course": build.course().code, "tuition": "18500.00"}
    seat = send(analyst, "seats/", 201, **asked, start_on=str(today()), end_on=str(today()))
    seat = send(analyst, f"seats/{seat['id']}/confirm/", 200, version=1)
    consulted = {"attache_consulted_on": str(today()), "attache_office": "Defense attache office", "grade": "E-7"}
    seat = send(analyst, f"seats/{seat['id']}/nominate/", 200, version=2, **consulted)
    seat = send(analyst, f"seats/{seat['id']}/screen/", 200, version=3, screened_on=str(today()), english_score=70)
    assert (seat["state"], seat["price"]) == ("SCREENED", "18500.00")
    fund = build.fund(office, allotted=50_000)
    paid = {
        "program": program.number,
        "fund": fund.number,
        "amount": "20000.00",
        "document_number": "DOC-1",
        "evidence": "AGREEMENT",
        "effective_on": str(today()),
        "seats": [seat["id"]],
    }
    obligation = send(manager, "obligations/", 201, **paid)
    assert (obligation["recipients"], obligation["vetted"]) == ([student.pk], "recipients named")
    where = f"obligations/{obligation['id']}/"
    assert send(recorder, f"{where}record/", 200, version=1)["recorded_by"] == office.recorder.username
    trip = {"travel_from": str(today()), "travel_until": str(today())}
    seat = read(analyst, f"seats/{seat['id']}/")
    seat = send(analyst, f"seats/{seat['id']}/issue_order/", 200, version=seat["version"], **trip)
    assert seat["state"] == "ITO_ISSUED"
    seat = send(analyst, f"seats/{seat['id']}/start/", 200, version=seat["version"])
    done = {"version": seat["version"], "outcome": "GRADUATED", "on": str(today())}
    assert send(analyst, f"seats/{seat['id']}/complete/", 200, **done)["state"] == "COMPLETED"
    (delivery,) = read(analyst, f"deliveries/?program={program.number}")["results"]
    assert (delivery["person"], delivery["value"], delivery["version"]) == (person.pk, "18500.00", 1)
    voucher = {"amount": "18500.00", "effective_on": str(today()), "evidence": "V-1"}
    send(recorder, f"{where}disburse/", 200, version=2, **voucher)
    over = send(recorder, f"{where}disburse/", 409, version=2, **voucher)
    assert over["code"] == "balance_not_negative"
    assert send(recorder, f"{where}disburse/", 409, version=1, **voucher)["code"] == "stale"


def test_money_from_the_act_to_a_place_and_back(office: build.Office) -> None:
    client, account, place = as_user(office.funds), build.account(), make.operating_unit()
    opened = {"account": account.code, "fiscal_year": 2027, "title": "IMET FY 2027"}
    fund = send(client, "funds/", 201, **opened, enacted_on="2026-02-03", availability_years=1)
    assert (fund["available_until"], fund["cancels_on"]) == ("2027-09-30", "2032-09-30")
    address = f"funds/{fund['number']}/"
    assert fund["url"] == f"{ROOT}{address}"
    move = {"version": 1, "amount": "100.00", "effective_on": str(today()), "evidence": "P.L. 119-75"}
    send(client, f"{address}appropriate/", 201, **move)
    send(client, f"{address}apportion/", 201, **move)
    allotted = send(client, f"{address}allot/", 201, **move, operating_unit=place.code)
    assert (allotted["from_stage"], allotted["to_stage"]) == ("APPORTIONED", "ALLOTTED")
    assert "amount" in send(client, f"{address}appropriate/", 400, **{**move, "amount": "NaN"})["errors"]
    back = {"version": 1, "effective_on": str(today()), "evidence": "Memo", "note": "Wrong place"}
    assert send(client, f"transactions/{allotted['id']}/reverse/", 201, **back)["reverses"] == allotted["id"]
    assert "version" in send(client, f"transactions/{allotted['id']}/reverse/", 400, **{**back, "version": 2})["errors"]
    assert read(client, f"transactions/?fund={fund['number']}")["count"] == 4
    for method in ("put", "patch", "delete"):
        changed = getattr(client, method)(f"{ROOT}transactions/{allotted['id']}/", {}, format="json")
        assert changed.status_code == 405


def test_a_delivery_meets_the_gate_and_never_changes(office: build.Office) -> None:
    program = build.program(office, "PKO")
    unit = make.unit()
    build.recipient(office, program, unit)
    client = as_user(office.analyst)
    sent = {
        "program": program.number,
        "unit": unit.code,
        "what": "ARTICLE",
        "description": "Radios",
        "quantity": "4",
        "value": "1000.00",
        "delivered_on": str(today()),
    }
    assert send(client, "deliveries/", 409, **sent)["code"] == "gate"
    make.approved(None, unit)
    made = send(client, "deliveries/", 201, **sent)
    assert Delivery.objects.get().recorded_by == office.analyst
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(f"{ROOT}deliveries/{made['id']}/", {}, format="json").status_code == 405


def test_hidden_reads_like_missing_and_gives_nothing_away(office: build.Office) -> None:
    program = build.program(office)
    student = build.student(office, program)
    seat = build.seat(office, student)
    fund = build.fund(office, allotted=50_000)
    obligation = build.recorded(office, program, fund, seats=[seat])
    ledger.disburse(obligation=obligation, amount=Decimal(1), effective_on=today(), evidence="V", by=office.funds)
    client = as_user(make.user("ANALYST", at=make.operating_unit("XJN", "Juniper")))
    for address, missing in (
        (f"programs/{program.number}/", "programs/IMET-2027-XTM-9999/"),
        (f"recipients/{student.pk}/", "recipients/999999/"),
        (f"seats/{seat.pk}/", "seats/999999/"),
        (f"obligations/{obligation.pk}/", "obligations/999999/"),
        (f"transactions/{obligation.transactions.first().pk}/", "transactions/999999/"),
    ):
        assert read(client, address, 404) == read(client, missing, 404)
    for resource in ("programs", "recipients", "seats", "deliveries", "obligations"):
        assert read(client, f"{resource}/")["count"] == 0
    hidden = send(client, "recipients/", 400, program=program.number, unit=student.unit.code)["errors"]
    missing = send(client, "recipients/", 400, program="IMET-2027-XTM-9999", unit="XTM-99999")["errors"]
    assert hidden == missing


def test_a_role_without_the_right_is_told_so(office: build.Office) -> None:
    program = build.program(office, state="DRAFT")
    auditor = as_user(make.user("AUDITOR"))
    assert auditor.post(f"{ROOT}programs/", plan(office), format="json").status_code in {403, 404}
    assert send(auditor, f"programs/{program.number}/submit/", 409, version=1)["code"] == "permission"
    assert APIClient().get(f"{ROOT}programs/").status_code in {401, 403}


def test_a_list_takes_as_many_queries_at_100_rows_as_at_1(office: build.Office) -> None:
    program = build.program(office, "PKO")
    fund = build.fund(office, "PKO", allotted=10_000)
    unit = make.unit()
    make.approved(None, unit)
    who = build.recipient(office, program, unit)
    client = as_user(office.manager)
    lists = [
        f"{r}/?page_size=200" for r in ("programs", "recipients", "deliveries", "funds", "obligations", "transactions")
    ]

    def queries() -> dict[str, int]:
        found = {}
        for address in lists:
            with CaptureQueriesContext(connection) as seen:
                read(client, address)
            found[address] = len(seen)
        return found

    build.recorded(office, program, fund, 10, recipients=[who])
    before = queries()
    for _ in range(30):
        build.program(office, state="DRAFT")
        build.fund(office, "PKO")
        build.recorded(office, program, fund, 10, recipients=[who])
    assert queries() == before
    assert max(before.values()) <= 25
