"""How a recipient may stand, one builder each: the state, what the gate says about it, and what it forbids.

Each builder walks the real workflow and stops. The code it carries was written here by hand, not read from the gate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ground.dates import today
from partners.models import Person, Unit
from partners.services import people
from tests import make
from vetting.models import Approval, Review, UnitStanding, VettingCase, VettingSubject
from vetting.services import approvals, cases, reviews, standing, subjects

DAY = dt.timedelta(days=1)
SEAT_ITO, SEAT_START, ORDER, DELIVERY, OBLIGATION = "seat_ito", "seat_start", "travel_order", "delivery", "obligation"
EVENT, PACKAGE = "training_event", "equipment_package"
FOR_PEOPLE = (SEAT_ITO, SEAT_START, ORDER, DELIVERY, OBLIGATION)
FOR_BOTH = (DELIVERY, OBLIGATION)
FOR_UNITS = (*FOR_BOTH, EVENT, PACKAGE)
"""What reaches a unit by itself: seats and travel orders are of people, events and packages of units."""
THINGS = (*FOR_PEOPLE, EVENT, PACKAGE)
GATES = {
    SEAT_ITO: "gate_seat",
    SEAT_START: "gate_seat",
    ORDER: "gate_travel_order",
    DELIVERY: "gate_delivery",
    EVENT: "gate_training_event",
    PACKAGE: "gate_equipment_package",
    OBLIGATION: "gate_obligation",
}


@dataclass
class Subject:
    """Who is on trial: a person in a unit, or a unit by itself; and the people who decide."""

    team: make.Team
    unit: Unit
    person: Person | None

    @property
    def entry(self) -> tuple[Unit, Person | None]:
        return self.unit, self.person

    def row(self, case: VettingCase) -> VettingSubject:
        """The row of the one on trial."""
        return case.subjects.get(unit=self.unit, person=self.person)

    def approval(self) -> Approval:
        return Approval.objects.filter(unit=self.unit, person=self.person).latest("pk")

    def in_review(self) -> VettingCase:
        return make.in_review([self.entry], self.team)

    def approved(self, **more: object) -> VettingCase:
        return make.approved(self.person, self.unit, team=self.team, **more)

    def bars(self, unit: Unit, *, confirmed: bool) -> None:
        """Put a unit under review, or find it ineligible, by two people."""
        made = standing.propose_ineligible(
            unit=unit, grounds="Credible information.", source=make.source(), by=self.team.rights
        )
        if confirmed:
            standing.confirm_ineligible(standing=made, note="Confirmed.", by=self.team.bureau)


def on_trial(*, alone: bool) -> Subject:
    """A unit with its commander, and a person in it unless the unit stands by itself."""
    unit = make.unit()
    make.person(unit, commander=True)
    return Subject(make.Team(), unit, None if alone else make.person(unit))


@dataclass(frozen=True)
class Standing:
    """One state: how to come there, the reason the gate gives, what it forbids, and whom it concerns."""

    build: Callable[[Subject], None]
    code: str
    forbids: tuple[str, ...] = THINGS
    of_person: bool = True
    of_unit: bool = True

    def things(self, *, alone: bool) -> tuple[str, ...]:
        if not (self.of_unit if alone else self.of_person):
            return ()
        return tuple(thing for thing in self.forbids if thing in (FOR_UNITS if alone else FOR_PEOPLE))


# --- Before a decision -------------------------------------------------------------------------------------------


def no_case(s: Subject) -> None:
    """Nobody asked."""


def draft(s: Subject) -> VettingCase:
    return make.case([s.entry], s.team)


def removed(s: Subject) -> None:
    cases.remove_subject(subject=s.row(draft(s)), reason="Not this year.", by=s.team.requester)


def submitted(s: Subject) -> VettingCase:
    return cases.submit(case=draft(s), by=s.team.requester)


def returned(s: Subject) -> None:
    cases.return_request(case=submitted(s), reason="Which course?", by=s.team.manager)


def endorsed(s: Subject) -> VettingCase:
    return cases.endorse(case=submitted(s), by=s.team.manager)


def screened(s: Subject) -> VettingCase:
    return cases.accept_and_screen(case=endorsed(s), by=s.team.analyst)


def held(s: Subject) -> None:
    cases.hold_subject(subject=s.row(screened(s)), reason="A document is missing.", by=s.team.analyst)


def in_review(s: Subject) -> VettingCase:
    return s.in_review()


def one_review(s: Subject) -> VettingCase:
    made = s.in_review()
    reviews.review(case=made, kind=Review.Kind.BUREAU, verdict="APPROVE", by=s.team.bureau)
    return made


def process_review(s: Subject) -> None:
    made = one_review(s)
    reviews.review(case=made, kind=Review.Kind.HUMAN_RIGHTS, verdict="REJECT", reason="A report.", by=s.team.rights)


def suspended(s: Subject) -> VettingCase:
    made = s.in_review()
    subjects.suspend_subject(subjects=[s.row(made)], reason="A question is open.", by=s.team.rights)
    return made


def cancelled(s: Subject) -> None:
    cases.withdraw(case=s.in_review(), reason="The course is off.", by=s.team.requester)


# --- After a decision --------------------------------------------------------------------------------------------


def rejected(s: Subject) -> None:
    make.both_reviews(s.in_review(), s.team, verdict="REJECT")


def recalled(s: Subject) -> None:
    s.approved()
    approvals.revoke(approval=s.approval(), reason="New information.", by=s.team.rights)


def approval_suspended(s: Subject) -> None:
    s.approved()
    approvals.suspend(approval=s.approval(), reason="A question is open.", by=s.team.rights)


def lapsed(s: Subject) -> None:
    s.approved(from_on=today() - 100 * DAY, until=today() - DAY)


def lapses_mid_course(s: Subject) -> None:
    s.approved(until=today() + 10 * DAY)


def other_law(s: Subject) -> None:
    s.approved(laws=["DOD"])


def suspended_elsewhere(s: Subject) -> None:
    s.approved()
    suspended(s)


def rejected_later(s: Subject) -> None:
    s.approved()
    rejected(s)


def of_unit(s: Subject) -> Approval:
    """The approval of the unit that came along with its person."""
    s.approved()
    return Approval.objects.get(unit=s.unit, person=None)


def unit_revoked(s: Subject) -> None:
    approvals.revoke(approval=of_unit(s), reason="New information.", by=s.team.rights)


def unit_suspended(s: Subject) -> None:
    approvals.suspend(approval=of_unit(s), reason="A question is open.", by=s.team.rights)


# --- The unit, and those above it --------------------------------------------------------------------------------


def moved(s: Subject) -> None:
    s.approved()
    other = make.unit()
    make.person(other, commander=True)
    people.transfer(person=s.person, unit=other, on=today(), source=make.source(), by=None)


def left(s: Subject) -> None:
    s.approved()
    people.end_posting(posting=s.person.postings.get(), last_on=today() - DAY, by=None)


def wrong_unit(s: Subject) -> None:
    """Approved where they serve, and nominated in another unit, which is approved itself."""
    s.approved()
    s.unit = make.unit()
    make.approved(None, s.unit, team=s.team)


def under_review(s: Subject) -> None:
    s.approved()
    s.bars(s.unit, confirmed=False)


def ineligible(s: Subject) -> None:
    s.approved()
    s.bars(s.unit, confirmed=True)


def parent_under_review(s: Subject) -> None:
    s.approved()
    above = make.unit()
    make.parent(s.unit, above)
    s.bars(above, confirmed=False)


def parent_ineligible(s: Subject) -> None:
    s.approved()
    above = make.unit()
    make.parent(s.unit, above)
    s.bars(above, confirmed=True)


def grandparent_ineligible(s: Subject) -> None:
    s.approved()
    above, top = make.unit(), make.unit()
    make.parent(s.unit, above)
    make.parent(above, top)
    s.bars(top, confirmed=True)


def also_in_barred_unit(s: Subject) -> None:
    """A second posting, not the principal one, in a unit that is ineligible."""
    s.approved()
    other = make.unit()
    people.post(person=s.person, unit=other, from_on=None, source=make.source(), is_principal=False, by=None)
    s.bars(other, confirmed=True)


STANDINGS: dict[str, Standing] = {
    "no case": Standing(no_case, "NOT_APPROVED"),
    "draft": Standing(draft, "NOT_APPROVED"),
    "removed from the roster": Standing(removed, "NOT_APPROVED"),
    "submitted": Standing(submitted, "NOT_APPROVED"),
    "returned": Standing(returned, "NOT_APPROVED"),
    "request approved by the manager": Standing(endorsed, "NOT_APPROVED"),
    "screened": Standing(screened, "NOT_APPROVED"),
    "held at post": Standing(held, "NOT_APPROVED"),
    "in review": Standing(in_review, "NOT_APPROVED"),
    "in review with one review": Standing(one_review, "NOT_APPROVED"),
    "process review": Standing(process_review, "NOT_APPROVED"),
    "suspended in review": Standing(suspended, "SUSPENDED"),
    "cancelled": Standing(cancelled, "NOT_APPROVED"),
    "rejected": Standing(rejected, "REJECTED"),
    "recalled, approval revoked": Standing(recalled, "REVOKED"),
    "approval suspended": Standing(approval_suspended, "SUSPENDED"),
    "approval lapsed": Standing(lapsed, "LAPSES"),
    "approval ends in the middle": Standing(lapses_mid_course, "LAPSES", forbids=(SEAT_ITO, SEAT_START, ORDER)),
    "approved under another law": Standing(other_law, "NOT_APPROVED"),
    "suspended in another case": Standing(suspended_elsewhere, "SUSPENDED"),
    "rejected in a later case": Standing(rejected_later, "REJECTED"),
    "approval of the unit revoked": Standing(unit_revoked, "REVOKED", of_unit=False),
    "approval of the unit suspended": Standing(unit_suspended, "SUSPENDED", of_unit=False),
    "moved to another unit": Standing(moved, "WRONG_UNIT", of_unit=False),
    "left the unit": Standing(left, "LEFT_UNIT", of_unit=False),
    "nominated in another unit": Standing(wrong_unit, "WRONG_UNIT", of_unit=False),
    "unit under review": Standing(under_review, "UNDER_REVIEW"),
    "unit ineligible": Standing(ineligible, "INELIGIBLE"),
    "parent under review": Standing(parent_under_review, "PARENT_UNDER_REVIEW"),
    "parent ineligible": Standing(parent_ineligible, "PARENT_INELIGIBLE"),
    "grandparent ineligible": Standing(grandparent_ineligible, "PARENT_INELIGIBLE"),
    "also in a barred unit": Standing(also_in_barred_unit, "INELIGIBLE", of_unit=False),
}


# --- Controls: the gate is open ----------------------------------------------------------------------------------


def approved(s: Subject) -> None:
    s.approved()


def lifted(s: Subject) -> None:
    approval_suspended(s)
    approvals.lift(approval=s.approval(), note="Nothing found.", by=s.team.bureau)


def cleared(s: Subject) -> None:
    under_review(s)
    row = UnitStanding.objects.get(unit=s.unit)
    standing.close_review(standing=row, note="Nothing found.", by=s.team.bureau)


def approved_after_rejection(s: Subject) -> None:
    rejected(s)
    s.approved()


def approved_again_after_recall(s: Subject) -> None:
    recalled(s)
    row = VettingSubject.objects.get(unit=s.unit, person=s.person)
    subjects.review_again(subjects=[row], note="New facts.", by=s.team.rights)
    make.both_reviews(row.case, s.team)


OPEN: dict[str, Callable[[Subject], None]] = {
    "approved": approved,
    "suspension lifted": lifted,
    "review of the unit closed": cleared,
    "approved in a later case": approved_after_rejection,
    "recalled and approved again": approved_again_after_recall,
}
