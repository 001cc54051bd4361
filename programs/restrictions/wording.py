"""The words of what Postgres refuses about restrictions on countries: whose rule it is, and what opens it."""

from __future__ import annotations

from decimal import Decimal

from ground.refusals import Problem, Refused, Rule, word_with

from .rules import CONFIRMED, RESTRICTED, refusal

# constraint: (rule, what opens it, field); the sentence is the guard's own
GUARDS: dict[str, tuple[Rule, str, str]] = {
    "restriction_accounts_known": (RESTRICTED, "Choose among the accounts.", "accounts"),
    "restriction_not_born_confirmed": (CONFIRMED, "Write it; another person confirms it.", ""),
    "waiver_of_confirmed": (CONFIRMED, "Opens when the restriction is confirmed and not lifted.", ""),
    "waiver_not_born_confirmed": (CONFIRMED, "Write it; another person confirms it.", ""),
    "restriction_lifted_once_confirmed": (CONFIRMED, "Confirm it first, or write nothing.", ""),
}


def _restricted(message: str, detail: str) -> Refused:
    """`detail` is what is left under its waivers, and its citation."""
    left, _, citation = detail.partition(" ")
    problem = refusal(citation, Decimal(left or 0))
    return Refused(problem.code, problem.reason, (problem,))


def _worded(constraint: str, rule: Rule, opens: str, field: str) -> None:
    word_with(
        constraint,
        lambda message, detail: Refused(constraint, message, (Problem(message, rule, opens, field, constraint),)),
    )


word_with("obligation_country_restricted", _restricted)
for _constraint, _words in GUARDS.items():
    _worded(_constraint, *_words)
