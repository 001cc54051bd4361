"""Units, people and postings as files: `units.csv` with its sibling files beside it, in the layout of the site Who Was
In Command. Pure: it reads files and words dates; `services.unit_import` is its one caller.

A date there is when a source first or last names something, not when it began, unless a flag says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ground.progress import Told, counted
from ground.rows import Column, Layout, PartialDate, Row, one_of, partial_day, text
from partners.models import ForceType, UnitParent

SOURCE = "WhoWasInCommand"
PUBLISHER = "Security Force Monitor, Human Rights Institute, Columbia Law School (CC BY 4.0)"
ADDRESS = "https://whowasincommand.com/"

_said = text(500, as_printed=True)
_many = text(30_000, as_printed=True)
_flag = one_of("True", "False")
_day = partial_day()


def _key(name: str) -> Column:
    return Column(name, text(100), filled=True)


UNITS = Layout(
    (
        _key("unit_id"),
        Column("name", text(300, as_printed=True), filled=True),
        Column("name_confidence", _said),
        Column("aliases", _many),
        Column("classifications", _said),
        Column("country", text(2), filled=True),
        Column("headquarters", text(300, as_printed=True)),
        Column("first_cited", _day),
        Column("last_cited", _day),
        Column("open_ended", _said),
        Column("first_cited_is_start", _flag),
        Column("name_sources", _many),
    )
)
RELATIONS = Layout(
    (
        _key("child_unit_id"),
        Column("child", _said),
        _key("parent_unit_id"),
        Column("parent", _said),
        Column("relation", one_of("child", "member"), filled=True),
        Column("classification", _said),
        Column("first_cited", _day),
        Column("first_cited_is_start", _flag),
        Column("last_cited", _day),
        Column("open_ended", _said),
    ),
    bare=True,
)
LOCATIONS = Layout(
    (
        _key("unit_id"),
        Column("unit", _said),
        Column("kind", _said),
        Column("location", text(300, as_printed=True)),
        Column("country", _said),
        Column("geometry", _said),
        Column("first_cited", _day),
        Column("last_cited", _day),
        Column("open_ended", _said),
    ),
    bare=True,
)
PERSONS = Layout(
    (
        _key("person_id"),
        Column("name", text(150, as_printed=True), filled=True),
        Column("aliases", _many),
        Column("country", text(2), filled=True),
    ),
    bare=True,
)
POSTINGS = Layout(
    (
        _key("person_id"),
        Column("person", _said),
        _key("unit_id"),
        Column("unit", _said),
        Column("rank", text(80, as_printed=True)),
        Column("role", text(200, as_printed=True)),
        Column("title", text(200, as_printed=True)),
        Column("first_cited", _day),
        Column("first_cited_is_start", _flag),
        Column("last_cited", _day),
        Column("last_cited_is_end", _flag),
        Column("end_context", _said),
    ),
    bare=True,
)
SOURCES = Layout(
    (
        _key("source_id"),
        Column("title", text(500, as_printed=True), filled=True),
        Column("publication", text(250, as_printed=True)),
        Column("publication_country", _said),
        Column("published_on", _day),
        Column("url", text(1000, as_printed=True)),
    ),
    bare=True,
)
BESIDE = {
    "sources.csv": SOURCES,
    "unit_relations.csv": RELATIONS,
    "unit_locations.csv": LOCATIONS,
    "persons.csv": PERSONS,
    "postings.csv": POSTINGS,
}

LEFT_OUT = {
    "incidents.csv": "Incidents have no place here yet.",
    "violation_types.csv": "The source's words for violations have no place here.",
}
NO_FILE, NOT_KNOWN = "There is no such file beside this one.", "It is no file of this list that is known here."

RELATION = {"child": UnitParent.Relation.COMMAND, "member": UnitParent.Relation.MEMBER}


@dataclass(frozen=True)
class Span:
    """The days a fact is shown for; None is not known, or until further notice."""

    first: dt.date | None
    last: dt.date | None
    start_known: bool
    end_known: bool

    @property
    def is_dated(self) -> bool:
        return self.first is not None or self.last is not None


def read(path: Path, told: Told) -> tuple[dict[str, list[Row]], dict[str, str]]:
    """The rows of the file and of those beside it, by file name, and why others beside it are left out.

    FileRefused says what is no such file.
    """
    rows, left_out = {path.name: list(UNITS.read(path))}, {}
    for name, layout in counted(list(BESIDE.items()), told):
        beside = next((one for one in (path.with_name(name), path.with_name(f"{name}.gz")) if one.is_file()), None)
        rows[name] = list(layout.read(beside)) if beside else []
        if beside is None:
            left_out[name] = NO_FILE
    for other in sorted([*path.parent.glob("*.csv"), *path.parent.glob("*.csv.gz")]):
        name = other.name.removesuffix(".gz")
        if other.name != path.name and name not in BESIDE:
            left_out[other.name] = LEFT_OUT.get(name, NOT_KNOWN)
    return rows, left_out


def span(values: Mapping[str, Any]) -> Span:
    """The days of a row. Cited once or last long ago, a fact is not carried on to today unless the source says so."""
    first: PartialDate | None = values["first_cited"]
    last: PartialDate | None = values["last_cited"]
    open_ended = values.get("open_ended", "") == "Y"
    known_end = values.get("last_cited_is_end") == "True" or values.get("open_ended") == "E"
    ends = None if open_ended and not known_end else last or first
    return Span(
        first=first.first if first else None,
        last=ends.last if ends else None,
        start_known=values["first_cited_is_start"] == "True" and first is not None and first.day is not None,
        end_known=known_end and last is not None and last.day is not None,
    )


def parts(cell: str) -> list[str]:
    """The parts of a cell that holds several, without repeats."""
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def force_type(classifications: str) -> str:
    """What kind of force the source's words mean; both kinds, or neither, is unknown and so in scope."""
    words = {part.casefold() for part in parts(classifications)}
    military = bool(words & {"military", "militar", "army", "ejército", "fuerza aérea", "armada"})
    police = any(word.startswith(("police", "policía")) for word in words)
    if military != police:
        return ForceType.MILITARY if military else ForceType.POLICE
    if not military and any("security service" in word for word in words):
        return ForceType.OTHER
    return ForceType.UNKNOWN


def is_commander(values: Mapping[str, Any]) -> bool:
    """Whether the role is that of the commander, on days that are known."""
    return values["role"] == "Commander" and span(values).is_dated
