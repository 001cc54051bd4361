"""Caps over a year as rules: whose law each is and what is counted. Every number is a dated parameter. No database."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from ground.refusals import Basis, Rule

SPECIAL = Rule("Special authorities", Basis.STATUTE, "22 U.S.C. 2364(a)(4)")
TITLE_TEN = {
    "10 U.S.C. 331": Rule("Value of support in a year", Basis.STATUTE, "10 U.S.C. 331"),
    "10 U.S.C. 341": Rule("Incremental expenses in a year", Basis.STATUTE, "10 U.S.C. 341"),
    "10 U.S.C. 345": Rule("Cost of a year", Basis.STATUTE, "10 U.S.C. 345"),
    "10 U.S.C. 385": Rule("Transfers in a year", Basis.STATUTE, "10 U.S.C. 385"),
}
CONTINUING = Rule("Amount of a continuing resolution", Basis.STATUTE, "31 U.S.C. 1341(a)(1)(B)")
LATE = Rule("Late bills of an ended fund", Basis.STATUTE, "31 U.S.C. 1553(b)")
FUNDS_OF_YEAR, SALES_OF_YEAR = "faa_614_funds_of_year", "faa_614_sales_of_year"
FUNDS_OF_COUNTRY, TOTAL_OF_COUNTRY = "faa_614_funds_of_country", "faa_614_total_of_country"
ALARM = Decimal("0.8")  # of a cap that is used when the page warns


def title_ten_key(code: str) -> str:
    """The key of the parameter with the cap of an authority of Title 10."""
    return f"title_10_cap_{code.rsplit(' ', 1)[-1]}"


class SpecialKind(models.TextChoices):
    """What a determination under FAA 614 makes available."""

    FUNDS = "FUNDS", "Funds"
    SALES = "SALES", "Sales, credits and guaranties"


@dataclass(frozen=True)
class Cap:
    """A cap of a year: what is counted, how much of it is used, and whether the law refuses more. US dollars."""

    what: str
    rule: Rule
    cap: Decimal | None
    used: Decimal
    refuses: bool
    where: str = ""

    @property
    def left(self) -> Decimal | None:
        return None if self.cap is None else self.cap - self.used

    @property
    def is_above(self) -> bool:
        return self.cap is not None and self.used > self.cap

    @property
    def is_near(self) -> bool:
        return self.cap is not None and not self.is_above and self.used >= self.cap * ALARM
