"""Plain builders of programs and money on top of `tests.make`: made through the services, by the people it takes."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from accounts.roles import Role
from ground.dates import fiscal_year, today
from partners.models import OperatingUnit, Person, Unit
from programs.fms.states import AgreementKind, Determined, Term
from programs.models import (
    Account,
    Agreement,
    CaseDocument,
    Concurrence,
    Course,
    EquipmentPackage,
    FmsCase,
    Fund,
    Obligation,
    Program,
    Recipient,
    School,
    TitleTenAuthority,
    TrainingEvent,
    TrainingSeat,
)
from programs.services import (
    agreements,
    case_documents,
    fms,
    gscf,
    ledger,
    obligations,
    pko,
    programs,
    seats,
    title_ten,
)
from programs.services.reference import load_authorities
from programs.states import Agency, Certified, Element
from tests import make

_count = itertools.count(1)
_cases = itertools.count(1)  # three characters of a designator
DETAILS: dict[str, dict[str, Any]] = {
    "FMF": {"partner_need": "Coastal patrol"},
    "IMET": {"objectives": "Instructors", "planning_year": 2027},
    "PKO": {"pko_purpose": "P2", "global_program": "GPOI"},
    "NADR": {"sub_account": "CWD"},
    "GSCF": {"assistance_type": "SECURITY"},
    "TITLE-10": {"authority": "10 U.S.C. 333"},
}
LONG_AGO = dt.timedelta(days=300)


class Office:
    """The people that a program and its money take, all different: author, manager, approver, funds officers."""

    def __init__(self, at: OperatingUnit | None = None) -> None:
        self.analyst = make.user(Role.ANALYST, at=at)
        self.manager = make.user(Role.PROGRAM_MANAGER, at=at)
        self.director = make.user(Role.PROGRAM_MANAGER, at=at)
        self.funds = make.user(Role.FUNDS_OFFICER)
        self.recorder = make.user(Role.FUNDS_OFFICER)


def program(
    office: Office,
    kind: str = "IMET",
    *,
    state: str = "EXECUTING",
    at: OperatingUnit | None = None,
    detail: dict[str, Any] | None = None,
) -> Program:
    """A program of a kind, walked to a state by its people."""
    made = programs.create_program(
        kind=kind,
        title=f"{kind} program {next(_count)}",
        operating_unit=at or make.operating_unit(),
        fiscal_year=2027,
        manager=office.manager,
        purpose="Instructors for the coast guard",
        planned_amount=Decimal(500_000),
        detail=detail or DETAILS[kind],
        by=office.analyst,
    )
    if kind == "TITLE-10":
        authority()
        texts = {element.value: "As proposed" for element in Element}
        title_ten.write_elements(program=made, texts=texts, by=office.analyst)
    way = {
        "DRAFT": (),
        "PROPOSED": ("submit",),
        "APPROVED": ("submit", "approve"),
        "EXECUTING": ("submit", "approve", "execute"),
        "CLOSED": ("submit", "approve", "execute", "close"),
        "CANCELLED": ("cancel",),
    }[state]
    for step in way:
        by = office.analyst if step == "submit" else office.director
        if step == "execute" and kind == "TITLE-10":
            concurred(office, made)
            from . import notices  # builds on this module

            notices.of_proposal(made)
        if step == "execute" and kind == "GSCF":
            for agency in Agency:
                gscf.decide(program=made, agency=agency, decided_on=today(), document=f"Memo {agency}", by=by)
        made = programs.take(program=made, step=step, by=by)
    if state == "CANCELLED":
        return made
    return made


def authority(code: str = "10 U.S.C. 333") -> TitleTenAuthority:
    """A row of the table of authorities, as the reference has it."""
    load_authorities()
    return TitleTenAuthority.objects.get(code=code)


def concurred(office: Office, program: Program) -> Concurrence:
    """State's concurrence and both certifications of DoD."""
    for what in Certified:
        title_ten.certify(
            program=program, what=what, certified_on=today(), document=f"Certification {what}", by=office.analyst
        )
    planned_together(office, program)
    return title_ten.decide(
        program=program, decision="CONCUR", text="State concurs.", document="Memo 333", by=office.director
    )


def planned_together(office: Office, program: Program, *, agreed_on: dt.date | None = None) -> None:
    """The joint planning of State and DoD."""
    day = agreed_on or today()
    title_ten.plan_together(
        program=program,
        begun_on=day,
        agreed_on=day,
        state_officer="A. Desk, PM",
        dod_officer="B. Plan, J5",
        document="Joint plan",
        by=office.analyst,
    )


def recipient(office: Office, program: Program, unit: Unit, person: Person | None = None) -> Recipient:
    """A unit, or a person in it, nominated to a program."""
    row = programs.RecipientRow(unit=unit, person=person)
    (made,) = programs.nominate_recipients(program=program, rows=[row], by=office.analyst)
    return made


def student(office: Office, program: Program, *, until: dt.date | None = None) -> Recipient:
    """A person in a unit of their own, nominated and approved."""
    unit = make.unit(in_country=program.operating_unit.country)
    person = make.person(unit)
    make.approved(person, unit, laws=program.laws, until=until)
    return recipient(office, program, unit, person)


def troops(office: Office, program: Program, *, approved: bool = True, unit: Unit | None = None) -> Recipient:
    """A unit nominated to a program, approved unless told otherwise."""
    unit = unit or make.unit(in_country=program.operating_unit.country)
    if approved:
        make.approved(None, unit, laws=program.laws)
    return recipient(office, program, unit)


def event(
    office: Office, who: Recipient, *, start: dt.date | None = None, days: int = 20, **more: Any
) -> TrainingEvent:
    """A training event of a unit, planned. It starts today unless told otherwise."""
    start = start or today()
    planned = {"title": f"Battalion training {next(_count)}", "end_on": start + dt.timedelta(days=days), **more}
    return pko.plan_event(program=who.program, recipient=who, start_on=start, by=office.analyst, **planned)


def held(office: Office, who: Recipient, *, military: int = 200, women: int = 20, **more: Any) -> TrainingEvent:
    """An event of one day that is over, and counted."""
    counts = {name: more.pop(name) for name in ("police", "instructors") if name in more}
    made = pko.take(event=event(office, who, days=0, **more), step="start", by=office.analyst)
    trained = pko.Trained(military=military, women=women, **counts)
    pko.complete(event=made, trained=trained, cost=Decimal(100_000), by=office.analyst)
    made.refresh_from_db()
    return made


def package(office: Office, who: Recipient, *, quantity: int = 4) -> EquipmentPackage:
    """A package of two items for a unit."""
    items = [
        pko.ItemRow(description=what, quantity=quantity, value=Decimal(40_000))
        for what in ("Trucks", "Water purifiers")
    ]
    return pko.assemble_package(
        program=who.program, recipient=who, title=f"Package {next(_count)}", items=items, by=office.analyst
    )


def course(weeks: int = 8) -> Course:
    """A course of the catalog."""
    number = next(_count)
    school, _ = School.objects.get_or_create(name="Naval school")
    return Course.objects.create(code=f"D{number:06d}", title=f"Course {number}", school=school, weeks=weeks)


def seat(
    office: Office,
    who: Recipient,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    price: Decimal = Decimal(18_500),
    confirmed: bool = True,
) -> TrainingSeat:
    """A seat asked for, and confirmed unless told otherwise. It starts today and ends in 55 days."""
    row = seats.SeatRow(
        recipient=who,
        course=course(),
        start_on=start or today(),
        end_on=end or today() + dt.timedelta(days=55),
        tuition=price,
        attache_consulted_on=today(),
        attache_office="Defense attache office",
        grade="O-4",
    )
    (made,) = seats.request_seats(rows=[row], by=office.analyst)
    return seats.take(seat=made, step="confirm", by=office.analyst) if confirmed else made


def account(kind: str = "IMET") -> Account:
    """The account of a kind."""
    made, _ = Account.objects.get_or_create(code=kind, defaults={"name": kind, "kind": kind})
    return made


def fund(
    office: Office,
    kind: str = "IMET",
    *,
    allotted: Decimal | int = 0,
    at: OperatingUnit | None = None,
    enacted_on: dt.date | None = None,
    years: int | None = 2,
    year: int | None = None,
    reobligation: bool = False,
) -> Fund:
    """A fund of a kind, this year's and open, with money allotted to an operating unit when some is asked for."""
    year = year or fiscal_year(today())
    made = ledger.open_fund(
        account=account(kind),
        fiscal_year=year,
        title=f"{kind} FY {year}",
        enacted_on=enacted_on or min(today() - LONG_AGO, dt.date(year - 1, 12, 20)),
        availability_years=years,
        reobligation_authority=reobligation,
        obligates_on_apportionment=kind == "FMF",
        by=office.funds,
    )
    if allotted:
        feed(office, made, Decimal(allotted), at=at)
    return made


def feed(office: Office, fund: Fund, amount: Decimal, *, at: OperatingUnit | None = None) -> None:
    """Money from the act to the allotment of an operating unit."""
    day, by = max(today() - dt.timedelta(days=30), fund.enacted_on), office.funds
    day = min(day, fund.available_until or day)
    ledger.appropriate(fund=fund, amount=amount, effective_on=day, evidence="P.L. 119-1", by=by)
    ledger.apportion(fund=fund, amount=amount, effective_on=day, evidence="SF-132", by=by)
    ledger.allot(
        fund=fund,
        operating_unit=at or make.operating_unit(),
        amount=amount,
        effective_on=day,
        evidence="Allotment 1",
        by=by,
    )


def proposed(office: Office, program: Program, fund: Fund, amount: Decimal | int = 20_000, **more: Any) -> Obligation:
    """An obligation proposed by the manager; for named recipients, seats, or with how they will be named."""
    if not more.keys() & {"recipients", "seats", "naming", "agreement"}:
        more["naming"] = "Named before each event"
    return obligations.propose_obligation(
        program=program,
        fund=fund,
        amount=Decimal(amount),
        document_number=more.pop("document_number", f"DOC-{next(_count)}"),
        evidence=more.pop("evidence", "AGREEMENT"),
        effective_on=more.pop("effective_on", today()),
        by=more.pop("by", office.manager),
        **more,
    )


def recorded(office: Office, program: Program, fund: Fund, amount: Decimal | int = 20_000, **more: Any) -> Obligation:
    """An obligation proposed by the manager and recorded by a funds officer."""
    return obligations.record(obligation=proposed(office, program, fund, amount, **more), by=office.recorder)


def agreed(office: Office, at: OperatingUnit, kind: str = "SECTION_505", **more: Any) -> Agreement:
    """An agreement with a partner, in force since long ago; a section 505 agreement has its four terms."""
    return agreements.record_agreement(
        operating_unit=at,
        kind=kind,
        title=f"{AgreementKind(kind).label} {next(_count)}",
        document=more.pop("document", "Treaty series 1"),
        terms=Term.values if kind == AgreementKind.SECTION_505 else (),
        signed_on=more.pop("signed_on", today() - LONG_AGO),
        by=office.manager,
        **more,
    )


def determined(office: Office, at: OperatingUnit, year: int | None = None, *, on: dt.date | None = None) -> None:
    """The four determinations before grant articles above the yearly amount."""
    for what in Determined:
        agreements.determine(
            operating_unit=at,
            fiscal_year=year or fiscal_year(today()),
            what=what,
            determined_on=on or today(),
            document="Presidential Determination 27-1",
            by=office.manager,
        )


def case(office: Office, program: Program, designator: str = "", *lines: fms.LineRow, **more: Any) -> FmsCase:
    """An FMS case in development, of one line of two articles worth 900 dollars unless lines are given."""
    one = fms.LineRow(description="Boats", category="ARTICLE", quantity=Decimal(2), unit_price=Decimal(450))
    return fms.open_fms_case(
        program=program,
        designator=designator or f"XT-B-{next(_cases):03X}",
        title="Patrol",
        lines=lines or [one],
        by=office.manager,
        **more,
    )


def offered(office: Office, case: FmsCase, *, on: dt.date | None = None) -> CaseDocument:
    """The latest document of a case, walked to its offer."""
    document = case.documents.order_by("-pk")[0]
    for step in ("write", "review", "propose"):
        document = case_documents.take(document=document, step=step, by=office.manager)
    return case_documents.offer(document=document, offered_on=on or today(), by=office.manager)


def implemented(office: Office, case: FmsCase, *, on: dt.date | None = None) -> CaseDocument:
    """The same, signed, paid for and implemented on the day of its offer."""
    document, day = offered(office, case, on=on), on or today()
    document = case_documents.accept(document=document, accepted_on=day, by=office.manager)
    document = case_documents.record_deposit(document=document, amount=Decimal(0), deposited_on=day, by=office.manager)
    return case_documents.implement(document=document, implemented_on=day, by=office.manager)
