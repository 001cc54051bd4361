"""A small invented world for the benches of programs: people with roles, approved units, a program under way, a fund.

Made through the services inside the transaction of a bench, and undone with it.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable
from decimal import Decimal
from math import ceil
from time import perf_counter
from typing import Any

import dj_database_url
from django.db import connection

from accounts.models import User
from accounts.roles import Role
from accounts.services import assignments
from ground.dates import fiscal_year, today
from partners.models import Bureau, Country, OperatingUnit, Unit
from partners.services import people, units
from programs.models import Account, Fund, Obligation, Program, Recipient
from programs.services import ledger, obligations, programs
from reporting.services import rollups
from vetting.models import Review
from vetting.services import cases, reviews

PARTS = {"p50_ms": 0.5, "p95_ms": 0.95}


class World:
    """One country, its people, and what the benches ask for."""

    def __init__(self) -> None:
        bureau, _ = Bureau.objects.get_or_create(code="WHA", defaults={"name": "WHA"})
        self.country = Country.objects.create(iso3="XZZ", name="Bench (invented)", invented=True, bureau=bureau)
        self.place = OperatingUnit.objects.create(
            kind="COUNTRY", code="XZZ", name="Bench (invented)", country=self.country, region="WHA"
        )
        self.users = {role: self.user(role) for role in Role if role != Role.ADMINISTRATOR}
        self.director = self.user(Role.PROGRAM_MANAGER, "director")

    def user(self, role: Role, name: str = "") -> User:
        made = assignments.create_user(username=f"bench-{name or role}".lower(), password="a long enough password")
        assignments.assign(user=made, role=role, from_on=today() - dt.timedelta(days=1), everywhere=True)
        return made

    def program(self, kind: str, detail: dict[str, Any]) -> Program:
        """A program that executes."""
        made = programs.create_program(
            kind=kind,
            title="Bench",
            operating_unit=self.place,
            fiscal_year=2027,
            manager=self.users[Role.PROGRAM_MANAGER],
            purpose="A bench",
            planned_amount=Decimal(1),
            detail=detail,
            by=self.users[Role.ANALYST],
        )
        for step, by in (("submit", self.users[Role.ANALYST]), ("approve", self.director), ("execute", self.director)):
            made = programs.take(program=made, step=step, by=by)
        return made

    def approved_units(self, count: int) -> list[Unit]:
        """Units with a commander each, below one command, all approved by both reviews of one case."""
        source = units.record_source(title="Bench", by=None)
        command = units.create_unit(country=self.country, name="Command (invented)", by=None)
        made = []
        for number in range(count):
            unit = units.create_unit(country=self.country, name=f"Unit {number} (invented)", by=None)
            units.set_parent(child=unit, parent=command, from_on=None, source=source, by=None)
            names = people.Identity(country=self.country, given_names="Commander", family_names=f"Qx{number}zv")
            commander = people.create_person(identity=names, by=None)
            people.post(person=commander, unit=unit, from_on=None, source=source, is_commander=True, by=None)
            made.append(unit)
        self.approve([(unit.pk, None) for unit in made])
        return made

    def approve(self, recipients: Iterable[tuple[int, int | None]]) -> None:
        """One case, walked through by the people it takes."""
        asks, manages, works = (self.users[r] for r in (Role.REQUESTER, Role.PROGRAM_MANAGER, Role.ANALYST))
        case = cases.open_case(
            event="Bench",
            start=today() + dt.timedelta(days=1),
            end=today() + dt.timedelta(days=30),
            laws=["STATE"],
            funding="PKO FY 2027",
            operating_unit=self.place,
            manager=manages,
            recipients=recipients,
            need="A bench",
            by=asks,
        )
        cases.submit(case=case, by=asks)
        cases.endorse(case=case, by=manages)
        cases.accept_and_screen(case=case, by=works)
        cases.send_to_review(case=case, by=works)
        for kind, role in (
            (Review.Kind.BUREAU, Role.BUREAU_REVIEWER),
            (Review.Kind.HUMAN_RIGHTS, Role.HUMAN_RIGHTS_REVIEWER),
        ):
            reviews.review(case=case, kind=kind, verdict="APPROVE", by=self.users[role])

    def recipients(self, program: Program, made: Iterable[Unit]) -> list[Recipient]:
        """The units nominated to the program."""
        rows = [programs.RecipientRow(unit=unit) for unit in made]
        return programs.nominate_recipients(program=program, rows=rows, by=self.users[Role.ANALYST])

    def fund(self, allotted: Decimal) -> Fund:
        """A fund with money allotted to the country."""
        by, day = self.users[Role.FUNDS_OFFICER], today()
        account, _ = Account.objects.get_or_create(code="PKO", defaults={"name": "PKO", "kind": "PKO"})
        terms = {"enacted_on": day - dt.timedelta(days=30), "availability_years": 2}
        fund = ledger.open_fund(account=account, fiscal_year=fiscal_year(day), title="Bench", by=by, **terms)
        move = {"fund": fund, "amount": allotted, "effective_on": day, "evidence": "Bench", "by": by}
        ledger.appropriate(**move)
        ledger.apportion(**move)
        ledger.allot(**move, operating_unit=self.place)
        return fund

    def proposal(self, program: Program, fund: Fund) -> Obligation:
        """A dollar that waits for a document."""
        return obligations.propose_obligation(
            program=program,
            fund=fund,
            amount=Decimal(1),
            document_number=f"Bench {program.number}",
            evidence="GRANT",
            effective_on=today(),
            naming="Bench",
            by=self.users[Role.PROGRAM_MANAGER],
        )


def seconds(act: Callable[[], Any]) -> float:
    """How long an act takes."""
    began = perf_counter()
    act()
    return perf_counter() - began


def spread(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile of times in milliseconds: the time within which so many of them were done, itself one
    of the times, so that of ten the 95th percentile is the longest."""
    ordered = sorted(times)
    return {name: round(1000 * ordered[ceil(part * len(ordered)) - 1], 2) for name, part in PARTS.items()}


def as_owner() -> None:
    """The application's role makes no database: connect as the owner, where there are two."""
    owner = dj_database_url.parse(os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"])
    connection.close()
    connection.settings_dict.update({name: owner[name] for name in ("USER", "PASSWORD", "HOST", "PORT")})


def settle() -> None:
    """What the background does within seconds and minutes: fill what is stale, vacuum."""
    rollups.fill_stale()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
