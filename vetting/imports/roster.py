"""A roster file: the simple table of contract 2.1, csv or xlsx, read into rows. Finding people comes after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ground.dates import today
from ground.rows import Column, Layout, Limits, Problem, Row, one_of, partial_day, text
from partners.models import IdentifierKind, Person

DOCUMENTS = {
    "National ID": IdentifierKind.NATIONAL_ID,
    "Passport": IdentifierKind.PASSPORT,
    "Military ID": IdentifierKind.FORCE_ID,
    "Police ID": IdentifierKind.FORCE_ID,
    "Military or police number": IdentifierKind.FORCE_ID,
}
SEXES = {"F": Person.Sex.FEMALE, "Female": Person.Sex.FEMALE, "M": Person.Sex.MALE, "Male": Person.Sex.MALE}


def layout(*, strict: bool = True) -> Layout:
    """The columns. Screening is not strict about words that it does not look at: sex and kind of document."""
    return Layout(
        (
            Column("last_name", text(150), aliases=("surname", "family name", "last names", "family names")),
            Column("first_name", text(100), aliases=("given name", "first names", "given names")),
            Column("middle_name", text(100), required=False, aliases=("middle names",)),
            Column("date_of_birth", partial_day(latest=today()), required=False, aliases=("dob", "birth date")),
            Column("place_of_birth", text(200), required=False, aliases=("pob", "birth place")),
            Column("country_of_citizenship", text(120), required=False, aliases=("citizenship", "nationality")),
            Column("sex", one_of(*SEXES) if strict else text(60), required=False, aliases=("gender",)),
            Column("rank", text(80), required=False),
            Column("unit", text(300), required=False, aliases=("unit code", "unit name")),
            Column("position", text(200), required=False, aliases=("position title", "job title")),
            Column("id_type", one_of(*DOCUMENTS) if strict else text(60), required=False),
            Column("id_number", text(60), required=False),
        )
    )


@dataclass(frozen=True)
class RosterRow:
    """One line of a roster, as values."""

    number: int
    family_names: str
    given_names: str
    birth_date: str
    birth_place: str
    citizenship: str
    sex: str
    rank: str
    unit: str
    position: str
    identifiers: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    ragged: bool

    @property
    def name(self) -> str:
        """The name in the order it is spoken."""
        return f"{self.given_names} {self.family_names}".strip()


def read_roster(
    source: str | Path | BinaryIO, *, name: str = "", rows: int = 5_000, strict: bool = True
) -> Iterator[RosterRow]:
    """At most so many rows of a roster. Raises FileRefused when the file cannot be read as a whole, also midway."""
    for row in layout(strict=strict).read(source, name=name, limits=Limits(rows=rows)):
        yield _row(row)


def _row(row: Row) -> RosterRow:
    number, values, problems = row.number, row.values, row.problems
    given = " ".join(filter(None, (values["first_name"], values["middle_name"])))
    if not given and not values["last_name"] and not problems:
        problems = (Problem(number, "Last Name", "", "The row names nobody. Fill in a first or a last name."),)
    written = values["id_number"]
    kind = DOCUMENTS.get(values["id_type"], IdentifierKind.NATIONAL_ID)
    return RosterRow(
        number=number,
        family_names=values["last_name"],
        given_names=given,
        birth_date=str(values["date_of_birth"] or ""),
        birth_place=values["place_of_birth"],
        citizenship=values["country_of_citizenship"],
        sex=SEXES.get(values["sex"], Person.Sex.NOT_GIVEN),
        rank=values["rank"],
        unit=values["unit"],
        position=values["position"],
        identifiers=((kind, written),) if written else (),
        problems=problems,
        ragged=row.ragged,
    )
