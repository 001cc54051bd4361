"""Title 10: a proposal that says everything, views that are given or late, and a concurrence that somebody decides."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from ground.refusals import Refused
from programs.models import Certification, Concurrence, JointPlan, OfficeView, Program, TitleTenDetail
from programs.services import programs, title_ten
from programs.services.title_ten import ConditionRow
from programs.states import Certified, Element
from tests import make

from . import build, notices
from .browse import html, signed_in
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def approved(office: build.Office) -> Program:
    """An approved proposal that State and DoD planned together."""
    program = build.program(office, "TITLE-10", state="APPROVED")
    build.planned_together(office, program, agreed_on=today() - 30 * DAY)
    return program


def execute(office: build.Office, program: Program) -> Program:
    return programs.take(program=program, step="execute", by=office.manager)


def raw(program: Program) -> Any:
    """The step on the application's own connection, past every service."""
    rows = Program.objects.filter(pk=program.pk)
    version = rows.values_list("version", flat=True).get()
    return constraint_of(lambda: rows.update(state="EXECUTING", version=version + 1))


def decide(office: build.Office, program: Program, decision: str = "CONCUR", **more: Any) -> Concurrence:
    return title_ten.decide(
        program=program, decision=decision, text="For the squadron.", document="Memo", by=office.director, **more
    )


def certify(office: build.Office, program: Program) -> None:
    for what in Certified:
        title_ten.certify(program=program, what=what, certified_on=today(), document="C", by=office.analyst)


def test_a_proposal_goes_to_review_when_it_says_all_that_its_notice_must(office: build.Office) -> None:
    build.authority()
    program = programs.create_program(
        kind="TITLE-10",
        title="Radar",
        operating_unit=make.operating_unit(),
        fiscal_year=2027,
        manager=office.manager,
        purpose="The air over the coast",
        planned_amount=100,
        detail={"authority": "10 U.S.C. 333"},
        by=office.analyst,
    )
    with pytest.raises(Refused, match="does not say: Country and specific unit"):
        programs.take(program=program, step="submit", by=office.analyst)
    texts = {element.value: "Said" for element in Element}
    title_ten.write_elements(program=program, texts={**texts, Element.SUSTAINMENT: " "}, by=office.analyst)
    with pytest.raises(Refused, match="does not say: Who sustains it"):
        programs.take(program=program, step="submit", by=office.analyst)
    title_ten.write_elements(program=program, texts={Element.SUSTAINMENT: "The partner"}, by=office.analyst)
    assert programs.take(program=program, step="submit", by=office.analyst).state == "PROPOSED"


def test_an_authority_nobody_knows_is_refused_and_says_who_adds_it(office: build.Office) -> None:
    program = build.program(office, "TITLE-10", state="DRAFT")
    programs.edit_program(program=program, detail={"authority": "10 U.S.C. 9999"}, by=office.analyst)
    with pytest.raises(Refused) as refused:
        programs.take(program=program, step="submit", by=office.analyst)
    assert "An administrator adds it" in refused.value.problems[0].opens
    known = approved(office)
    TitleTenDetail.objects.filter(program=known).update(authority="10 U.S.C. 9999")
    assert raw(known) == "title_ten_authority_known"


def test_it_begins_with_a_concurrence_and_both_certifications_and_not_before(office: build.Office) -> None:
    program = approved(office)
    with pytest.raises(Refused, match="State has not decided"):
        execute(office, program)
    assert raw(program) == "title_ten_concurrence"
    decide(office, program, "NON_CONCUR")
    with pytest.raises(Refused, match="State does not concur"):
        execute(office, program)
    assert raw(program) == "title_ten_concurrence"
    decide(office, program)
    with pytest.raises(Refused, match="DoD has not certified"):
        execute(office, program)
    assert raw(program) == "title_ten_certified"
    certify(office, program)
    notices.of_proposal(program)
    assert execute(office, program).state == "EXECUTING"


def test_state_concurs_after_it_planned_together_with_dod(office: build.Office) -> None:
    program = build.program(office, "TITLE-10", state="APPROVED")
    with pytest.raises(Refused, match="have not planned this together"):
        decide(office, program)
    kept = {"decision": "CONCUR", "text": "Yes", "document": "Memo", "decided_on": today(), "decider": office.director}
    assert constraint_of(lambda: Concurrence.objects.create(program=program, **kept)) == "concurrence_after_joint_plan"
    build.planned_together(office, program)
    with pytest.raises(Refused, match="have not planned this together"):
        decide(office, program, decided_on=today() - DAY)
    assert decide(office, program).decision == "CONCUR"


def test_a_joint_plan_names_both_sides_and_stays(office: build.Office) -> None:
    program = build.program(office, "TITLE-10", state="APPROVED")
    days = {"begun_on": today(), "agreed_on": today()}
    sides = {"state_officer": "A", "dod_officer": "B", "document": "D"}
    raw = {"program": program, "by": office.analyst, **days}
    for missing in sides:
        call = partial(JointPlan.objects.create, **raw, **sides | {missing: ""})
        assert constraint_of(call) == "joint_plan_names_both_sides"
    late = {"begun_on": today(), "agreed_on": today() - DAY}
    call = partial(title_ten.plan_together, program=program, **late, **sides, by=office.analyst)
    assert notices.code(call) == "joint_plan_begun_before_agreed"
    plan = title_ten.plan_together(program=program, **days, **sides, by=office.analyst)
    changed = partial(JointPlan.objects.filter(pk=plan.pk).update, document="Other")
    assert constraint_of(changed) == "programs_jointplan_append_only"


def test_it_begins_after_the_days_of_its_notice_and_never_under_a_hold(office: build.Office) -> None:
    program = approved(office)
    certify(office, program)
    decide(office, program)
    with pytest.raises(Refused, match="Congress has not been notified"):
        execute(office, program)
    assert raw(program) == "title_ten_notified"
    notice = notices.of_proposal(program, days=14)
    with pytest.raises(Refused, match="Day 14 of 15"):
        execute(office, program)
    assert raw(program) == "title_ten_notified"
    hill = notices.Hill(program.operating_unit)
    again = notices.of_proposal(program, days=15)
    hold = notices.held(hill, again, committee="SASC")
    with pytest.raises(Refused, match="holds"):
        execute(office, program)
    assert raw(program) == "title_ten_notified"
    notices.released(hill, hold)
    assert notice.state == "TRANSMITTED"
    assert execute(office, program).state == "EXECUTING"


def test_money_of_section_333_is_used_until_the_end_of_its_third_year(office: build.Office) -> None:
    detail = approved(office).titletendetail
    assert detail.use_until == dt.date(2030, 9, 30)
    detail.program.fiscal_year = 2024
    assert detail.use_until == dt.date(2026, 9, 30), "the second year, for money before fiscal year 2025"
    detail.authority = "10 U.S.C. 332"
    assert detail.use_until is None


def test_the_latest_decision_counts_and_a_concurrence_ends(office: build.Office) -> None:
    program = approved(office)
    certify(office, program)
    decide(office, program)
    decide(office, program, "RETURNED")
    assert raw(program) == "title_ten_concurrence"
    decide(office, program, decided_on=today() - 9 * DAY, expires_on=today() - DAY)
    with pytest.raises(Refused, match="concurrence ended on"):
        execute(office, program)
    assert raw(program) == "title_ten_concurrence"


def test_without_the_guard_it_would_begin_without_state(office: build.Office) -> None:
    program = approved(office)
    rows = Program.objects.filter(pk=program.pk)
    with without("programs_program", trigger="cleared_by_state"):
        rows.update(state="EXECUTING", version=program.version + 1)
    assert rows.get().state == "EXECUTING"


def test_whoever_wrote_or_manages_a_proposal_does_not_decide(office: build.Office) -> None:
    program = approved(office)
    kept = {"program": program, "decision": "CONCUR", "text": "Yes", "document": "Memo"}
    with pytest.raises(Refused, match="somebody else decides"):
        title_ten.decide(**kept, by=office.manager)
    for who in (office.manager, office.analyst):
        row = {**kept, "decided_on": today(), "decider": who}
        assert constraint_of(lambda row=row: Concurrence.objects.create(**row)) == "concurrence_by_another"


def test_silence_is_late_and_never_a_yes(office: build.Office) -> None:
    program = approved(office)
    view = title_ten.ask_office(program=program, office="DRL", due_on=today() - 3 * DAY, by=office.analyst)
    assert "3 days late" in html(signed_in(office.analyst), program.get_absolute_url())
    with pytest.raises(Refused, match="DRL has not given its view"):
        decide(office, program)
    row = {"program": program, "decision": "CONCUR", "text": "Yes", "document": "Memo", "decided_on": today()}
    refused = constraint_of(lambda: Concurrence.objects.create(**row, decider=office.director))
    assert refused == "concurrence_after_views"
    decide(office, program, "NON_CONCUR")  # an unfavorable decision does not wait
    title_ten.give_view(view=view, position="OBJECT", text="A finding is open.", by=office.analyst)
    decide(office, program)
    view.refresh_from_db()
    rows = OfficeView.objects.filter(pk=view.pk)
    assert constraint_of(lambda: rows.update(given_on=today() - DAY, version=3)) == "programs_officeview_given"
    assert constraint_of(lambda: rows.update(position="", version=3)) == "office_view_given_whole"


def test_conditions_become_tasks_with_a_day_and_say_how_they_were_met(office: build.Office) -> None:
    program = approved(office)
    with pytest.raises(Refused, match="names each of them"):
        decide(office, program, "CONDITIONS")
    row = ConditionRow(text="The course on rights comes first.", due_on=today() - DAY, office="Post")
    condition = decide(office, program, "CONDITIONS", conditions=[row]).conditions.get()
    client = signed_in(office.analyst)
    assert program.number in html(client, "/concurrences/?late=condition")
    address = f"/concurrences/conditions/{condition.pk}/"
    sent = {"met_on": str(today()), "how": "Course of 12 May", "version": 1}
    assert client.post(address, {**sent, "how": ""}).status_code == 400
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 404  # met once
    assert program.number not in html(client, "/concurrences/?late=condition")


def test_decisions_and_certifications_are_never_changed(office: build.Office) -> None:
    program = approved(office)
    certify(office, program)
    made = decide(office, program)
    rows = Concurrence.objects.filter(pk=made.pk)
    assert constraint_of(lambda: rows.update(text="No")) == "programs_concurrence_append_only"
    assert constraint_of(Certification.objects.all().delete) == "programs_certification_append_only"
    ahead = {"program": program, "decision": "CONCUR", "text": "Yes", "document": "M", "decider": office.director}
    late = constraint_of(lambda: Concurrence.objects.create(**ahead, decided_on=today() + DAY))
    assert late == "programs_concurrence_decided_on_ahead"


def test_the_tracker_costs_the_same_at_a_hundred_proposals(office: build.Office) -> None:
    client = signed_in(office.analyst)
    approved(office)
    with CaptureQueriesContext(connection) as few:
        html(client, "/concurrences/")
    for _ in range(12):
        title_ten.ask_office(program=approved(office), office="DRL", due_on=today(), by=office.analyst)
    with CaptureQueriesContext(connection) as many:
        assert "13" in html(client, "/concurrences/")
    assert len(many) == len(few) <= 25
    assert client.get("/concurrences/?export=csv").getvalue().decode().count("10 U.S.C. 333") == 13


def test_the_page_names_other_help_to_the_same_unit(office: build.Office) -> None:
    program, fmf = build.program(office, "TITLE-10"), build.program(office, "FMF")
    unit = make.unit(in_country=program.operating_unit.country)
    for one in (program, fmf):
        build.recipient(office, one, unit)
    client = signed_in(office.analyst)
    with CaptureQueriesContext(connection) as queries:
        page = html(client, program.get_absolute_url())
    assert fmf.number in page and "Other help to the same units" in page
    assert len(queries) <= 32, "a dozen lists, each with a query or two of its own, however many rows"
    assert client.get(f"/programs/{fmf.number}/views/new/").status_code == 404


def test_the_forms_of_a_proposal_write_what_they_say(office: build.Office) -> None:
    program = approved(office)
    base, client, other = program.get_absolute_url(), signed_in(office.analyst), signed_in(office.director)
    assert client.post(f"{base}views/new/", {"office": "L", "due_on": str(today())}).status_code == 302
    view = program.office_views.get()
    given = {"position": "SUPPORT", "text": "Fine", "given_on": str(today()), "version": 1}
    assert client.post(f"/concurrences/views/{view.pk}/", given).status_code == 302
    for what in Certified:
        sent = {"what": what, "certified_on": str(today()), "document": "C"}
        assert client.post(f"{base}certifications/new/", sent).status_code == 302
    decision = {"decision": "CONDITIONS", "decided_on": str(today()), "document": "M", "text": "Yes, if"}
    assert other.post(f"{base}concurrences/new/", {**decision, "condition_1": "First"}).status_code == 400
    assert (
        other.post(f"{base}concurrences/new/", {**decision, "condition_1": "First", "due_1": str(today())}).status_code
        == 302
    )
    status = {"as_of": str(today()), "unobligated": "1", "unliquidated": "2", "disbursed": "3", "source": "Report"}
    assert client.post(f"{base}statuses/new/", status).status_code == 302
    assert client.post(f"{base}elements/", {"unit": "The squadron"}).status_code == 302
    page = html(client, base)
    for words in ("The squadron", "Concurs with conditions", "First", "Reported by DoD", "Certified"):
        assert words in page
