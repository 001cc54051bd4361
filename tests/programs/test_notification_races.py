"""Two connections at once: a hold and a recording, both orders; the last notified dollar; the 653(a) figure.

Each has a control."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from ground.dates import today
from ground.refusals import Refused, refusals
from programs import books
from programs.models import CongressionalHold, CongressionalNotification, Obligation
from programs.services import obligations

from . import build, notices
from .test_races import at_once
from .test_reprogramming import a_report

pytestmark = pytest.mark.django_db(transaction=True)


def scene(*amounts: int) -> tuple[notices.Hill, CongressionalNotification, list[Obligation]]:
    """Proposals under a notification of 500 whose clock has run."""
    office = notices.Hill()
    program, fund = build.program(office, "PKO"), notices.fund(office)
    notice = notices.sent(office, notices.row(fund, 500))
    return office, notice, [build.proposed(office, program, fund, n, notification=notice) for n in amounts]


@contextmanager
def without_lock(table: str, trigger: str) -> Iterator[None]:
    """The same guard without the notification's row lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
            [table, f"pgtrigger_{trigger}_%"],
        )
        ((source,),) = cursor.fetchall()
        cursor.execute(re.sub(r"((?:notification|operatingunit) WHERE id = [^;]+?) FOR NO KEY UPDATE;", r"\1;", source))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(source)


def a_hold(office: notices.Hill, notice: CongressionalNotification) -> None:
    CongressionalHold.objects.create(
        notification=notice, committee="SAC", opened_on=today(), note="Asks why.", opened_by=office.h
    )


def first_then(first: Any, second: Any) -> list[Any]:
    """The first has written, not committed, when the second begins: whether it was waited for, and what came of it."""
    wrote, ran = threading.Event(), threading.Event()

    def one() -> str:
        with refusals(), transaction.atomic():
            first()
            wrote.set()
            return "overtaken" if ran.wait(1.5) else "waited for"

    def two() -> str:
        wrote.wait(20)
        with refusals():
            second()
        ran.set()
        return "done"

    return at_once([one, two])


def record_by_sql(office: notices.Hill, obligation: Obligation) -> None:
    rows = Obligation.objects.filter(pk=obligation.pk)
    rows.update(state="RECORDED", recorded_by=office.recorder, version=obligation.version + 1)


def test_a_hold_that_comes_first_is_seen_by_the_recording() -> None:
    office, notice, (obligation,) = scene(500)
    held, recorded = first_then(lambda: a_hold(office, notice), lambda: record_by_sql(office, obligation))
    assert held == "waited for"
    assert isinstance(recorded, Refused) and recorded.code == "obligation_under_hold"
    obligation.refresh_from_db()
    assert obligation.state == "PROPOSED"


def test_control_without_the_lock_the_recording_does_not_see_the_hold() -> None:
    office, notice, (obligation,) = scene(500)
    with without_lock("programs_obligation", "notified"):
        answers = first_then(lambda: a_hold(office, notice), lambda: record_by_sql(office, obligation))
    assert answers == ["overtaken", "done"]


def test_a_recording_that_comes_first_stands_and_the_hold_waits_for_it() -> None:
    office, notice, (obligation,) = scene(500)

    def record() -> None:
        obligations.record(obligation=obligation, by=office.recorder)

    assert first_then(record, lambda: notices.held(office, notice)) == ["waited for", "done"]
    obligation.refresh_from_db()
    assert obligation.state == "RECORDED" and notice.holds.filter(released_on=None).count() == 1
    assert books.problems() == []


def test_control_without_its_lock_the_hold_does_not_wait() -> None:
    office, notice, (obligation,) = scene(500)
    with without_lock("programs_congressionalhold", "of_committee"):
        answers = first_then(lambda: record_by_sql(office, obligation), lambda: a_hold(office, notice))
    assert answers == ["overtaken", "done"]


def last_dollar() -> list[Any]:
    """Four funds officers record 200 each of the 500 that were notified."""
    office, _, proposals = scene(200, 200, 200, 200)
    return at_once([lambda one=one: obligations.record(obligation=one, by=office.recorder) for one in proposals])


def test_the_last_notified_dollar_is_obligated_once() -> None:
    answers = last_dollar()
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [one.code for one in refused] == ["obligation_within_notice"] * 2
    assert Obligation.objects.filter(state="RECORDED").count() == 2
    assert books.problems() == []


def test_control_without_the_lock_more_is_obligated_than_was_notified() -> None:
    office, _, (one, two) = scene(300, 300)
    with without_lock("programs_obligation", "notified"):
        answers = first_then(lambda: record_by_sql(office, one), lambda: record_by_sql(office, two))
    assert answers == ["overtaken", "done"]


def two_above_the_figure(folder: Path) -> tuple[notices.Hill, list[Obligation]]:
    """Two of six million under notifications of their own; one takes the country above its figure, two too far."""
    a_report(folder)
    office = notices.Hill()
    program, fund = build.program(office, "PKO"), notices.fund(office, allotted=30_000_000)
    found = []
    for _ in range(2):
        notice = notices.sent(office, notices.row(fund, 6_000_000))
        found.append(build.proposed(office, program, fund, 6_000_000, notification=notice))
    return office, found


def test_two_recordings_do_not_pass_the_653a_figure_side_by_side(tmp_path: Path) -> None:
    office, (one, two) = two_above_the_figure(tmp_path)
    first, second = first_then(lambda: record_by_sql(office, one), lambda: record_by_sql(office, two))
    assert first == "waited for"
    assert isinstance(second, Refused) and second.code == "obligation_above_allocation"


def test_control_without_the_lock_on_the_place_both_pass_it(tmp_path: Path) -> None:
    office, (one, two) = two_above_the_figure(tmp_path)
    with without_lock("programs_obligation", "fuller_notice"):
        answers = first_then(lambda: record_by_sql(office, one), lambda: record_by_sql(office, two))
    assert answers == ["overtaken", "done"]
