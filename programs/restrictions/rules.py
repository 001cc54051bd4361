"""Restrictions on countries as rules: their kinds, whose law each is, and what opens them. Pure: no database.

A restriction is apart from the standing of units: an approved unit receives nothing of an account that the law shuts
for its country, and a country that is open opens no unit.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from ground.pages.words import money
from ground.refusals import Basis, Problem, Rule


class RestrictionKind(models.TextChoices):
    """What a restriction rests on. The citation of each row is its own, and counsel's to confirm."""

    HUMAN_RIGHTS = "HUMAN_RIGHTS", "Consistent pattern of gross violations (FAA 502B)"
    CHILD_SOLDIERS = "CHILD_SOLDIERS", "Child soldiers (22 U.S.C. 2370c-1)"
    COUP = "COUP", "Military coup (appropriations act)"
    ARREARS = "ARREARS", "Arrears on debt (FAA 620(q), Brooke)"
    TRAFFICKING = "TRAFFICKING", "Trafficking in persons, tier 3"
    ACT_HEADING = "ACT_HEADING", "Country heading of an appropriations act"


class Opening(models.TextChoices):
    """What opens a restriction for some of the money while it stands."""

    WAIVER = "WAIVER", "Waiver"
    EXCEPTION = "EXCEPTION", "Exception in the law"


RESTRICTED = Rule("Country restrictions", Basis.STATUTE, "The law that the restriction names", False)
CONFIRMED = Rule("Two people shut or open a country", Basis.GATEHOUSE, "Who writes a row does not confirm or lift it")


def refusal(citation: str, left: Decimal) -> Problem:
    """Why an obligation is refused for its country, with the figure that would be right, in US dollars."""
    reason = f"{citation} shuts this money for the country."
    less = f"Opens for {money(left)} or less; for more" if left > 0 else "Opens"
    opens = f"{less} with a waiver or an exception that another person confirms, or when the restriction is lifted."
    return Problem(reason, RESTRICTED, opens, "amount" if left > 0 else "", "obligation_country_restricted")
