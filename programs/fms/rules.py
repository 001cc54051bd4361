"""The rules of FMS cases that FMF finances, each with its basis; the names of its dated parameters, and their reads."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ground.models import Parameter
from ground.refusals import Basis, Rule

OFFER_DAYS = "offer_days"
OFFER_DAYS_BPC = "offer_days_bpc"
DIRECT_LIMIT = "direct_contracts_yearly_limit"
ARTICLES_LIMIT = "grant_articles_yearly_limit"
ENHANCED_DAYS = "enhanced_check_days"

LETTER = Rule("Letter of request", Basis.POLICY, "SAMM chapter 5: a complete letter starts the clock", verified=False)
ADDS_UP = Rule("Parts make the whole", Basis.GATEHOUSE, "The lines of a case document add up to its value")
OFFER = Rule("Offer expiration date", Basis.POLICY, "DSCA guide to the LOA: an offer is accepted before it expires")
IMPLEMENTS = Rule("Implementation", Basis.POLICY, "SAMM chapter 6: signature and initial deposit", verified=False)
LOANS_APART = Rule("Loans apart", Basis.POLICY, "DSCA policy memorandum 16-17: loans stand on a case of their own")
FUNDING = Rule("Commitment to cases", Basis.STATUTE, "31 U.S.C. 1341(a)")
DIRECT = Rule("Direct commercial contracts", Basis.STATUTE, "22 U.S.C. 2763(h)")
ARTICLES = Rule("Grant defense articles", Basis.STATUTE, "22 U.S.C. 2314")
ORDERED = Rule("No more than is ordered", Basis.GATEHOUSE, "No more of a case line is delivered than it orders")
CASH_FLOW = Rule("Cash flow financing", Basis.STATUTE, "22 U.S.C. 2765(d)")
MONITORED = Rule("End-use monitoring", Basis.STATUTE, "22 U.S.C. 2785")
INFORMED = Rule("Duties to committees", Basis.STATUTE, "H.R. 7006 (FY 2026), s. 7015(j), 7035(c)(4)", verified=False)


def parameter(key: str, on: dt.date) -> Decimal | None:
    """The value of a dated number on a day, or None where none is in force."""
    rows = Parameter.objects.filter(key=key, place="", valid__contains=on)
    value = rows.values_list("value", flat=True).first()
    return Decimal(str(value)) if isinstance(value, int | float) else None
