"""The words of what Postgres refuses about programs and money: whose rule it is, and what opens it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from ground.pages.words import money
from ground.refusals import Basis, Problem, Refused, Rule, word, word_with

from .availability import AVAILABILITY, CANCELLATION, NO_YEAR, REOBLIGATION
from .checks import ENDS, HAPPENED, PLAN
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
        "Charge a fund of its purpose that still pays.",
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
    "ledger_expired": ("", AVAILABILITY, "Use a fund that is still open.", "effective_on"),
    "ledger_reobligated_until": ("", REOBLIGATION, "Use a fund that is still open.", "effective_on"),
    "ledger_obligates_again": ("", REOBLIGATION, "Say that the document obligates again, or take allotted money.", ""),
    "obligation_need_of_the_period": ("", AVAILABILITY, "Say why it is a need of the period, or use its fund.", "need"),
    "fund_closes_when_quiet": ("", NO_YEAR, "Opens when two fiscal years have passed without a payment.", "closed_on"),
    "transaction_made_by": ("", CANCELLATION, "It is posted by itself when the day has passed.", ""),
    "ledger_after_enactment": ("", AVAILABILITY, "Write a day after the enactment.", "effective_on"),
    "ledger_availability": ("", AVAILABILITY, "Use a fund that is still open.", "effective_on"),
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
    "seat_within_obligation": ("", ANTIDEFICIENCY, "Opens when the rest of the price is obligated.", ""),
    "delivery_while_executing": ("", PLAN, "Opens when the program starts executing.", ""),
    "delivery_under_agreement": ("", UNNAMED, "Opens with an agreement in force and its list sent.", "agreement"),
    "delivery_where_unnamed": ("", UNNAMED, "Name the unit.", "unit"),
}

SENTENCES = {
    "programs_fmscase_designator_key": "This designator is in use.",
    "travel_order_edition_once": "This edition of the travel order exists already.",
    "fms_line_once": "This line of the case exists already.",
    "fms_line_amounts_not_negative": "A line has a quantity above zero and a total of zero or more.",
    "obligation_recipient_once": "This recipient is named on the obligation already.",
    "title_ten_names_authority": "A Title 10 program names its authority, such as 10 U.S.C. 333.",
    "programs_fundtransaction_reverses_id_key": "This transaction was taken back already.",
    "programs_delivery_seat_id_key": "The delivery of this seat is recorded already.",
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
    """What the guard found, as a person reads it: a sum of money where it is one."""
    try:
        return money(Decimal(detail))
    except InvalidOperation:
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
