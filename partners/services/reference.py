"""Reference rows from `partners/reference`: what is missing is added, what a person keeps in the admin is never undone.

Also how a country's spelling is compared and looked up, for every import that prints country names.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from django.db import models

from ground.refusals import refusals
from ground.rows import read_rows
from partners.models import Bureau, CombatantCommand, Country, CountryName, Deflator, OperatingUnit, Post

TABLES = Path(__file__).resolve().parent.parent / "reference"
DEFLATED = "USAID, U.S. Overseas Loans and Grants (Greenbook): historical dollars over constant 2020 dollars"
SOURCE = "ISO 3166-1; spellings as printed in the Foreign Military Training reports and budget justifications"

M = TypeVar("M", bound=models.Model)


def folded(name: str) -> str:
    """A spelling as it is compared: lower case, single spaces."""
    return " ".join(name.split()).lower()


def table(name: str) -> list[dict[str, str]]:
    """One of the reference tables, a dict a row."""
    titles, *rows = read_rows(TABLES / f"{name}.csv")
    return [dict(zip(map(str, titles), map(str, row), strict=True)) for row in rows]


def countries_by_spelling() -> dict[str, Country]:
    """Every known spelling, folded, and the country it stands for. A spelling that is not there is never guessed."""
    return {name.folded: name.country for name in CountryName.objects.select_related("country")}


def load_countries() -> dict[str, int]:
    """Bureaus, commands, countries with their spellings, posts, operating units, deflators; how many of each were
    added."""
    with refusals():
        return {
            "bureaus": _add(Bureau, (Bureau(code=r["code"], name=r["name"]) for r in table("bureaus")), "code"),
            "combatant_commands": _add(
                CombatantCommand, (CombatantCommand(**row) for row in table("combatant_commands")), "code"
            ),
            "countries": _countries(),
            "country_names": _country_names(),
            "posts": _posts(),
            "operating_units": _operating_units(),
            "deflators": _deflators(),
        }


def add_names(*, country: Country, names: Iterable[str], source: str) -> int:
    """Give a country spellings it does not have yet; how many were new."""
    rows = (CountryName(country=country, name=name, folded=folded(name), source=source) for name in names)
    with refusals():
        return _add(CountryName, rows, "folded")


def _add(model: type[M], rows: Iterable[M], key: str) -> int:
    """Add the rows whose key is not there yet."""
    there = set(model._default_manager.values_list(key, flat=True))
    return len(model._default_manager.bulk_create(row for row in rows if getattr(row, key) not in there))


def _countries() -> int:
    bureaus = _by(Bureau, "code")
    commands = _by(CombatantCommand, "code")
    rows = (
        Country(
            iso3=row["iso3"],
            iso2=row["iso2"],
            numeric=row["numeric"],
            name=row["name"],
            bureau=bureaus.get(row["bureau"]),
            command=commands.get(row["combatant_command"]),
        )
        for row in table("countries")
    )
    return _add(Country, rows, "iso3")


def _country_names() -> int:
    countries = _by(Country, "iso3")
    rows = (
        CountryName(country=countries[row["iso3"]], name=name, folded=folded(name), source=SOURCE)
        for row in table("countries")
        for name in [row["name"], *filter(None, row["aliases"].split("; "))]
    )
    return _add(CountryName, rows, "folded")


def _posts() -> int:
    """A post for each country that has none: a renamed post stays as a person named it."""
    countries = _by(Country, "iso3")
    rows = (Post(country=countries[row["iso3"]], name=row["name"], city=row["city"]) for row in table("posts"))
    return _add(Post, rows, "country_id")


def _operating_units() -> int:
    countries = (
        OperatingUnit(
            kind=OperatingUnit.Kind.COUNTRY,
            code=country.iso3,
            name=country.name,
            country=country,
            region=country.bureau.code if country.bureau else "",
        )
        for country in Country.objects.select_related("bureau").order_by("iso3")
    )
    others = (OperatingUnit(**row) for row in table("operating_units"))
    return _add(OperatingUnit, [*countries, *others], "code")


def _deflators() -> int:
    rows = (
        Deflator(period=r["period"], base_year=int(r["base_year"]), value=Decimal(r["value"]), source=DEFLATED)
        for r in table("deflators")
    )
    there = set(Deflator.objects.values_list("period", "base_year"))
    return len(Deflator.objects.bulk_create(row for row in rows if (row.period, row.base_year) not in there))


def _by(model: type[M], key: str) -> dict[Any, M]:
    return {getattr(row, key): row for row in model._default_manager.all()}
