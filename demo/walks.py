"""Ways that several stories take: a program to its execution, a case along its reviews, an obligation by two people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from accounts.models import User
from ground.dates import today
from partners.models import Person, Unit
from programs.models import CaseDocument, FmsCase, Fund, Obligation, Program, Recipient, TrainingSeat
from programs.services import case_documents, obligations, programs, seats
from programs.services.programs import RecipientRow
from vetting.models import HitState, Review, Verdict, VettingCase
from vetting.services import cases, hits, reviews

from .world import World, dollars

PACE = {"submit": 0, "endorse": 2, "accept": 3, "send": 6, "bureau": 9, "rights": 12, "close": 13}
"""Days from the request to each step of a case that nothing holds up."""

Recipients = Sequence[tuple[Unit, Person | None]]


def executing(
    world: World,
    *,
    kind: str,
    iso3: str,
    title: str,
    purpose: str,
    amount: int,
    detail: Mapping[str, Any],
    since: int = -148,
    manager: str = "manager",
    year: int | None = None,
    before: Mapping[str, Callable[[World, Program], None]] = MappingProxyType({}),
) -> Generator[int, None, Program]:
    """A program planned by the analyst, approved by the other manager, and begun. `before`: what a step takes."""
    yield since
    program = plan(
        world,
        kind=kind,
        iso3=iso3,
        title=title,
        purpose=purpose,
        amount=amount,
        detail=detail,
        manager=manager,
        year=year,
    )
    steps = (("submit", 1, world.who["analyst"]), ("approve", 3, other_manager(world, program)))
    for step, days, by in (*steps, ("execute", 5, program.manager)):
        yield since + days
        if step in before:
            before[step](world, program)
        program = programs.take(program=program, step=step, by=by)
    world.programs[kind, iso3] = program
    return program


def plan(
    world: World,
    *,
    kind: str,
    iso3: str,
    title: str,
    purpose: str,
    amount: int,
    detail: Mapping[str, Any],
    manager: str = "manager",
    year: int | None = None,
) -> Program:
    """A plan in draft. Other stories find the latest program of a kind and partner under these two."""
    program = programs.create_program(
        kind=kind,
        title=title,
        operating_unit=world.place(iso3),
        fiscal_year=year or world.year,
        manager=world.who[manager],
        purpose=purpose,
        planned_amount=dollars(amount),
        detail=detail,
        by=world.who["analyst"],
    )
    world.programs[kind, iso3] = program
    return program


def other_manager(world: World, subject: Program | VettingCase) -> User:
    """The program manager who does not manage this: approves its plan, may give its bureau review."""
    return world.who["manager2" if subject.manager == world.who["manager"] else "manager"]


def requester(world: World, program: Program) -> User:
    """Who asks for vetting in the program's country."""
    return world.who["requester" if program.operating_unit.code == "XTM" else "requester2"]


def nominate(world: World, program: Program, recipients: Recipients) -> list[Recipient]:
    """Name them as recipients of the program."""
    rows = [RecipientRow(unit=unit, person=person) for unit, person in recipients]
    return programs.nominate_recipients(program=program, rows=rows, by=requester(world, program))


def consulted(grade: str = "") -> dict[str, Any]:
    """The defense attache, consulted today on a student (22 U.S.C. 2347f) of a US-equivalent grade, or a civilian."""
    asked = {"attache_consulted_on": today(), "attache_office": "Defense attache office of the post"}
    return {**asked, "grade": grade} if grade else asked


def confirm(world: World, *seats_asked_for: TrainingSeat) -> None:
    """Confirm seats."""
    for seat in seats_asked_for:
        seats.take(seat=seat, step="confirm", by=world.who["analyst"])


def ask(
    world: World, program: Program, recipients: Recipients, *, start: int, end: int, event: str = ""
) -> VettingCase:
    """A case in draft for recipients of a program, nominated now, for the days from `start` to `end`."""
    return programs.request_vetting(
        program=program,
        recipients=nominate(world, program, recipients),
        start=world.day(start),
        end=world.day(end),
        event=event,
        by=requester(world, program),
    )


def walk(
    world: World, case: VettingCase, *, since: int, to: str = "close", until: int | None = None
) -> Generator[int, None, VettingCase]:
    """Take a draft along the steps of PACE, from the day `since`; possible matches turn out to be different people."""
    for step, days in PACE.items():
        yield since + days
        advance(world, case, step, until)
        case.refresh_from_db()
        if step == to:
            break
    return case


def advance(world: World, case: VettingCase, step: str, until: int | None = None) -> None:
    """One step of PACE, by whoever takes it."""
    analyst = world.who["analyst"]
    if step == "submit":
        cases.submit(case=case, by=case.requester)
    elif step == "endorse":
        cases.endorse(case=case, by=case.manager)
    elif step == "accept":
        cases.accept_and_screen(case=case, by=analyst)
    elif step == "send":
        for subject in case.subjects.all():
            for hit in subject.hits.filter(state=HitState.OPEN):
                hits.resolve(hit=hit, same=False, note="Another birth date and another country.", by=analyst)
        cases.send_to_review(case=case, by=analyst)
    elif step == "close":
        cases.close(case=case, by=case.manager)
    else:
        approve(world, case, step, until)


def approve(world: World, case: VettingCase, review: str, until: int | None = None) -> None:
    """One of the two reviews, "bureau" or "rights", of all who wait for it; `until` is the last day of approval."""
    kind = Review.Kind.BUREAU if review == "bureau" else Review.Kind.HUMAN_RIGHTS
    reviews.review(
        case=case,
        kind=kind,
        verdict=Verdict.APPROVE,
        valid_until=None if until is None else world.day(until),
        by=bureau_reviewer(world, case) if review == "bureau" else world.who["rights"],
    )


def bureau_reviewer(world: World, case: VettingCase) -> User:
    """The bureau reviewer of the region, or where there is none the program manager who does not manage the case."""
    reviewer = world.who["bureau"]
    return reviewer if reviewer.scope.permits("vetting.review_bureau", case.place) else other_manager(world, case)


def vetted(
    world: World,
    program: Program,
    recipients: Recipients,
    *,
    since: int,
    start: int,
    end: int,
    until: int | None = None,
    event: str = "",
) -> Generator[int, None, list[Recipient]]:
    """Recipients of a program, approved by a case that is closed."""
    yield since
    case = ask(world, program, recipients, start=start, end=end, event=event)
    yield from walk(world, case, since=since, until=until)
    return list(case.recipients.order_by("pk"))


def obligated(
    world: World, program: Program, fund: Fund, amount: int, *, since: int, evidence: str = "AGREEMENT", **more: Any
) -> Generator[int, None, Obligation]:
    """An obligation that the manager proposes and a funds officer records the day after."""
    yield since
    obligation = propose(world, program, fund, amount, evidence=evidence, on=since, **more)
    yield since + 1
    return obligations.record(obligation=obligation, by=world.who["funds"])


def propose(
    world: World, program: Program, fund: Fund, amount: int, *, on: int, evidence: str = "AGREEMENT", **more: Any
) -> Obligation:
    """A proposal of the program's manager, its document signed on the day `on`."""
    return obligations.propose_obligation(
        program=program,
        fund=fund,
        amount=dollars(amount),
        document_number=more.pop("document_number", "") or world.document(program.kind),
        evidence=evidence,
        effective_on=world.day(on),
        by=program.manager,
        **more,
    )


def implemented(case: FmsCase, *, on: dt.date, by: User) -> CaseDocument:
    """The latest document of a case written, offered, signed and implemented on one day."""
    document = case.documents.order_by("-pk")[0]
    for step in ("write", "review", "propose"):
        document = case_documents.take(document=document, step=step, by=by)
    document = case_documents.offer(document=document, offered_on=on, by=by)
    document = case_documents.accept(document=document, accepted_on=on, by=by)
    document = case_documents.record_deposit(document=document, amount=dollars(0), deposited_on=on, by=by)
    return case_documents.implement(document=document, implemented_on=on, by=by)
