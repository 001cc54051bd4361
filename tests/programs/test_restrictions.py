"""Restrictions on countries: what a law shuts is not obligated, two people shut and open, and a plan is warned."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ground.dates import days, today
from ground.refusals import Refused, refusals
from programs.models import CountryRestriction, Obligation, RestrictionWaiver
from programs.restrictions.rules import RestrictionKind
from programs.services import ledger, obligations, restrictions
from programs.services.restrictions import Withheld
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, rewritten, without
from .test_races import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
REFUSED = "obligation_country_restricted"


class Scene:
    """A PKO program and its fund, and two funds officers who keep restrictions."""

    def __init__(self, kind: str = "PKO", allotted: int = 1_000_000) -> None:
        self.office = build.Office()
        self.at = make.operating_unit()
        self.program = build.program(self.office, kind)
        self.fund = build.fund(self.office, kind, allotted=0 if kind == "FMF" else allotted)
        if kind == "FMF":
            more: dict[str, Any] = {"effective_on": today() - 30 * DAY, "evidence": "P.L. 119-1"}
            ledger.appropriate(fund=self.fund, amount=Decimal(allotted), by=self.office.funds, **more)

    def written(self, **more: Any) -> CountryRestriction:
        row: dict[str, Any] = {
            "country": self.at.country,
            "kind": RestrictionKind.CHILD_SOLDIERS,
            "citation": "22 U.S.C. 2370c-1",
            "accounts": [self.fund.account.code],
            "from_on": today() - 30 * DAY,
            "source": "Example, to be confirmed by counsel",
        }
        return restrictions.write_restriction(by=self.office.funds, **(row | more))

    def shut(self, **more: Any) -> CountryRestriction:
        return restrictions.confirm(restriction=self.written(**more), by=self.office.recorder)

    def waived(self, row: CountryRestriction, amount: int | None = None, **more: Any) -> RestrictionWaiver:
        made = restrictions.waive(
            restriction=row,
            kind="WAIVER",
            citation="22 U.S.C. 2370c-1(c)",
            document="Determination 1",
            from_on=more.pop("from_on", today() - 10 * DAY),
            amount=Decimal(amount) if amount else None,
            by=self.office.funds,
            **more,
        )
        return restrictions.confirm_waiver(waiver=made, by=self.office.recorder)

    def proposed(self, amount: int = 1_000, **more: Any) -> Obligation:
        return build.proposed(self.office, self.program, self.fund, amount, **more)

    def record(self, row: Obligation) -> Obligation:
        return obligations.record(obligation=row, by=self.office.recorder)

    def raw(self, row: Obligation) -> str:
        """Recorded past every service."""
        rows = Obligation.objects.filter(pk=row.pk)
        values = {"state": "RECORDED", "recorded_by": self.office.recorder, "version": row.version + 1}
        return constraint_of(lambda: rows.update(**values))


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_the_law_shuts_for_a_country_is_not_obligated_whatever_the_way(scene: Scene) -> None:
    scene.shut()
    row = scene.proposed()
    with pytest.raises(Refused) as refused:
        scene.record(row)
    assert refused.value.problems[-1].code == REFUSED
    assert "22 U.S.C. 2370c-1 shuts this money" in refused.value.problems[-1].reason
    assert scene.raw(row) == REFUSED
    assert scene.fund.balances.get(stage="COMMITTED").amount == 1_000


def test_control_without_the_guard_it_would_be_obligated(scene: Scene) -> None:
    scene.shut()
    row = scene.proposed()
    with without("programs_obligation", trigger="country_open"):
        Obligation.objects.filter(pk=row.pk).update(
            state="RECORDED", recorded_by=scene.office.recorder, version=row.version + 1
        )
    assert Obligation.objects.get(pk=row.pk).state == "RECORDED"


def open_rows(scene: Scene) -> dict[str, Any]:
    """Rows that stand beside the money and do not touch it."""
    return {
        "not confirmed yet": lambda: scene.written(),
        "warns only": lambda: scene.shut(blocks=False),
        "another account": lambda: scene.shut(accounts=[build.account("IMET").code]),
        "another country": lambda: scene.shut(country=make.country("XLK", "Larkspur")),
        "ended": lambda: scene.shut(until=today() - DAY),
        "another year's money": lambda: scene.shut(fiscal_year=scene.fund.fiscal_year + 1),
        "begins tomorrow": lambda: scene.shut(from_on=today() + DAY),
    }


@pytest.mark.parametrize("which", list(open_rows(None)))  # type: ignore[arg-type]
def test_a_row_that_does_not_touch_the_money_leaves_it_open(scene: Scene, which: str) -> None:
    open_rows(scene)[which]()
    assert scene.record(scene.proposed()).state == "RECORDED"


def test_units_that_an_obligation_names_bring_their_country(scene: Scene) -> None:
    """A regional program in a place without a country is shut by the country of a unit that it names."""
    student = build.student(scene.office, scene.program)
    row = scene.proposed(recipients=[student])
    other = make.operating_unit("XLK", "Larkspur")
    scene.shut()
    with without("programs_obligation", trigger="frozen"), without("programs_obligation", trigger="of_program"):
        Obligation.objects.filter(pk=row.pk).update(operating_unit=other, version=row.version + 1)
    row.refresh_from_db()
    assert scene.raw(row) == REFUSED


def test_a_waiver_opens_its_amount_and_no_more(scene: Scene) -> None:
    restriction = scene.shut()
    scene.waived(restriction, 1_500)
    assert scene.record(scene.proposed(1_000)).state == "RECORDED"
    more = scene.proposed(501)
    with pytest.raises(Refused) as refused:
        scene.record(more)
    assert refused.value.problems[-1].opens.startswith("Opens for $500 or less; for more with a waiver")
    assert scene.raw(more) == REFUSED
    assert scene.record(scene.proposed(500)).state == "RECORDED"


def test_what_is_deobligated_is_open_again_under_the_waiver(scene: Scene) -> None:
    scene.waived(scene.shut(), 1_000)
    first = scene.record(scene.proposed(1_000))
    more: dict[str, Any] = {"effective_on": today(), "evidence": "Amendment 1", "by": scene.office.funds}
    ledger.deobligate(obligation=first, amount=Decimal(400), **more)
    assert scene.raw(scene.proposed(401)) == REFUSED
    assert scene.record(scene.proposed(400)).state == "RECORDED"


def test_a_waiver_without_amount_opens_all_on_its_days(scene: Scene) -> None:
    restriction = scene.shut()
    scene.waived(restriction, from_on=today() + DAY)
    assert scene.raw(scene.proposed()) == REFUSED
    scene.waived(restriction)
    assert scene.record(scene.proposed(900_000)).state == "RECORDED"


def test_a_waiver_that_nobody_confirmed_opens_nothing(scene: Scene) -> None:
    restriction = scene.shut()
    words: dict[str, Any] = {"kind": "EXCEPTION", "citation": "s. 7034", "document": "Memo", "from_on": today()}
    waiver = restrictions.waive(restriction=restriction, by=scene.office.funds, **words)
    assert scene.raw(scene.proposed()) == REFUSED
    with pytest.raises(Refused, match="somebody else confirms it"):
        restrictions.confirm_waiver(waiver=waiver, by=scene.office.funds)
    rows = RestrictionWaiver.objects.filter(pk=waiver.pk)
    mine = {"confirmed_by": scene.office.funds, "confirmed_on": today(), "version": waiver.version + 1}
    assert constraint_of(lambda: rows.update(**mine)) == "waiver_two_people"
    born = {"restriction": restriction, "valid": days(today(), today()), "written_by": scene.office.funds}
    born |= {"kind": "WAIVER", "citation": "c", "document": "d"}
    born |= {"confirmed_by": scene.office.recorder, "confirmed_on": today()}
    assert constraint_of(lambda: RestrictionWaiver.objects.create(**born)) == "waiver_not_born_confirmed"


def test_a_withheld_part_waits_for_its_certification_and_the_rest_is_open(scene: Scene) -> None:
    part = Withheld(Decimal(10_000), Decimal(4_000), "the courts of the country are open")
    row = scene.shut(withheld=part, fiscal_year=scene.fund.fiscal_year, kind=RestrictionKind.ACT_HEADING)
    assert scene.record(scene.proposed(6_000)).state == "RECORDED"
    more = scene.proposed(1)
    assert scene.raw(more) == REFUSED
    restrictions.lift(restriction=row, document="Certification of today", by=scene.office.recorder)
    assert scene.record(more).state == "RECORDED"


def test_money_obligated_by_its_apportionment_is_shut_there() -> None:
    scene = Scene("FMF")
    scene.shut()
    with pytest.raises(Refused) as refused:
        ledger.apportion(
            fund=scene.fund,
            amount=Decimal(100),
            effective_on=today(),
            evidence="SF-132",
            operating_unit=scene.at,
            naming="Named later",
            by=scene.office.funds,
        )
    assert refused.value.code == REFUSED
    assert not Obligation.objects.exists()


def test_two_people_shut_and_lift(scene: Scene) -> None:
    row = scene.written()
    with pytest.raises(Refused, match="somebody else confirms it"):
        restrictions.confirm(restriction=row, by=scene.office.funds)
    rows = CountryRestriction.objects.filter(pk=row.pk)
    mine = {"confirmed_by": scene.office.funds, "confirmed_on": today(), "version": row.version + 1}
    assert constraint_of(lambda: rows.update(**mine)) == "restriction_two_people"
    row = restrictions.confirm(restriction=row, by=scene.office.recorder)
    with pytest.raises(Refused, match="somebody else lifts it"):
        restrictions.lift(restriction=row, document="Repeal", by=scene.office.funds)
    lifted = {"lifted_by": scene.office.funds, "lifted_on": today(), "lifting": "Mine", "version": row.version + 1}
    assert constraint_of(lambda: rows.update(**lifted)) == "restriction_lifted_by_another"
    with pytest.raises(Refused):
        restrictions.lift(restriction=row, document=" ", by=scene.office.recorder)
    assert constraint_of(lambda: rows.update(citation="Another", version=row.version + 1)) == (
        "programs_countryrestriction_frozen"
    )


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"citation": ""}, "restriction_has_source"),
    ({"source": ""}, "restriction_has_source"),
    ({"kind": "WHIM"}, "restriction_has_source"),
    ({"accounts": []}, "restriction_touches_accounts"),
    ({"accounts": ["NOWHERE"]}, "restriction_accounts_known"),
    ({"withheld": Decimal(5)}, "restriction_withholds_whole"),
    (
        {"withheld": Decimal(5), "provided": Decimal(4), "until_certified": "x", "fiscal_year": 2027},
        "restriction_withholds_whole",
    ),
]


@pytest.mark.parametrize(("change", "constraint"), WRONG, ids=[str(sorted(one)) for one, _ in WRONG])
def test_a_row_of_law_is_whole(scene: Scene, change: dict[str, Any], constraint: str) -> None:
    row = {
        "country": scene.at.country,
        "kind": RestrictionKind.COUP,
        "citation": "s. 7008",
        "accounts": ["PKO"],
        "valid": days(today(), today()),
        "source": "Read",
        "written_by": scene.office.funds,
    }
    assert constraint_of(lambda: CountryRestriction.objects.create(**(row | change))) == constraint


def test_the_pages_write_confirm_waive_and_lift(scene: Scene) -> None:
    first, second = signed_in(scene.office.funds), signed_in(scene.office.recorder)
    sent = {
        "country": scene.at.code,
        "kind": "COUP",
        "citation": "s. 7008",
        "accounts": ["PKO"],
        "blocks": "on",
        "from_on": today() - DAY,
        "source": "Example",
    }
    answer = first.post("/restrictions/new/", sent)
    row = CountryRestriction.objects.get()
    base = row.get_absolute_url()
    assert answer["Location"] == base
    assert first.post(f"{base}confirm/", {"version": row.version}).status_code == 409
    assert second.post(f"{base}confirm/", {"version": row.version, "counsel": "L memo"}).status_code == 302
    words = {"kind": "WAIVER", "citation": "s. 7008", "document": "D-1", "amount": "50.00", "from_on": today()}
    assert first.post(f"{base}waivers/new/", words).status_code == 302
    waiver = row.waivers.get()
    address = f"{base}waivers/{waiver.pk}/confirm/"
    assert first.post(address, {"version": 1}).status_code == 409
    assert second.post(address, {"version": 1}).status_code == 302
    page = html(first, base)
    assert "Confirmed by counsel" in page and "Blocks obligation" in page and "D-1" in page
    row.refresh_from_db()
    lifted = {"version": row.version, "lifted_on": today(), "document": "Repeal"}
    assert second.post(f"{base}lift/", lifted).status_code == 302
    assert "Lifted" in html(first, base)
    half = sent | {"withheld": "5"}
    assert first.post("/restrictions/new/", half).status_code == 400


def test_a_plan_its_obligation_and_its_country_say_what_is_shut(scene: Scene) -> None:
    scene.shut(citation="s. 620(q)")
    reader = signed_in(scene.office.manager)
    for address in (scene.program.get_absolute_url(), "/countries/XTM/", "/restrictions/"):
        page = html(reader, address)
        assert "s. 620(q)" in page and "Blocks obligation" in page, address
    shut = html(signed_in(scene.office.recorder), scene.proposed().get_absolute_url())
    assert "s. 620(q) shuts this money for the country." in shut


def queries(user: Any, address: str) -> int:
    client = signed_in(user)
    with CaptureQueriesContext(connection) as counted:
        html(client, address)
    return len(counted)


def test_the_list_costs_the_same_at_one_and_at_a_hundred(scene: Scene) -> None:
    row = scene.shut()
    one = queries(scene.office.manager, "/restrictions/")
    for number in range(100):
        scene.written(citation=f"s. {number}")
    scene.waived(row)
    assert queries(scene.office.manager, "/restrictions/") == one <= 25
    client = signed_in(scene.office.manager)
    listed = client.get("/restrictions/?standing=blocks&account=PKO&counsel=no&export=csv")
    assert b"".join(listed.streaming_content).decode().count("Blocks obligation") == 1  # type: ignore[attr-defined]
    for standing in ("force", "waits", "over"):
        html(client, f"/restrictions/?standing={standing}")
    outside = make.user("ANALYST", at=make.operating_unit("XLK", "Larkspur"))
    html(signed_in(outside), row.get_absolute_url(), status=404)


LOCK = ("programs_obligation", "country_open", "ORDER BY r.id FOR NO KEY UPDATE", "ORDER BY r.id")


def two_recordings() -> list[Any]:
    """Two obligations of all that a waiver opens, recorded past every service; the first waits before it commits."""
    scene = Scene()
    scene.waived(scene.shut(), 100)
    rows = [scene.proposed(100), scene.proposed(100)]
    first_in, second_in = threading.Event(), threading.Event()

    def record(number: int) -> str:
        with refusals(), transaction.atomic():
            if number:
                first_in.wait(20)
            values = {"state": "RECORDED", "recorded_by": scene.office.recorder, "version": rows[number].version + 1}
            Obligation.objects.filter(pk=rows[number].pk).update(**values)
            (second_in if number else first_in).set()
            if not number:
                second_in.wait(1.5)  # the other runs into the lock, or reads past what is not committed
        return "recorded"

    return at_once([lambda: record(0), lambda: record(1)])


@pytest.mark.django_db(transaction=True)
def test_four_writers_spend_a_waiver_once() -> None:
    scene = Scene()
    scene.waived(scene.shut(), 100)
    rows = [scene.proposed(100) for _ in range(4)]
    answers = at_once([partial(scene.record, row) for row in rows])
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [answer.code for answer in refused] == [REFUSED] * 3
    assert Obligation.objects.filter(state="RECORDED").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_recording_waits_for_the_one_before_under_the_same_waiver() -> None:
    first, second = two_recordings()
    assert first == "recorded"
    assert isinstance(second, Refused)
    assert second.code == REFUSED


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_are_recorded() -> None:
    with rewritten(*LOCK):
        assert two_recordings() == ["recorded", "recorded"]
