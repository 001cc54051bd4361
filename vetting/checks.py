"""The checks of vetting steps: one rule each, named with its basis. They return problems and never raise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ground.refusals import Basis, Problem, Rule

from .states import OUT, UNDECIDED, SubjectState

if TYPE_CHECKING:
    from .models import Approval, UnitStanding, VettingCase, VettingSubject

DUTIES = Rule("Four people", Basis.GATEHOUSE, "Requester, endorsing manager and the two reviewers are four people (I6)")
NO_SUBJECT = Rule("No answer means no", Basis.GATEHOUSE, "An empty list approves nobody (I1)")
UNIT_WITH_PERSON = Rule("The unit with the person", Basis.STATUTE, "22 U.S.C. 2378d(d)(5)")
COMMANDER = Rule("The commander with the unit", Basis.POLICY, "State DRL Leahy fact sheet, 2017")
NEED = Rule("Need, law, funding, dates", Basis.GATEHOUSE, "What a program manager endorses")
HITS = Rule("Every hit by a person", Basis.POLICY, "Post procedure: a named user clears or denies each match")
DECIDED = Rule("No row without an outcome", Basis.GATEHOUSE, "An unmatched or missing row leaves the case open (I2)")
TWO_ON_UNIT = Rule("Two people on a finding", Basis.GATEHOUSE, "Proposer and confirmer of a finding differ")


def is_the_requester(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Only the requester sends or withdraws a request. Gatehouse rule: the request is a person's own act."""
    if case.requester_id != by.pk:
        yield Problem(f"{case.requester} asked for this case; only they send or withdraw it.", DUTIES)


def did_not_request(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Whoever asked does not work the case. Gatehouse rule, after the practice of separate user columns (I6)."""
    if case.requester_id == by.pk:
        yield Problem("You asked for this case, so somebody else works it.", DUTIES)


def did_not_request_subject(subject: VettingSubject, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Whoever asked does not decide on a subject. Gatehouse rule (I6)."""
    yield from did_not_request(subject.case, by=by, note=note, on=on)


def is_the_manager(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """The named program manager endorses the request, nobody else. Gatehouse rule: need and law are theirs to know."""
    if case.manager_id != by.pk:
        yield Problem(f"{case.manager} manages this program and approves its requests.", DUTIES)


def has_subjects(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A request names at least one person or unit. Gatehouse rule: nothing is approved by an empty list (I1)."""
    if not case.subjects.on_roster().exists():
        yield Problem("The roster is empty.", NO_SUBJECT, "Add a person or a unit.")


def commanders_are_named(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Assistance to a whole unit means vetting the unit and its commander. Policy: DRL fact sheet, verified."""
    missing = (
        case.subjects.on_roster().filter(person=None, commander=None, comes_with_person=False).select_related("unit")
    )
    for subject in missing:
        yield Problem(f"{subject.unit} has no commander on the roster.", COMMANDER, "Name its commander.")


def dates_are_ahead(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """The event has not begun. Gatehouse rule: vetting comes before assistance, never after."""
    if case.event_start < on:
        yield Problem("The event has already begun.", NEED, "Correct its dates.", "event_start")


def names_need_law_and_funding(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A manager endorses need, law, funding, dates and recipients. Gatehouse rule."""
    if not case.need.strip():
        yield Problem("The request does not say what the assistance is needed for.", NEED, "Return it.", "need")
    if not case.laws:
        yield Problem("The request names no law.", NEED, "Return it.", "laws")
    if not case.funding.strip():
        yield Problem("The request names no funding.", NEED, "Return it.", "funding")


def nobody_is_suspended(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A withdrawal does not clear a suspension: the question stays with whoever reviews. Gatehouse rule."""
    if case.subjects.filter(state=SubjectState.SUSPENDED).exists():
        yield Problem("Somebody on the roster is suspended.", DECIDED, "The reviewers resolve it first.")


def nobody_is_held(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A roster goes to review whole: a held row is released or removed first. Gatehouse rule (I2)."""
    count = case.subjects.filter(state=SubjectState.POST_HOLD).count()
    if count:
        rows = "1 of the roster is" if count == 1 else f"{count} of the roster are"
        yield Problem(f"{rows} on hold at post.", DECIDED, "Release or remove each.")


def hits_are_resolved(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Each possible match is decided by a named person before review. Policy: post procedure, as fielded."""
    from .models import Hit, HitState

    count = Hit.objects.filter(subject__case=case, state=HitState.OPEN).exclude(subject__state__in=OUT).count()
    if count:
        hits = "1 possible match has" if count == 1 else f"{count} possible matches have"
        yield Problem(f"{hits} no decision.", HITS, "Decide each: same or different.")
    if case.subjects.on_roster().filter(screened_at=None).exists():
        yield Problem("Some of the roster has not been screened.", HITS, "Screen it first.")


def every_subject_is_decided(case: VettingCase, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Results go back when every subject has an explicit outcome. Gatehouse rule (I2)."""
    count = case.subjects.filter(state__in=UNDECIDED).count()
    if count:
        rows = "1 of the roster has" if count == 1 else f"{count} of the roster have"
        yield Problem(f"{rows} no outcome.", DECIDED, "Both reviews decide each.")


def did_not_suspend_alone(approval: Approval, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Whoever suspended an approval does not lift it alone. Gatehouse rule: two people on every way back."""
    if approval.suspended_by_id == by.pk:
        yield Problem("You suspended this approval; somebody else lifts it.", DUTIES)


def is_another_than_the_proposer(standing: UnitStanding, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A finding on a unit takes two people. Policy: two persons in DRL (leahy-vetting 2.6), as a Gatehouse rule."""
    if standing.proposed_by_id == by.pk:
        yield Problem("You proposed this; another person confirms or closes it.", TWO_ON_UNIT)
