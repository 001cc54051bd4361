"""What pages show of one FMS case: its sums, its money by fund, and whether it is ready to deliver."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Sum, Value, When
from django.db.models.functions import Coalesce

from ground.pages.badges import Badge

from ..models import Agreement, CaseDocument, CaseFunding, FmsCase, FmsCaseLine
from .states import OVER, AgreementKind, EndUse, Financing

NONE = Value(Decimal(0))
NET = Case(When(returns=None, then=F("amount")), default=-F("amount"))
READY, OPEN, MISSING = (
    Badge("In place", "good", "okc"),
    Badge("Not needed", "idle", "minus"),
    Badge("Missing", "bad", "ban"),
)


def sums_of(case: FmsCase) -> dict[str, Any]:
    """Value, FMF, national funds and loan of the versions that were not given up, and what is ordered and delivered,
    in US dollars. Three queries."""
    shares = CaseDocument.objects.filter(case=case).exclude(state__in=OVER)
    named = ("total_value", "fmf_share", "national_share", "loan_share")
    found: dict[str, Any] = shares.aggregate(**{name: Coalesce(Sum(name), NONE) for name in named})
    lines = FmsCaseLine.objects.filter(case=case)
    found["ordered"] = lines.aggregate(sum=Coalesce(Sum("total"), NONE))["sum"]
    found["delivered"] = lines.aggregate(sum=Coalesce(Sum("deliveries__value"), NONE))["sum"]
    return found


def waits(document: CaseDocument) -> list[tuple[str, int | None]]:
    """How many days each part of the way took: from the actionable letter to the offer, to the signature, to the
    implementation; None where a part has not ended."""
    letter = document.case.letter
    begun = letter.actionable_on if letter is not None and document.number == 0 else None
    way = (begun, document.offered_on, document.accepted_on, document.implemented_on)
    names = ("Letter to offer", "Offer to acceptance", "Acceptance to implementation")
    return [
        (name, (b - a).days if a is not None and b is not None else None)
        for name, a, b in zip(names, way, way[1:], strict=False)
    ]


def to_fund(case: FmsCase) -> Decimal:
    """How much of the FMF share of a case no fund is committed for yet, in US dollars. Two queries."""
    share = CaseDocument.objects.filter(case=case).exclude(state__in=OVER).aggregate(n=Coalesce(Sum("fmf_share"), NONE))
    given = CaseFunding.objects.filter(case=case).aggregate(n=Coalesce(Sum(NET), NONE))
    return Decimal(share["n"]) - Decimal(given["n"])


def funding_of(case: FmsCase) -> list[CaseFunding]:
    """Each commitment to the case and each return, with its fund."""
    return list(CaseFunding.objects.filter(case=case).select_related("fund", "returns").order_by("committed_on", "pk"))


def readiness(case: FmsCase, on: dt.date) -> list[tuple[str, Badge, str]]:
    """What a case needs before it delivers: recipients or their agreement, section 505, serials to monitor."""
    program = case.program
    articles = case.lines.filter(category=FmsCaseLine.Category.ARTICLE).exists()
    in_force = Agreement.objects.filter(operating_unit=program.operating_unit, valid__contains=on)
    under_505 = in_force.filter(kind=AgreementKind.SECTION_505).first()
    need_505 = articles and case.financing == Financing.GRANT
    monitored = case.lines.filter(end_use=EndUse.ENHANCED)
    unmarked = monitored.filter(deliveries__isnull=False, items=None).distinct().count()
    return [
        _leahy(case, on),
        (
            "Section 505 agreement",
            READY if under_505 else MISSING if need_505 else OPEN,
            f"{under_505}, 22 U.S.C. 2314(a)" if under_505 else "22 U.S.C. 2314(a), statute, verified",
        ),
        (
            "End-use monitoring",
            MISSING if unmarked else READY if monitored.exists() else OPEN,
            f"{unmarked} enhanced lines delivered without a serial number" if unmarked else "22 U.S.C. 2785",
        ),
    ]


def _leahy(case: FmsCase, on: dt.date) -> tuple[str, Badge, str]:
    """Recipients that are nominated, or the agreement and list they stay unnamed under (22 U.S.C. 2378d)."""
    if case.recipients_named:
        named = case.program.recipients.exists()
        return "Leahy note", READY if named else MISSING, "recipients nominated" if named else "no recipient nominated"
    agreement = case.agreement
    holds = agreement is not None and agreement.list_sent_on is not None and on in agreement.valid
    return "Leahy note", READY if holds else MISSING, "not unit-vetted: agreement and list, 22 U.S.C. 2378d(c)(1)"
