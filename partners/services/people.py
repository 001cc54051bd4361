"""People and where they serve. A person is found by the digest of a number on a document, or by name and birth date;
two people are never merged by a name alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Upper

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import Refused
from ground.steps import lock
from partners.models import Country, Person, PersonIdentifier, PersonName, Posting, Source, Unit
from partners.models.people import digest

from .units import closed, span

EDITABLE = frozenset({"family_names", "given_names", "birth_date", "birth_place", "sex", "rank", "is_civilian"})


@dataclass(frozen=True)
class Identity:
    """Who somebody is, as a form or a row of a roster gives it. `identifiers` are (kind, number)."""

    country: Country
    family_names: str = ""
    given_names: str = ""
    birth_date: str = ""
    birth_place: str = ""
    sex: str = ""
    rank: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def digests(self) -> tuple[str, ...]:
        return tuple(digest(kind, number) for kind, number in self.identifiers if number.strip())

    @property
    def key(self) -> tuple[int, str, str, str] | None:
        """Country, names and a full birth date; None when the birth date is not known to the day."""
        if len(self.birth_date) != 10:
            return None
        return (self.country.pk, _folded(self.family_names), _folded(self.given_names), self.birth_date)


def create_person(*, identity: Identity, by: Any, names: Sequence[str] = (), source: Source | None = None) -> Person:
    """A person with identifiers in cipher and other names."""
    with acting(by, step="create_person"):
        (made,) = create_people(identities=[identity], by=by)
        others = dict.fromkeys(name.strip() for name in names)
        PersonName.objects.bulk_create([PersonName(person=made, name=name, source=source) for name in others if name])
        return made


def create_people(*, identities: Sequence[Identity], by: Any) -> list[Person]:
    """Many people at once, in order: two statements whatever their number."""
    with acting(by, step="create_person"):
        people = [_person(identity) for identity in identities]
        for place in {p.country_id: p for p in people}.values():
            need(by, "partners.change_person", place)
        made = Person.objects.bulk_create(people)
        PersonIdentifier.objects.bulk_create(
            PersonIdentifier(person=person, kind=kind, number=number.strip(), digest=digest(kind, number))
            for person, identity in zip(made, identities, strict=True)
            for kind, number in identity.identifiers
            if number.strip()
        )
        return made


def find_people(*, identities: Sequence[Identity], by: Any) -> list[Person | None]:
    """For each identity the one person on file who is it: by a document's number, else by name and birth date.

    Only people whom `by` may see are found. Two on file who both fit are nobody: a person decides. Two queries.
    """
    seen = Person.objects.visible_to(by) if by is not None else Person.objects.all()
    wanted = {d for identity in identities for d in identity.digests}
    by_digest: dict[str, set[Person]] = {}
    held = PersonIdentifier.objects.filter(digest__in=wanted, person__in=seen).select_related("person")
    for row in held if wanted else ():
        by_digest.setdefault(row.digest, set()).add(row.person)
    by_key = _by_key(seen, {key for identity in identities if (key := identity.key)})
    return [_the_one(identity, by_digest, by_key) for identity in identities]


def find_or_create_person(*, identity: Identity, by: Any) -> tuple[Person, bool]:
    """The person on file, or a new one; True when new."""
    with acting(by, step="create_person"):
        (known,) = find_people(identities=[identity], by=by)
        return (known, False) if known else (create_person(identity=identity, by=by), True)


def edit_person(*, person: Person, version: int, by: Any, **changes: Any) -> Person:
    """Correct what is on file about a person. A former name stays as another name."""
    unknown = set(changes) - EDITABLE
    if unknown:
        raise TypeError(f"edit_person does not change {', '.join(sorted(unknown))}")
    with acting(by, step="edit_person"):
        row = lock(person, version=version)
        need(by, "partners.change_person", row)
        before = str(row)
        for field, value in changes.items():
            setattr(row, field, value.strip() if isinstance(value, str) else value)
        row.save()
        if str(row) != before:
            PersonName.objects.get_or_create(person=row, name=before)
        return row


def post(
    *,
    person: Person,
    unit: Unit,
    from_on: dt.date | None,
    source: Source,
    by: Any,
    until_on: dt.date | None = None,
    title: str = "",
    rank: str = "",
    is_commander: bool = False,
    is_principal: bool = True,
    start_known: bool = False,
    end_known: bool = False,
) -> Posting:
    """A person in a unit from a day until a day (None: unknown, until further notice), with its source."""
    with acting(by, step="post"):
        need(by, "partners.change_person", person)
        return Posting.objects.create(
            person=person,
            unit=unit,
            title=title,
            rank=rank or person.rank,
            is_commander=is_commander,
            is_principal=is_principal,
            valid=span(from_on, until_on),
            start_known=start_known,
            end_known=end_known,
            source=source,
        )


def post_many(*, rows: Sequence[tuple[Person, Unit, str, str]], source: Source, by: Any) -> list[Posting]:
    """Principal postings from today of (person, unit, position, rank), for those who have none today. Two queries."""
    with acting(by, step="post"):
        for person in {p.country_id: p for p, _, _, _ in rows}.values():
            need(by, "partners.change_person", person)
        serving = set(
            Posting.objects.filter(
                person__in=[p for p, _, _, _ in rows], is_principal=True, valid__contains=today()
            ).values_list("person", flat=True)
        )
        return Posting.objects.bulk_create(
            Posting(person=person, unit=unit, title=title, rank=rank, valid=span(today(), None), source=source)
            for person, unit, title, rank in rows
            if person.pk not in serving
        )


def end_posting(*, posting: Posting, last_on: dt.date, by: Any) -> Posting:
    """Close a posting on its last day. An approval given in that unit is of no use after it."""
    with acting(by, step="end_posting"):
        row = Posting.objects.select_for_update().get(pk=posting.pk)
        need(by, "partners.change_person", row.person)
        row.valid = closed(row.valid, last_on)
        row.end_known = True
        row.save(update_fields=["valid", "end_known"])
        return row


def transfer(*, person: Person, unit: Unit, on: dt.date, source: Source, by: Any, title: str = "") -> Posting:
    """A change of unit: the present principal posting ends the day before, another begins."""
    with acting(by, step="transfer"):
        present = Posting.objects.filter(person=person, is_principal=True, valid__contains=on).first()
        if present is not None and present.unit_id == unit.pk:
            raise Refused("posting_same_unit", f"{person} serves in this unit already.", field="unit")
        if present is not None:
            end_posting(posting=present, last_on=on - dt.timedelta(days=1), by=by)
        return post(person=person, unit=unit, from_on=on, source=source, by=by, title=title, start_known=True)


def commanders(*, units: Iterable[int], on: dt.date) -> dict[int, int]:
    """Who commands each unit on a day, by the postings on record: unit id → person id. One query."""
    rows = Posting.objects.filter(unit__in=list(units), is_commander=True, valid__contains=on)
    return dict(rows.order_by("unit_id", "-valid").values_list("unit_id", "person_id"))


def _person(identity: Identity) -> Person:
    return Person(
        country=identity.country,
        family_names=identity.family_names.strip(),
        given_names=identity.given_names.strip(),
        birth_date=identity.birth_date,
        birth_place=identity.birth_place.strip(),
        sex=identity.sex,
        rank=identity.rank.strip(),
    )


def _folded(name: str) -> str:
    return " ".join(name.upper().split())


def _by_key(seen: Any, keys: set[tuple[int, str, str, str]]) -> dict[tuple[int, str, str, str], set[Person]]:
    found: dict[tuple[int, str, str, str], set[Person]] = {}
    if not keys:
        return found
    days = {key[3] for key in keys}
    rows = seen.annotate(_family=Upper("family_names")).filter(
        Q(birth_date__in=days), _family__in={key[1] for key in keys}
    )
    for person in rows:
        key = (person.country_id, _folded(person.family_names), _folded(person.given_names), person.birth_date)
        found.setdefault(key, set()).add(person)
    return found


def _the_one(
    identity: Identity,
    by_digest: dict[str, set[Person]],
    by_key: dict[tuple[int, str, str, str], set[Person]],
) -> Person | None:
    fitting = {person for d in identity.digests for person in by_digest.get(d, ())}
    if not fitting and identity.key:
        fitting = by_key.get(identity.key, set())
    return next(iter(fitting)) if len(fitting) == 1 else None
