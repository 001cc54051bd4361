"""What is asked about FMF: money uncommitted and its age, offers past their day, supply, and what cases lack."""

from __future__ import annotations

from typing import Any

from ground.access import may
from ground.dates import today
from partners.models import OperatingUnit

from ...fms import board, money, supply
from ...fms.articles import grant_articles
from ...models import Balance, CaseDocument, CaseDuty, CashFlowPayment, Delivery, FmsCase, FmsCaseLine
from ...tables.title_ten import due_badge
from ..lines import SHOWN


def financing(user: Any, place: OperatingUnit | None = None) -> dict[str, Any]:
    """The answers over what the user may see, or over one partner of it. About fifteen queries for any number."""
    on = today()
    program = {"program__operating_unit": place} if place else {}
    of_case = {"case__program__operating_unit": place} if place else {}
    at = {"operating_unit": place} if place else {}
    lines = FmsCaseLine.objects.visible_to(user).filter(**of_case)
    offers = CaseDocument.objects.visible_to(user).expired(on).filter(**of_case)
    duties = CaseDuty.objects.visible_to(user).filter(met_on=None, **of_case).select_related("case")
    planned = CashFlowPayment.objects.visible_to(user).filter(**at).select_related("operating_unit")
    undelivered = supply.undelivered(lines, on)
    shown: dict[str, Any] = {
        "fmf_offers": [
            (row, (on - (row.expires_on or on)).days)
            for row in offers.select_related("case__program__operating_unit").order_by("expires_on", "pk")[:SHOWN]
        ],
        "fmf_lines": undelivered[:SHOWN],
        "fmf_undelivered": board.by_band([(one.band, one.left) for one in undelivered]),
        "fmf_quarters": supply.arriving(lines, on),
        "fmf_waits": board.waits(CaseDocument.objects.visible_to(user).filter(**of_case)),
        "fmf_on_time": board.on_time(lines, on),
        "fmf_training": supply.training_share(lines),
        "fmf_articles": grant_articles(Delivery.objects.visible_to(user).filter(**program), on),
        "fmf_lacking": board.lacking(FmsCase.objects.visible_to(user).filter(**program), on)[:SHOWN],
        "fmf_duties": [(row, due_badge(row.due_on, None, on, "")) for row in duties.order_by("due_on", "pk")[:SHOWN]],
        "fmf_planned": list(planned.order_by("operating_unit__name", "fiscal_year")[:SHOWN]),
    }
    if may(user, "programs.view_fund", place):
        rows = money.by_fund(Balance.objects.visible_to(user).filter(**at))
        shown |= {
            "fmf_money": [(one, one.age(on)) for one in rows],
            "fmf_uncommitted": board.by_band([(one.band(on), one.left) for one in rows]),
            "fmf_rate": board.rate(rows),
            "fmf_direct": money.direct_contracts(on),
        }
    return shown
