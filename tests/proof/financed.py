"""What one place has of FMF, each text a canary: letter, case with its document and duty, agreements, money."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from ground.dates import today
from programs.services import agreements, end_use, fms, ledger

if TYPE_CHECKING:
    from .canaries import Place

DAY = dt.timedelta(days=1)


def finance(place: Place) -> None:
    """An FMS case under an agreement."""
    office = place.office
    place.fmf = place.plan("FMF", {"partner_need": place.text("PARTNER-WANT")})
    place.agreement = agreements.record_agreement(
        operating_unit=place.at,
        title=place.text("AGREEMENT"),
        document=place.text("AGREEMENT-DOCUMENT"),
        signed_on=today() - 90 * DAY,
        list_sent_on=today() - 30 * DAY,
        by=office.manager,
    )
    place.letter = fms.receive_letter(
        program=place.fmf,
        number=place.text("LETTER"),
        received_on=today(),
        requirement=place.text("STATED-NEED"),
        by=office.manager,
    )
    line = fms.LineRow(
        description=place.text("LINE"),
        category="ARTICLE",
        quantity=Decimal(4),
        total=Decimal(9_000),
        end_use="ENHANCED",
    )
    place.fms_case = fms.open_fms_case(
        program=place.fmf,
        designator=place.at.code[:2] + "-P-LBX",
        title=place.text("FMS-TITLE"),
        lines=[line],
        agreement=place.agreement,
        by=office.manager,
    )
    (place.monitored,) = end_use.receive_items(
        line=place.fms_case.lines.get(),
        serials=[place.text("SERIAL")],
        received_on=today(),
        site=place.text("SITE"),
        by=office.manager,
    )
    place.misuse = end_use.report_misuse(
        program=place.fmf,
        reported_on=today(),
        source=place.text("MISUSE-SOURCE"),
        text=place.text("MISUSE"),
        by=office.manager,
    )
    if place.word == "OWN":  # what is apportioned of a whole fund shows in the fund
        moved = ledger.apportion(
            fund=place.common.fmf,
            amount=Decimal(900_000),
            effective_on=today(),
            evidence=place.text("SF-132"),
            operating_unit=place.at,
            program=place.fmf,
            agreement=place.agreement,
            note=place.text("MONEY-NOTE"),
            by=office.funds,
        )
        place.apportioned = moved.obligation
