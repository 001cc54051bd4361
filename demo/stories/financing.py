"""FMF in Tamarind: money obligated by its apportionment, one case without named recipients and one with them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ground.dates import fiscal_year
from programs.fms.states import AgreementKind, Determined, Term
from programs.models import Delivery, FmsCase, Program
from programs.services import agreements, case_documents, fms, ledger, obligations
from programs.services.deliveries import DeliveryRow, record_deliveries
from programs.services.fms import LineRow

from ..partners import INVENTED
from ..walks import executing, implemented, vetted
from ..world import Days, World, dollars

BOATS, RADIOS = 32_000_000, 624_960


def financing(world: World) -> Days:
    """Patrol boats whose units cannot be named yet go under the agreement and list of 620M(c)(1) and are shown as "not
    unit-vetted". Radios go to two named units: twelve are with the coastal regiment, whose approval lapses within three
    weeks; those of the harbor company are shut since its review was opened."""
    program = yield from executing(
        world,
        kind="FMF",
        iso3="XTM",
        title="Coastal patrol, phase 2",
        purpose="Patrol boats and radios, to watch the coast out to 24 nautical miles.",
        amount=BOATS + RADIOS,
        detail={"partner_need": "Four patrol boats in service at all times."},
    )
    yield -141
    agreement = agreements.record_agreement(
        operating_unit=world.place("XTM"),
        title=f"Agreement on recipients of assistance {INVENTED}",
        document=world.document("NOTE"),
        signed_on=world.day(-200),
        list_sent_on=world.day(-141),
        by=program.manager,
    )
    agreements.record_agreement(
        operating_unit=world.place("XTM"),
        kind=AgreementKind.SECTION_505,
        title=f"Section 505 agreement {INVENTED}",
        document=world.document("TREATY"),
        terms=Term.values,
        signed_on=world.day(-900),
        by=program.manager,
    )
    for year in {fiscal_year(world.day(-140)), fiscal_year(world.day(0))}:
        for what in Determined:
            agreements.determine(
                operating_unit=world.place("XTM"),
                fiscal_year=year,
                what=what,
                determined_on=world.day(-141),
                document=world.document("PD"),
                by=program.manager,
            )
    row = ledger.apportion(
        fund=world.funds["FMF"],
        amount=dollars(BOATS + RADIOS),
        effective_on=world.day(-141),
        evidence=world.document("SF-132"),
        operating_unit=world.place("XTM"),
        program=program,
        agreement=agreement,
        by=world.who["funds"],
    )
    yield -140
    obligations.record(obligation=row.obligation, by=world.who["funds2"])
    boats = fms.open_fms_case(
        program=program,
        designator="XT-P-LBX",
        title="Patrol boats with spares and training",
        lines=[
            _line("Patrol boat", "ARTICLE", 4, 24_800_000, world.day(-90), world.day(150)),
            _line("Spares for two years", "ARTICLE", 1, 5_000_000, world.day(-20), world.day(-5)),
            _line("Mobile training team", "TRAINING", 2, 2_200_000, world.day(30), world.day(240)),
        ],
        agreement=agreement,
        by=program.manager,
    )
    radios = fms.open_fms_case(
        program=program,
        designator="XT-B-UAR",
        title="Harbor radios",
        lines=[_line("Radio set", "ARTICLE", 24, RADIOS, world.day(-60), world.day(60))],
        by=program.manager,
    )
    for case in (boats, radios):
        duty = case.duties.get()
        case_documents.meet_duty(duty=duty, how="Both committees briefed.", met_on=world.day(-140), by=program.manager)
    implemented(boats, on=world.day(-140), by=program.manager)
    implemented(radios, on=world.day(-140), by=program.manager)
    units = [(world.units["XTM-0104"], None), (world.units["XTM-0214"], None)]
    yield from vetted(world, program, units, since=-122, start=-100, end=18, until=18, event="Harbor radios")
    yield from _deliveries(world, program, boats, radios)


def _line(description: str, category: str, quantity: int, total: int, first: dt.date, last: dt.date) -> LineRow:
    return LineRow(
        description=description,
        category=category,
        quantity=Decimal(quantity),
        total=dollars(total),
        delivery_from=first,
        delivery_to=last,
    )


def _deliveries(world: World, program: Program, boats: FmsCase, radios: FmsCase) -> Days:
    by = world.who["analyst"]
    for number, day in enumerate((-75, -31), start=1):
        yield day
        record_deliveries(
            rows=[
                DeliveryRow(
                    program=program,
                    agreement=boats.agreement,
                    line=boats.lines.get(number=1),
                    what=Delivery.What.ARTICLE,
                    description=f"Patrol boat {number} of 4",
                    quantity=Decimal(1),
                    value=dollars(6_200_000),
                    delivered_on=world.day(day),
                    place_name="Port of Tamar",
                )
            ],
            by=by,
        )
    yield -52
    record_deliveries(
        rows=[
            DeliveryRow(
                program=program,
                unit=world.units["XTM-0104"],
                line=radios.lines.get(),
                what=Delivery.What.ARTICLE,
                description="Radio sets",
                quantity=Decimal(12),
                value=dollars(RADIOS // 2),
                delivered_on=world.day(-52),
                place_name="Regiment depot",
            )
        ],
        by=by,
    )
