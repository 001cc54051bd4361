"""Of a place: a GSCF project and a Title 10 proposal."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from ground.dates import today
from programs.services import gscf, milestones, programs, title_ten
from programs.states import Agency
from tests.programs import build

if TYPE_CHECKING:
    from .canaries import Place

DAY = dt.timedelta(days=1)


def contribute(place: Place) -> None:
    """A GSCF project with a contribution and a milestone."""
    office = place.office
    place.gscf = place.plan("GSCF", {"assistance_type": "SECURITY", "mission": place.text("MISSION")})
    gscf.contribute(
        program=place.gscf,
        agency=Agency.STATE,
        fund=place.common.gscf_fund,
        amount=Decimal(1_000),
        on_day=today(),
        document=place.text("CONTRIBUTION"),
        by=office.funds,
    )
    row = milestones.MilestoneRow(name=place.text("MILESTONE"), office=place.text("OFFICE"), planned_on=today())
    (place.milestone,) = milestones.add_milestones(program=place.gscf, rows=[row], by=office.analyst)


def propose(place: Place) -> None:
    """A Title 10 proposal with a concurrence whose condition is open, and an office that has not answered."""
    office = place.office
    build.authority()
    place.proposal = programs.create_program(
        kind="TITLE-10",
        title=place.text("PROPOSAL"),
        operating_unit=place.at,
        fiscal_year=2027,
        manager=office.manager,
        purpose=place.text("PURPOSE"),
        planned_amount=Decimal(100),
        detail={"authority": "10 U.S.C. 333", "proposer": place.text("PROPOSER")},
        by=office.analyst,
    )
    title_ten.write_elements(program=place.proposal, texts={"UNIT": place.text("ELEMENT")}, by=office.analyst)
    title_ten.plan_together(
        program=place.proposal,
        begun_on=today(),
        agreed_on=today(),
        state_officer=place.text("STATE-OFFICER"),
        dod_officer=place.text("DOD-OFFICER"),
        document=place.text("JOINT-PLAN"),
        by=office.analyst,
    )
    condition = title_ten.ConditionRow(text=place.text("CONDITION"), due_on=today(), office=place.text("OFFICE"))
    decision = title_ten.decide(
        program=place.proposal,
        decision="CONDITIONS",
        text=place.text("CONCURRENCE"),
        document=place.text("MEMO"),
        conditions=[condition],
        by=office.director,
    )
    place.condition = decision.conditions.get()
    place.office_view = title_ten.ask_office(
        program=place.proposal, office=place.text("ASKED"), due_on=today(), by=office.analyst
    )
    title_ten.report_status(
        program=place.proposal,
        as_of=today(),
        unobligated=Decimal(1),
        unliquidated=Decimal(2),
        disbursed=Decimal(3),
        source=place.text("STATUS"),
        by=office.analyst,
    )
