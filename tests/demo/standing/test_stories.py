"""Each thing that a newcomer should meet is there, and refuses or opens as its story promises."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.management import call_command

from accounts.models import User
from demo.stories.suspension import NOTE
from ground.dates import as_if, days, fiscal_year, today
from ground.pages.words import long_day
from ground.refusals import Refused
from partners.models import Unit
from programs import books
from programs.budget.checks import excesses
from programs.caps.reads import caps
from programs.execution import execution
from programs.fms import board, money, monitoring
from programs.models import (
    AllocationReport,
    Attachment,
    Balance,
    CaseDocument,
    CongressionalNotification,
    Consultation,
    CountryRestriction,
    FmsCase,
    FmsCaseLine,
    Fund,
    MisuseReport,
    MonitoredItem,
    Obligation,
    Program,
    ReportedName,
    SecondTierMove,
    SpecialUse,
    TrainingSeat,
)
from programs.pipeline import bands, unliquidated
from programs.services import deliveries, ledger, notifications, obligations, restrictions, seats
from programs.standing import fund_money
from reporting.services.rollups import compare, fill_stale
from vetting import gate
from vetting.models import Approval, Hit, Review, Verdict, VettingCase
from vetting.services import approvals, cases, hits, reviews, standing

pytestmark = pytest.mark.usefixtures("world")


def user(name: str) -> User:
    return User.objects.get(username=name)


def unit(code: str) -> Unit:
    return Unit.objects.get(code=f"DEMO-{code}")


def shut(seat: TrainingSeat) -> set[str]:
    """Why the gate is shut for a seat."""
    found = gate.blockers(
        units=[seat.recipient.unit_id],
        people=[seat.recipient.person_id],
        laws=seat.program.laws,
        during=days(seat.start_on, seat.end_on),
    )
    return {blocker.code for blocker in found}


def test_an_obligation_waits_for_its_signed_document_and_an_initiative_spans_three_accounts() -> None:
    waiting = Obligation.objects.get(state="PROPOSED", operating_unit__code="XJN")
    with pytest.raises(Refused) as refused:
        obligations.record(obligation=waiting, by=user("funds"))
    assert refused.value.code == "document"
    coast = Program.objects.filter(initiative__code="coast-watch")
    assert {program.kind for program in coast} == {"FMF", "IMET", "TITLE-10"}
    justice = Consultation.objects.get(agency="JUSTICE")
    assert justice.view == "CONDITIONS"
    assert Attachment.objects.get().obligation is not None
    assert not Program.objects.filter(state="EXECUTING", stated_purposes=[]).exists()


def test_a_clean_roster_of_thirty_waits_for_its_second_review_and_one_act_approves_it() -> None:
    case = VettingCase.objects.get(operating_unit__code="XLK", state="WASHINGTON")
    people = case.subjects.filter(person__isnull=False)
    assert people.count() == 30
    assert not Hit.objects.filter(subject__case=case).exists()
    assert set(Review.objects.filter(subject__case=case).values_list("kind", "verdict")) == {("BUREAU", "APPROVE")}

    outcome = reviews.review(case=case, kind="HUMAN_RIGHTS", verdict=Verdict.APPROVE, by=user("rights"))
    assert outcome.approved == 33  # thirty people and their three companies
    assert outcome.case.state == "RESULTS_RETURNED"
    subject = people.first()
    assert (
        gate.blockers(
            units=[subject.unit_id],
            people=[subject.person_id],
            laws=case.laws,
            during=days(case.event_start, case.event_end),
        )
        == []
    )


def test_a_suspension_has_its_note_and_shuts_the_gate() -> None:
    case = VettingCase.objects.get(subjects__unit__code="DEMO-XTM-0214", state="WASHINGTON", subjects__person=None)
    held = case.subjects.filter(state="SUSPENDED")
    assert held.count() == 3
    assert set(held.values_list("state_reason", flat=True)) == {NOTE}
    person = held.exclude(person=None).first()
    found = gate.blockers(
        units=[person.unit_id],
        people=[person.person_id],
        laws=case.laws,
        during=days(case.event_start, case.event_end),
    )
    assert {"SUSPENDED", "UNDER_REVIEW"} <= {blocker.code for blocker in found}
    reviews.review(case=case, kind="HUMAN_RIGHTS", verdict=Verdict.APPROVE, by=user("rights"))
    case.refresh_from_db()
    assert case.state == "WASHINGTON"  # the suspended are undecided, so results are not in


def test_the_finding_on_the_harbor_company_waits_for_a_second_person() -> None:
    under_review = unit("XTM-0214").standing
    with pytest.raises(Refused):
        standing.confirm_ineligible(standing=under_review, note="Credible.", by=user("rights2"))
    found = standing.confirm_ineligible(standing=under_review, note="Credible.", by=user("rights"))
    assert found.state == "INELIGIBLE"


def test_an_approved_person_in_an_ineligible_unit_is_shut_and_his_colleague_is_not() -> None:
    barred = TrainingSeat.objects.get(recipient__unit__code="DEMO-XBS-0034", state="CONFIRMED")
    assert barred.recipient.person.approvals.filter(state="IN_FORCE", valid__contains=barred.end_on).exists()
    assert barred.obligation.state == "RECORDED"
    assert shut(barred) == {"INELIGIBLE"}
    with pytest.raises(Refused) as refused:
        seats.issue_order(seat=barred, travel_from=barred.start_on, travel_until=barred.end_on, by=user("analyst"))
    assert "ineligible" in str(refused.value)
    colleague = TrainingSeat.objects.get(recipient__unit__code="DEMO-XBS-0037", state="CONFIRMED")
    assert shut(colleague) == set()
    seats.issue_order(seat=colleague, travel_from=colleague.start_on, travel_until=colleague.end_on, by=user("analyst"))


def test_a_namesake_holds_its_roster_until_a_named_person_decides() -> None:
    hit = Hit.objects.get(state="OPEN")
    assert (str(hit.subject.person), hit.matched_name) == ("Daviren Oskalet", "Daviren Oskaleth")
    case = hit.subject.case
    held = case.subjects.get(state="POST_HOLD")
    cases.release_subject(subject=held, reason="The new card is on file.", by=user("analyst"))
    with pytest.raises(Refused, match="1 possible match"):
        cases.send_to_review(case=case, by=user("analyst"))
    hits.resolve(hit=hit, same=False, note="Born on another day, in another town.", by=user("analyst"))
    assert cases.send_to_review(case=case, by=user("analyst")).state == "WASHINGTON"


def test_an_approval_lapses_in_the_middle_of_the_long_course() -> None:
    seat = TrainingSeat.objects.get(course__weeks=54)
    (last,) = seat.recipient.person.approvals.values_list("valid", flat=True)
    assert seat.start_on < last.upper < seat.end_on
    assert shut(seat) == {"LAPSES"}
    with pytest.raises(Refused, match="is approved until"):
        seats.issue_order(seat=seat, travel_from=seat.start_on, travel_until=seat.end_on, by=user("analyst"))


def test_an_fms_case_without_named_recipients_carries_its_agreement_and_is_not_unit_vetted() -> None:
    case = FmsCase.objects.get(recipients_named=False)
    assert case.agreement is not None and case.agreement.list_sent_on <= today()
    delivered = case.program.deliveries.filter(line__case=case)
    assert delivered.count() == 2
    assert set(delivered.values_list("unit", "agreement")) == {(None, case.agreement_id)}


def test_an_fmf_case_is_in_mid_life_and_another_offer_waits_past_its_day() -> None:
    sights = FmsCase.objects.get(designator="XT-B-UNS")
    assert sights.letter is not None and sights.letter.actionable_on is not None
    line = FmsCaseLine.objects.with_delivered().get(case=sights)
    assert (line.done, line.quantity) == (4, 6)
    (late,) = CaseDocument.objects.expired(today())
    assert (late.case.designator, (today() - late.expires_on).days) == ("XT-D-QRA", 25)
    amendment = CaseDocument.objects.get(kind="AMENDMENT")
    assert (amendment.fmf_share, amendment.national_share) == (0, 180_000)
    left = dict(money.uncommitted_of(sights.program.operating_unit))
    assert sum(left.values()) == 32_624_960 - 20_054_000
    assert [one.case.designator for one in board.lacking(FmsCase.objects.all(), today())] == []


def test_an_enhanced_item_is_overdue_and_a_finding_has_opened_a_duty() -> None:
    items = monitoring.with_due(MonitoredItem.objects.select_related("line"), today())
    overdue = {item.serial: monitoring.days_overdue(item, today()) for item in items}
    assert overdue == {"NS-0417": 0, "NS-0418": 0, "NS-0419": 0, "NS-0420": 50}
    report = MisuseReport.objects.get()
    assert (report.found, report.to_congress) == ("DIVERTED", True)
    assert report.duties.get().met_on is None


def test_radios_reach_the_approved_regiment_and_not_the_company_under_review() -> None:
    case = FmsCase.objects.get(designator="XT-B-UAR")

    def deliver(code: str) -> None:
        row = deliveries.DeliveryRow(
            program=case.program,
            unit=unit(code),
            line=case.lines.get(),
            what="ARTICLE",
            description="Radio set",
            quantity=Decimal(1),
            value=Decimal(26_040),
            delivered_on=today(),
        )
        deliveries.record_deliveries(rows=[row], by=user("analyst"))

    with pytest.raises(Refused) as refused:
        deliver("XTM-0214")
    assert refused.value.code == "gate"
    deliver("XTM-0104")


def test_one_dollar_more_than_the_last_is_refused_by_the_ledger() -> None:
    program = Program.objects.get(title="Peacekeeping instructors and medical support")
    fund = Fund.objects.get(account__code="PKO", title__startswith="PKO")
    left = Balance.objects.get(fund=fund, operating_unit__code="XCB", stage="ALLOTTED")
    assert left.amount == 0
    with pytest.raises(Refused) as refused:
        obligations.propose_obligation(
            program=program,
            fund=fund,
            amount=Decimal("1.00"),
            document_number="ONE-MORE",
            evidence="AGREEMENT",
            effective_on=today(),
            naming="Named before each event",
            by=program.manager,
        )
    assert refused.value.code == "balance_not_negative"


def test_a_balance_of_nine_years_ago_is_cancelled_on_september_30() -> None:
    fund = Fund.objects.get(title__startswith="GPOI")
    assert fund.cancels_on == dt.date(fiscal_year(today()), 9, 30)
    stands = {stage.value: amount for stage, amount in fund_money(fund, user("funds"), today()).stages.rows if amount}
    assert stands == {"OBLIGATED": 750_000, "DISBURSED": 3_200_000, "EXPIRED": 2_050_000}
    assert Obligation.objects.filter(fund=fund, reobligation=True).count() == 1
    assert books.problems() == []
    with as_if(fund.cancels_on + dt.timedelta(days=1)):
        gone = {stage.value for stage, amount in fund_money(fund, user("funds"), today()).stages.rows if amount}
    assert gone == {"DISBURSED", "CANCELLED"}


def test_the_proposed_obligation_waits_for_another_person() -> None:
    waiting = Obligation.objects.get(state="PROPOSED", fund__account__code="IMET", operating_unit__code="XTM")
    assert waiting.proposed_by == user("manager")
    assert obligations.record(obligation=waiting, by=user("funds")).state == "RECORDED"


def waiting_for_notice(title: str) -> tuple[CongressionalNotification, Obligation]:
    notice = CongressionalNotification.objects.get(title__startswith=title)
    return notice, notice.obligations.get(state="PROPOSED")


def why(obligation: Obligation) -> tuple[str, str]:
    """Why it is not recorded today, and what opens it."""
    with pytest.raises(Refused) as refused:
        obligations.record(obligation=obligation, by=user("funds"))
    problem = next(p for p in refused.value.problems if p.code.startswith("obligation_"))
    return problem.code, problem.opens


def test_a_notification_on_day_13_says_when_its_money_opens_and_opens_on_that_day() -> None:
    notice, obligation = waiting_for_notice("Battle area clearance, second")
    assert notice.clock.says == "Day 13 of 15 since the last committee has it."
    opens = f"Opens on {long_day(today() + dt.timedelta(days=2))}: day 15 after transmittal to the last committee."
    assert why(obligation) == ("obligation_after_notice", opens)
    with as_if(today() + dt.timedelta(days=1)):
        assert why(obligation)[0] == "obligation_after_notice"
    with as_if(today() + dt.timedelta(days=2)):
        assert obligations.record(obligation=obligation, by=user("funds")).state == "RECORDED"


def test_a_committee_hold_past_day_15_shuts_its_money_until_somebody_records_the_release() -> None:
    notice, obligation = waiting_for_notice("Three storage sites")
    assert notice.clock.has_run and not notice.clock.is_open
    assert why(obligation) == ("obligation_under_hold", "Opens when its release is recorded, whatever the day.")
    with as_if(obligation.effective_on):
        assert why(obligation)[0] == "obligation_under_hold"
        (hold,) = notice.clock.holds
        release = {"hold": hold, "released_on": today(), "note": "Answered in a briefing."}
        with pytest.raises(Refused):
            notifications.release_hold(by=user("manager2"), **release)
        notifications.release_hold(by=user("legislative"), **release)
        assert obligations.record(obligation=obligation, by=user("funds")).state == "RECORDED"


def test_money_that_a_law_shuts_for_basalt_is_refused_and_a_row_on_saffron_waits_for_another() -> None:
    basalt, saffron = (CountryRestriction.objects.get(country__iso3=iso3) for iso3 in ("XBS", "XSF"))
    with pytest.raises(Refused) as refused:
        ledger.apportion(
            fund=Fund.objects.filter(account__code="FMF").latest("pk"),
            amount=Decimal(250_001),
            effective_on=today(),
            evidence="SF-132",
            operating_unit=basalt.country.operating_unit,
            naming="Named later",
            by=user("funds"),
        )
    assert refused.value.code == "obligation_country_restricted"
    assert basalt.waivers.get().confirmed_by == user("funds2")
    assert restrictions.confirm(restriction=saffron, by=user("funds2")).confirmed_by == user("funds2")


def test_the_balance_of_nine_years_ago_is_red_in_the_pipeline() -> None:
    found = bands(unliquidated(user("funds")))
    assert found.red.count >= 1 and found.red.amount >= 750_000


def test_a_part_of_a_notification_is_held_and_the_rest_was_obligated() -> None:
    notice = CongressionalNotification.objects.get(title__startswith="Lessons on mines")
    assert notice.obligations.get().state == "RECORDED"
    more = obligations.propose_obligation(
        program=notice.obligations.get().program,
        fund=notice.obligations.get().fund,
        amount=Decimal(1),
        document_number="One more",
        evidence="GRANT",
        effective_on=today(),
        naming="Teachers",
        notification=notice,
        by=user("manager2"),
    )
    with pytest.raises(Refused) as refused:
        obligations.record(obligation=more, by=user("funds"))
    assert refused.value.problems[0].code == "obligation_part_under_hold"


def test_a_determination_takes_larkspur_near_its_cap() -> None:
    use = SpecialUse.objects.get()
    found = {cap.what: cap for cap in caps(fiscal_year(use.determined_on)) if cap.where}
    assert found["Funds to one country"].used == 45_000_000


def test_what_the_grantee_did_is_its_claim_but_for_what_the_post_has_seen() -> None:
    reached = execution(SecondTierMove.objects.filter(obligation__operating_unit__code="XBS")).total
    assert [(one.reported, one.verified) for one in reached] == [
        (3_900_000, 3_900_000),
        (3_320_000, 3_320_000),
        (1_150_000, 0),
        (900_000, 0),
        (0, 0),
    ]


def test_a_suspended_approval_is_lifted_by_another_than_who_suspended_it() -> None:
    approval = unit("XCB-0057").approvals.get(state="SUSPENDED")
    with pytest.raises(Refused):
        approvals.lift(approval=approval, note="Answered.", by=user("bureau"))
    assert approvals.lift(approval=approval, note="Answered.", by=user("rights"))[0].state == "IN_FORCE"


def test_counts_are_filled_but_for_the_delivery_of_this_morning() -> None:
    late = compare()
    assert late and all(difference.waits for difference in late)
    assert {difference.measure for difference in late} == {"deliveries_count", "deliveries_value"}
    fill_stale(at_once=True)
    assert compare() == []


def test_the_four_people_of_each_decided_case_are_four() -> None:
    for case in VettingCase.objects.filter(state="CLOSED"):
        given = Review.objects.filter(subject__case=case).values_list("kind", "reviewer").distinct()
        people = {case.requester_id, case.manager_id, *(reviewer for _, reviewer in given)}
        assert len(people) == 4, case


def test_an_approval_is_about_to_lapse() -> None:
    regiment = unit("XTM-0104").approvals.get()
    assert regiment in Approval.objects.lapsing(today(), today() + dt.timedelta(days=30))


def test_the_books_of_the_demo_world_are_in_order() -> None:
    call_command("check_books", stdout=io.StringIO(), stderr=io.StringIO())


def test_a_653a_report_came_late_and_was_corrected() -> None:
    first, second = AllocationReport.objects.order_by("version")
    assert (first.days_late, second.days_late) == (80, 110)
    assert first.fiscal_year == second.fiscal_year
    assert not list(excesses(second))
    assert not ReportedName.objects.waiting().filter(sort__in=["LINE", "ACCOUNT"]).exists()
