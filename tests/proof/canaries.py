"""Two places, alike in everything but their word: the reader's own and the other. Every text of theirs is a canary.

`CANARY-OTHER-…` in any answer is a leak. What is published (countries, lists, training) carries no canary.
"""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from ground.dates import today
from partners.models import Person, Unit
from partners.services import people, units
from programs.imports.training import LAYOUT
from programs.models import AllocationReport, Course, ReportedName, TrainingRecord
from programs.services import (
    deliveries,
    gscf,
    ledger,
    obligations,
    programs,
    seats,
)
from programs.services.allocations import import_allocations
from programs.services.training import import_training
from programs.states import Agency
from tests import make
from tests.programs import build, plan_files
from vetting.models import Hit, Review
from vetting.services import cases, hits, reviews, standing, subjects

from . import cleared, financed, kinds, notified, peacekeeping, trained

DAY = dt.timedelta(days=1)
PLACES = {"OWN": ("XTM", "Tamarind", "WHA"), "OTHER": ("XBS", "Basalt", "EUR")}
PRINTED = {
    "row_id": "2012-2013/Western_Hemisphere/00001",
    "report": "2012-2013",
    "fiscal_year": "2012",
    "region": "Western Hemisphere",
    "country": "Printed Nowhere",
    "program": "IMET-1",
    "course_title": "Coastal Radar Operator",
    "quantity": "2",
    "total_cost": "29344",
}


class Common:
    """What belongs to no place: money of a whole fund, a course, a list entry, published rows."""

    def __init__(self, folder: Path) -> None:
        self.office = build.Office()
        self.fund = build.fund(self.office)
        self.fmf = build.fund(self.office, "FMF")
        self.gscf_fund = build.fund(self.office, "GSCF")
        for fund in (self.fund, self.fmf):
            day = today() - 30 * DAY
            kept: dict[str, Any] = {"fund": fund, "amount": Decimal(5_000_000), "by": self.office.funds}
            ledger.appropriate(effective_on=day, evidence="P.L. 119-1", **kept)
        ledger.apportion(
            fund=self.fund, amount=Decimal(4_000_000), effective_on=today(), evidence="SF-132", by=self.office.funds
        )
        for word, place in PLACES.items():  # what is left of the whole fund is no secret of one place
            ledger.allot(
                fund=self.fund,
                operating_unit=make.operating_unit(*place),
                amount=Decimal(400_000),
                effective_on=today(),
                evidence=f"CANARY-{word}-ALLOTMENT",
                by=self.office.funds,
            )
        self.course: Course = build.course()
        self.entry = make.list_entry("QUELL, Tamsin")
        path = folder / "training.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [column.name for column in LAYOUT.columns], restval="")
            writer.writeheader()
            writer.writerow(PRINTED)
        (report,) = import_training(files=[path], by=None)
        assert report.written, report.problems
        self.record = TrainingRecord.objects.get()
        self.label = ReportedName.objects.filter(sort="COUNTRY").first()
        rows = plan_files.allocation_rows({"Operating unit": "Coast Regional"})
        assert import_allocations(file=plan_files.write(folder / "653a.csv", plan_files.REPORT, rows), by=None).written
        self.allocation = AllocationReport.objects.get()
        self.line = ReportedName.objects.get(sort="LINE")


class Place:
    """A country with one of everything, made through the services by people of its own."""

    def __init__(self, word: str, common: Common) -> None:
        self.word, self.common = word, common
        self.country = make.country(*PLACES[word])
        self.at = self.country.operating_unit
        self.team = make.Team(self.at)
        self.office = build.Office(self.at)
        self.source = make.source(self.text("SOURCE"))
        self._partners()
        self._vetting()
        trained.plan_training(self)
        self._program()
        trained.follow(self)
        financed.finance(self)
        kinds.contribute(self)
        peacekeeping.keep_peace(self)
        kinds.propose(self)
        notified.notify(self)
        cleared.clear(self)

    def text(self, what: str) -> str:
        return f"CANARY-{self.word}-{what}"

    @property
    def canaries(self) -> list[str]:
        """What names this place's own records, beside the word in each text."""
        programs = (self.program, self.fmf, self.gscf, self.nadr, self.proposal)
        made = (*programs, self.drafted, self.clearing, self.cleared, self.sent, *self.cases)
        numbers = [*(row.number for row in made), *(u.code for u in self.units)]
        programs = [self.program.number, self.fmf.number, self.gscf.number, self.proposal.number]
        programs += [row.number for row in (*self.peace, self.drafted, self.clearing, self.cleared, self.sent)]
        numbers = [*programs, *(c.number for c in self.cases), *(u.code for u in self.units)]
        return [f"CANARY-{self.word}", *numbers, self.order.number]

    def _partners(self) -> None:
        self.unit = self._unit("UNIT")
        self.above = self._unit("PARENT")
        self.barred = self._unit("BARRED")
        self.second = self._unit("SECOND")
        self.units = [self.unit, self.above, self.barred, self.second]
        self.link = units.set_parent(child=self.unit, parent=self.above, from_on=None, source=self.source, by=None)
        self.commander = self._person("COMMANDER", commander=True)
        self.person = self._person("PERSON")
        self.undecided = self._person("UNDECIDED", unit=self.second)
        self.posting = self.person.postings.get()
        for unit in (self.above, self.barred, self.second):
            self._person("COMMANDER", unit=unit, commander=True)

    def _unit(self, what: str) -> Unit:
        return make.unit(
            self.text(what),
            in_country=self.country,
            echelon=self.text("ECHELON"),
            headquarters=self.text("HQ"),
            aliases=[self.text(f"{what}-ALIAS")],
        )

    def _person(self, what: str, *, unit: Unit | None = None, commander: bool = False) -> Person:
        identity = people.Identity(
            country=self.country,
            given_names=self.text(f"{what}-GIVEN"),
            family_names=self.text(f"{what}-FAMILY"),
            birth_date="1985-04-03",
            birth_place=self.text("BIRTHPLACE"),
            rank=self.text("RANK"),
            identifiers=(("PASSPORT", self.text(f"{what}-PASSPORT")),),
        )
        made = people.create_person(identity=identity, names=[self.text(f"{what}-NAME")], source=self.source, by=None)
        people.post(
            person=made,
            unit=unit or self.unit,
            from_on=None,
            source=self.source,
            title=self.text("POSITION"),
            is_commander=commander,
            by=None,
        )
        return made

    # --- Cases in several states -----------------------------------------------------------------------------------

    def _open(self, what: str, recipients: list[tuple[Unit, Person | None]]) -> Any:
        return cases.open_case(
            event=self.text(f"{what}-EVENT"),
            start=today() + 20 * DAY,
            end=today() + 60 * DAY,
            laws=["STATE"],
            funding=self.text("FUNDING"),
            operating_unit=self.at,
            manager=self.team.manager,
            recipients=[(unit.pk, person.pk if person else None) for unit, person in recipients],
            need=self.text("NEED"),
            by=self.team.requester,
        )

    def _vetting(self) -> None:
        t, me = self.team, [(self.unit, self.person)]
        self.draft = self._open("DRAFT", me)
        self.returned = self._open("RETURNED", me)
        cases.submit(case=self.returned, by=t.requester)
        cases.return_request(case=self.returned, reason=self.text("RETURN-REASON"), by=t.manager)
        self.asked = cases.submit(case=self._open("ASKED", me), by=t.requester)
        self.endorsed = self._endorsed("ENDORSED", me)
        self.screened = cases.accept_and_screen(case=self._endorsed("SCREENED", me), by=t.analyst)
        self.decided = self._in_review("DECIDED", me)
        make.both_reviews(self.decided, t)
        self.case = self._in_review("CASE", [(self.second, self.undecided)])
        self.subject = self.case.subjects.get(person=self.undecided)
        self.hit = self.subject.hits.get()
        bureau = Review.Kind.BUREAU
        reviews.review(case=self.case, kind=bureau, verdict="APPROVE", conditions=self.text("CONDITIONS"), by=t.bureau)
        self.suspended = self.case.subjects.get(person=None)
        subjects.suspend_subject(subjects=[self.suspended], reason=self.text("SUSPENSION"), by=t.rights)
        self.cases = [self.draft, self.returned, self.asked, self.endorsed, self.screened, self.decided, self.case]
        self.approval = self.decided.subjects.get(person=self.person).approvals.get()
        self.found = standing.propose_ineligible(
            unit=self.barred, grounds=self.text("GROUNDS"), source=self.source, by=t.rights
        )

    def _endorsed(self, what: str, recipients: list[tuple[Unit, Person | None]]) -> Any:
        made = cases.submit(case=self._open(what, recipients), by=self.team.requester)
        return cases.endorse(case=made, by=self.team.manager)

    def _in_review(self, what: str, recipients: list[tuple[Unit, Person | None]]) -> Any:
        """Sent to both reviews, with one possible match of the person that somebody decided."""
        t = self.team
        made = cases.accept_and_screen(case=self._endorsed(what, recipients), by=t.analyst)
        hit = Hit.objects.create(
            subject=made.subjects.get(person=recipients[0][1]),
            entry=self.common.entry,
            matched_name=self.text("MATCH"),
            score="0.810",
            band="LIKELY",
            reasons=[self.text("LIKENESS")],
        )
        hits.resolve(hit=hit, same=False, note=self.text("HIT-NOTE"), by=t.analyst)
        return cases.send_to_review(case=made, by=t.analyst)

    # --- Programs and money ----------------------------------------------------------------------------------------

    def plan(self, kind: str, detail: dict[str, Any]) -> Any:
        made = programs.create_program(
            kind=kind,
            title=self.text(f"{kind}-TITLE"),
            operating_unit=self.at,
            fiscal_year=2027,
            manager=self.office.manager,
            purpose=self.text("PURPOSE"),
            planned_amount=Decimal(500_000),
            detail=detail,
            by=self.office.analyst,
        )
        for step in ("submit", "approve", "execute"):
            by = self.office.analyst if step == "submit" else self.office.director
            for agency in Agency if step == "execute" and kind == "GSCF" else ():
                document = self.text("DECISION-DOCUMENT")
                gscf.decide(program=made, agency=agency, decided_on=today(), document=document, by=by)
            made = programs.take(program=made, step=step, note=self.text("STEP-NOTE"), by=by)
        return made

    def _program(self) -> None:
        office = self.office
        self.program = self.plan("IMET", {"objectives": self.text("OBJECTIVES"), "planning_year": 2027})
        row = programs.RecipientRow(unit=self.unit, person=self.person, note=self.text("RECIPIENT-NOTE"))
        (self.recipient,) = programs.nominate_recipients(program=self.program, rows=[row], by=office.analyst)
        self.waiting = self._proposal("WAITING", naming=self.text("NAMING"))
        finished = self._seat()
        self.obligation = self._proposal("DOCUMENT", seats=[finished])
        obligations.record(obligation=self.obligation, note=self.text("RECORD-NOTE"), by=office.recorder)
        self.obligation.refresh_from_db()
        self.transaction = ledger.disburse(
            obligation=self.obligation,
            amount=Decimal(10_000),
            effective_on=today(),
            evidence=self.text("VOUCHER"),
            by=office.funds,
        )
        seats.take(seat=finished, step="start", note=self.text("STEP-NOTE"), by=office.analyst)
        seats.complete(
            seat=finished, outcome="GRADUATED", on=today(), place_name=self.text("DELIVERY-PLACE"), by=office.analyst
        )
        self.completion = finished.completion
        self.seat = self._seat()
        trip = {"travel_from": self.seat.start_on, "travel_until": self.seat.end_on}
        self.order = seats.issue_order(seat=self.seat, by=office.analyst, **trip)
        self.seat.refresh_from_db()
        (self.delivery,) = deliveries.record_deliveries(
            rows=[
                deliveries.DeliveryRow(
                    program=self.program,
                    unit=self.unit,
                    person=self.person,
                    what="TRAINING",
                    description=self.text("DELIVERY"),
                    quantity=Decimal(1),
                    value=Decimal(7_777),
                    delivered_on=today(),
                    place_name=self.text("DELIVERY-PLACE"),
                )
            ],
            by=office.analyst,
        )

    def _proposal(self, what: str, **more: Any) -> Any:
        return obligations.propose_obligation(
            program=self.program,
            fund=self.common.fund,
            amount=Decimal(60_000),
            document_number=self.text(what),
            evidence="AGREEMENT",
            counterparty=self.text("COUNTERPARTY"),
            effective_on=today(),
            by=self.office.manager,
            **more,
        )

    def _seat(self) -> Any:
        row = seats.SeatRow(
            recipient=self.recipient,
            course=self.common.course,
            start_on=today(),
            end_on=today() + 55 * DAY,
            tuition=Decimal(18_500),
            **trained.consulted(self),
        )
        (made,) = seats.request_seats(rows=[row], by=self.office.analyst)
        return seats.take(seat=made, step="confirm", by=self.office.analyst)
