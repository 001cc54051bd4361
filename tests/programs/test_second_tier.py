"""The second tier: no more at a stage than reached the one before, a claim until another person verified it."""

from __future__ import annotations

import threading
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from ground.refusals import Refused, refusals
from programs import books
from programs.execution import execution
from programs.models import Obligation, SecondTierMove, TierVerification
from programs.second_tier import TIER_MOVES, TierStage, tier_moves
from programs.services import ledger, second_tier
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, rewritten, without
from .test_races import at_once
from .test_restrictions import DAY

pytestmark = pytest.mark.django_db
A, P, C, D, PAID, R = TierStage


class Scene:
    """An obligation of 1,000 that is recorded."""

    def __init__(self) -> None:
        self.office = build.Office()
        self.program = build.program(self.office, "PKO")
        self.fund = build.fund(self.office, "PKO", allotted=10_000)
        self.obligation = build.recorded(self.office, self.program, self.fund, 1_000)

    def report(self, a: str, b: str, amount: int, line: str = "001", **more: Any) -> SecondTierMove:
        return second_tier.report(
            obligation=more.pop("obligation", self.obligation),
            from_stage=a,
            to_stage=b,
            amount=Decimal(amount),
            line=line,
            as_of=more.pop("as_of", today()),
            evidence=more.pop("evidence", "Report 1"),
            by=more.pop("by", self.office.analyst),
            **more,
        )

    def raw(self, a: str, b: str, amount: int, line: str = "001", **more: Any) -> str:
        """Written past every service."""
        row: dict[str, Any] = {
            "obligation": self.obligation,
            "from_stage": a,
            "to_stage": b,
            "amount": amount,
            "line": line,
            "as_of": today(),
            "evidence": "Raw",
            "by": self.office.analyst,
        }
        return constraint_of(lambda: SecondTierMove.objects.create(**(row | more)))

    def reached(self) -> dict[TierStage, Decimal]:
        return {one.stage: one.reported for one in execution(self.obligation.tier_moves.all()).total}


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_moves_are_those_of_the_field() -> None:
    expected = {(A, P), (A, R), (P, C), (P, R), (C, D), (C, R), (D, PAID), (PAID, R)}
    assert set(tier_moves()) == expected
    assert set(TIER_MOVES) == set(TierStage)


def test_each_move_that_is_not_of_the_field_is_refused(scene: Scene) -> None:
    wrong = [(a, b) for a in TierStage for b in TierStage if b not in TIER_MOVES[a]]
    with without("programs_secondtiermove", trigger="tier_rules"):
        assert {scene.raw(a, b, 1) for a, b in wrong} == {"tier_move_is_legal"}


def test_an_implementer_reports_no_more_than_reached_the_stage_before(scene: Scene) -> None:
    with pytest.raises(Refused) as refused:
        scene.report(A, P, 1_001)
    assert refused.value.code == "tier_stage_before"
    assert refused.value.problems[0].opens == "Opens for $1,000 or less."
    scene.report(A, P, 800)
    scene.report(A, P, 200, "002")
    assert scene.raw(A, P, 1, "003") == "tier_stage_before"
    assert scene.raw(P, C, 801) == "tier_stage_before"
    scene.report(P, C, 700)
    assert scene.raw(C, D, 1, "002") == "tier_stage_before"  # nothing is committed on that line
    scene.report(C, D, 600)
    scene.report(D, PAID, 500)
    assert scene.raw(D, PAID, 101) == "tier_stage_before"
    scene.report(PAID, R, 50)
    scene.report(P, R, 100)
    assert scene.reached() == {P: 1_000, C: 700, D: 600, PAID: 500, R: 150}
    assert books.problems() == []


def test_control_without_the_guard_it_would_be_kept(scene: Scene) -> None:
    with without("programs_secondtiermove", trigger="tier_rules"):
        scene.report(A, P, 1_001)
    assert "Obligation" in books.problems()[-1]


def test_what_was_deobligated_is_not_awarded_and_what_was_returned_first_is_no_loss(scene: Scene) -> None:
    more: dict[str, Any] = {"effective_on": today(), "evidence": "Amendment", "by": scene.office.funds}
    ledger.deobligate(obligation=scene.obligation, amount=Decimal(300), **more)
    assert scene.raw(A, P, 701) == "tier_stage_before"
    scene.report(A, P, 700)
    scene.report(A, R, 300, "")
    assert scene.raw(A, P, 1) == "tier_stage_before"


def test_a_return_is_not_taken_back_once_the_money_is_deobligated(scene: Scene) -> None:
    scene.report(A, P, 1_000)
    back = scene.report(P, R, 300)
    more: dict[str, Any] = {"effective_on": today(), "evidence": "Amendment", "by": scene.office.funds}
    ledger.deobligate(obligation=scene.obligation, amount=Decimal(300), **more)
    mirrored: dict[str, Any] = {"as_of": today(), "evidence": "Mistake", "by": scene.office.analyst}
    with pytest.raises(Refused) as refused:
        second_tier.take_back(move=back, note="Not returned", **mirrored)
    assert refused.value.code == "tier_stage_before"


def test_a_report_is_of_a_recorded_obligation_after_its_document(scene: Scene) -> None:
    waiting = build.proposed(scene.office, scene.program, scene.fund, 100)
    assert scene.raw(A, P, 1, obligation=waiting) == "tier_obligation_recorded"
    assert scene.raw(A, P, 1, as_of=scene.obligation.effective_on - DAY) == "tier_after_award"
    assert scene.raw(A, P, 1, as_of=today() + DAY) == "programs_secondtiermove_as_of_ahead"
    assert scene.raw(A, P, 1, "") == "tier_names_line"
    assert scene.raw(A, P, 1, evidence="") == "tier_has_evidence"
    assert scene.raw(A, P, 0) == "tier_amount_positive"


def test_a_report_is_taken_back_by_its_mirror_and_never_changed(scene: Scene) -> None:
    row = scene.report(A, P, 400)
    scene.report(P, C, 300)
    mirrored: dict[str, Any] = {"as_of": today(), "evidence": "Mistake", "by": scene.office.analyst}
    with pytest.raises(Refused) as refused:
        second_tier.take_back(move=row, note="Wrong line", **mirrored)
    assert refused.value.code == "tier_stage_before"  # a part of it went on
    assert scene.raw(P, A, 100, reverses=row) == "tier_reversal_mirrors"
    assert scene.raw(P, A, 100) == "tier_move_is_legal"
    other = scene.report(A, P, 50, "002")
    with pytest.raises(Refused, match="says why"):
        second_tier.take_back(move=other, note=" ", **mirrored)
    second_tier.take_back(move=other, note="Wrong line", **mirrored)
    assert scene.reached()[P] == 400
    rows = SecondTierMove.objects.filter(pk=row.pk)
    assert constraint_of(lambda: rows.update(amount=1)) == "programs_secondtiermove_append_only"
    assert constraint_of(rows.delete) == "programs_secondtiermove_append_only"


def test_it_is_the_partner_s_claim_until_another_person_verified_it(scene: Scene) -> None:
    row = scene.report(A, P, 400, as_of=today())
    scene.report(A, P, 100)
    with pytest.raises(Refused) as refused:
        second_tier.verify(move=row, how="Seen", by=scene.office.analyst)
    assert refused.value.code == "tier_verified_by_another"
    seen = {"move": row, "how": "Seen", "verified_on": today()}
    mine = constraint_of(lambda: TierVerification.objects.create(**seen, by=scene.office.analyst))
    assert mine == "tier_verified_by_another"
    early = {**seen, "verified_on": today() - DAY, "by": scene.office.manager}
    assert constraint_of(lambda: TierVerification.objects.create(**early)) == "tier_verified_after"
    unsaid = {**seen, "how": "", "by": scene.office.manager}
    assert constraint_of(lambda: TierVerification.objects.create(**unsaid)) == "tier_verification_says_how"
    second_tier.verify(move=row, how="Site visit", by=scene.office.manager)
    (planned, *_) = execution(scene.obligation.tier_moves.all()).total
    assert (planned.reported, planned.verified) == (500, 400)


def test_the_pages_report_verify_and_take_back(scene: Scene) -> None:
    analyst, manager = signed_in(scene.office.analyst), signed_in(scene.office.manager)
    base = scene.obligation.get_absolute_url()
    sent = {"move": f"{A}>{P}", "line": "001", "amount": "250.00", "as_of": today(), "evidence": "Q1 report"}
    assert analyst.post(f"{base}tier/new/", sent).status_code == 302
    assert analyst.post(f"{base}tier/new/", sent | {"amount": "751"}).status_code == 409
    row = SecondTierMove.objects.get()
    page = html(analyst, base)
    assert "Partner&#x27;s claim" in page and "Q1 report" in page and "0 verified" in page
    seen = {"verified_on": today(), "how": "Receipt seen"}
    assert analyst.post(f"/second-tier/{row.pk}/verify/", seen).status_code == 409
    assert manager.post(f"/second-tier/{row.pk}/verify/", seen).status_code == 302
    page = html(manager, base)
    assert "Verified at post" in page and "250 verified" in page
    back = {"as_of": today(), "evidence": "Letter", "note": "Of another award"}
    assert analyst.post(f"/second-tier/{row.pk}/reverse/", back).status_code == 302
    assert "Taken back" in html(manager, base)
    assert "What implementers did with it" in html(manager, scene.program.get_absolute_url())


def test_the_list_costs_the_same_at_one_and_at_a_hundred(scene: Scene) -> None:
    scene.report(A, P, 1)
    client = signed_in(scene.office.manager)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            html(client, "/second-tier/")
        return len(counted)

    one = queries()
    for number in range(100):
        scene.report(A, P, 1, f"{number:03d}")
    assert queries() == one <= 25
    rows = client.get("/second-tier/?standing=claim&export=csv")
    assert b"".join(rows.streaming_content).count(b"Partner's claim") == 101  # type: ignore[attr-defined]
    for standing in ("verified", "back"):
        html(client, f"/second-tier/?standing={standing}")
    outside = make.user("PROGRAM_MANAGER", at=make.operating_unit("XLK", "Larkspur"))
    html(signed_in(outside), f"/second-tier/{SecondTierMove.objects.first().pk}/verify/", status=404)  # type: ignore[union-attr]


LOCK = ("programs_secondtiermove", "tier_rules", "NEW.obligation_id FOR NO KEY UPDATE", "NEW.obligation_id")


def two_reports() -> list[Any]:
    """Two reports of all that was awarded; the first waits before it commits."""
    scene = Scene()
    first_in, second_in = threading.Event(), threading.Event()

    def plan(number: int) -> str:
        with refusals(), transaction.atomic():
            if number:
                first_in.wait(20)
            scene.report(A, P, 1_000, f"00{number}")
            (second_in if number else first_in).set()
            if not number:
                second_in.wait(1.5)  # the other runs into the lock, or reads past what is not committed
        return "kept"

    return at_once([lambda: plan(0), lambda: plan(1)])


@pytest.mark.django_db(transaction=True)
def test_four_writers_plan_the_award_once() -> None:
    scene = Scene()
    answers = at_once([partial(scene.report, A, P, 1_000, f"00{number}") for number in range(4)])
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [answer.code for answer in refused] == ["tier_stage_before"] * 3
    assert books.problems() == []


@pytest.mark.django_db(transaction=True)
def test_a_report_waits_for_the_one_before() -> None:
    first, second = two_reports()
    assert first == "kept"
    assert isinstance(second, Refused)


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_are_kept() -> None:
    with rewritten(*LOCK):
        assert two_reports() == ["kept", "kept"]
    assert Obligation.objects.exists()
