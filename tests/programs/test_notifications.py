"""The life of a notification before Congress has it, its ends, and who does and sees what: steps and guards."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.roles import Role
from ground.dates import today
from ground.history import sentences
from programs.models import Clearance, CongressionalNotification, Fund, NotificationLine
from programs.notifications.lifecycle import NOTIFICATION_STEPS
from programs.notifications.rules import ClearanceAnswer, ClearingOffice, NotificationState
from programs.services import notifications, obligations
from tests import make

from . import build, notices
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TABLE = "programs_congressionalnotification"

# The edges, by hand (programs 1.4)
STEPS = {
    "submit": ({"DRAFT"}, "CLEARING"),
    "return": ({"CLEARING", "CLEARED"}, "DRAFT"),
    "clear": ({"CLEARING"}, "CLEARED"),
    "transmit": ({"CLEARED"}, "TRANSMITTED"),
    "close": ({"TRANSMITTED"}, "CLOSED"),
    "withdraw": ({"DRAFT", "CLEARING", "CLEARED", "TRANSMITTED"}, "WITHDRAWN"),
    "deny": ({"CLEARED", "TRANSMITTED"}, "DENIED"),
}


@pytest.fixture
def office() -> notices.Hill:
    return notices.Hill()


@pytest.fixture
def fund(office: notices.Hill) -> Fund:
    return notices.fund(office)


def test_the_table_is_the_one_of_the_field() -> None:
    assert {step.name: (set(step.sources), step.target) for step in NOTIFICATION_STEPS.steps} == STEPS
    assert NotificationState.values[0] == NOTIFICATION_STEPS.initial == "DRAFT"


def test_postgres_holds_the_edges(office: notices.Hill) -> None:
    row = notices.draft(office)
    edges = {(source, target) for sources, target in STEPS.values() for source in sources}
    for a, b in product(NotificationState.values, NotificationState.values):
        if a == b:
            continue
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
                cursor.execute(f"UPDATE {TABLE} SET state = %s WHERE id = %s", [a, row.pk])
                cursor.execute("SET session_replication_role = origin")
                found = ""
                try:
                    with transaction.atomic():
                        more = int((a, b) == ("DRAFT", "CLEARING"))
                        cursor.execute(
                            f"UPDATE {TABLE} SET state = %s, version = version + 1, round = round + %s WHERE id = %s",
                            [b, more, row.pk],
                        )
                except IntegrityError as error:
                    found = error.__cause__.diag.constraint_name  # type: ignore[union-attr]
            assert (found == f"{TABLE}_state_step") == ((a, b) not in edges), (a, b, found)
            transaction.set_rollback(True)


def test_nothing_is_born_cleared(office: notices.Hill) -> None:
    row = notices.draft(office)
    row.pk, row.number, row.state, row._state.adding = None, "CN-2027-9999", "TRANSMITTED", True
    assert constraint_of(row.save) == f"{TABLE}_state_start"


# --- The draft -----------------------------------------------------------------------------------------------------


def test_numbers_are_made_by_year(office: notices.Hill) -> None:
    assert [notices.draft(office).number for _ in range(2)] == ["CN-2027-0001", "CN-2027-0002"]


def test_a_kind_brings_its_clock_and_committees_and_none_is_shorter(office: notices.Hill) -> None:
    notice = notices.draft(office, kind="EDA")
    assert (notice.clock_days, notice.committees) == (30, ["SFRC", "HFAC", "SAC", "HAC"])
    assert notices.update(notice, clock_days=29) == "notification_clock_of_its_kind"
    assert notices.update(notice, committees=["SFRC", "HFAC", "SAC"]) == "notification_clock_of_its_kind"
    assert notices.update(notice, kind="NO_NOTICE") == "notification_clock_of_its_kind"
    CongressionalNotification.objects.filter(pk=notice.pk).update(clock_days=45, version=2)  # longer is allowed


def test_lines_are_money_of_its_kind_at_its_place_once(office: notices.Hill, fund: Fund) -> None:
    notice = notices.draft(office, notices.row(fund, 100))
    here = notice.operating_unit

    def line(**more: Any) -> Any:
        kept = {"notification": notice, "fund": fund, "operating_unit": here, "amount": 5, **more}
        return lambda: NotificationLine.objects.create(**kept)

    assert constraint_of(line()) == "notification_line_once"
    program = build.program(office, "PKO")
    assert constraint_of(line(amount=0, program=program)) == "notification_line_positive"
    assert constraint_of(line(fund=build.fund(office, "IMET"))) == "line_of_its_kind"
    assert constraint_of(line(operating_unit=make.operating_unit("XBS", "Basalt", "EUR"))) == "line_at_its_place"
    assert constraint_of(line(program=build.program(office, "IMET"))) == "line_of_its_program"
    with without("programs_notificationline", trigger="in_draft"):
        line(fund=build.fund(office, "IMET"))()


def test_a_regional_notification_names_places_of_its_region(office: notices.Hill, fund: Fund) -> None:
    from partners.models import OperatingUnit

    make.operating_unit()
    region = OperatingUnit.objects.create(kind="REGIONAL", code="WHA-REG", name="WHA Regional", region="WHA")
    notice = notices.draft(office, notices.row(fund, 100), operating_unit=region)
    elsewhere = notices.row(fund, 5, at=make.operating_unit("XBS", "Basalt", "EUR"))
    assert notices.code(lambda: notifications.add_line(notification=notice, row=elsewhere, by=office.manager)) == (
        "line_at_its_place"
    )


def test_a_draft_is_edited_and_what_offices_clear_is_not(office: notices.Hill, fund: Fund) -> None:
    notice = notices.draft(office, notices.row(fund, 100), justification="")
    assert notices.code(lambda: notifications.take(notification=notice, step="submit", by=office.manager)) == "submit"
    notice = notifications.edit_notification(
        notification=notice, justification="For instructors.", version=notice.version, by=office.manager
    )
    line = notifications.add_line(
        notification=notice, row=notices.row(fund, 7, program=build.program(office, "PKO")), by=office.manager
    )
    notifications.remove_line(line=line, by=office.manager)
    notice = notifications.take(notification=notice, step="submit", by=office.manager)
    assert (notice.state, notice.round) == ("CLEARING", 1)
    assert notices.update(notice, title="Something else") == "notification_as_cleared"
    assert notices.update(notice, round=2) == "notification_round"
    only = notice.lines.get()
    assert notices.update(only, amount=1_000) == "notification_lines_settled"
    assert constraint_of(only.delete) == "notification_lines_settled"
    assert notices.update(notice, author=office.h) == f"{TABLE}_frozen"
    rows = CongressionalNotification.objects.filter(pk=notice.pk)
    assert constraint_of(lambda: rows._raw_delete(rows.db)) == f"{TABLE}_no_delete"


def test_by_sql_it_is_not_sent_for_clearance_without_an_amount(office: notices.Hill) -> None:
    notice = notices.draft(office)
    assert notices.update(notice, state="CLEARING", round=1) == "notification_has_lines"
    with without(TABLE, trigger="state_stands"):
        CongressionalNotification.objects.filter(pk=notice.pk).update(state="CLEARING", round=1, version=2)


# --- Clearance -----------------------------------------------------------------------------------------------------


def say(office: notices.Hill, notice: Any, who: str = "L", answer: str = "YES", **more: Any) -> Any:
    more.setdefault("by", office.h)
    return notifications.record_clearance(notification=notice, office=who, answer=answer, **more)


def test_the_words_of_clearance_are_those_of_the_field() -> None:
    assert [str(label) for label in ClearanceAnswer.labels] == [
        "Not yet selected",
        "Pending",
        "Yes",
        "No",
        "Questions for program",
        "Questions for budget",
        "Questions for both",
        "On hold",
    ]


def test_it_is_cleared_by_the_last_yes_and_by_nothing_else(office: notices.Hill, fund: Fund) -> None:
    notice = notices.clearing(office, fund)
    assert set(notifications.answers(notice)) == set(ClearingOffice.values)
    assert not any(notifications.answers(notice).values())
    assert notices.update(notice, state="CLEARED") == "notification_is_cleared"
    for who in ClearingOffice.values[:-1]:
        assert say(office, notice, who).state == "CLEARING"
    assert notices.update(notice, state="CLEARED") == "notification_is_cleared"
    say(office, notice, "OMB", "QUESTIONS_BUDGET", note="Which line?")
    say(office, notice, "L", "ON_HOLD", note="Waits for the agreement.")
    assert say(office, notice, "OMB").state == "CLEARING"
    assert notifications.waiting_for(notice) == ["L"]
    assert say(office, notice, "L").state == "CLEARED"


def test_a_question_says_why_and_an_answer_is_in_the_words(office: notices.Hill, fund: Fund) -> None:
    notice = notices.clearing(office, fund)
    assert notices.code(lambda: say(office, notice, "F", "NO")) == "clearance_says_why"
    assert notices.code(lambda: say(office, notice, "F", "MAYBE")) == "fields"
    raw = {"notification": notice, "office": "F", "round": 1, "on": today(), "by": office.h}
    assert constraint_of(lambda: Clearance.objects.create(answer="MAYBE", **raw)) == "clearance_answer_listed"
    assert notices.code(lambda: say(office, notice, "F", on=today() + DAY)) == "clearance_has_happened"
    assert constraint_of(lambda: Clearance.objects.create(answer="YES", **{**raw, "on": today() + DAY})) == (
        "clearance_has_happened"
    )


def test_whoever_drafts_records_no_clearance(office: notices.Hill, fund: Fund) -> None:
    notice = notices.clearing(office, fund)
    assert notices.code(lambda: say(office, notice, "EX", by=office.manager)) == "clearance_not_by_author"
    assert say(office, notice, "EX", by=office.director).state == "CLEARING"


def test_only_h_answers_for_h(office: notices.Hill, fund: Fund) -> None:
    notice = notices.clearing(office, fund)
    assert notices.code(lambda: say(office, notice, "H", by=office.director)) == "permission"
    say(office, notice, "H", by=office.h)


def test_a_return_makes_every_office_answer_again(office: notices.Hill, fund: Fund) -> None:
    notice = notices.answered(office, notices.clearing(office, fund))
    notice = notifications.take(notification=notice, step="return", note="Another amount.", by=office.manager)
    assert notices.code(lambda: say(office, notice)) == "clearance_in_round"
    notice = notifications.take(notification=notice, step="submit", by=office.manager)
    assert notice.round == 2 and len(notifications.waiting_for(notice)) == 6
    assert notices.update(notice, state="CLEARED") == "notification_is_cleared"
    old = {"notification": notice, "office": "L", "answer": "YES", "on": today(), "by": office.h}
    assert constraint_of(lambda: Clearance.objects.create(round=1, **old)) == "clearance_in_round"
    assert notice.clearances.count() == 6
    assert constraint_of(notice.clearances.all().delete) == "programs_clearance_append_only"


# --- Ends ----------------------------------------------------------------------------------------------------------


def test_what_is_obligated_under_is_closed_not_withdrawn(office: notices.Hill, fund: Fund) -> None:
    notice = notices.sent(office, notices.row(fund, 100))
    obligation = build.proposed(office, build.program(office, "PKO"), fund, 100, notification=notice)
    obligations.record(obligation=obligation, by=office.recorder)
    note = {"note": "No.", "by": office.manager}
    assert notices.code(lambda: notifications.take(notification=notice, step="withdraw", **note)) == "withdraw"
    assert notices.update(notice, state="WITHDRAWN") == "notification_is_used"
    assert notifications.take(notification=notice, step="close", by=office.manager).state == "CLOSED"


# --- Who sees and does what ----------------------------------------------------------------------------------------


def test_who_does_what(office: notices.Hill, fund: Fund) -> None:
    assert notices.code(lambda: notices.draft(office, notices.row(fund, 5), by=office.funds)) == "permission"
    assert notices.code(lambda: notices.draft(office, notices.row(fund, 5), by=office.h)) == "permission"
    notice = notices.cleared(office, notices.row(fund, 100))
    sent = {"notification": notice, "committees": ["SAC"], "sent_on": today()}
    assert notices.code(lambda: notifications.record_transmittals(by=office.manager, **sent)) == "permission"
    assert office.funds.scope.has("programs.view_notification")


def test_one_sees_those_of_ones_places_and_kinds(office: notices.Hill, fund: Fund) -> None:
    here, there = make.operating_unit(), make.operating_unit("XBS", "Basalt", "EUR")
    mine, theirs = notices.draft(office, operating_unit=here), notices.draft(office, operating_unit=there)

    def seen(**more: Any) -> set[str]:
        user = make.user(Role.PROGRAM_MANAGER, **more)
        return set(CongressionalNotification.objects.visible_to(user).values_list("number", flat=True))

    assert seen(at=here) == {mine.number}
    assert seen(region="EUR") == {theirs.number}
    assert seen() == {mine.number, theirs.number}
    assert seen(kinds=["IMET"]) == set()
    assert seen(kinds=["PKO"]) == {mine.number, theirs.number}
    requester = make.user(Role.REQUESTER, at=here)
    assert not CongressionalNotification.objects.visible_to(requester).exists()


def test_history_tells_who_did_what_and_why(office: notices.Hill, fund: Fund) -> None:
    notice = notices.answered(office, notices.clearing(office, fund))
    notice = notifications.take(notification=notice, step="return", note="Another amount.", by=office.manager)
    told = [(one.step, one.note, one.user_id) for one in sentences(notice)]
    assert ("return", "Another amount.", office.manager.pk) in told
    assert ("clear", "", office.h.pk) in told
