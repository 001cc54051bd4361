"""What of an obligation was given back: the one SQL for every sum that counts obligations and not documents."""

from __future__ import annotations

RETURNED = "('ALLOTTED', 'DEOBLIGATED', 'EXPIRED', 'APPORTIONED')"


def given_back(obligation: str) -> str:
    """SQL for what was de-obligated under a document, or taken back by a reversal, and not put back since. Dollars."""
    return f"""
        COALESCE((SELECT sum(CASE WHEN g.from_stage = 'OBLIGATED' THEN g.amount ELSE -g.amount END)
                  FROM programs_fundtransaction g
                  WHERE g.obligation_id = {obligation}.id
                    AND (g.from_stage = 'OBLIGATED' AND g.to_stage IN {RETURNED}
                         OR g.to_stage = 'OBLIGATED' AND g.from_stage IN {RETURNED} AND g.reverses_id IS NOT NULL)), 0)
    """


def net(obligation: str) -> str:
    """SQL for the amount of an obligation less what of it was given back. Dollars."""
    return f"({obligation}.amount - {given_back(obligation)})"
