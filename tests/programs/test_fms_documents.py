"""Letters of request and case documents: what Postgres holds on their way, and what their pages do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ground.dates import as_if, today
from ground.models import Parameter
from ground.refusals import Refused
from programs.fms import reads
from programs.fms.badges import document_badge
from programs.models import CaseDocument, CaseMilestone, FmsCase, FmsCaseLine, Program
from programs.services import case_documents, fms
from programs.services.fms import LineRow, Shares
from programs.services.reference import load_parameters

from . import build
from .browse import html, signed_in, step
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "FMF")


def refused(call: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def raw(row: Any, **values: Any) -> str:
    """What refuses a write past every service."""
    return constraint_of(lambda: type(row).objects.filter(pk=row.pk).update(version=row.version + 1, **values))


def line(**more: Any) -> LineRow:
    values: dict[str, Any] = {"description": "Radio", "category": "ARTICLE", "quantity": Decimal(2)}
    return LineRow(**{**values, "unit_price": Decimal(50), **more})


def test_a_letter_starts_the_clock_when_it_is_complete(office: build.Office, program: Program) -> None:
    letter = fms.receive_letter(
        program=program,
        number="LOR 12",
        received_on=today() - 30 * DAY,
        requirement="Four boats, to watch our coast.",
        by=office.manager,
    )
    assert refused(lambda: build.case(office, program, letter=letter)).problems[0].code == "letter_actionable"
    letter = fms.check_letter(letter=letter, missing="Where they are delivered.", by=office.manager)
    assert raw(letter, actionable_on=today()) == "letter_actionable_when_complete"
    both = {"letter": letter, "missing": "x", "actionable_on": today(), "by": office.manager}
    assert refused(lambda: fms.check_letter(**both)).code == "letter_actionable_when_complete"
    letter = fms.check_letter(letter=letter, actionable_on=today() - 20 * DAY, by=office.manager)
    assert raw(letter, actionable_on=today()) == "programs_letterofrequest_clock"
    assert raw(letter, requirement="Eight boats.") == "programs_letterofrequest_frozen"
    document = build.offered(office, build.case(office, program, letter=letter))
    assert reads.waits(document)[0] == ("Letter to offer", 20)


def test_a_designator_has_its_shape_and_is_there_once(office: build.Office, program: Program) -> None:
    case = build.case(office, program, "xt-b-uaa")
    assert (case.customer_code, case.agency_code, case.designator) == ("XT", "B", "XT-B-UAA")
    assert refused(lambda: build.case(office, program, "XT-BB-UAA")).code == "fms_case_designator_shape"
    assert refused(lambda: build.case(office, program, "XT-B-UAA")).code == "programs_fmscase_designator_key"


def test_the_total_of_a_line_is_quantity_times_price(office: build.Office, program: Program) -> None:
    wrong = refused(lambda: build.case(office, program, "", line(total=Decimal("99.99"))))
    assert (wrong.code, wrong.problems[0].opens) == ("fms_line_total", "Write $100.")
    case = build.case(office, program, "", line())
    assert raw(case.lines.get(), total=Decimal("99.99")) == "fms_line_total"
    with without("programs_fmscaseline", constraint="fms_line_total"):
        FmsCaseLine.objects.filter(case=case).update(total=1, version=2)


def test_the_lines_of_a_document_add_up_to_its_value(office: build.Office, program: Program) -> None:
    document = build.case(office, program).documents.get()
    document = case_documents.set_terms(
        document=document, total_value=Decimal(901), national_share=Decimal(0), by=office.manager
    )
    document = case_documents.take(document=document, step="write", by=office.manager)
    found = refused(lambda: case_documents.take(document=document, step="review", by=office.manager))
    assert found.code == "case_document_adds_up"
    assert found.problems[0].opens == "Write a value of $900, or change the lines."
    assert raw(document, state="REVIEW") == "case_document_adds_up"
    with without("programs_casedocument", trigger="stands"):
        CaseDocument.objects.filter(pk=document.pk).update(state="REVIEW", version=document.version + 1)


def test_what_is_proposed_keeps_its_terms_and_lines(office: build.Office, program: Program) -> None:
    document = build.offered(office, build.case(office, program))
    assert raw(document, total_value=1, fmf_share=1) == "programs_casedocument_terms"
    one = document.lines.get()
    assert raw(one, description="Other") == "fms_line_of_open_document"
    assert constraint_of(one.delete) == "fms_line_of_open_document"
    assert refused(lambda: case_documents.write_line(document=document, line=line(), by=office.manager)).code == (
        "fms_line_of_open_document"
    )
    FmsCaseLine.objects.filter(pk=one.pk).update(delivery_from=today(), delivery_to=today(), version=2)  # may slip


def test_implementation_needs_signature_and_deposit(office: build.Office, program: Program) -> None:
    document = build.offered(office, build.case(office, program))
    document = case_documents.accept(document=document, accepted_on=today(), by=office.manager)
    call = {"document": document, "implemented_on": today(), "by": office.manager}
    assert refused(lambda: case_documents.implement(**call)).code == "case_document_implemented"
    assert raw(document, state="IMPLEMENTED", implemented_on=today()) == "case_document_implemented"
    document = case_documents.record_deposit(
        document=document, amount=Decimal(100), deposited_on=today(), by=office.manager
    )
    assert case_documents.implement(**{**call, "document": document}).state == "IMPLEMENTED"
    other = build.offered(office, build.case(office, program))
    assert raw(other, state="ACCEPTED") == "case_document_accepted"


def test_an_offer_expires_without_becoming_another_state(office: build.Office, program: Program) -> None:
    load_parameters()
    document = build.offered(office, build.case(office, program), on=today() - 86 * DAY)
    assert (document.state, document.expires_on) == ("OFFERED", today() - DAY)
    assert document_badge(document, today()).word == "Offer expired, 1 day ago"
    assert list(CaseDocument.objects.expired(today())) == [document]
    assert not CaseDocument.objects.expired(today() - DAY).exists()
    call = {"document": document, "accepted_on": today(), "by": office.manager}
    found = refused(lambda: case_documents.accept(**call))
    assert (found.code, found.problems[0].opens) == (
        "case_document_accepted_in_time",
        "Opens when the offer is extended.",
    )
    assert raw(document, state="ACCEPTED", accepted_on=today()) == "case_document_accepted_in_time"
    document = case_documents.extend_offer(
        document=document, expires_on=today() + DAY, note="The partner asked.", by=office.manager
    )
    assert case_documents.accept(**{**call, "document": document}).state == "ACCEPTED"


def test_the_days_of_an_offer_are_a_dated_parameter(office: build.Office, program: Program) -> None:
    Parameter.objects.create(
        key="offer_days", value=30, valid=(today() - DAY, None), source="Test", basis="Policy", verified=False
    )
    document = build.offered(office, build.case(office, program))
    assert document.expires_on == today() + 30 * DAY
    assert [case_documents.offer_days(today() - 2 * DAY, bpc=bpc) for bpc in (False, True)] == [85, 30]


def test_shares_make_the_value_and_a_loan_stands_alone(office: build.Office, program: Program) -> None:
    case = build.case(office, program, shares=Shares(national=Decimal(300)))
    document = case.documents.get()
    assert (document.fmf_share, document.national_share, document.loan_share) == (600, 300, 0)
    assert refused(lambda: build.case(office, program, shares=Shares(national=Decimal(901)))).code == (
        "case_document_not_negative"
    )
    assert raw(document, fmf_share=599) == "case_document_shares"
    assert raw(document, fmf_share=500, loan_share=100) == "case_loan_apart"
    loan = build.case(office, program, financing="LOAN").documents.get()
    assert (loan.fmf_share, loan.loan_share) == (0, 900)
    assert raw(loan, loan_share=0, fmf_share=900) == "case_loan_apart"
    mixed = {"financing": "LOAN", "shares": Shares(loan=Decimal(800))}
    assert refused(lambda: build.case(office, program, **mixed)).code == "case_loan_apart"
    with without("programs_casedocument", trigger="stands"):
        assert raw(document, fmf_share=500, loan_share=100) == "case_document_loan_apart"


def test_a_later_version_follows_an_implemented_basic_one(office: build.Office, program: Program) -> None:
    case = build.case(office, program)
    call: dict[str, Any] = {"case": case, "kind": "AMENDMENT", "lines": [line()], "why": "Radios", "by": office.manager}
    assert refused(lambda: fms.add_document(**call)).code == "case_document_after_basic"
    build.implemented(office, case)
    amendment = fms.add_document(**call, shares=Shares(national=Decimal(100)))
    assert (amendment.number, amendment.total_value, amendment.fmf_share) == (1, 100, 0)
    assert [one.number for one in case.lines.order_by("number")] == [1, 2]
    assert FmsCase.objects.with_value().get(pk=case.pk).value_sum == 1000
    withdrawn = case_documents.take(document=amendment, step="withdraw", note="Not needed.", by=office.manager)
    assert withdrawn.state == "WITHDRAWN"
    assert FmsCase.objects.with_value().get(pk=case.pk).value_sum == 900


def test_supply_is_complete_when_all_is_delivered(office: build.Office, program: Program) -> None:
    document = build.implemented(office, build.case(office, program, "", line(category="SERVICE")))
    found = refused(lambda: case_documents.take(document=document, step="supply_complete", by=office.manager))
    assert "Line 001 has 2" in found.sentence


def test_milestones_are_dated_events_kept_once(office: build.Office, program: Program) -> None:
    document = build.case(office, program).documents.get()
    call = {"document": document, "code": "CASEINIT", "by": office.manager}
    case_documents.record_milestone(**call, on_day=today() - DAY)
    assert refused(lambda: case_documents.record_milestone(**call, on_day=today())).code == "case_milestone_once"
    later = {**call, "code": "MILAP", "on_day": today() + DAY}
    assert refused(lambda: case_documents.record_milestone(**later)).code == "programs_casemilestone_on_day_ahead"
    rows = CaseMilestone.objects.filter(document=document)
    assert constraint_of(lambda: rows.update(on_day=today())) == "programs_casemilestone_append_only"


def test_the_consultation_is_a_dated_task_of_the_case(office: build.Office, program: Program) -> None:
    case = build.case(office, program)
    (duty,) = case.duties.all()
    assert (duty.what, duty.due_on) == ("CONSULT", today() + 30 * DAY)
    duty = case_documents.meet_duty(duty=duty, how="Briefed both committees.", by=office.manager)
    assert refused(lambda: case_documents.meet_duty(duty=duty, how="Again", by=office.manager)).code == "met"
    assert raw(duty, met_on=today() - DAY) == "programs_caseduty_met"


def test_a_case_runs_from_letter_to_implementation_on_its_pages(office: build.Office, program: Program) -> None:
    client, base = signed_in(office.manager), program.get_absolute_url()
    sent = {"number": "LOR 7", "received_on": str(today() - 9 * DAY), "requirement": "Radios for the coast."}
    assert client.post(f"{base}letters/new/", sent).status_code == 302
    letter = program.letters.get()
    assert "To be checked" in html(client, base)
    sent = {"version": 1, "actionable_on": str(today() - 5 * DAY)}
    assert client.post(f"/letters/{letter.pk}/check/", sent).status_code == 302
    sent = {"designator": "xt-b-uar", "title": "Radios", "letter": letter.pk, "kind": "DEFINED", "financing": "GRANT"}
    one = {"description": "Radio", "category": "ARTICLE", "quantity": "24", "unit": "EA", "unit_price": "100"}
    one |= {"end_use": "NONE", "is_sme": "on"}
    answer = client.post(f"{base}cases/new/", {**sent, **one, "national": "400"})
    assert answer.status_code == 302, answer.content.decode()
    case = program.fms_cases.get()
    document = case.documents.get()
    at = document.get_absolute_url()
    assert client.post(f"{at}lines/new/", {**one, "description": "Antenna"}).status_code == 302
    for number, name in enumerate(("write", "review", "propose"), start=2):
        assert step(client, at, name, number).status_code == 302
    assert client.post(f"{at}offer/", {"version": 5, "offered_on": str(today())}).status_code == 302
    assert client.post(f"{at}milestones/new/", {"code": "STLST", "on_day": str(today())}).status_code == 302
    assert client.post(f"{at}accept/", {"version": 6, "accepted_on": str(today())}).status_code == 302
    late = {"version": 7, "implemented_on": str(today())}
    assert client.post(f"{at}implement/", late).status_code == 409
    paid = {"version": 7, "amount": "50", "deposited_on": str(today())}
    assert client.post(f"{at}deposit/", paid).status_code == 302
    assert client.post(f"{at}implement/", {**late, "version": 8}).status_code == 302
    duty = case.duties.get()
    met = {"version": 1, "met_on": str(today()), "how": "Briefed."}
    assert client.post(f"/case-duties/{duty.pk}/meet/", met).status_code == 302
    more = {"kind": "AMENDMENT", "why": "More radios", **one}
    assert client.post(f"{case.get_absolute_url()}documents/new/", more).status_code == 302
    document.refresh_from_db()
    assert (document.state, document.total_value, document.national_share) == ("IMPLEMENTED", 4800, 400)
    for page, words in (
        (at, ("STLST", "Acceptance to implementation", "$4,400")),
        (case.get_absolute_url(), ("Amendment 1", "More radios", "Section 505 agreement", "Missing", "$7,200")),
        ("/fms-cases/", ("XT-B-UAR", "Implemented", "Amendment 1")),
    ):
        shown = html(client, page)
        for word in words:
            assert word in shown, (page, word)
    assert "XT-B-UAR" not in html(client, "/fms-cases/?offer=expired")
    assert "XT-B-UAR" in b"".join(client.get("/fms-cases/?export=csv").streaming_content).decode()


def test_an_expired_offer_is_found_on_the_list_and_seen_on_its_page(office: build.Office, program: Program) -> None:
    document = build.offered(office, build.case(office, program), on=today() - 100 * DAY)
    client = signed_in(office.manager)
    assert "Offer expired" in html(client, "/fms-cases/?offer=expired")
    assert 'aria-disabled="true"' in html(client, document.get_absolute_url())
    with as_if(today() - 90 * DAY):
        assert "Offer expired" not in html(client, document.get_absolute_url())
