"""FMF in Tamarind, further: a case from its letter to half of its delivery, another whose offer has expired."""

from __future__ import annotations

from decimal import Decimal

from programs.fms.states import DocumentKind, EndUse, Prepared
from programs.models import Delivery, FmsCase
from programs.services import case_documents, case_funding, end_use, fms
from programs.services.deliveries import DeliveryRow, record_deliveries
from programs.services.fms import LineRow, Shares

from ..walks import implemented
from ..world import Days, World, dollars

SIGHTS, PRICE = 6, 9_000


def case_life(world: World) -> Days:
    """Night sights came by a letter of request and are under enhanced end-use monitoring: one of four was checked, one
    is overdue, and one was seen at a market. A coastal radar is offered, and nobody has signed it in time. An amendment
    of the boats costs more than planned, which the partner pays itself."""
    yield -137
    program = world.programs["FMF", "XTM"]
    by, funds = program.manager, world.who["funds"]
    letter = fms.receive_letter(
        program=program,
        number=world.document("LOR"),
        received_on=world.day(-137),
        requirement="Our watch on the coast ends when the sun sets. We ask for night sights for its patrols.",
        by=by,
    )
    letter = fms.check_letter(letter=letter, missing="Where they are to be stored.", by=by)
    yield -130
    letter = fms.check_letter(letter=letter, actionable_on=world.day(-130), by=by)
    sights = fms.open_fms_case(
        program=program,
        designator="XT-B-UNS",
        title="Night sights for coast patrols",
        letter=letter,
        lines=[
            LineRow(
                description="Night sight",
                category="ARTICLE",
                quantity=Decimal(SIGHTS),
                unit_price=dollars(PRICE),
                delivery_from=world.day(-60),
                delivery_to=world.day(45),
                is_sme=True,
                end_use=EndUse.ENHANCED,
            )
        ],
        by=by,
    )
    document = sights.documents.get()
    for code in (Prepared.CASEINIT, Prepared.CASEASGN):
        case_documents.record_milestone(document=document, code=code, on_day=world.day(-130), by=by)
    case_documents.meet_duty(duty=sights.duties.get(), how="Both committees briefed.", met_on=world.day(-130), by=by)
    yield -126
    implemented(sights, on=world.day(-126), by=by)
    boats = FmsCase.objects.get(designator="XT-P-LBX")
    fund = world.funds["FMF"]
    for case, amount in ((sights, SIGHTS * PRICE), (boats, 20_000_000)):
        case_funding.commit(
            case=case,
            fund=fund,
            amount=dollars(amount),
            committed_on=world.day(-126),
            document=world.document("DD1513"),
            by=funds,
        )
    yield -110
    radar = fms.open_fms_case(
        program=program,
        designator="XT-D-QRA",
        title="Coastal radar",
        lines=[LineRow(description="Radar", category="ARTICLE", quantity=Decimal(1), unit_price=dollars(4_800_000))],
        shares=Shares(national=dollars(1_200_000)),
        by=by,
    )
    offered = radar.documents.get()
    for step in ("write", "review", "propose"):
        offered = case_documents.take(document=offered, step=step, by=by)
    case_documents.offer(document=offered, offered_on=world.day(-110), expires_on=world.day(-25), by=by)
    yield -55
    fms.add_document(
        case=boats,
        kind=DocumentKind.AMENDMENT,
        why="The training team costs more; the partner pays the difference.",
        lines=[
            LineRow(
                description="Price rise of line 003",
                category="TRAINING",
                quantity=Decimal(1),
                unit_price=dollars(180_000),
            )
        ],
        shares=Shares(national=dollars(180_000)),
        by=by,
    )
    yield -50
    yield from _received(world, sights)


def _received(world: World, sights: FmsCase) -> Days:
    line, program, analyst = sights.lines.get(), sights.program, world.who["analyst"]
    unit = world.units["XTM-0104"]
    record_deliveries(
        rows=[
            DeliveryRow(
                program=program,
                unit=unit,
                line=line,
                what=Delivery.What.ARTICLE,
                description="Night sights",
                quantity=Decimal(4),
                value=dollars(4 * PRICE),
                delivered_on=world.day(-50),
                place_name="Regiment depot",
            )
        ],
        by=analyst,
    )
    items = end_use.receive_items(
        line=line,
        serials=["NS-0417", "NS-0418", "NS-0419", "NS-0420"],
        received_on=world.day(-50),
        unit=unit,
        site="Regiment depot",
        by=analyst,
    )
    for item in items[:3]:
        end_use.check_item(
            item=item,
            kind=EndUse.ENHANCED,
            checked_on=world.day(-50),
            serial_seen=True,
            storage_holds=True,
            checklist=world.document("EUM"),
            by=analyst,
        )
    yield -12
    report = end_use.report_misuse(
        program=program,
        line=line,
        unit=unit,
        reported_on=world.day(-12),
        source="Record of the post (invented)",
        text="A night sight with one of these serial numbers was offered at a market.",
        by=program.manager,
    )
    yield -6
    end_use.assess(
        report=report,
        found="DIVERTED",
        assessment="The depot's register is short of one; the regiment looks for it.",
        to_congress=True,
        assessed_on=world.day(-6),
        by=program.manager,
    )
