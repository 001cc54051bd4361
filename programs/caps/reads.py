"""What is used of each cap of a fiscal year: special authorities and the authorities of Title 10. They never write."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from ground.models import Parameter

from ..availability import year_end
from ..models import Program, SpecialUse
from ..states import Kind, ProgramState
from . import rules
from .rules import Cap, SpecialKind

NOTHING = Decimal(0)


def caps(fiscal_year: int) -> list[Cap]:
    """Each cap with what counts towards it in a fiscal year; what has no number for the year has no cap. Four
    queries."""
    last = year_end(fiscal_year)
    first = dt.date(fiscal_year - 1, 10, 1)
    known = _parameters(last)
    uses = SpecialUse.objects.filter(withdrawn_on=None, determined_on__range=(first, last)).order_by()
    by_kind = dict(uses.values_list("kind").annotate(sum=Sum("amount")))
    rows: Any = uses.values_list("country__name").annotate(
        funds=Sum("amount", filter=Q(kind=SpecialKind.FUNDS), default=NOTHING), all=Sum("amount")
    )
    by_country = list(rows)
    found = [
        Cap("Funds of a year", rules.SPECIAL, known.get(rules.FUNDS_OF_YEAR), by_kind.get("FUNDS", NOTHING), True),
        Cap("Sales of a year", rules.SPECIAL, known.get(rules.SALES_OF_YEAR), by_kind.get("SALES", NOTHING), True),
    ]
    for name, funds, every in sorted(by_country):
        found.append(Cap("Funds to one country", rules.SPECIAL, known.get(rules.FUNDS_OF_COUNTRY), funds, True, name))
        found.append(
            Cap("Funds and sales to one country", rules.SPECIAL, known.get(rules.TOTAL_OF_COUNTRY), every, True, name)
        )
    planned = _planned(fiscal_year)
    for code, rule in rules.TITLE_TEN.items():
        cap = known.get(rules.title_ten_key(code))
        found.append(Cap(f"{rule.name}, as proposed", rule, cap, planned.get(code, NOTHING), False))
    return found


def _parameters(on: dt.date) -> dict[str, Decimal]:
    rows = Parameter.objects.filter(Q(key__startswith="faa_614_") | Q(key__startswith="title_10_cap_"))
    return {key: Decimal(value) for key, value in rows.filter(valid__contains=on).values_list("key", "value")}


def _planned(fiscal_year: int) -> dict[str, Decimal]:
    """What proposals under each authority of Title 10 plan for a fiscal year, those that were cancelled apart."""
    rows = Program.objects.filter(kind=Kind.TITLE_10, fiscal_year=fiscal_year).exclude(state=ProgramState.CANCELLED)
    return dict(rows.order_by().values_list("titletendetail__authority").annotate(sum=Sum("planned_amount")))
