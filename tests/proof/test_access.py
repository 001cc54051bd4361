"""Every address for every role: own, the other place's, and missing, against a table written apart from the code.

`policy.csv` says what each role gets. Hidden answers are the same as missing ones to the byte; no text of the other
place is in any answer, nor does any answer change when the other place comes into being.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Collection, Iterator
from pathlib import Path

import pghistory
import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from accounts.roles import Role
from partners.forms import UnitCodeField
from partners.models import Unit
from reporting.services import rollups
from tests import make

from . import matrix
from .addresses import addresses
from .answers import around, difference
from .canaries import PLACES, Common, Place
from .described import describe, responsible_office
from .faults import FAULTS
from .matrix import Cell, House
from .objects import reference_rows, values
from .references import references
from .table import HIDDEN, OWN

pytestmark = pytest.mark.django_db  # each test is a savepoint inside the house
PROVE = os.environ.get("GATEHOUSE_PROVE") == "1"
SEED, SAMPLE = 1961, 1500
CHEAP = override_settings(
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    MIDDLEWARE=[m for m in settings.MIDDLEWARE if "whitenoise" not in m],
)


@pytest.fixture(scope="module")
def house(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """One house for the whole module, at one moment, taken back at its end."""
    now, folder = dt.datetime.now(tz=dt.UTC), tmp_path_factory.mktemp("house")
    with (
        override_settings(MEDIA_ROOT=folder / "files"),
        django_db_blocker.unblock(),
        CHEAP,
        time_machine.travel(now, tick=False),
        pghistory.context(test=True),
        transaction.atomic(),
    ):
        logging.disable(logging.CRITICAL)  # thousands of refusals are no news
        yield furnish(folder)
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


def furnish(folder: Path) -> House:
    """The own place first; what its people see then is kept, to be compared once the other place is there too."""
    for place in PLACES.values():
        make.country(*place)
    common = Common(folder)
    found = House(common, describe(Place("OWN", common)))
    reference_rows()
    responsible_office()
    found.admit()
    rollups.rebuild()
    compared = dict.fromkeys(cell for cell in [*chosen(), *faulty()] if cell.of == OWN and is_read(cell))
    found.before = {cell: found.ask(cell).text for cell in compared}
    found.other = describe(Place("OTHER", common))
    rollups.fill_stale()
    return found


OF_IMET = (
    *("programs/<number>/", "seats/<pk>/", "obligations/<pk>/", "transactions/<pk>/"),
    *("api/v1/programs/", "api/v1/recipients/", "api/v1/seats/", "api/v1/deliveries/", "api/v1/obligations/"),
    "api/v1/transactions/",
)


def is_read(cell: Cell) -> bool:
    """Answers that are compared: what is read of one's own. Admin, audit and background work are of the whole house."""
    return cell.address.method == "get" and not cell.address.route.startswith(("admin/", "audit/", "reports/rollups/"))


def chosen() -> list[Cell]:
    every = matrix.cells()
    return every if PROVE else matrix.sample(every, SAMPLE, SEED)


def faulty() -> list[Cell]:
    """The cells at which the faults must show."""
    return matrix.cells(*{route for fault in FAULTS.values() for route in fault.routes})


def none(findings: Collection[str]) -> None:
    """Fail with every finding, a line each."""
    if findings:
        pytest.fail("\n".join([f"{len(findings)} findings", *sorted(findings)]), pytrace=False)


def test_every_address_has_its_row_and_its_arguments(house: House) -> None:
    every = addresses()
    none([str(address) for address in every if house.rule(address) is None])
    for address in every:
        values(address, house.own, house.common)
    none({route for route, _ in house.rules} - {address.route for address in every})


def test_every_address_answers_each_role_as_the_table_says(house: House) -> None:
    none(house.findings(chosen()))


@pytest.mark.parametrize("name", FAULTS)
def test_the_table_finds_the_fault(name: str, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fault is found where it was put in; without it the same cells have no finding."""
    asked = matrix.cells(*FAULTS[name].routes)
    with monkeypatch.context() as patch:
        FAULTS[name].put_in(patch)
        assert house.findings(asked) != []
    none(house.findings(asked))


def named(house: House) -> list[str]:
    """What an answer gives away about records of the other place that one names."""
    assert house.other is not None
    findings = []
    for asked in references(house.own, house.other, house.common):
        (path, body), (gone, nothing) = asked.with_(asked.theirs), asked.with_(asked.nobodys)
        status, text = house.name(asked.actor, path, body, asked.echoes)
        missing = house.name(asked.actor, gone, nothing, asked.echoes)
        if status >= 500 or status == 403 or (status < 400 and body is not None):
            findings.append(f"{asked}: answered with {status}")
        if "CANARY-OTHER" in text:
            findings.append(f"{asked}: {around(text, 'CANARY-OTHER')}")
        if (status, text) != missing:
            findings.append(f"{asked}: {status} / {missing[0]}, {difference(text, missing[1])}")
    return findings


def test_naming_another_place_s_record_reads_like_naming_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """In forms, in the API, in filters, in the second half of an address: the answers are the same. Where forms find
    units of every place, this is seen."""
    none(named(house))
    with monkeypatch.context() as patch:
        patch.setattr(UnitCodeField, "clean", lambda field, code: Unit.objects.filter(code=code).first())
        assert named(house) != []


def test_a_role_for_one_kind_of_program_sees_nothing_of_another(house: House) -> None:
    """A program manager for FMF alone, at the own place: IMET is as far away there as another country."""
    manager = make.user(Role.PROGRAM_MANAGER, at=house.own.at, kinds=["FMF"], username="the-actor-of-fmf")
    house.let_in("fmf", manager)
    hidden = (house.own.program.number, *map(house.own.text, ("IMET-TITLE", "OBJECTIVES", "DOCUMENT", "DELIVERY")))
    findings, told = [], set()
    for address in addresses():
        if address.method != "get" or address.is_admin or address.route.startswith("accounts/"):
            continue
        for query in address.queries:
            cell = Cell("fmf", address, OWN, query)
            answer = house.ask(cell)
            findings += [f"{cell}: {one}" for one in hidden if one in answer.text]
            told |= {word for word in ("FMF-TITLE", "PARTNER-WANT") if house.own.text(word) in answer.text}
            of_fmf = any(part in address.route for part in ("cases", "letters"))
            of_imet = address.route.startswith(OF_IMET) and not of_fmf
            if of_imet and address.parameters and answer.verdict != HIDDEN:
                findings.append(f"{cell}: {answer.verdict}")
    none(findings)
    assert told == {"FMF-TITLE", "PARTNER-WANT"}  # while FMF itself is there
