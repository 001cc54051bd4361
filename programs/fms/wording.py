"""The words of what Postgres refuses about FMS cases, agreements and end use: whose rule it is, and what opens it."""

from __future__ import annotations

from ground.refusals import Rule, word

from ..checks import HAPPENED, PLAN
from ..wording import worded
from . import rules

# constraint: (sentence, or "" for the guard's own, rule, what opens it, field); {} is the figure that would be right
GUARDS: dict[str, tuple[str, Rule, str, str]] = {
    "agreement_amends_its_like": ("", PLAN, "Choose the agreement itself, of the same kind.", "amends"),
    "fms_line_of_open_document": ("", PLAN, "Opens when the document is returned to writing.", ""),
    "case_loan_apart": ("", rules.LOANS_APART, "Open a case of its own for the loan.", "national"),
    "case_document_after_basic": ("", rules.IMPLEMENTS, "Opens when the basic document is implemented.", "kind"),
    "case_document_adds_up": ("", rules.ADDS_UP, "Opens with a value of {}.", "total_value"),
    "case_funding_of_fmf": ("", rules.FUNDING, "Choose a fund of FMF.", "fund"),
    "case_funding_no_loan": ("", rules.LOANS_APART, "Commit it to a case on grants.", "fund"),
    "case_funding_return_within": ("", rules.FUNDING, "", "amount"),
    "case_funding_uncommitted": ("", rules.FUNDING, "Opens for {} or less; take the rest from another fund.", "amount"),
    "case_funding_within_share": ("", rules.FUNDING, "Opens for {} or less, or with an amendment.", "amount"),
    "direct_contract_agreed": ("", rules.DIRECT, "Opens with its agreement in force.", "amount"),
    "direct_contracts_yearly": ("", rules.DIRECT, "Opens for {} or less this fiscal year.", "amount"),
    "ledger_committed_to_cases": ("", rules.FUNDING, "Opens for {} or less; return it from the cases first.", "amount"),
    "cash_flow_approved": ("", rules.CASH_FLOW, "Opens when a program of the partner has it approved.", ""),
    "delivery_of_implemented": ("", rules.IMPLEMENTS, "Opens when it is implemented.", "line"),
    "delivery_within_line": ("", rules.ORDERED, "", "quantity"),
    "delivery_under_505": ("", rules.ARTICLES, "Opens with a section 505 agreement on file.", "line"),
    "delivery_determined": ("", rules.ARTICLES, "Opens for {} or less, or when all four are recorded.", "value"),
    "monitored_item_of_class": ("", rules.MONITORED, "", "line"),
    "monitored_item_within_line": ("", rules.MONITORED, "", "serial"),
    "end_use_check_of_item": ("", rules.MONITORED, "", "checked_on"),
}
SENTENCES = {
    "case_milestone_known": "This is none of the milestones of a case document.",
    "programs_casedocument_terms": "The value of a document stands once it is in review; return it to writing first.",
}

for _constraint, _words in GUARDS.items():
    worded(_constraint, *_words)
for _constraint, _sentence in SENTENCES.items():
    word(_constraint, _sentence)
for _field in ("casedocument_offered_on", "casedocument_accepted_on", "casedocument_implemented_on"):
    worded(f"programs_{_field}_ahead", "", HAPPENED, "Write today, or the day it was.", _field.split("_", 1)[1])
