"""What of a notification is used up: less what was de-obligated, less what a committee holds of a part; exemptions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from ground.dates import today
from ground.models import Parameter
from ground.refusals import Refused
from programs import books
from programs.budget.checks import appropriated
from programs.models import CongressionalHold, CongressionalNotification, Obligation
from programs.models.notification_guards import SMALL
from programs.notifications.selectors import lines_left
from programs.services import exits, ledger, notifications, obligations
from programs.services.obligations import Terms
from tests import make

from . import build, notices, plan_files
from .browse import html, signed_in
from .guards import constraint_of, without
from .notices import DAY, Hill, code

pytestmark = pytest.mark.django_db


class Scene:
    """A notification of 1,000 for one program that is open for money."""

    def __init__(self) -> None:
        self.office = Hill()
        self.program = build.program(self.office, "PKO")
        self.fund = notices.fund(self.office)
        self.notice = notices.sent(self.office, notices.row(self.fund, 1_000, program=self.program))
        self.line = self.notice.lines.get()

    def proposed(self, amount: int, **more: Any) -> Obligation:
        more.setdefault("notification", self.notice)
        return build.proposed(self.office, self.program, self.fund, amount, **more)

    def record(self, row: Obligation) -> Obligation:
        return obligations.record(obligation=row, by=self.office.recorder)

    def raw(self, row: Obligation) -> str:
        """Recorded past every service."""
        values = {"state": "RECORDED", "recorded_by": self.office.recorder, "version": row.version + 1}
        return constraint_of(lambda: Obligation.objects.filter(pk=row.pk).update(**values))

    def give_back(self, row: Obligation, amount: int) -> Any:
        more: dict[str, Any] = {"effective_on": today(), "evidence": "Amendment 1", "by": self.office.funds}
        return ledger.deobligate(obligation=row, amount=Decimal(amount), **more)

    def put_back(self, moved: Any) -> Any:
        more: dict[str, Any] = {"effective_on": today(), "evidence": "Mistake", "note": "Mistaken"}
        return ledger.reverse(transaction=moved, by=self.office.funds, **more)

    def held(self, amount: int | None, **more: Any) -> CongressionalHold:
        return notifications.open_hold(
            notification=self.notice,
            committee=more.pop("committee", "SAC"),
            opened_on=more.pop("opened_on", today()),
            note="Asks about a part.",
            line=more.pop("line", self.line),
            amount=Decimal(amount) if amount else None,
            by=self.office.h,
            **more,
        )


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_was_deobligated_is_open_again_under_the_same_notification(scene: Scene) -> None:
    first = scene.record(scene.proposed(1_000))
    again = scene.proposed(400)
    assert scene.raw(again) == "obligation_within_notice"
    scene.give_back(first, 300)
    with pytest.raises(Refused) as refused:
        scene.record(again)
    assert refused.value.problems[0].opens.startswith("Opens for $300")
    assert scene.raw(again) == "obligation_within_notice"
    scene.give_back(first, 100)
    assert scene.record(again).state == "RECORDED"
    (left,) = lines_left(scene.notice)
    assert (left.obligated, left.left) == (1_000, 0)
    assert books.problems() == []


def test_a_deobligation_is_not_taken_back_once_its_notice_is_used_again(scene: Scene) -> None:
    first = scene.record(scene.proposed(1_000))
    moved = scene.give_back(first, 400)
    scene.record(scene.proposed(400))
    assert code(lambda: scene.put_back(moved)) == "obligation_within_notice"


def test_control_without_the_guard_it_would_be_taken_back(scene: Scene) -> None:
    first = scene.record(scene.proposed(1_000))
    moved = scene.give_back(first, 400)
    scene.record(scene.proposed(400))
    with without("programs_fundtransaction", trigger="put_back"):
        scene.put_back(moved)
    assert any("more is obligated than was notified" in line for line in books.problems())


def test_a_deobligation_is_taken_back_while_nothing_came_in_its_stead(scene: Scene) -> None:
    first = scene.record(scene.proposed(1_000))
    scene.put_back(scene.give_back(first, 400))
    assert scene.raw(scene.proposed(1)) == "obligation_within_notice"


def test_a_deobligation_is_not_taken_back_once_a_waiver_is_used_again() -> None:
    from .test_restrictions import Scene as Shut

    scene = Shut()
    scene.waived(scene.shut(), 1_000)
    first = scene.record(scene.proposed(1_000))
    more: dict[str, Any] = {"effective_on": today(), "by": scene.office.funds}
    moved = ledger.deobligate(obligation=first, amount=Decimal(400), evidence="A", **more)
    scene.record(scene.proposed(400))
    refused = code(lambda: ledger.reverse(transaction=moved, evidence="B", note="Mistaken", **more))
    assert refused == "obligation_country_restricted"


def test_a_part_that_is_held_is_shut_and_the_rest_goes_on(scene: Scene) -> None:
    hold = scene.held(600)
    assert scene.record(scene.proposed(400)).state == "RECORDED"
    more = scene.proposed(200)
    with pytest.raises(Refused) as refused:
        scene.record(more)
    assert refused.value.problems[0].code == "obligation_part_under_hold"
    assert scene.raw(more) == "obligation_part_under_hold"
    notices.released(scene.office, hold)
    assert scene.record(more).state == "RECORDED"


def test_a_hold_of_one_amount_leaves_the_others(scene: Scene) -> None:
    other = build.program(scene.office, "PKO")
    rows = [notices.row(scene.fund, 100, program=one) for one in (scene.program, other)]
    scene.notice = notices.sent(scene.office, *rows)
    scene.held(None, line=scene.notice.lines.get(program=scene.program))
    assert scene.raw(scene.proposed(1)) == "obligation_part_under_hold"
    mine = build.proposed(scene.office, other, scene.fund, 100, notification=scene.notice)
    assert scene.record(mine).state == "RECORDED"


def test_a_document_signed_inside_a_released_hold_of_a_part_stays_shut(scene: Scene) -> None:
    notice = notices.sent(scene.office, notices.row(scene.fund, 1_000, program=scene.program), days=30)
    scene.notice, scene.line = notice, notice.lines.get()
    hold = scene.held(600, opened_on=today() - 10 * DAY)
    notices.released(scene.office, hold, days=2)
    inside = scene.proposed(500, effective_on=today() - 5 * DAY)
    assert scene.raw(inside) == "obligation_part_under_hold"
    with pytest.raises(Refused):
        scene.record(inside)
    assert scene.record(scene.proposed(500)).state == "RECORDED"


def test_two_committees_hold_parts_of_one_amount_and_each_once(scene: Scene) -> None:
    scene.held(300)
    assert code(lambda: scene.held(100)) == "hold_open_once"
    scene.held(300, committee="HAC")
    assert scene.raw(scene.proposed(401)) == "obligation_part_under_hold"
    assert scene.record(scene.proposed(400)).state == "RECORDED"


def test_a_part_is_of_its_notification_and_no_more_than_its_amount(scene: Scene) -> None:
    other = notices.sent(scene.office, notices.row(scene.fund, 50, program=scene.program))
    assert code(lambda: scene.held(10, line=other.lines.get())) == "hold_of_its_line"
    assert code(lambda: scene.held(1_001)) == "hold_of_its_line"
    row: dict[str, Any] = {"notification": scene.notice, "committee": "SAC", "opened_on": today(), "note": "x"}
    row |= {"opened_by": scene.office.h, "amount": 5}
    assert constraint_of(lambda: CongressionalHold.objects.create(**row)) == "hold_part_of_a_line"


def test_a_notification_with_a_part_held_is_not_closed_and_says_so(scene: Scene) -> None:
    scene.held(600)
    page = html(signed_in(scene.office.h), scene.notice.get_absolute_url())
    assert "Part held" in page and "$600 of" in page
    assert "A part is held" in html(signed_in(scene.office.h), "/notifications/")
    notice = CongressionalNotification.objects.get(pk=scene.notice.pk)
    with pytest.raises(Refused, match="holds"):
        notifications.take(notification=notice, step="close", by=scene.office.manager)


def test_the_page_holds_a_part(scene: Scene) -> None:
    sent = {"committee": "SAC", "opened_on": today(), "note": "A part", "line": scene.line.pk, "amount": "600"}
    base = scene.notice.get_absolute_url()
    assert signed_in(scene.office.h).post(f"{base}holds/new/", sent).status_code == 302
    assert scene.notice.holds.get().amount == 600


# --- Exemption of 634A -----------------------------------------------------------------------------------------------


class Imet:
    """IMET money that needs notice, in a country whose program a 653(a) report justifies."""

    def __init__(self, tmp_path: Any, *, justified: bool = True) -> None:
        self.office = Hill()
        make.country()
        self.fund = notices.fund(self.office, "IMET")
        self.program = build.program(self.office, "IMET")
        Parameter.objects.create(
            key=SMALL, value=25_000, valid=DateRange(today() - 900 * DAY, None), source="Text", basis="Statute"
        )
        if justified:
            plan_files.partners()
            rows = plan_files.allocation_rows({"Account": "IMET", "Amount in dollars": "500000"})
            answer, _ = plan_files.run(plan_files.write(tmp_path / "report.csv", plan_files.REPORT, rows))
            assert answer["kept"] == 1, answer

    def proposed(self, amount: int, **more: Any) -> Obligation:
        return build.proposed(self.office, self.program, self.fund, amount, terms=Terms(exemption="SMALL"), **more)


def test_small_imet_of_a_justified_program_needs_no_notification(tmp_path: Any) -> None:
    scene = Imet(tmp_path)
    assert obligations.record(obligation=scene.proposed(24_999), by=scene.office.recorder).state == "RECORDED"
    assert books.problems() == []
    assert code(lambda: scene.proposed(25_000)) == "obligation_exemption"
    plain = build.proposed(scene.office, scene.program, scene.fund, 100)
    assert code(lambda: obligations.record(obligation=plain, by=scene.office.recorder)) == "obligation_is_notified"


def test_without_a_justified_program_or_of_other_money_nothing_is_exempt(tmp_path: Any) -> None:
    scene = Imet(tmp_path, justified=False)
    assert code(lambda: scene.proposed(100)) == "obligation_exemption"
    other = Scene()
    exempt = Terms(exemption="SMALL")
    refused = code(lambda: other.proposed(100, notification=None, terms=exempt))
    assert refused == "obligation_exemption"


# --- What an account has ------------------------------------------------------------------------------------------


def test_what_was_rescinded_is_not_appropriated() -> None:
    office = build.Office()
    fund = build.fund(office, "PKO")
    more: dict[str, Any] = {"effective_on": today(), "by": office.funds}
    ledger.appropriate(fund=fund, amount=Decimal(1_000), evidence="P.L. 119-1", **more)
    taken = exits.rescind(fund=fund, amount=Decimal(400), evidence="P.L. 119-2", **more)
    assert appropriated("PKO", fund.fiscal_year) == 600
    ledger.reverse(transaction=taken, evidence="Letter", note="Another fund", **more)
    assert appropriated("PKO", fund.fiscal_year) == 1_000
