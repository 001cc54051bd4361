"""Grants of NADR: what each owes by which day, who receives and who reviews it, and what a late report shuts."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from django.db import connection

from ground.dates import as_if, today
from ground.refusals import Refused
from partners.models import Person, Unit
from programs.cwd.calendar import deadlines, quarters, years
from programs.cwd.checks import calendar_is_kept
from programs.cwd.states import DueSort
from programs.models import (
    CwdTask,
    Grant,
    GrantDeadline,
    GrantModification,
    Handover,
    LandRelease,
    Obligation,
    OrdnanceDisposal,
    Program,
    RiskEducation,
    Site,
    StorageInspection,
    StorageSite,
)
from programs.services import clearance, grants, obligations, programs
from tests import make

from . import build
from .clearing import DAY, Field, refused_by
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(db: None) -> Field:
    return Field()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_the_quarters_and_years_of_a_period_are_cut_to_it() -> None:
    assert list(quarters(day("2026-11-15"), day("2027-07-10"))) == [
        (day("2026-11-15"), day("2026-12-31")),
        (day("2027-01-01"), day("2027-03-31")),
        (day("2027-04-01"), day("2027-06-30")),
        (day("2027-07-01"), day("2027-07-10")),
    ]
    assert list(years(day("2024-02-29"), day("2026-03-15"))) == [
        (day("2024-02-29"), day("2025-02-28")),
        (day("2025-03-01"), day("2026-02-28")),
        (day("2026-03-01"), day("2026-03-15")),
    ]


def test_reports_are_due_30_days_after_the_quarter_and_the_last_120_after_the_period() -> None:
    owed = deadlines(day("2026-10-01"), day("2027-03-31"))
    assert [(due.sort, due.due_on) for due in owed] == [
        ("FINANCIAL", day("2027-01-30")),
        ("PERFORMANCE", day("2027-01-30")),
        ("REVIEW", day("2027-03-31")),
        ("FINANCIAL", day("2027-07-29")),
        ("PERFORMANCE", day("2027-07-29")),
    ]


def test_an_award_makes_the_calendar_of_its_whole_period(field: Field) -> None:
    made = field.grant("AWARDED")
    kept = made.deadlines.order_by("due_on", "sort").values_list("sort", "since", "until", "due_on")
    assert list(kept) == [(d.sort, d.since, d.until, d.due_on) for d in deadlines(made.starts_on, made.ends_on)]


def test_a_grant_is_of_an_open_nadr_program_in_its_country(field: Field) -> None:
    other = make.country("XBS", "Basalt", "EUR")
    refused_by("grant_of_nadr_program", lambda: field.plan(country=other))
    field.program = build.program(field.office, "IMET")
    refused_by("grant_of_nadr_program", field.plan)


def test_a_grant_of_high_risk_without_mitigation_is_not_active(field: Field) -> None:
    made = field.grant("ASSESSED", risk="HIGH")
    refused_by("grant_high_risk_is_mitigated", lambda: grants.take(grant=made, step="award", by=field.office.director))
    made = grants.plan_risk(grant=made, changes={"mitigation": "Two monitors"}, by=field.office.analyst)
    for step in ("award", "activate"):
        made = grants.take(grant=made, step=step, by=field.office.director)
    assert (made.state, made.active_on) == ("ACTIVE", today())
    rows = Grant.objects.filter(pk=made.pk)
    assert constraint_of(lambda: rows.update(mitigation="", version=made.version + 1)) == "grant_high_risk_is_mitigated"
    with without("programs_grant", constraint="grant_high_risk_is_mitigated"):
        assert rows.update(mitigation="", version=made.version + 1) == 1


def test_a_grant_is_assessed_has_a_target_and_a_monitoring_plan_first(field: Field) -> None:
    planned = field.plan(target="")
    rows = Grant.objects.filter(pk=planned.pk)
    assert constraint_of(lambda: rows.update(state="ASSESSED", version=2)) == "grant_risk_is_assessed"
    changes = {"risk": "LOW", "risk_assessed_on": today()}
    made = grants.plan_risk(grant=planned, changes=changes, by=field.office.analyst)
    for step in ("assess", "award"):
        made = grants.take(grant=made, step=step, by=field.office.director)
    activate = {"state": "ACTIVE", "active_on": today(), "version": made.version + 1}
    assert constraint_of(lambda: rows.update(**activate)) == "grant_active_is_monitored"


def test_bad_terms_are_refused_by_name(field: Field) -> None:
    for constraint, terms in {
        "grant_total_positive": {"total": 0},
        "grant_period_runs_forward": {"ends_on": today() - 30 * DAY},
        "grant_names_grantee_and_objective": {"objective": " ".strip()},
        "grant_award_number_has_no_space": {"award_number": "A 1"},
    }.items():
        kept = {
            "program": field.program,
            "award_number": "A-1",
            "grantee": "Trust",
            "country": field.country,
            "starts_on": today(),
            "ends_on": today(),
            "total": 1,
            "objective": "Fields",
        }
        assert constraint_of(lambda kept=kept, terms=terms: Grant.objects.create(**{**kept, **terms})) == constraint


def test_whoever_records_the_receipt_does_not_review(field: Field) -> None:
    row = field.grant().deadlines.filter(sort="PERFORMANCE").first()
    row = grants.receive(deadline=row, by=field.office.analyst)
    refused_by("grant_report_two_people", lambda: grants.review(deadline=row, finding="Fine.", by=field.office.analyst))
    with without("programs_grantdeadline", constraint="grant_report_two_people"):
        assert grants.review(deadline=row, finding="Fine.", by=field.office.analyst).reviewed_on == today()


def test_a_report_is_reviewed_after_it_came_and_a_review_is_not_received(field: Field) -> None:
    made = field.grant()
    report, yearly = (made.deadlines.filter(sort=sort).first() for sort in ("FINANCIAL", "REVIEW"))
    refused_by(
        "grant_report_received_before_review",
        lambda: grants.review(deadline=report, finding="Fine.", by=field.office.manager),
    )
    refused_by("grant_report_received_whole", lambda: grants.receive(deadline=yearly, by=field.office.analyst))
    refused_by(
        "grant_review_says_what_it_found", lambda: grants.review(deadline=yearly, finding=" ", by=field.office.manager)
    )
    refused_by(
        "programs_grantdeadline_received_on_ahead",
        lambda: grants.receive(deadline=report, received_on=today() + DAY, by=field.office.analyst),
    )
    done = field.reviewed(report)
    refused_by(
        "programs_grantdeadline_review",
        lambda: GrantDeadline.objects.filter(pk=done.pk).update(reviewed_on=None, version=done.version + 1),
    )
    refused_by(
        "programs_grantdeadline_frozen",
        lambda: GrantDeadline.objects.filter(pk=done.pk).update(due_on=today(), version=done.version + 1),
    )


def new_task(grant: Grant) -> CwdTask:
    """Past the service, as a shell would write it."""
    return CwdTask.objects.create(
        grant=grant, title="Raw", activity="MINES", priority="HUMANITARIAN", assigned_on=today()
    )


def test_a_late_report_shuts_new_tasks_until_it_is_reviewed(field: Field) -> None:
    made = field.grant()
    begun, waiting = field.task(made), field.task(made, to="ACCREDITED")
    report = field.late(made)
    refused_by("task_grant_is_kept", lambda: field.task(made))
    refused_by("task_grant_is_kept", lambda: new_task(made))
    refused_by("task_grant_is_kept", lambda: clearance.take(task=waiting, step="begin", by=field.office.analyst))
    assert clearance.take(task=begun, step="control", by=field.office.analyst).state == "QUALITY_CONTROLLED"
    report = grants.receive(deadline=report, by=field.office.analyst)
    refused_by("task_grant_is_kept", lambda: new_task(made))
    grants.review(deadline=report, finding="Late, and as planned.", by=field.office.manager)
    assert clearance.take(task=waiting, step="begin", by=field.office.analyst).state == "IN_PROGRESS"
    assert new_task(made).pk


def test_without_the_guard_a_late_grant_takes_tasks(field: Field) -> None:
    made = field.grant()
    field.late(made)
    with without("programs_cwdtask", trigger="of_grant"):
        assert new_task(made).pk


def test_a_missed_yearly_review_shuts_it_too(field: Field) -> None:
    made = field.grant()
    following = made.deadlines.filter(sort="REVIEW").order_by("due_on").first().due_on + DAY
    for row in made.deadlines.filter(due_on__lt=following).exclude(sort="REVIEW"):
        field.reviewed(row)
    with as_if(following):
        (problem,) = calendar_is_kept(made, by=field.office.manager, note="", on=today())
    assert problem.reason.startswith("Yearly review of risk and monitoring plan")


def test_a_suspended_grant_does_not_resume_while_a_report_is_late(field: Field) -> None:
    made = field.grant("SUSPENDED")
    refused_by("task_grant_is_active", lambda: new_task(made))
    report = field.late(made)
    refused_by("grant_calendar_kept", lambda: grants.take(grant=made, step="resume", by=field.office.manager))
    rows = Grant.objects.filter(pk=made.pk)
    resume = {"state": "ACTIVE", "active_on": today(), "version": made.version + 1}
    assert constraint_of(lambda: rows.update(**resume)) == "grant_calendar_kept"
    field.reviewed(report)
    assert grants.take(grant=made, step="resume", by=field.office.manager).state == "ACTIVE"


def test_a_grant_without_its_calendar_is_not_active(field: Field) -> None:
    made = field.grant("AWARDED")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM programs_grantdeadline")
        cursor.execute("SET session_replication_role = origin")
    refused_by("grant_calendar_made", lambda: grants.take(grant=made, step="activate", by=field.office.manager))


def proposed(field: Field, number: str, evidence: str = "GRANT") -> Obligation:
    fund = build.fund(field.office, "NADR", allotted=100_000)
    return build.proposed(field.office, field.program, fund, document_number=number, evidence=evidence)


def test_money_is_obligated_under_the_number_of_an_award_and_not_while_a_report_is_late(field: Field) -> None:
    assert proposed(field, "BEFORE-1").pk
    made = field.grant()
    refused_by("obligation_under_award", lambda: proposed(field, "OTHER-1"))
    waiting = proposed(field, made.award_number)
    modification = proposed(field, f"{made.award_number} M001", "AGREEMENT")
    report = field.late(made)
    refused_by("obligation_award_kept", lambda: proposed(field, f"{made.award_number} M002"))
    refused_by("obligation_award_kept", lambda: obligations.record(obligation=waiting, by=field.office.recorder))
    field.reviewed(report)
    for row in (waiting, modification):
        assert obligations.record(obligation=row, by=field.office.recorder).state == "RECORDED"


def test_postgres_alone_refuses_to_record_it(field: Field) -> None:
    made = field.grant()
    waiting = proposed(field, made.award_number)
    field.late(made)
    rows = Obligation.objects.filter(pk=waiting.pk)
    record = {"state": "RECORDED", "recorded_by": field.office.recorder, "version": waiting.version + 1}
    assert constraint_of(lambda: rows.update(**record)) == "obligation_award_kept"


def test_a_grant_closes_when_all_it_owed_is_reviewed_and_its_tasks_have_ended(field: Field) -> None:
    made = field.grant(ends_on=today())
    task = field.task(made)
    for step in ("end", "call"):
        made = grants.take(grant=made, step=step, by=field.office.director)
    with pytest.raises(Refused) as refused:
        grants.take(grant=made, step="close", by=field.office.director)
    reasons = " ".join(problem.reason for problem in refused.value.problems)
    assert "still open" in reasons and "not completed" in reasons
    rows, closed = Grant.objects.filter(pk=made.pk), {"state": "CLOSED", "version": made.version + 1}
    assert constraint_of(lambda: rows.update(**closed)) == "grant_closes_reviewed"
    for row in made.deadlines.filter(reviewed_on=None):
        field.reviewed(row)
    assert constraint_of(lambda: rows.update(**closed)) == "grant_closes_finished"
    for step in ("control", "complete"):
        task = clearance.take(task=task, step=step, by=field.office.analyst)
    assert grants.take(grant=made, step="close", by=field.office.director).state == "CLOSED"


def test_a_program_ends_when_its_awards_are_closed(field: Field) -> None:
    field.grant()
    refused_by(
        "program_ends_after_grants",
        lambda: programs.take(program=field.program, step="close", by=field.office.director),
    )
    rows, closed = (
        Program.objects.filter(pk=field.program.pk),
        {"state": "CLOSED", "version": field.program.version + 1},
    )
    assert constraint_of(lambda: rows.update(**closed)) == "program_ends_after_grants"
    with without("programs_program", trigger="ends_after_grants"):
        assert rows.update(**closed) == 1


def test_nothing_of_an_award_reaches_a_unit_or_a_person_but_by_a_delivery() -> None:
    ours = (Grant, GrantDeadline, GrantModification, CwdTask, LandRelease, Handover, OrdnanceDisposal, RiskEducation)
    for model in (*ours, Site, StorageSite, StorageInspection):
        related = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
        assert not related & {Unit, Person}, model


def modified(field: Field, grant: Grant, number: str = "M001", **more: Any) -> GrantModification:
    terms = {"signed_on": today(), "ends_on": grant.ends_on + 200 * DAY, "total": grant.total, "why": "Floods"}
    return grants.modify(grant=grant, number=number, by=field.office.director, **{**terms, **more})


def test_a_modification_makes_an_award_longer_and_its_calendar_with_it(field: Field) -> None:
    made = field.grant()
    before, owed = made.ends_on, set(made.deadlines.values_list("pk", flat=True))
    modified(field, made, total=made.total + 1)
    made.refresh_from_db()
    assert (made.ends_on, made.total) == (before + 200 * DAY, 1_500_001)
    assert owed < set(made.deadlines.values_list("pk", flat=True))
    for sort in DueSort:
        rows = list(made.deadlines.filter(sort=sort).order_by("since"))
        assert (rows[0].since, rows[-1].until) == (made.starts_on, made.ends_on)
        assert all(b.since == a.until + DAY for a, b in itertools.pairwise(rows))
    refused_by("grant_modification_once", lambda: modified(field, made))
    refused_by("grant_not_shortened", lambda: modified(field, made, "M002", ends_on=before))
    refused_by("fields", lambda: modified(field, made, "M002", why=" "))
    terms = {"signed_on": today(), "ends_on": made.ends_on, "total": 1, "by": field.office.director}
    raw = GrantModification(grant=made, number="M002", why="", **terms)
    assert constraint_of(raw.save) == "grant_modification_says_why"


def test_the_terms_of_an_award_change_by_a_modification_alone_and_not_while_it_is_late(field: Field) -> None:
    made = field.grant()
    rows = Grant.objects.filter(pk=made.pk)
    longer = {"ends_on": made.ends_on + DAY, "version": made.version + 1}
    assert constraint_of(lambda: rows.update(**longer)) == "grant_terms_by_modification"
    assert constraint_of(lambda: rows.update(grantee="Other", version=made.version + 1)) == "programs_grant_terms"
    with without("programs_grant", trigger="by_modification"):
        assert rows.update(**longer) == 1
    made.refresh_from_db()
    field.late(made)
    refused_by("grant_modified_when_kept", lambda: modified(field, made))
    raw = GrantModification(
        grant=made, number="M9", signed_on=today(), ends_on=made.ends_on, total=1, why="Raw", by=field.office.director
    )
    assert constraint_of(raw.save) == "grant_modified_when_kept"
    planned = GrantModification(
        grant=field.plan(), number="M1", signed_on=today(), ends_on=made.ends_on, total=1, why="Raw", by=raw.by
    )
    assert constraint_of(planned.save) == "grant_modified_under_way"


def test_performance_does_not_end_before_its_period(field: Field) -> None:
    made = field.grant()
    with pytest.raises(Refused, match="Its period runs until"):
        grants.take(grant=made, step="end", by=field.office.director)
