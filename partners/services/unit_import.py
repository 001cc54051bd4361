"""Units, people and postings of a published list: codes are made, the source's own numbers kept, nothing overwritten.

What is here already is recognized by the source's number. A name it does not have yet is added; what a person has
corrected since stays as it is. Where the units stand is taken as headquarters when the list gives none; other places
have none here, which the report says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from ground.acting import acting, need
from ground.models import ImportBatch
from ground.progress import Told, nobody, part
from ground.rows import FileRefused, ImportReport, Problem, Row
from partners.imports import units as listed
from partners.models import Country, Person, PersonName, Posting, Source, Unit, UnitName, UnitParent

from .units import next_code, span

PLACES = "Areas, and sites of units whose headquarters are elsewhere, have no place here."
Days = tuple[dt.date, dt.date]


@dataclass
class _File:
    """The rows of one file, and what came of them."""

    name: str
    rows: list[Row]
    unchanged: int = 0
    merged: int = 0
    left_out: int = 0
    why: str = ""
    refused: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        for row in self.rows:
            if row.problems:
                self.refused.add(row.number)
                self.problems.extend(row.problems)

    def __iter__(self) -> Iterator[Row]:
        return (row for row in self.rows if row.number not in self.refused)

    def refuse(self, row: Row, column: str, reason: str) -> None:
        self.refused.add(row.number)
        self.problems.append(Problem(row.number, column, str(row.values[column]), reason))

    def report(self, *, written: bool) -> ImportReport:
        read = len(self.rows) - self.left_out
        kept = read - self.unchanged - self.merged - len(self.refused)
        return ImportReport(
            file=self.name,
            read=read,
            kept=kept,
            unchanged=self.unchanged,
            merged=self.merged,
            refused=len(self.refused),
            left_out=self.left_out,
            why=self.why,
            problems=self.problems,
            written=written and bool(kept or self.merged),
        )


def import_units(*, file: Path, by: Any, dry_run: bool = False, told: Told = nobody) -> list[ImportReport]:
    """Bring in `units.csv` and the files beside it, all or nothing; the report of each, that of the units first.

    A file beside it that is not there, or is none of this list, has a report too, which says so.
    """
    try:
        read, left_out = listed.read(file, part(told, 0, 0.2))
    except FileRefused as refusal:
        return [ImportReport.of_refused_file(refusal)]
    files = {name: _File(name, rows) for name, rows in read.items()}
    for name, why in left_out.items():
        files.setdefault(name, _File(name, [])).why = why
    with acting(by, step="import_units"):
        sources = _sources(files["sources.csv"])
        told(0.3)
        known, new = _units(files[file.name], _sites(files["unit_locations.csv"]), sources, by)
        units = known | new
        _places(files["unit_locations.csv"], units, new)
        told(0.5)
        people = _people(files["persons.csv"], by)
        told(0.6)
        this_list = _this_list()
        _parents(files["unit_relations.csv"], units, this_list)
        told(0.8)
        _postings(files["postings.csv"], people, units, this_list)
        told(1)
        written = not dry_run and not any(one.problems for one in files.values())
        reports = [one.report(written=written) for one in files.values()]
        if not any(report.written for report in reports):
            transaction.set_rollback(True)
        else:
            ImportBatch.objects.create(
                kind="units",
                file_name=file.name[:255],
                sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
                counts={report.file: report.kept + report.merged for report in reports if report.read},
                by=by,
            )
    return reports


def _this_list() -> Source:
    """The list itself, the source of its lines of command and postings."""
    words = {"title": listed.SOURCE, "publisher": listed.PUBLISHER, "address": listed.ADDRESS}
    return Source.objects.get_or_create(external_id=listed.SOURCE, defaults=words)[0]


def _sources(file: _File) -> dict[str, Source]:
    found = {one.external_id: one for one in Source.objects.exclude(external_id="")}
    new: dict[str, Source] = {}
    for row in file:
        values = row.values
        if values["source_id"] in found:
            file.unchanged += 1
        elif values["source_id"] in new:
            file.refuse(row, "source_id", "This identifier stands above already.")
        else:
            linked = values["url"].startswith(("http://", "https://"))
            new[values["source_id"]] = Source(
                title=values["title"],
                publisher=values["publication"] if linked else " ".join((values["publication"], values["url"])).strip(),
                published_on=str(values["published_on"] or ""),
                address=values["url"] if linked else "",
                external_id=values["source_id"],
            )
    Source.objects.bulk_create(new.values())
    return found | new


def _sites(file: _File) -> dict[str, str]:
    """Where each unit stands, as the list says it."""
    return {row.values["unit_id"]: row.values["location"] for row in file if row.values["kind"] == "site"}


def _places(file: _File, units: dict[str, Unit], new: dict[str, Unit]) -> None:
    """What became of each place: the headquarters of a unit, or nothing, since there is no other room for it."""
    taken = set()
    for row in file:
        key = row.values["unit_id"]
        if not _known(file, row, units, "unit_id"):
            continue
        if row.values["kind"] != "site" or row.values["location"] != units[key].headquarters:
            file.left_out, file.why = file.left_out + 1, PLACES
        elif key in taken:
            file.merged += 1
        else:
            taken.add(key)
            file.unchanged += key not in new


def _units(
    file: _File, sites: dict[str, str], sources: dict[str, Source], by: Any
) -> tuple[dict[str, Unit], dict[str, Unit]]:
    """The units by the list's number: known ones with the names they lacked, new ones with a code of ours."""
    countries = {one.iso2: one for one in Country.objects.exclude(iso2="").select_related("operating_unit")}
    known = {one.external_id: one for one in Unit.objects.filter(external_source=listed.SOURCE)}
    has: dict[int, set[str]] = {unit.pk: {unit.name} for unit in known.values()}
    for unit, name in UnitName.objects.filter(unit__in=has).values_list("unit", "name"):
        has[unit].add(name)
    new: dict[str, Unit] = {}
    names: list[UnitName] = []
    for row in file:
        values = row.values
        key, country = values["unit_id"], countries.get(values["country"])
        if key in new:
            file.refuse(row, "unit_id", "This identifier stands above already.")
        elif country is None:
            file.refuse(row, "country", f"“{values['country']}” is not the ISO alpha-2 code of a country here.")
        elif key in known:
            lacking = [one for one in _names(known[key], values, sources) if one.name not in has[known[key].pk]]
            names += lacking
            file.merged += bool(lacking)
            file.unchanged += not lacking
        else:
            new[key] = _unit(values, country, sites.get(key, ""))
            need(by, "partners.change_unit", new[key])
            names += _names(new[key], values, sources)
    Unit.objects.bulk_create(new.values())
    UnitName.objects.bulk_create(names)
    return known, new


def _unit(values: dict[str, Any], country: Country, site: str) -> Unit:
    return Unit(
        code=next_code(country),
        country=country,
        name=values["name"],
        force_type=listed.force_type(values["classifications"]),
        headquarters=values["headquarters"] or site,
        external_source=listed.SOURCE,
        external_id=values["unit_id"],
    )


def _names(unit: Unit, values: dict[str, Any], sources: dict[str, Source]) -> Iterator[UnitName]:
    """The name with its days and the first of its sources, then the other names."""
    days = listed.span(values)
    cited = [sources[key] for key in values["name_sources"].split() if key in sources]
    valid = span(days.first, days.last) if days.is_dated else None
    yield UnitName(unit=unit, name=values["name"], valid=valid, source=cited[0] if cited else None)
    for alias in listed.parts(values["aliases"]):
        if alias != values["name"]:
            yield UnitName(unit=unit, name=alias)


def _people(file: _File, by: Any) -> dict[str, Person]:
    """The people by the list's number. It does not part their names, so neither do we: they stand as family names."""
    countries = {one.iso2: one for one in Country.objects.exclude(iso2="").select_related("operating_unit")}
    known = {one.external_id: one for one in Person.objects.filter(external_source=listed.SOURCE)}
    new: dict[str, Person] = {}
    names: list[PersonName] = []
    for row in file:
        values = row.values
        key, country = values["person_id"], countries.get(values["country"])
        if key in known:
            file.unchanged += 1
        elif key in new:
            file.refuse(row, "person_id", "This identifier stands above already.")
        elif country is None:
            file.refuse(row, "country", f"“{values['country']}” is not the ISO alpha-2 code of a country here.")
        else:
            person = Person(
                country=country, family_names=values["name"], external_source=listed.SOURCE, external_id=key
            )
            need(by, "partners.change_person", person)
            new[key] = person
            others = (alias for alias in listed.parts(values["aliases"]) if alias != values["name"])
            names += (PersonName(person=person, name=alias) for alias in others)
    Person.objects.bulk_create(new.values())
    PersonName.objects.bulk_create(names)
    return known | new


def _known(file: _File, row: Row, known: dict[str, Any], *columns: str) -> bool:
    """Whether everything a row points to is here; what is not is refused by name."""
    missing = [column for column in columns if row.values[column] not in known]
    for column in missing:
        file.refuse(row, column, f"“{row.values[column]}” is in no file beside this one, and not here.")
    return not missing


def _parents(file: _File, units: dict[str, Unit], source: Source) -> None:
    here = {
        (link.child_id, link.parent_id, link.relation, link.valid.lower, link.valid.upper)
        for link in UnitParent.objects.filter(child__in=[unit.pk for unit in units.values() if unit.pk])
    }
    new = []
    for row in file:
        if not _known(file, row, units, "child_unit_id", "parent_unit_id"):
            continue
        values = row.values
        days = listed.span(values)
        link = UnitParent(
            child=units[values["child_unit_id"]],
            parent=units[values["parent_unit_id"]],
            relation=listed.RELATION[values["relation"]],
            valid=span(days.first, days.last),
            start_known=days.start_known,
            end_known=days.end_known,
            source=source,
        )
        if (link.child_id, link.parent_id, link.relation, link.valid.lower, link.valid.upper) in here:
            file.unchanged += 1
        else:
            new.append(link)
    UnitParent.objects.bulk_create(new)


def _postings(file: _File, people: dict[str, Person], units: dict[str, Unit], source: Source) -> None:
    """Who served where. Of postings that overlap the first is the principal one; one without days never is."""
    here = set()
    principal: dict[int, list[Days]] = {}
    for one in Posting.objects.filter(person__in=[person.pk for person in people.values() if person.pk]):
        here.add(_identity(one))
        if one.is_principal:
            principal.setdefault(one.person_id, []).append(_days(one.valid.lower, one.valid.upper))
    new = []
    for row in sorted(file, key=lambda row: listed.span(row.values).first or dt.date.min):
        if not (_known(file, row, people, "person_id") and _known(file, row, units, "unit_id")):
            continue
        values = row.values
        days = listed.span(values)
        posting = Posting(
            person=people[values["person_id"]],
            unit=units[values["unit_id"]],
            title=values["title"] or values["role"],
            rank=values["rank"],
            is_commander=listed.is_commander(values),
            is_principal=False,
            valid=span(days.first, days.last),
            start_known=days.start_known,
            end_known=days.end_known,
            source=source,
        )
        key = (
            posting.person_id,
            posting.unit_id,
            posting.title,
            posting.rank,
            posting.valid.lower,
            posting.valid.upper,
        )
        if key in here:
            file.unchanged += 1
            continue
        taken = principal.setdefault(posting.person_id, [])
        stretch = _days(posting.valid.lower, posting.valid.upper)
        if days.is_dated and not _overlaps(stretch, taken):
            posting.is_principal = True
            taken.append(stretch)
        new.append(posting)
    Posting.objects.bulk_create(new)


def _identity(posting: Posting) -> tuple[Any, ...]:
    """What makes two rows the same posting."""
    days = (posting.valid.lower, posting.valid.upper)
    return (posting.person_id, posting.unit_id, posting.title, posting.rank, *days)


def _days(first: dt.date | None, end: dt.date | None) -> Days:
    return first or dt.date.min, end or dt.date.max


def _overlaps(stretch: Days, taken: Iterable[Days]) -> bool:
    return any(stretch[0] < end and first < stretch[1] for first, end in taken)
