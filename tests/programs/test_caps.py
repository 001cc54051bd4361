"""Caps of a year: section 614 in funds and in sales, one country and all; what a continuing resolution leaves."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ground.dates import days, fiscal_year, today
from ground.refusals import Refused, refusals
from programs.caps.reads import caps
from programs.models import ContinuingResolution, Fund, SpecialUse
from programs.services import caps as services
from programs.services import ledger
from programs.services.reference import load_parameters
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, rewritten, without
from .notices import code
from .test_races import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
MILLION = 1_000_000


@pytest.fixture
def office() -> build.Office:
    return offices()


def offices() -> build.Office:
    load_parameters()
    make.country()
    return build.Office()


def use(office: build.Office, millions: int, kind: str = "FUNDS", iso3: str = "XTM", **more: Any) -> SpecialUse:
    return services.use_special(
        country=make.country(iso3, iso3),
        kind=kind,
        amount=Decimal(millions * MILLION),
        determined_on=more.pop("determined_on", today()),
        document="Determination",
        by=office.funds,
        **more,
    )


def raw(office: build.Office, millions: int, kind: str = "FUNDS", iso3: str = "XTM", **more: Any) -> str:
    """Written past every service."""
    row = {
        "country": make.country(iso3, iso3),
        "kind": kind,
        "amount": millions * MILLION,
        "determined_on": today(),
        "document": "Raw",
        "by": office.funds,
    }
    return constraint_of(lambda: SpecialUse.objects.create(**(row | more)))


def test_l15_one_country_has_fifty_million_of_funds_unless_it_is_a_victim_of_aggression(office: build.Office) -> None:
    use(office, 40)
    with pytest.raises(Refused) as refused:
        use(office, 11)
    assert refused.value.code == "special_funds_of_country"
    assert refused.value.problems[0].opens == "Opens for $10,000,000 or less."
    assert raw(office, 11) == "special_funds_of_country"
    use(office, 11, victim_of_aggression=True)
    use(office, 50, iso3="XLK")


def test_l15_funds_and_sales_of_a_year_and_both_to_one_country(office: build.Office) -> None:
    use(office, 200, victim_of_aggression=True)
    assert raw(office, 51, iso3="XLK", victim_of_aggression=True) == "special_funds_of_year"
    use(office, 300, "SALES")
    assert raw(office, 1, "SALES") == "special_total_of_country"
    use(office, 450, "SALES", iso3="XLK")
    assert raw(office, 1, "SALES", iso3="XBS") == "special_sales_of_year"
    by = {(cap.what, cap.where): (cap.used, cap.left) for cap in caps(fiscal_year(today()))}
    assert by["Funds of a year", ""] == (200 * MILLION, 50 * MILLION)
    assert by["Sales of a year", ""] == (750 * MILLION, 0)
    assert by["Funds and sales to one country", "Tamarind"] == (500 * MILLION, 0)


def test_another_year_and_what_is_withdrawn_do_not_count(office: build.Office) -> None:
    first = use(office, 50)
    assert raw(office, 1) == "special_funds_of_country"
    use(office, 50, determined_on=dt.date(fiscal_year(today()) - 1, 9, 30))
    services.withdraw_special(use=first, withdrawal="Not used", by=office.funds)
    use(office, 50)
    assert code(lambda: services.withdraw_special(use=first, withdrawal="Again", by=office.funds)) == "withdrawn"


def test_control_without_the_guard_it_would_be_kept(office: build.Office) -> None:
    with without("programs_specialuse", trigger="within_614"):
        use(office, 51)
    assert next(cap for cap in caps(fiscal_year(today())) if cap.where).is_above


def test_a_use_is_whole_and_stays(office: build.Office) -> None:
    assert raw(office, 0) == "special_use_whole"
    assert raw(office, 1, document="") == "special_use_whole"
    assert raw(office, 1, determined_on=today() + DAY) == "programs_specialuse_determined_on_ahead"
    row = use(office, 1)
    rows = SpecialUse.objects.filter(pk=row.pk)
    assert constraint_of(lambda: rows.update(amount=2, version=2)) == "programs_specialuse_frozen"
    unsaid = {"withdrawn_on": today(), "version": 2}
    assert constraint_of(lambda: rows.update(**unsaid)) == "special_use_withdrawn_says_why"


def test_l21_title_ten_is_information_with_an_alarm(office: build.Office) -> None:
    build.authority("10 U.S.C. 345")
    program = build.program(office, "TITLE-10", state="DRAFT")
    type(program.titletendetail).objects.update(authority="10 U.S.C. 345")
    row = next(cap for cap in caps(2027) if cap.rule.source == "10 U.S.C. 345")
    assert (row.cap, row.used, row.refuses, row.is_above) == (35 * MILLION, 500_000, False, False)
    rows = type(program).objects.filter(pk=program.pk)
    rows.update(planned_amount=36 * MILLION, version=program.version + 1)
    assert next(cap for cap in caps(2027) if cap.rule.source == "10 U.S.C. 345").is_above


def test_the_page_keeps_withdraws_and_shows_what_is_left(office: build.Office) -> None:
    client = signed_in(office.funds)
    sent = {"country": "XTM", "kind": "FUNDS", "amount": "45000000", "determined_on": today(), "document": "PD 2027-1"}
    assert client.post("/caps/614/new/", sent).status_code == 302
    assert client.post("/caps/614/new/", sent).status_code == 409
    page = html(client, "/caps/")
    assert "PD 2027-1" in page and "Near its cap" in page and "5,000,000" in page
    row = SpecialUse.objects.get()
    answer = client.post(f"/caps/614/{row.pk}/withdraw/", {"version": row.version, "withdrawal": "Not used"})
    assert answer.status_code == 302
    assert "Withdrawn" in html(client, "/caps/?standing=gone")
    there = make.user("PROGRAM_MANAGER", at=make.operating_unit("XLK", "Larkspur"))
    page = html(signed_in(there), "/caps/")
    assert "PD 2027-1" not in page and "Used in fiscal year" not in page


def test_the_list_costs_the_same_at_one_and_at_a_hundred(office: build.Office) -> None:
    client = signed_in(office.funds)
    row = use(office, 1)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            html(client, "/caps/")
        return len(counted)

    one = queries()
    SpecialUse.objects.bulk_create(
        SpecialUse(country=row.country, kind="SALES", amount=1, determined_on=today(), document=f"{n}", by=office.funds)
        for n in range(100)
    )
    assert queries() == one <= 25


# --- Continuing resolutions (L3) --------------------------------------------------------------------------------------


def continued(office: build.Office, amount: int = 1_000) -> Fund:
    """A fund that a resolution gives so much, from twenty days ago until ten days from now."""
    fund = build.fund(office, "PKO")
    first, last = today() - 20 * DAY, today() + 10 * DAY
    law = "P.L. 119-37"
    services.continue_fund(
        fund=fund, public_law=law, from_on=first, until=last, amount=Decimal(amount), by=office.funds
    )
    return fund


def give(office: build.Office, fund: Fund, amount: int, on: dt.date | None = None) -> Any:
    day = on or today()
    return ledger.appropriate(fund=fund, amount=Decimal(amount), effective_on=day, evidence="P.L.", by=office.funds)


def give_raw(office: build.Office, fund: Fund, amount: int, on: dt.date) -> str:
    from .guards import write

    return constraint_of(lambda: write(fund, "OUTSIDE", "APPROPRIATED", amount, effective_on=on, by=office.funds))


def test_l3_a_fund_has_the_amount_of_its_resolution_until_the_act_of_the_full_year(office: build.Office) -> None:
    fund = continued(office)
    give(office, fund, 900, today() - 2 * DAY)
    with pytest.raises(Refused) as refused:
        give(office, fund, 101)
    assert refused.value.code == "continuing_resolution_amount"
    assert refused.value.problems[0].opens.startswith("Opens for $100 or less")
    assert give_raw(office, fund, 101, today()) == "continuing_resolution_amount"
    services.enact_full_year(fund=fund, public_law="P.L. 119-75", enacted_on=today(), by=office.funds)
    give(office, fund, 5_000)
    assert give_raw(office, fund, 101, today() - DAY) == "continuing_resolution_amount"  # dated back under it


def test_l3_between_resolutions_a_fund_gets_nothing(office: build.Office) -> None:
    fund = continued(office)
    assert give_raw(office, fund, 1, today() - 30 * DAY) == "continuing_resolution_lapsed"


def test_l3_the_next_resolution_counts_what_the_one_before_gave(office: build.Office) -> None:
    fund = build.fund(office, "PKO")
    terms: dict[str, Any] = {"fund": fund, "by": office.funds}
    first = {"from_on": today() - 20 * DAY, "until": today() - 6 * DAY, "amount": Decimal(300), "public_law": "CR 1"}
    services.continue_fund(**terms, **first)
    give(office, fund, 300, today() - 10 * DAY)
    second = {"from_on": today() - 5 * DAY, "until": today() + DAY, "amount": Decimal(500), "public_law": "CR 2"}
    services.continue_fund(**terms, **second)
    assert give_raw(office, fund, 201, today()) == "continuing_resolution_amount"
    give(office, fund, 200)
    overlap = {**second, "public_law": "CR 3"}
    assert code(lambda: services.continue_fund(**terms, **overlap)) == "continuing_resolution_one_at_a_time"


def test_control_without_the_guard_more_would_be_appropriated(office: build.Office) -> None:
    fund = continued(office)
    with without("programs_fundtransaction", trigger="within_continuing"):
        give(office, fund, 1_001)


def test_a_resolution_is_whole_and_comes_before_its_act(office: build.Office) -> None:
    fund = build.fund(office, "PKO")
    row = {"fund": fund, "public_law": "CR", "valid": days(today(), today()), "amount": 5, "by": office.funds}
    whole = "continuing_resolution_whole"
    assert constraint_of(lambda: ContinuingResolution.objects.create(**(row | {"public_law": ""}))) == whole
    assert constraint_of(lambda: ContinuingResolution.objects.create(**(row | {"amount": 0}))) == whole
    give(office, fund, 6)
    assert constraint_of(lambda: ContinuingResolution.objects.create(**row)) == "continuing_resolution_amount"
    fund = continued(office)
    early: dict[str, Any] = {"fund": fund, "public_law": "Act", "enacted_on": today() - 50 * DAY, "by": office.funds}
    assert code(lambda: services.enact_full_year(**early)) == "continuing_resolution_replaced"
    other = build.fund(office, "PKO")
    assert code(lambda: services.enact_full_year(**(early | {"fund": other}))) == "none"


def test_the_fund_s_page_continues_it_and_takes_its_act(office: build.Office) -> None:
    fund = build.fund(office, "PKO")
    client, base = signed_in(office.funds), f"/funds/{fund.number}/"
    sent = {"public_law": "P.L. 119-37", "from_on": today(), "until": today() + 9 * DAY, "amount": "1000"}
    assert client.post(f"{base}continue/", sent).status_code == 302
    page = html(client, base)
    assert "P.L. 119-37" in page and "Record the act of the full year" in page
    money = {"amount": "1001", "effective_on": today(), "evidence": "P.L. 119-37"}
    assert client.post(f"{base}appropriate/", money).status_code == 409
    act = {"public_law": "P.L. 119-75", "enacted_on": today()}
    assert client.post(f"{base}full-year/", act).status_code == 302
    assert client.post(f"{base}appropriate/", money).status_code == 302


# --- Races -----------------------------------------------------------------------------------------------------------


def two_at_once(scene: Callable[[], list[Callable[[], Any]]]) -> list[Any]:
    """Two writers of all that is left; the first waits before it commits."""
    calls = scene()
    first_in, second_in = threading.Event(), threading.Event()

    def write(number: int) -> str:
        with refusals(), transaction.atomic():
            if number:
                first_in.wait(20)
            calls[number]()
            (second_in if number else first_in).set()
            if not number:
                second_in.wait(1.5)  # the other runs into the lock, or reads past what is not committed
        return "kept"

    return at_once([partial(write, 0), partial(write, 1)])


def special() -> list[Callable[[], Any]]:
    office = offices()
    return [partial(use, office, 50) for _ in range(4)]


def resolution() -> list[Callable[[], Any]]:
    office = offices()
    fund = continued(office)
    return [partial(give, office, fund, 1_000) for _ in range(4)]


SCENES = {
    "special_funds_of_country": (
        special,
        ("programs_specialuse", "within_614", "PERFORM pg_advisory_xact_lock(614);", ""),
    ),
    "continuing_resolution_amount": (
        resolution,
        ("programs_fundtransaction", "within_continuing", "ORDER BY r.id FOR NO KEY UPDATE", "ORDER BY r.id"),
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("constraint", SCENES)
def test_four_writers_use_a_cap_once(constraint: str) -> None:
    answers = at_once(SCENES[constraint][0]())
    assert [one.code for one in answers if isinstance(one, Refused)] == [constraint] * 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("constraint", SCENES)
def test_a_writer_waits_for_the_one_before(constraint: str) -> None:
    first, second = two_at_once(SCENES[constraint][0])
    assert first == "kept"
    assert isinstance(second, Refused)
    assert second.code == constraint


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_are_kept() -> None:
    scene, lock = SCENES["special_funds_of_country"]
    with rewritten(*lock):
        assert two_at_once(scene) == ["kept", "kept"]
