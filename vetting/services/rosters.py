"""A roster file onto the roster of a draft: first a plan, row by row; then all of it, or nothing.

The plan says of each row whether the person is new or known (by a document's number, else by name and full birth
date), in which unit, and what stands in the way. A dry run ends there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.db.models import Q
from django.db.models.functions import Upper

from ground.acting import acting
from ground.dates import today
from ground.models import ImportBatch
from ground.rows import FileRefused, ImportReport, Problem
from partners.models import Country, Person, Posting, Unit, UnitName
from partners.services import people
from partners.services.people import Identity
from partners.services.reference import countries_by_spelling, folded
from partners.services.units import record_source

from ..imports.roster import RosterRow, read_roster
from ..models import VettingCase
from ..screening.folding import fold
from . import roster
from .moves import lock_recipients

KIND = "roster"
NEW, KNOWN, PRESENT = "new", "known", "on the roster"


@dataclass
class Planned:
    """What one row would do. `person` says new, known or on the roster; empty when the row has problems."""

    row: RosterRow
    identity: Identity | None = None
    unit: Unit | None = None
    known: Person | None = None
    person: str = ""
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, column: str, value: str, reason: str) -> None:
        if not self.row.ragged:
            self.problems.append(Problem(self.row.number, column, value, reason))

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.row.number,
            "name": self.row.name,
            "person": self.person,
            "unit": self.unit.code if self.unit else "",
            "unit_name": self.unit.name if self.unit else self.row.unit,
            "problems": [p.as_json() for p in self.problems],
        }


@dataclass(frozen=True)
class RosterReport:
    """The counts of the import, and each row's plan."""

    report: ImportReport
    rows: tuple[Planned, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {**self.report.as_json(), "rows": [row.as_json() for row in self.rows]}


def import_roster(
    *,
    case: VettingCase,
    source: str | Path | BinaryIO,
    by: Any,
    name: str = "",
    dry_run: bool = False,
    version: int | None = None,
) -> RosterReport:
    """Put the rows of a file on a draft's roster, or say what that would do. A problem in any row writes nothing."""
    file = name or Path(str(getattr(source, "name", source))).name
    try:
        rows = list(read_roster(source, name=file))
    except FileRefused as refusal:
        return RosterReport(ImportReport.of_refused_file(refusal, file))
    with acting(by, step="import_roster"):
        locked = roster.draft(case, by=by, version=version)
        plan = _plan(locked, rows, file, by)
        written = not dry_run and not any(p.problems for p in plan) and any(p.person != PRESENT for p in plan)
        if written:
            _write(locked, plan, file, source, by)
        return RosterReport(_report(file, plan, written=written), tuple(plan))


def _report(file: str, plan: Sequence[Planned], *, written: bool) -> ImportReport:
    refused = sum(bool(p.problems) for p in plan)
    present = sum(p.person == PRESENT and not p.problems for p in plan)
    return ImportReport(
        file=file,
        read=len(plan),
        kept=len(plan) - refused - present,
        unchanged=present,
        refused=refused,
        problems=[problem for p in plan for problem in p.problems],
        written=written,
    )


def _plan(case: VettingCase, rows: Sequence[RosterRow], file: str, by: Any) -> list[Planned]:
    plan = [Planned(row, problems=list(row.problems)) for row in rows]
    _find_units(case, plan, by)
    _find_people(case, plan, by)
    _find_read_before(case, plan, file)
    _find_doubles(plan)
    _find_postings(plan)
    present = set(case.subjects.on_roster().exclude(person=None).values_list("person", flat=True))
    for p in plan:
        if not p.problems:
            p.person = NEW if p.known is None else PRESENT if p.known.pk in present else KNOWN
    return plan


def _find_units(case: VettingCase, plan: Sequence[Planned], by: Any) -> None:
    """Each row's unit by code, name or alias, in the case's country. Nothing is guessed. Two queries."""
    asked = {folded(p.row.unit).upper() for p in plan if p.row.unit}
    units = Unit.objects.visible_to(by) if by is not None else Unit.objects.all()
    if country := case.operating_unit.country_id:
        units = units.filter(country=country)
    found: dict[str, dict[int, Unit]] = {}
    named = units.annotate(_name=Upper("name"), _code=Upper("code"))
    for unit in named.filter(Q(_name__in=asked) | Q(_code__in=asked)):
        for word in (unit.name.upper(), unit.code.upper()):
            found.setdefault(word, {})[unit.pk] = unit
    aliases = UnitName.objects.annotate(_name=Upper("name")).filter(_name__in=asked, unit__in=units)
    for alias in aliases.select_related("unit"):
        found.setdefault(alias.name.upper(), {})[alias.unit_id] = alias.unit
    for p in plan:
        fitting = list(found.get(folded(p.row.unit).upper(), {}).values())
        if not p.row.unit:
            p.refuse("Unit", "", "No unit is named. The law bars units, so each person's is vetted too.")
        elif not fitting:
            p.refuse("Unit", p.row.unit, "Unit not found. Write its code, its name or one of its aliases.")
        elif len(fitting) > 1:
            codes = " and ".join(sorted(unit.code for unit in fitting))
            p.refuse("Unit", p.row.unit, f"Several units have this name: {codes}. Write the code.")
        else:
            p.unit = fitting[0]


def _find_people(case: VettingCase, plan: Sequence[Planned], by: Any) -> None:
    """Each row's person on file, if there is one. A number on file under quite another name is a problem."""
    spellings = countries_by_spelling()
    codes = {country.iso3: country for country in spellings.values()}
    home = case.operating_unit.country
    for p in plan:
        written = p.row.citizenship
        country = codes.get(written.upper()) or spellings.get(folded(written)) if written else None
        if home is not None and written.upper() in {home.iso3, home.name.upper()}:
            country = home
        country = country or (None if written else home or (p.unit.country if p.unit else None))
        if country is None and (written or p.unit):
            p.refuse(
                "Country of Citizenship", written, "This country is not known. Write its name or ISO alpha-3 code."
            )
        elif country is not None:
            p.identity = _identity(p.row, country)
    known = people.find_people(identities=[p.identity for p in plan if p.identity], by=by)
    for p, person in zip([p for p in plan if p.identity], known, strict=True):
        p.known = person
        if person is not None and not _could_be(p.row, person):
            p.refuse("ID Number", "", "This number is on file for somebody of another name. Check it.")


def _identity(row: RosterRow, country: Country) -> Identity:
    return Identity(
        country=country,
        family_names=row.family_names,
        given_names=row.given_names,
        birth_date=row.birth_date,
        birth_place=row.birth_place,
        sex=row.sex,
        rank=row.rank,
        identifiers=row.identifiers,
    )


def _could_be(row: RosterRow, person: Person) -> bool:
    """One word of the name in common at least; a document's number may be mistyped."""
    return bool(set(fold(row.name).split()) & set(fold(str(person)).split()))


def _find_read_before(case: VettingCase, plan: Sequence[Planned], file: str) -> None:
    """A name alone finds nobody on file; whom this very file brought onto this roster, it finds when read again."""
    came = Posting.objects.filter(
        source__title=_origin(file, case), person__in=case.subjects.on_roster().values("person")
    )
    there: dict[Any, list[Person]] = {}
    for posting in came.select_related("person").order_by("pk"):
        there.setdefault(_said(posting.unit_id, posting.person), []).append(posting.person)
    for p in plan:
        if p.unit and p.identity and not p.known and not p.identity.digests and not p.identity.key:
            alike = there.get(_said(p.unit.pk, p.identity))
            p.known = alike.pop(0) if alike else None


def _origin(file: str, case: VettingCase) -> str:
    return f"Roster {file}, case {case.number}"


def _said(unit: int, person: Person | Identity) -> Any:
    names = (folded(person.family_names).upper(), folded(person.given_names).upper())
    return unit, *names, person.birth_date


def _find_doubles(plan: Sequence[Planned]) -> None:
    """The same person twice in one file: by the record on file, a document's number, or name and birth date."""
    first: dict[Any, int] = {}
    for p in plan:
        if p.identity is None:
            continue
        marks = [p.known.pk] if p.known else [*p.identity.digests, *filter(None, [p.identity.key])]
        earlier = next((first[mark] for mark in marks if mark in first), None)
        if earlier is not None:
            p.refuse("Last Name", p.row.name, f"This is the same person as in row {earlier}.")
        for mark in marks:
            first.setdefault(mark, p.row.number)


def _find_postings(plan: Sequence[Planned]) -> None:
    """Whoever serves in another unit on record is not vetted in this one: the gate would stay shut. One query."""
    known = {p.known.pk: p for p in plan if p.known and p.unit}
    rows = Posting.objects.filter(person__in=known, is_principal=True, valid__contains=today()).select_related("unit")
    for posting in rows:
        p = known[posting.person_id]
        if p.unit and posting.unit_id != p.unit.pk:
            said = (
                f"On record this person serves in {posting.unit.name} ({posting.unit.code}). Record the change first."
            )
            p.refuse("Unit", p.row.unit, said)


def _write(case: VettingCase, plan: Sequence[Planned], file: str, source: str | Path | BinaryIO, by: Any) -> None:
    lock_recipients(units=[p.unit.pk for p in plan if p.unit], people=[p.known.pk for p in plan if p.known])
    new = [p for p in plan if p.known is None and p.identity]
    made = people.create_people(identities=[p.identity for p in new if p.identity], by=by)
    for p, person in zip(new, made, strict=True):
        p.known = person
    origin = record_source(title=_origin(file, case), by=by)
    people.post_many(
        rows=[(p.known, p.unit, p.row.position, p.row.rank) for p in plan if p.known and p.unit], source=origin, by=by
    )
    entries = [roster.Entry(p.unit.pk, p.known.pk, p.row.position) for p in plan if p.known and p.unit]
    roster.enroll(case=case, entries=entries, by=by)
    counts = _report(file, plan, written=True).as_json()
    ImportBatch.objects.create(
        kind=KIND,
        file_name=file[:255],
        sha256=_digest(source),
        counts={k: counts[k] for k in ("read", "kept", "unchanged", "merged", "review", "refused")},
        by=by,
    )


def _digest(source: str | Path | BinaryIO) -> str:
    if isinstance(source, str | Path):
        return hashlib.sha256(Path(source).read_bytes()).hexdigest()
    source.seek(0)
    return hashlib.sha256(source.read()).hexdigest()
