"""L12: far above its 653(a) figure, a country's money needs a notification that says whom it would have served."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from ground.refusals import Refused
from partners.models import OperatingUnit
from programs.models import CongressionalNotification, Fund, Obligation
from programs.notifications.selectors import above_figures
from programs.services import ledger, notifications, obligations
from tests import make

from . import build, notices
from . import plan_files as plan
from .browse import html, signed_in
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
MILLION = 1_000_000
FIGURE = 2 * MILLION
SERVED = "Spares for Larkspur, which asked for none this year."


@pytest.fixture
def office() -> notices.Hill:
    return notices.Hill()


@pytest.fixture
def report(tmp_path: Path) -> None:
    a_report(tmp_path)


def a_report(folder: Path) -> None:
    """A 653(a) report that gives Tamarind two million of PKO."""
    plan.partners()
    rows = plan.allocation_rows({"Account": "PKO", "Amount in dollars": str(FIGURE)})
    answer, code = plan.run(plan.write(folder / "report.csv", plan.REPORT, rows))
    assert (code, answer["kept"]) == (0, 1), answer


def scene(office: notices.Hill, amount: int, served: str = "") -> tuple[Any, Fund, CongressionalNotification]:
    """A notification of this amount whose days have run, with a program and a fund of thirty million."""
    program, fund = build.program(office, "PKO"), notices.fund(office, allotted=30 * MILLION)
    return program, fund, notices.sent(office, notices.row(fund, amount), otherwise_served=served)


def record(office: notices.Hill, obligation: Obligation) -> str:
    try:
        obligations.record(obligation=obligation, by=office.recorder)
    except Refused as refused:
        return refused.code
    return "recorded"


def by_sql(office: notices.Hill, obligation: Obligation) -> None:
    rows = Obligation.objects.filter(pk=obligation.pk)
    rows.update(state="RECORDED", recorded_by=office.recorder, version=obligation.version + 1)


def test_five_million_above_is_accepted_and_a_dollar_more_is_not(office: notices.Hill, report: None) -> None:
    program, fund, notice = scene(office, 20 * MILLION)
    at = build.proposed(office, program, fund, FIGURE + 5 * MILLION, notification=notice)
    assert record(office, at) == "recorded"
    over = build.proposed(office, program, fund, 1, notification=notice)
    with pytest.raises(Refused) as caught:
        obligations.record(obligation=over, by=office.recorder)
    (problem,) = caught.value.problems
    assert problem.code == "obligation_above_allocation" and problem.rule is not None
    assert "$5,000,001 above its 653(a) figure of $2,000,000 for PKO" in problem.reason
    assert constraint_of(lambda: by_sql(office, over)) == "obligation_above_allocation"
    with without("programs_obligation", trigger="fuller_notice"):
        by_sql(office, over)


def test_a_notification_that_says_whom_it_would_have_served_opens_it(office: notices.Hill, report: None) -> None:
    program, fund, notice = scene(office, 20 * MILLION, served=SERVED)
    assert record(office, build.proposed(office, program, fund, 20 * MILLION, notification=notice)) == "recorded"


def test_a_reprogramming_of_a_million_or_less_needs_no_more(office: notices.Hill, report: None) -> None:
    program, fund, notice = scene(office, 20 * MILLION, served=SERVED)
    assert record(office, build.proposed(office, program, fund, 20 * MILLION, notification=notice)) == "recorded"
    small = notices.sent(office, notices.row(fund, MILLION))
    assert record(office, build.proposed(office, program, fund, MILLION, notification=small)) == "recorded"
    larger = notices.sent(office, notices.row(fund, MILLION + 1))
    obligation = build.proposed(office, program, fund, 1, notification=larger)
    assert record(office, obligation) == "obligation_above_allocation"
    assert constraint_of(lambda: by_sql(office, obligation)) == "obligation_above_allocation"


def test_money_that_needs_no_notice_needs_this_one(office: notices.Hill, report: None) -> None:
    program, fund = build.program(office, "PKO"), build.fund(office, "PKO", allotted=30 * MILLION)
    obligation = build.proposed(office, program, fund, 8 * MILLION)
    assert record(office, obligation) == "obligation_above_allocation"
    assert constraint_of(lambda: by_sql(office, obligation)) == "obligation_above_allocation"


def test_a_later_version_counts_and_another_place_does_not(office: notices.Hill, report: None, tmp_path: Path) -> None:
    rows = plan.allocation_rows(
        {"Account": "PKO", "Amount in dollars": str(9 * MILLION)},
        {"Account": "PKO", "Amount in dollars": "5", "Operating unit": "XLK"},
        **{"Report number": "653(a)-2027-2"},
    )
    answer, code = plan.run(plan.write(tmp_path / "later.csv", plan.REPORT, rows))
    assert code == 0, answer
    program, fund, notice = scene(office, 20 * MILLION)
    assert record(office, build.proposed(office, program, fund, 14 * MILLION, notification=notice)) == "recorded"
    over = build.proposed(office, program, fund, 1, notification=notice)
    assert over.reprogramming is not None and over.reprogramming.above == 5 * MILLION + 1
    assert constraint_of(lambda: by_sql(office, over)) == "obligation_above_allocation"


def test_without_a_report_there_is_nothing_to_compare_with(office: notices.Hill) -> None:
    program, fund, notice = scene(office, 20 * MILLION)
    obligation = build.proposed(office, program, fund, 20 * MILLION, notification=notice)
    assert obligation.reprogramming is None
    assert record(office, obligation) == "recorded"


def test_fmf_meets_it_at_its_apportionment(office: notices.Hill, tmp_path: Path) -> None:
    plan.partners()
    rows = plan.allocation_rows({"Amount in dollars": str(FIGURE)})
    assert plan.run(plan.write(tmp_path / "report.csv", plan.REPORT, rows))[1] == 0
    fund = notices.fund(office, "FMF", allotted=30 * MILLION)

    def apportion(served: str) -> Any:
        notice = notices.sent(office, notices.row(fund, 9 * MILLION), kind="FMF_INCREASE", otherwise_served=served)
        return ledger.apportion(
            fund=fund,
            amount=Decimal(9 * MILLION),
            effective_on=today(),
            evidence="SF-132",
            operating_unit=make.operating_unit(),
            naming="On each case",
            notification=notice,
            by=office.funds,
        )

    with pytest.raises(Refused) as caught:
        apportion("")
    assert caught.value.code == "obligation_above_allocation"
    assert record(office, apportion(SERVED).obligation) == "recorded"


def test_the_page_warns_while_it_is_planned(office: notices.Hill, report: None) -> None:
    fund = notices.fund(office, allotted=30 * MILLION)
    notice = notices.draft(office, notices.row(fund, 8 * MILLION))
    client, address = signed_in(office.manager), notice.get_absolute_url()
    warning = "$6,000,000 above its 653(a) figure of $2,000,000"
    assert warning in html(client, address)
    notice = notifications.edit_notification(notification=notice, otherwise_served=SERVED, by=office.manager)
    assert warning not in html(client, address)


def test_many_places_are_compared_with_as_many_queries_as_one(office: notices.Hill, report: None) -> None:
    fund, region = notices.fund(office, allotted=30 * MILLION), OperatingUnit.objects.get(code="WHA-REG")
    here = notices.row(fund, 8 * MILLION)
    one = notices.draft(office, here, operating_unit=region)
    places = [make.operating_unit(code, name, "WHA") for code, name in (("XBS", "Basalt"), ("XCB", "Cobalt Coast"))]
    more = [notices.row(fund, n * MILLION, at=at) for n, at in zip((5, 6), places, strict=True)]
    many = notices.draft(office, here, *more, operating_unit=region)

    def asked(notice: CongressionalNotification) -> tuple[int, dict[str, Decimal]]:
        with CaptureQueriesContext(connection) as captured:
            found = above_figures(notice)
        return len(captured), {line.place: line.reprogramming.above for line in found}

    assert asked(one) == (5, {"Tamarind": Decimal(6 * MILLION)})
    assert asked(many) == (5, {"Tamarind": Decimal(6 * MILLION), "Cobalt Coast": Decimal(6 * MILLION)})
