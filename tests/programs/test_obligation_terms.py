"""What a proposal takes its money for: a need of the fund's period (L6), and what is obligated again in notice (L7)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from ground.dates import as_if, days, last_day, today
from ground.models import Parameter
from ground.refusals import Refused
from programs.models import Obligation, Program
from programs.models.availability_guards import NOTICE_ABOVE
from programs.services import ledger, obligations
from programs.services.obligations import Terms

from . import build
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
AGAIN = Terms(reobligation=True)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "PKO")


SERVICE: list[tuple[str, DateRange, str, bool]] = [
    ("in the period", days(dt.date(2026, 3, 1), dt.date(2026, 4, 1)), "", True),
    ("ends after it", days(dt.date(2026, 9, 30), dt.date(2027, 4, 1)), "", True),
    ("begins after it", days(dt.date(2026, 10, 1), dt.date(2026, 11, 1)), "", False),
    ("begins after it, with its reason", days(dt.date(2026, 10, 1), dt.date(2026, 11, 1)), "NEXT_QUARTER", True),
    ("ended before it", days(dt.date(2024, 3, 1), dt.date(2024, 4, 1)), "", False),
]


@pytest.mark.parametrize(("name", "service", "need", "allowed"), SERVICE, ids=[row[0] for row in SERVICE])
def test_l6_what_is_bought_is_a_need_of_the_period(
    name: str, service: DateRange, need: str, allowed: bool, office: build.Office, program: Program
) -> None:
    """Statute: 31 U.S.C. 1502(a), verified: bona fide need."""
    fund = build.fund(office, "PKO", allotted=50_000, years=1, year=2026, enacted_on=dt.date(2025, 11, 1))
    with as_if(fund.available_until):
        asked = {"program": program, "fund": fund, "terms": Terms(service=service, need=need)}
        if allowed:
            assert build.recorded(office, **asked).service.lower == service.lower
            return
        with pytest.raises(Refused) as caught:
            build.proposed(office, **asked)
        assert caught.value.code == "obligation_need_of_the_period"
        with without("programs_obligation", trigger="need_of_period"):
            build.proposed(office, **asked)


def test_l6_the_days_of_seats_are_asked_without_being_typed(office: build.Office) -> None:
    program = build.program(office)
    fund = build.fund(office, allotted=50_000)
    late = fund.available_until + DAY
    seat = build.seat(office, build.student(office, program), start=late, end=late + 7 * DAY)
    with pytest.raises(Refused) as caught:
        build.proposed(office, program, fund, seats=[seat])
    assert caught.value.code == "obligation_need_of_the_period"
    found = build.proposed(office, program, fund, seats=[seat], terms=Terms(need="NEXT_QUARTER"))
    assert last_day(Obligation.objects.get(pk=found.pk).service) == late + 7 * DAY


def test_l7_more_than_the_parameter_says_is_obligated_again_under_a_notification_only(
    office: build.Office, program: Program
) -> None:
    """Section 7015 of the FY 2026 text, not verified: a dated parameter, and nothing is refused without it."""
    fund = build.fund(office, "PKO", allotted=50_000, reobligation=True)
    first = build.recorded(office, program, fund, 20_000)
    ledger.deobligate(obligation=first, amount=Decimal(10_000), effective_on=today(), evidence="Memo", by=office.funds)
    build.recorded(office, program, fund, 1_500, terms=AGAIN)
    Parameter.objects.create(
        key=NOTICE_ABOVE, value=2_000, valid=days(today(), today()), source="Text of an act", basis="Statute"
    )
    over = build.proposed(office, program, fund, 501, terms=AGAIN)
    with pytest.raises(Refused) as caught:
        obligations.record(obligation=over, by=office.recorder)
    assert caught.value.code == "reobligation_is_noticed"
    assert caught.value.problems[0].opens == "Opens for $500 or less, or under a notification."
    assert "not verified" in str(caught.value.problems[0].rule)

    def call() -> int:
        rows = Obligation.objects.filter(pk=over.pk)
        return rows.update(state="RECORDED", recorded_by=office.recorder, version=over.version + 1)

    assert constraint_of(call) == "reobligation_is_noticed"
    build.recorded(office, program, fund, 500, terms=AGAIN)
    with without("programs_obligation", trigger="reobligation_noticed"):
        assert call() == 1
