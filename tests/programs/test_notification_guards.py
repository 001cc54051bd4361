"""Money waits for its notification, whichever way it is recorded: by the service, and by SQL that asks nobody."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from ground.dates import today
from ground.refusals import Refused
from programs import books
from programs.models import CongressionalNotification, Obligation
from programs.services import ledger, notifications, obligations

from . import build, notices
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> notices.Hill:
    return notices.Hill()


def record(obligation: Obligation, office: notices.Hill) -> str:
    """By the service: recorded, or the code of the first reason."""
    try:
        obligations.record(obligation=obligation, by=office.recorder)
    except Refused as refused:
        return refused.code
    return "recorded"


def by_sql(obligation: Obligation, office: notices.Hill) -> None:
    """By SQL, past every service."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programs_obligation SET state = 'RECORDED', recorded_by_id = %s, version = version + 1 "
            "WHERE id = %s",
            [office.recorder.pk, obligation.pk],
        )


def waiting(office: notices.Hill, amount: int = 500, **more: Any) -> Any:
    """A program, a fund that needs notice, and a function that proposes an obligation under a notification."""
    program, fund = build.program(office, "PKO"), notices.fund(office)
    line = notices.row(fund, amount, program=more.pop("program", None))

    def propose(notice: CongressionalNotification | None, amount: int = 500, **more: Any) -> Obligation:
        return build.proposed(office, program, fund, amount, notification=notice, **more)

    return line, propose


def test_without_a_notification_nothing_is_recorded(office: notices.Hill) -> None:
    _, propose = waiting(office)
    obligation = propose(None)
    assert record(obligation, office) == "obligation_is_notified"
    assert constraint_of(lambda: by_sql(obligation, office)) == "obligation_is_notified"
    with without("programs_obligation", trigger="notified"):
        by_sql(obligation, office)


@pytest.mark.parametrize(("days", "says"), [(13, "obligation_after_notice"), (14, "obligation_after_notice")])
def test_until_day_14_it_is_refused(office: notices.Hill, days: int, says: str) -> None:
    line, propose = waiting(office)
    obligation = propose(notices.sent(office, line, days=days))
    assert record(obligation, office) == says
    assert constraint_of(lambda: by_sql(obligation, office)) == says
    with without("programs_obligation", trigger="notified"):
        by_sql(obligation, office)


def test_on_day_15_it_is_accepted(office: notices.Hill) -> None:
    line, propose = waiting(office)
    assert record(propose(notices.sent(office, line, days=15)), office) == "recorded"
    assert books.problems() == []


def test_on_day_15_by_sql_too(office: notices.Hill) -> None:
    line, propose = waiting(office)
    by_sql(propose(notices.sent(office, line, days=15)), office)


def test_a_document_signed_before_day_15_is_refused_later_too(office: notices.Hill) -> None:
    line, propose = waiting(office)
    notice = notices.sent(office, line, days=20)
    early = propose(notice, 100, effective_on=today() - 6 * DAY)
    assert record(early, office) == "obligation_after_notice"
    assert constraint_of(lambda: by_sql(early, office)) == "obligation_after_notice"
    assert record(propose(notice, 100, effective_on=today() - 5 * DAY), office) == "recorded"


def test_a_document_dated_after_the_clock_is_not_recorded_before(office: notices.Hill) -> None:
    line, propose = waiting(office)
    obligation = propose(notices.sent(office, line, days=10), effective_on=today() + 6 * DAY)
    assert constraint_of(lambda: by_sql(obligation, office)) == "obligation_after_notice"


def test_the_last_committee_counts(office: notices.Hill) -> None:
    line, propose = waiting(office)
    notice = notices.cleared(office, line, on=today() - 40 * DAY)
    notices.send(office, notice, 40, "SAC")
    obligation = propose(notice)
    assert record(obligation, office) == "obligation_is_notified"
    assert constraint_of(lambda: by_sql(obligation, office)) == "obligation_is_notified"
    notices.send(office, notice, 14, "HAC")
    obligation.refresh_from_db()
    assert record(obligation, office) == "obligation_after_notice"
    assert constraint_of(lambda: by_sql(obligation, office)) == "obligation_after_notice"


@pytest.mark.parametrize("days", [15, 100])
def test_a_hold_refuses_whatever_the_day(office: notices.Hill, days: int) -> None:
    line, propose = waiting(office)
    notice = notices.sent(office, line, days=days)
    hold = notices.held(office, notice, days=3)
    obligation = propose(notice)
    assert record(obligation, office) == "obligation_under_hold"
    assert constraint_of(lambda: by_sql(obligation, office)) == "obligation_under_hold"
    notices.released(office, hold)
    obligation.refresh_from_db()
    assert record(obligation, office) == "recorded"


def test_a_document_signed_under_a_hold_is_refused_after_its_release(office: notices.Hill) -> None:
    line, propose = waiting(office)
    notice = notices.sent(office, line, days=60)
    notices.released(office, notices.held(office, notice, days=20), days=5)
    inside = propose(notice, 100, effective_on=today() - 6 * DAY)
    assert record(inside, office) == "obligation_under_hold"
    assert constraint_of(lambda: by_sql(inside, office)) == "obligation_under_hold"
    assert record(propose(notice, 100, effective_on=today() - 21 * DAY), office) == "recorded"
    assert record(propose(notice, 100, effective_on=today() - 5 * DAY), office) == "recorded"


def test_no_more_than_was_notified_together_with_what_was_recorded_before(office: notices.Hill) -> None:
    line, propose = waiting(office, 500)
    notice = notices.sent(office, line)
    first, second = propose(notice, 300), propose(notice, 201)
    assert record(first, office) == "recorded"
    with pytest.raises(Refused) as caught:
        obligations.record(obligation=second, by=office.recorder)
    assert caught.value.code == "obligation_within_notice"
    assert "$200" in str(caught.value.problems[0])  # the figure that would be right
    assert constraint_of(lambda: by_sql(second, office)) == "obligation_within_notice"
    assert record(propose(notice, 200), office) == "recorded"


def test_two_recorded_by_one_statement_are_counted_together(office: notices.Hill) -> None:
    line, propose = waiting(office, 500)
    notice = notices.sent(office, line)
    both = [propose(notice, 300).pk, propose(notice, 300).pk]

    def at_once() -> None:
        Obligation.objects.filter(pk__in=both).update(state="RECORDED", recorded_by=office.recorder, version=2)

    assert constraint_of(at_once) == "obligation_within_notice"


def test_a_line_for_another_program_covers_nothing(office: notices.Hill) -> None:
    fund, mine = notices.fund(office), build.program(office, "PKO")
    theirs = build.program(office, "PKO")
    notice = notices.sent(office, notices.row(fund, 500, program=theirs))
    obligation = build.proposed(office, mine, fund, 100, notification=notice)
    assert record(obligation, office) == "obligation_within_notice"
    assert constraint_of(lambda: by_sql(obligation, office)) == "obligation_within_notice"
    assert record(build.proposed(office, theirs, fund, 500, notification=notice), office) == "recorded"


def test_a_line_of_another_fund_covers_nothing(office: notices.Hill) -> None:
    _, propose = waiting(office)
    other = notices.fund(office)
    obligation = propose(notices.sent(office, notices.row(other, 500)), 100)
    assert record(obligation, office) == "obligation_within_notice"
    assert constraint_of(lambda: by_sql(obligation, office)) == "obligation_within_notice"


def test_a_notification_that_a_committee_denied_opens_nothing(office: notices.Hill) -> None:
    line, propose = waiting(office)
    notice = notices.sent(office, line, days=30)
    obligation = propose(notice)
    said = notice.transmittals.get(committee="HAC")
    notifications.record_result(transmittal=said, result="DENIED", on=today(), note="Letter.", by=office.h)
    assert record(obligation, office) == "obligation_is_notified"
    assert constraint_of(lambda: by_sql(obligation, office)) == "obligation_is_notified"


def test_a_closed_notification_opens_nothing_more(office: notices.Hill) -> None:
    line, propose = waiting(office)
    notice = notices.sent(office, line, days=30)
    notifications.take(notification=notice, step="close", by=office.manager)
    obligation = propose(notice)
    assert record(obligation, office) == "obligation_is_notified"
    assert constraint_of(lambda: by_sql(obligation, office)) == "obligation_is_notified"


def test_an_emergency_waiver_acts_first_and_is_held_like_any_other(office: notices.Hill) -> None:
    line, propose = waiting(office)
    notice = notices.cleared(office, line, kind="EMERGENCY", on=today() - 2 * DAY)
    assert record(propose(notice, 100), office) == "recorded"
    notices.send(office, notice, 0)
    assert record(propose(notice, 100), office) == "recorded"
    notices.held(office, notice)
    assert record(propose(notice, 100), office) == "obligation_under_hold"


def test_who_names_a_notification_is_held_to_it_even_where_the_fund_needs_none(office: notices.Hill) -> None:
    program, fund = build.program(office, "PKO"), build.fund(office, "PKO", allotted=1_000)
    assert record(build.proposed(office, program, fund, 100), office) == "recorded"
    notice = notices.sent(office, notices.row(fund, 500), days=3)
    obligation = build.proposed(office, program, fund, 100, notification=notice)
    assert record(obligation, office) == "obligation_after_notice"


def test_a_recorded_obligation_keeps_its_notification(office: notices.Hill) -> None:
    line, propose = waiting(office)
    notice = notices.sent(office, line)
    obligation = notifications.place_obligation(obligation=propose(None), notification=notice, by=office.manager)
    assert record(obligation, office) == "recorded"
    obligation.refresh_from_db()
    with pytest.raises(Refused, match="not proposed any more"):
        notifications.place_obligation(obligation=obligation, notification=None, by=office.manager)
    rows = Obligation.objects.filter(pk=obligation.pk)
    assert (
        constraint_of(lambda: rows.update(notification=None, version=obligation.version + 1))
        == "obligation_keeps_notice"
    )


def test_that_a_fund_needs_notice_is_the_laws_and_stays(office: notices.Hill) -> None:
    fund = notices.fund(office)
    rows = type(fund).objects.filter(pk=fund.pk)
    assert constraint_of(lambda: rows.update(requires_notification=False, version=2)) == "programs_fund_frozen"


# --- Where apportionment obligates ---------------------------------------------------------------------------------


def apportion(office: notices.Hill, fund: Any, notice: Any, amount: int = 500, by: Any = None) -> Any:
    return ledger.apportion(
        fund=fund,
        amount=Decimal(amount),
        effective_on=today(),
        evidence="SF-132",
        operating_unit=notice.operating_unit if notice else build.make.operating_unit(),
        naming="Named on each case",
        notification=notice,
        by=by or office.funds,
    )


def test_fmf_waits_at_its_apportionment(office: notices.Hill) -> None:
    fund = notices.fund(office, "FMF")
    with pytest.raises(Refused) as caught:
        apportion(office, fund, None)
    assert caught.value.code == "obligation_is_notified"
    young = notices.sent(office, notices.row(fund, 500), days=14, kind="FMF_INCREASE")
    with pytest.raises(Refused) as caught:
        apportion(office, fund, young)
    assert caught.value.code == "obligation_after_notice"
    assert not Obligation.objects.exists() and not fund.transactions.filter(to_stage="APPORTIONED").exists()
    notice = notices.sent(office, notices.row(fund, 500), days=15, kind="FMF_INCREASE")
    moved = apportion(office, fund, notice)
    assert record(moved.obligation, office) == "recorded"
    with pytest.raises(Refused) as caught:
        apportion(office, fund, notice, 1)
    assert caught.value.code == "obligation_within_notice"


def test_what_is_proposed_counts_where_apportionment_obligates(office: notices.Hill) -> None:
    fund = notices.fund(office, "FMF")
    notice = notices.sent(office, notices.row(fund, 500), kind="FMF_INCREASE")
    apportion(office, fund, notice, 300)
    with pytest.raises(Refused) as caught:
        apportion(office, fund, notice, 201)
    assert caught.value.code == "obligation_within_notice"


def test_fmf_under_a_hold_is_not_apportioned_and_not_recorded(office: notices.Hill) -> None:
    fund = notices.fund(office, "FMF")
    notice = notices.sent(office, notices.row(fund, 500), kind="FMF_INCREASE")
    moved = apportion(office, fund, notice, 300)
    notices.held(office, notice)
    with pytest.raises(Refused) as caught:
        apportion(office, fund, notice, 100)
    assert caught.value.code == "obligation_under_hold"
    assert record(moved.obligation, office) == "obligation_under_hold"


def proposal_by_sql(office: notices.Hill, fund: Any, at: Any, notice: Any = None) -> Obligation:
    return Obligation.objects.create(
        fund=fund,
        operating_unit=at,
        amount=500,
        document_number="SF-132 by hand",
        evidence="GRANT",
        effective_on=today(),
        recipients_named=False,
        naming="Later",
        notification=notice,
        proposed_by=office.funds,
    )


def move_by_sql(office: notices.Hill, fund: Any, obligation: Any, amount: int = 500) -> None:
    fund.transactions.create(
        obligation=obligation,
        from_stage="APPROPRIATED",
        to_stage="APPORTIONED",
        amount=amount,
        effective_on=today(),
        evidence="By hand",
        by=office.funds,
    )


def test_fmf_by_sql(office: notices.Hill) -> None:
    fund = notices.fund(office, "FMF")
    at = build.make.operating_unit()
    assert constraint_of(lambda: proposal_by_sql(office, fund, at)) == "obligation_is_notified"
    assert constraint_of(lambda: move_by_sql(office, fund, None)) == "apportionment_is_notified"
    notice = notices.sent(office, notices.row(fund, 500), kind="FMF_INCREASE")
    obligation = proposal_by_sql(office, fund, at, notice)
    assert constraint_of(lambda: move_by_sql(office, fund, obligation, 501)) == "apportionment_is_notified"
    hold = notices.held(office, notice)
    assert constraint_of(lambda: move_by_sql(office, fund, obligation)) == "obligation_under_hold"
    notices.released(office, hold)
    move_by_sql(office, fund, obligation)
    assert constraint_of(lambda: move_by_sql(office, fund, obligation, 1)) == "apportionment_is_notified"


def test_without_the_guard_fmf_is_apportioned_unnotified(office: notices.Hill) -> None:
    fund = notices.fund(office, "FMF")
    with without("programs_fundtransaction", trigger="apportioned_as_notified"):
        move_by_sql(office, fund, None)


# --- The books -----------------------------------------------------------------------------------------------------


def test_the_books_say_what_a_missing_guard_let_through(office: notices.Hill) -> None:
    line, propose = waiting(office, 500)
    young, old = notices.sent(office, line, days=3), notices.sent(office, line, days=60)
    notices.released(office, notices.held(office, old, days=20), days=10)
    with without("programs_obligation", trigger="notified"):
        by_sql(propose(None, document_number="A"), office)
        by_sql(propose(young, document_number="B"), office)
        by_sql(propose(old, 501, document_number="C", effective_on=today() - 15 * DAY), office)
    found = books.problems()
    assert any(line.startswith("Obligation A") and "without a congressional notification" in line for line in found)
    assert any(line.startswith("Obligation B") and f"before {young.number} had run" in line for line in found)
    assert any(line.startswith("Obligation C") and f"a committee held {old.number}" in line for line in found)
    assert any(line.startswith(old.number) and "1.00 more" in line for line in found)
