"""Cells of the access table: one actor asks one address about one object, and what came back is judged.

A finding is a sentence. None is expected of the house as it stands, and at least one of each fault that is put into it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests import make

from .addresses import Address, addresses
from .answers import TOKEN, around, difference, heads, read, verdict_of
from .canaries import PLACES, Common, Place
from .objects import MISSING, values
from .sent import sent
from .table import GONE, HIDDEN, OTHER, OWN, Rule, policy

CANARY = re.compile(r"CANARY-OWN-([A-Z0-9-]+)")

# --- Actors --------------------------------------------------------------------------------------------------------

ROLES = {
    "requester": Role.REQUESTER,
    "analyst": Role.ANALYST,
    "manager": Role.PROGRAM_MANAGER,
    "funds": Role.FUNDS_OFFICER,
    "legislative": Role.LEGISLATIVE_AFFAIRS,
    "bureau": Role.BUREAU_REVIEWER,
    "rights": Role.HUMAN_RIGHTS_REVIEWER,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}
OF_A_REGION = {"bureau", "auditor"}
ACTORS = (*ROLES, "nobody", "superuser", "anonymous")

# Whose texts these are: who does not read cases, money or people at the place reads none of their words either.
READERS = {
    "case": {"requester", "analyst", "manager", "bureau", "rights", "auditor"},
    "money": {"analyst", "manager", "funds", "legislative", "auditor"},
    "person": {"requester", "analyst", "manager", "bureau", "rights", "auditor"},
    "program": {"requester", "analyst", "manager", "funds", "legislative", "bureau", "rights", "auditor"},
    "nobody": set(),
}
WORDS = {
    "case": (
        *("EVENT", "NEED", "FUNDING", "RETURN-REASON", "CONDITIONS", "SUSPENSION", "GROUNDS", "MATCH", "LIKENESS"),
        "HIT-NOTE",
    ),
    "money": (
        *("ALLOTMENT", "MONEY-NOTE", "VOUCHER", "SF-132", "COUNTERPARTY", "RECORD-NOTE", "NAMING"),
        *("NOTICE", "NOTICE-WHY", "NOTICE-SERVED", "CLEARANCE-NOTE", "RESULT-NOTE", "HOLD-NOTE"),
    ),
    "person": ("BIRTHPLACE",),
    "nobody": ("PASSPORT",),
}


def reader_of(word: str) -> set[str]:
    """Who may read a text of their own place, by the last part of its canary."""
    return next((READERS[kind] for kind, words in WORDS.items() if word.endswith(words)), READERS["program"])


@dataclass
class Answer:
    """What came back, brought to a form in which two answers can be compared."""

    status: int
    verdict: str
    text: str


@dataclass(frozen=True)
class Cell:
    """One question of the table."""

    actor: str
    address: Address
    of: str
    query: str = ""

    def __str__(self) -> str:
        return f"{self.actor}: {self.address}{self.query} ({self.of})"


@dataclass
class House:
    """Both places, the actors of the own one, and what they saw before the other place existed."""

    common: Common
    own: Place
    other: Place | None = None
    clients: dict[str, tuple[Client, str]] = field(default_factory=dict)
    before: dict[Cell, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """A number of the other place, before and after it exists."""
        return self.own.case.number.replace(self.own.country.iso3, PLACES["OTHER"][0])

    @cached_property
    def rules(self) -> dict[tuple[str, str], Rule]:
        return policy()

    def rule(self, address: Address) -> Rule | None:
        """The row of an address. Django's forms answer PUT as they do POST."""
        method = "post" if address.method == "put" else address.method
        return self.rules.get((address.route, method))

    def admit(self) -> None:
        """Sign every actor in, once."""
        for name in ACTORS:
            self.let_in(name, self.user(name) if name != "anonymous" else None)

    def let_in(self, name: str, user: User | None) -> None:
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        self.clients[name] = client, client.cookies.output(header="", sep=";")

    def user(self, name: str) -> User:
        if name == "nobody":
            return make.user(username="an-actor-without-a-role")
        if name == "superuser":
            return User.objects.create_superuser("an-actor-of-all-power", password=make.PASSWORD)
        at = None if name in OF_A_REGION else self.own.at
        region = self.own.at.region if name in OF_A_REGION else ""
        made = make.user(ROLES[name], at=at, region=region, username=f"the-actor-{name}")
        made.is_staff = name == "administrator"
        made.save()
        return made

    # --- Asking ----------------------------------------------------------------------------------------------------

    def ask(self, cell: Cell) -> Answer:
        """Ask, judge, and take back whatever it wrote."""
        address = cell.address
        place = self.other if cell.of == OTHER else self.own
        assert place is not None
        given = values(address, place, self.common)
        if cell.of == GONE:
            given = {name: MISSING.get(name, value) for name, value in given.items()}
        path = address.path(given)
        query = cell.query.replace("{other}", self.number)
        body = sent(address, place, self.common)
        client, cookies = self.clients[cell.actor]
        client.cookies.load(cookies)
        kind = {"content_type": "application/json"} if address.is_api and address.method != "get" else {}
        with transaction.atomic():
            response = getattr(client, address.method)(path + query, body or None, **kind)
            content = read(response)
            said = [str(message) for message in get_messages(response.wsgi_request)]
            transaction.set_rollback(True)
        client.cookies.clear()
        verdict = verdict_of(response, content, address, cell.actor, complete=bool(body))
        text = "\n".join([TOKEN.sub(r'\1"…"', content), *heads(response)]).replace(path, "…")
        if asked := query.partition("=")[2]:
            text = text.replace(asked, "…")
        for value in given.values():  # Django's admin names in a message what it did not find
            said = [one.replace(str(value), "…") for one in said]
        text = "\n".join([text, *said])
        return Answer(response.status_code, verdict, text)

    def name(self, actor: str, path: str, body: dict[str, Any] | None, echoes: Collection[Any]) -> tuple[int, str]:
        """Send what names a record, and give the answer without any of those names in it."""
        client, cookies = self.clients[actor]
        client.cookies.load(cookies)
        kind = {"content_type": "application/json"} if path.startswith("/api/") and body is not None else {}
        with transaction.atomic():
            response = client.get(path) if body is None else client.post(path, body, **kind)
            content = read(response)
            transaction.set_rollback(True)
        client.cookies.clear()
        text = TOKEN.sub(r'\1"…"', content).replace(path, "…")
        for one in echoes:
            text = re.sub(rf"\b{re.escape(str(one))}\b", "…", text)
        return response.status_code, text

    # --- Judging ---------------------------------------------------------------------------------------------------

    def findings(self, cells: Iterable[Cell]) -> list[str]:
        """Everything that is not as the table says."""
        return [found for cell in cells for found in self.judge(cell)]

    def judge(self, cell: Cell) -> Iterator[str]:
        rule = self.rule(cell.address)
        if rule is None:
            yield f"{cell.address}: no row in policy.csv"
            return
        answer = self.ask(cell)
        expected = rule.expected(cell.actor, cell.of)
        if answer.verdict not in expected:
            yield f"{cell}: {answer.verdict} ({answer.status}), expected {' or '.join(sorted(expected))}"
        if cell.of == OTHER and rule.other == HIDDEN:
            missing = self.ask(Cell(cell.actor, cell.address, GONE, cell.query))
            if (missing.status, missing.text) != (answer.status, answer.text):
                yield f"{cell}: not the same as a missing one: {difference(missing.text, answer.text)}"
        yield from self.leaks(cell, answer)
        seen = self.before.get(cell)
        if seen is not None and seen != answer.text:
            yield f"{cell}: tells that another place exists: {difference(seen, answer.text)}"

    def leaks(self, cell: Cell, answer: Answer) -> Iterator[str]:
        if self.other is not None:
            for canary in self.other.canaries:
                if canary in answer.text:
                    yield f"{cell}: {canary} of the other place: {around(answer.text, canary)}"
                    break
        for word in sorted(set(CANARY.findall(answer.text))):
            if cell.actor not in reader_of(word):
                yield f"{cell}: CANARY-OWN-{word}, which this actor does not read"


# --- Which cells ---------------------------------------------------------------------------------------------------


def cells(*routes: str) -> list[Cell]:
    """Every cell, or those of some routes."""
    found = []
    for address in addresses():
        if routes and address.route not in routes:
            continue
        for actor in ACTORS:
            found += [Cell(actor, address, OWN, query) for query in address.queries]
            if address.parameters:
                found += [Cell(actor, address, OTHER), Cell(actor, address, GONE)]
    return found


def sample(every: list[Cell], size: int, seed: int) -> list[Cell]:
    """The same few of all cells each time."""
    return random.Random(seed).sample(every, min(size, len(every)))
