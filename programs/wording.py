"""The words of what Postgres refuses about programs and money: whose rule it is, and what opens it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from ground.pages.words import long_day, money
from ground.refusals import Basis, Problem, Refused, Rule, word, word_with

from .availability import AVAILABILITY, CANCELLATION, NO_YEAR, REOBLIGATION
from .caps.rules import CONTINUING, LATE, SPECIAL
from .checks import ACCOUNTED, ATTACHE, CHAIN, ENDS, HAPPENED, IMET_GRANT, PEACE, PLAN, SCREENING
from .second_tier import CLAIM, TIER
from .transactions import ANTIDEFICIENCY, EVIDENCE, FLOW, PURPOSE, TRANSFER, TWO_PEOPLE

NOTICED = Rule(
    "Notice of what is obligated again",
    Basis.STATUTE,
    "section 7015 of the appropriations act, FY 2026",
    verified=False,
)
UNNAMED = Rule("Recipients named later", Basis.STATUTE, "22 U.S.C. 2378d(c)(1)")

# constraint: (sentence, or "" for the guard's own, rule, what opens it, field); {} is the figure that would be right
GUARDS: dict[str, tuple[str, Rule, str, str]] = {
    "programs_fundtransaction_effective_on_ahead": (
        "Money moves on its day, not before.",
        HAPPENED,
        "Write today, or the day it was.",
        "effective_on",
    ),
    "ledger_until_cancelled": (
        "",
        CANCELLATION,
        "It paid until {}; charge a fund of its purpose that still pays.",
        "effective_on",
    ),
    "transfer_not_of_section_23": ("", TRANSFER, "Use a fund of another account.", "source"),
    "transfer_of_source": ("", TRANSFER, "Opens for {} or less.", "amount"),
    "transfer_into_target": ("", TRANSFER, "Opens for {} or less.", "amount"),
    "transfer_two_halves": ("", TRANSFER, "Name a fund of another account.", "target"),
    "transfer_whole": ("", FLOW, "", ""),
    "reobligation_is_noticed": ("", NOTICED, "Opens for {} or less, or under a notification.", "notification"),
    "ledger_stood_there": ("", ANTIDEFICIENCY, "Opens for {} less, or with a later day.", "amount"),
    "ledger_ends_by_rule": ("", CANCELLATION, "Wait until its end has passed.", "effective_on"),
    "ledger_expired": ("", AVAILABILITY, "It was open until {}; use a fund that still is.", "effective_on"),
    "ledger_reobligated_until": ("", REOBLIGATION, "Use a fund that is still open.", "effective_on"),
    "ledger_obligates_again": ("", REOBLIGATION, "Say that the document obligates again, or take allotted money.", ""),
    "obligation_need_of_the_period": ("", AVAILABILITY, "Say why it is a need of the period, or use its fund.", "need"),
    "fund_closes_when_quiet": ("", NO_YEAR, "Opens when two fiscal years have passed without a payment.", "closed_on"),
    "transaction_made_by": ("", CANCELLATION, "It is posted by itself when the day has passed.", ""),
    "ledger_after_enactment": ("", AVAILABILITY, "Write {} or a later day.", "effective_on"),
    "ledger_availability": ("", AVAILABILITY, "It was open until {}; use a fund that still is.", "effective_on"),
    "ledger_skip": ("", FLOW, "", ""),
    "ledger_obligation_matches": ("", EVIDENCE, "", "obligation"),
    "ledger_obligation_proposed": ("", EVIDENCE, "Opens when an obligation is proposed.", ""),
    "ledger_obligation_recorded": ("", EVIDENCE, "Opens when the obligation is recorded.", ""),
    "ledger_obligation_amount": (
        "",
        ANTIDEFICIENCY,
        "Opens for {} or less; write another obligation for the rest.",
        "amount",
    ),
    "ledger_after_document": ("", EVIDENCE, "Write the day it is signed, or a later one.", "effective_on"),
    "ledger_set_aside": ("", FLOW, "", ""),
    "ledger_seats_covered": ("", ANTIDEFICIENCY, "Opens when the seats have ended, or for less.", "amount"),
    "ledger_reversal_mirrors": ("", FLOW, "", ""),
    "obligation_set_aside": ("", ANTIDEFICIENCY, "Withdraw it and propose another.", ""),
    "obligation_program_takes_money": ("", PLAN, "Opens when its plan is approved.", ""),
    "obligation_for_its_purpose": ("", PURPOSE, "Use a fund of the program's kind.", "fund"),
    "program_ends_without_money": ("", ENDS, "Record or withdraw what waits, or close the program.", ""),
    "obligation_two_people": (
        "Whoever proposed an obligation does not record it.",
        TWO_PEOPLE,
        "Opens for another person.",
        "",
    ),
    "seat_is_obligated": ("", ANTIDEFICIENCY, "Opens when an obligation that names the person is recorded.", ""),
    "seat_within_line": ("", PLAN, "The line asks for {}: raise its quantity, or choose another line.", "line"),
    "seat_fits_line": ("", PLAN, "Choose a line of its country, in its course.", "line"),
    "seat_after_prerequisite": ("", PLAN, "Choose days after what comes before, and before what follows.", "start_on"),
    "reallocation_within": ("", PLAN, "Opens for seats that cost {} or less.", "gained"),
    "reallocation_in_its_year": ("", PLAN, "Choose a line of the same budget year.", "to_line"),
    "alumnus_was_trained": ("", PLAN, "Write what training came before the records here.", "earlier_training"),
    "training_line_quantity": ("", PLAN, "Opens for {}.", "quantity"),
    "training_line_has_seats": ("", ENDS, "Opens when each is cancelled or stands elsewhere.", ""),
    "seat_attache_consulted": ("", ATTACHE, "Nominate the student: the day, and the office consulted.", ""),
    "seat_student_graded": ("", PLAN, "Write the grade, or nominate the student as a civilian.", "grade"),
    "seat_english_level": ("", SCREENING, "Opens with a score of {}.", "english_score"),
    "imet_seat_grant_barred": (
        "",
        IMET_GRANT,
        "Opens for a reimbursable seat, which the partner pays.",
        "is_reimbursable",
    ),
    "imet_line_grant_barred": (
        "",
        IMET_GRANT,
        "Opens for reimbursable training, which the partner pays.",
        "is_reimbursable",
    ),
    "seat_within_obligation": ("", ANTIDEFICIENCY, "Opens when the rest of the price is obligated.", ""),
    "pko_contribution_to_operation": ("", PEACE, "Record it on a program of purpose P1.", ""),
    "event_of_pko": ("", PEACE, "", ""),
    "package_of_pko": ("", PEACE, "", ""),
    "engagement_of_pko": ("", PEACE, "", ""),
    "deployment_of_pko": ("", PEACE, "", ""),
    "capability_of_gpoi": ("", PEACE, "", ""),
    "rating_of_gpoi": ("", PEACE, "", ""),
    "institutional_milestone_of_gdrp": ("", PEACE, "", ""),
    "harm_process_of_sfp": ("", PEACE, "", ""),
    "pko_for_unit_of_program": ("", PLAN, "Opens when the unit is nominated.", "recipient"),
    "event_while_executing": ("", PLAN, "Opens when the program starts executing.", ""),
    "package_while_executing": ("", PLAN, "Opens when the program starts executing.", ""),
    "package_has_items": ("", PLAN, "Put items into it first.", ""),
    "item_stands_after_transfer": ("", ACCOUNTED, "Put them into another package.", ""),
    "item_after_transfer": ("", ACCOUNTED, "Write the day of the transfer or a later one.", ""),
    "capability_step_in_order": ("", CHAIN, "It stands at: {}.", "status"),
    "deployment_after_training": ("", CHAIN, "Name an event of this unit that ended before.", "trained_by"),
    "delivery_while_executing": ("", PLAN, "Opens when the program starts executing.", ""),
    "delivery_under_agreement": ("", UNNAMED, "Opens with an agreement in force and its list sent.", "agreement"),
    "tier_stage_before": ("", TIER, "Opens for {} or less.", "amount"),
    "tier_obligation_recorded": ("", TIER, "Opens when the obligation is recorded.", ""),
    "tier_after_award": ("", TIER, "Write the day of the award, {}, or a later one.", "as_of"),
    "tier_reversal_mirrors": ("", TIER, "", ""),
    "tier_verified_by_another": ("", CLAIM, "Opens for another person.", ""),
    "tier_verified_after": ("", CLAIM, "Write {} or a later day.", "verified_on"),
    **{
        f"special_{what}": ("", SPECIAL, "Opens for {} or less.", "amount")
        for what in ("funds_of_year", "sales_of_year", "funds_of_country", "total_of_country")
    },
    "continuing_resolution_amount": (
        "",
        CONTINUING,
        "Opens for {} or less, or from the act of the full year.",
        "amount",
    ),
    "late_bill_of_ended": ("", LATE, "Choose a document of an ended fund of this account.", "late_bill_of"),
    "late_bill_within_document": ("", LATE, "Opens for {} or less.", "amount"),
    "late_bill_within_one_percent": ("", LATE, "Opens for {} or less.", "amount"),
    "continuing_resolution_lapsed": ("", CONTINUING, "Opens with a resolution or the act of the full year.", ""),
    "continuing_resolution_replaced": ("", CONTINUING, "Write a later day.", "enacted_on"),
    "delivery_where_unnamed": ("", UNNAMED, "Name the unit.", "unit"),
}

SENTENCES = {
    "programs_secondtiermove_reverses_id_key": "This report was taken back already.",
    "programs_tierverification_move_id_key": "This report is verified already.",
    "programs_fmscase_designator_key": "This designator is in use.",
    "travel_order_edition_once": "This edition of the travel order exists already.",
    "fms_line_once": "This line of the case exists already.",
    "fms_line_amounts_not_negative": "A line has a quantity above zero and a total of zero or more.",
    "obligation_recipient_once": "This recipient is named on the obligation already.",
    "title_ten_names_authority": "A Title 10 program names its authority, such as 10 U.S.C. 333.",
    "programs_fundtransaction_reverses_id_key": "This transaction was taken back already.",
    "programs_delivery_event_id_key": "The delivery of this event is recorded already.",
    "programs_delivery_package_id_key": "The delivery of this package is recorded already.",
    "programs_delivery_seat_id_key": "The delivery of this seat is recorded already.",
    "programs_alumnusposition_ended": "The end of this position is recorded already.",
    "programs_trainingline_state_step": "The line cannot take this step from the state it is in.",
    "programs_countrytrainingplan_approved": "The approval of this plan is recorded already.",
    "programs_trainingseat_state_step": "The seat cannot take this step from the state it is in.",
    "balance_once": "This balance exists already.",
}


def worded(constraint: str, sentence: str, rule: Rule, opens: str, field: str) -> None:
    """Give a guard its rule and what opens it; without a sentence of its own it keeps the guard's."""

    def wording(message: str, detail: str) -> Refused:
        said = sentence or message
        return Refused(
            constraint, said, (Problem(said, rule, opens.replace("{}", _figure(detail)), field, constraint),)
        )

    word_with(constraint, wording)


def _figure(detail: str) -> str:
    """What the guard found, as a person reads it: a sum of money or a day where it is one."""
    try:
        return money(Decimal(detail))
    except InvalidOperation:
        pass
    try:
        return long_day(dt.date.fromisoformat(detail))
    except ValueError:
        return detail


def _nothing_left(message: str, detail: str) -> Refused:
    """A balance below zero: of what Postgres shows of the row, the negative number is what is missing."""
    said = "There is not that much left at this stage."
    missing = re.search(r"-(\d+\.\d\d)", detail)
    opens = f"Opens for {_figure(missing[1])} less, or when that much more stands there." if missing else ""
    problem = Problem(said, ANTIDEFICIENCY, opens, "amount", "balance_not_negative")
    return Refused(problem.code, said, (problem,))


word_with("balance_not_negative", _nothing_left)

for _constraint, _words in GUARDS.items():
    worded(_constraint, *_words)
for _constraint, _sentence in SENTENCES.items():
    word(_constraint, _sentence)
