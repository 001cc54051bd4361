"""What an amount of money may be: dollars and cents, above zero, up to a trillion. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from ground.refusals import Basis, Problem, Rule

FIGURE = Rule("Dollars and cents", Basis.GATEHOUSE, "Money is dollars and cents, above zero, up to a trillion")
MOST = Decimal(10**12)
CENT = Decimal("0.01")


def amount_problems(amount: Decimal) -> Iterator[Problem]:
    """What is wrong with an amount by itself, with the figure that would be right."""
    if not amount.is_finite():
        opens = "Write dollars and cents, such as 1250000.00."
        yield Problem("This is no amount of money.", FIGURE, opens, "amount", "amount")
    elif amount <= 0:
        right = f"Write {-amount:,.2f}, or reverse the move that it takes back." if amount else "Write what it moves."
        yield Problem("The amount is more than zero.", FIGURE, right, "amount", "amount")
    elif amount > MOST:
        opens = f"Write {MOST:,.2f} or less; money here is in dollars."
        yield Problem("No amount is more than a trillion dollars.", FIGURE, opens, "amount", "amount")
    elif amount != amount.quantize(CENT):
        opens = f"Write {amount.quantize(CENT, ROUND_HALF_UP):,.2f}."
        yield Problem("Money is kept in dollars and cents.", FIGURE, opens, "amount", "amount")


def amount_says(written: Any) -> str:
    """The same of what somebody wrote into a form or sent, with its rule; empty where it is an amount or no number."""
    try:
        amount = Decimal(str(written).replace(",", "").strip())
    except InvalidOperation:
        return ""
    return next((f"{one.reason} {one.opens} {one.rule}." for one in amount_problems(amount)), "")
