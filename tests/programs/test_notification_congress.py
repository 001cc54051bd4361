"""A notification with Congress: sent to each committee, answered, held and released. Services, and SQL past them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ground.dates import today
from ground.refusals import Refused
from programs.models import CongressionalHold, Fund, Transmittal
from programs.services import notifications

from . import notices
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> notices.Hill:
    return notices.Hill()


@pytest.fixture
def fund(office: notices.Hill) -> Fund:
    return notices.fund(office)


# --- Transmittal ---------------------------------------------------------------------------------------------------


def test_it_is_sent_when_cleared_to_its_committees_in_any_order(office: notices.Hill, fund: Fund) -> None:
    notice = notices.clearing(office, fund)
    assert notices.code(lambda: notices.send(office, notice, 0)) == "transmittal_when_cleared"
    notice = notices.answered(office, notice, on=today() - 5 * DAY)
    assert notices.code(lambda: notices.send(office, notice, 0, "SFRC")) == "transmittal_when_cleared"
    assert notices.code(lambda: notices.send(office, notice, -1)) == "transmittal_has_happened"
    assert notices.code(lambda: notices.send(office, notice, 6)) == "transmittal_has_happened"
    assert notices.update(notice, state="TRANSMITTED") == "notification_is_sent"
    assert notices.send(office, notice, 5, "HAC").state == "CLEARED"
    assert notices.code(lambda: notices.send(office, notice, 5, "HAC")) == "transmittal_once"
    assert notices.send(office, notice, 1, "SAC").state == "TRANSMITTED"
    notice.refresh_from_db()
    assert notice.clock.day_zero == today() - DAY and notice.clock.earliest == today() + 14 * DAY
    sent = notice.transmittals.first()
    assert sent is not None
    assert notices.update(sent, sent_on=today() - 30 * DAY) == "programs_transmittal_frozen"
    assert notices.update(sent, result="ON_HOLD", result_on=today()) == "transmittal_result_dated"
    assert constraint_of(sent.delete) == "programs_transmittal_no_delete"


def test_by_sql_no_day_before_its_clearance_nor_after_today(office: notices.Hill, fund: Fund) -> None:
    notice = notices.answered(office, notices.clearing(office, fund), on=today() - 5 * DAY)

    def sent(days: int) -> Any:
        return lambda: Transmittal.objects.create(
            notification=notice, committee="SAC", sent_on=today() - days * DAY, by=office.h
        )

    assert constraint_of(sent(6)) == "transmittal_has_happened"
    assert constraint_of(sent(-1)) == "transmittal_has_happened"
    with without("programs_transmittal", trigger="sent_when_cleared"):
        sent(6)()


def test_what_a_committee_has_is_not_redrafted_but_withdrawn_and_notified_again(
    office: notices.Hill, fund: Fund
) -> None:
    notice = notices.answered(office, notices.clearing(office, fund))
    notices.send(office, notice, 0, "SAC")
    notice.refresh_from_db()
    again = {"notification": notice, "note": "Another amount.", "by": office.manager}
    assert notices.code(lambda: notifications.take(step="return", **again)) == "return"
    assert notices.update(notice, state="DRAFT") == "notification_not_taken_back"
    gone = notifications.take(step="withdraw", **again)
    assert (gone.state, gone.transmittals.get().result) == ("WITHDRAWN", "WITHDRAWN")
    second = notices.draft(office, notices.row(fund, 50), renotifies=gone)
    assert list(gone.renotified_by.all()) == [second]
    assert notices.update(second, renotifies=second) == "notification_not_of_itself"


def test_committees_answer_and_one_denial_ends_it(office: notices.Hill, fund: Fund) -> None:
    notice = notices.sent(office, notices.row(fund, 100), days=2)
    first, second = notice.transmittals.order_by("committee")

    def said(sent: Any, result: str, by: Any = office.h, on: dt.date | None = None) -> Any:
        return notifications.record_result(transmittal=sent, result=result, on=on or today(), note="Letter.", by=by)

    assert said(first, "APPROVED").get_result_display() == "Approved"
    assert notices.code(lambda: said(second, "ON_HOLD")) == "transmittal_result_dated"
    assert notices.code(lambda: said(second, "APPROVED", on=today() - 3 * DAY)) == "transmittal_result_dated"
    assert notices.code(lambda: said(second, "APPROVED", by=office.manager)) == "permission"
    said(second, "DENIED")
    notice.refresh_from_db()
    assert notice.state == "DENIED" and "Notify again" in notice.clock.opens


# --- Holds ---------------------------------------------------------------------------------------------------------


def test_a_hold_is_opened_by_a_committee_that_has_it_once(office: notices.Hill, fund: Fund) -> None:
    notice = notices.answered(office, notices.clearing(office, fund), on=today() - 9 * DAY)
    assert notices.code(lambda: notices.held(office, notice)) == "hold_by_recipient"
    notices.send(office, notice, 9)
    notice.refresh_from_db()
    assert notices.code(lambda: notices.held(office, notice, days=10)) == "hold_by_recipient"
    assert notices.code(lambda: notices.held(office, notice, days=-1)) == "hold_has_happened"
    assert notices.code(lambda: notices.held(office, notice, committee="SFRC")) == "hold_by_recipient"
    hold = notices.held(office, notice, days=8)
    assert notices.code(lambda: notices.held(office, notice)) == "hold_open_once"
    assert "Senate Appropriations" in str(hold) and notice.clock.holds == (hold,)
    assert notices.code(lambda: notifications.take(notification=notice, step="close", by=office.manager)) == "close"
    assert notices.update(notice, state="CLOSED") == "notification_closes_without_hold"


def test_a_release_is_a_right_of_its_own_has_a_reason_and_stays(office: notices.Hill, fund: Fund) -> None:
    notice = notices.sent(office, notices.row(fund, 100), days=40)
    hold = notices.held(office, notice, days=30)
    for other in (office.manager, office.funds, office.analyst):
        with pytest.raises(Refused) as caught:
            notifications.release_hold(hold=hold, released_on=today(), note="Old.", by=other)
        assert caught.value.code == "permission"
    assert notices.code(lambda: notifications.release_hold(hold=hold, released_on=today(), note=" ", by=office.h)) == (
        "hold_release_complete"
    )
    assert notices.code(lambda: notices.released(office, hold, days=31)) == "hold_release_complete"
    assert notices.code(lambda: notices.released(office, hold, days=-1)) == "hold_has_happened"
    assert notices.update(hold, released_on=today()) == "hold_release_complete"
    assert notices.update(hold, opened_on=today()) == "programs_congressionalhold_frozen"
    done = notices.released(office, hold)
    assert done.released_by == office.h
    assert notices.update(done, released_on=None, released_by=None, release_note="") == "hold_stays_released"
    assert constraint_of(done.delete) == "programs_congressionalhold_no_delete"
    notices.held(office, notice)


def test_no_time_releases_a_hold(office: notices.Hill, fund: Fund) -> None:
    notice = notices.sent(office, notices.row(fund, 100), days=300)
    notices.held(office, notice, days=299)
    assert not notice.clock.is_open and notice.clock.has_run
    assert not CongressionalHold.objects.exclude(released_on=None).exists()
