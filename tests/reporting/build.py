"""Facts to count, made through the services: rows of a training report, money of a fund, cases."""

from __future__ import annotations

import csv
import itertools
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.test import Client

from accounts.models import User
from partners.models import Country, CountryName
from programs.imports.training import LAYOUT
from programs.services.training import import_training
from reporting.measures import measure_of
from reporting.models import Rollup
from reporting.services import rollups

COLUMNS = [column.name for column in LAYOUT.columns]
_count = itertools.count(1)


def spelled(country: Country, name: str) -> None:
    """A spelling that the reports print for a country."""
    CountryName.objects.create(country=country, name=name, folded=name.lower(), source="Test")


def training(folder: Path, *rows: dict[str, Any]) -> None:
    """Bring rows in as a file of the reports: what a row does not say is filled with something plain."""
    number = next(_count)
    path = folder / f"training_{number}.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for i, row in enumerate(rows):
            whole = {
                "row_id": f"2012-2013/Africa/{number:03d}{i:05d}",
                "report": "2012-2013",
                "fiscal_year": "2012",
                "region": "Africa",
                "country": "Tamarind",
                "program": "IMET",
                "course_title": "Seamanship",
                "quantity": "1",
                "total_cost": "100",
            }
            writer.writerow({**whole, **{name: str(value) for name, value in row.items()}})
    (report,) = import_training(files=[path], by=None)
    assert report.written, report.problems


def kept(name: str) -> dict[tuple[Any, ...], Decimal]:
    """The rollups of a measure: (fiscal year, code of the unit, keys) → value."""
    rows = Rollup.objects.filter(measure=name).select_related("operating_unit")
    return {
        (
            row.fiscal_year,
            row.operating_unit.code if row.operating_unit else None,
            tuple(sorted(row.keys.items())),
        ): row.value
        for row in rows
    }


def total(name: str) -> Decimal:
    """All of a measure's rollups together."""
    return sum(kept(name).values(), start=Decimal(0))


def fill_and_check() -> None:
    """Fill what is stale; afterwards every figure equals its live query."""
    rollups.fill_stale()
    assert rollups.compare() == []


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def the(name: str) -> Any:
    """A measure by its name."""
    found = measure_of(name)
    assert found is not None
    return found
