"""Alumni of IMET: positions recorded with a source, verified anew, ended; offices that State has published."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import refusals
from ground.steps import lock
from partners.models import Country, Person
from partners.services.reference import table
from partners.services.units import record_source

from ..models import Alumnus, AlumnusPosition, PublishedOffice
from .fields import checked

CHANGE = "programs.change_program"


def record_position(
    *,
    person: Person,
    title: str,
    obtained: str,
    from_on: dt.date,
    source_title: str,
    by: Any,
    organization: str = "",
    grade: str = "",
    prominence: str = "",
    degree: str = "",
    earlier_training: str = "",
) -> AlumnusPosition:
    """Record a position of a graduate, who is followed from now on. `source_title` names what it rests on."""
    with acting(by, step="record_position"):
        alumnus = Alumnus.objects.filter(person=person).first() or Alumnus(person=person)
        need(by, CHANGE, alumnus)
        if alumnus.pk is None or degree or earlier_training:
            alumnus.degree = degree or alumnus.degree
            alumnus.earlier_training = earlier_training or alumnus.earlier_training
            checked(alumnus).save()
        position = AlumnusPosition(
            alumnus=alumnus,
            title=title.strip(),
            organization=organization.strip(),
            grade=grade,
            prominence=prominence,
            obtained=obtained,
            from_on=from_on,
            source=record_source(title=source_title, by=by),
        )
        checked(position).save()
    return position


def verify_position(
    *, position: AlumnusPosition, by: Any, verified_on: dt.date | None = None, version: int | None = None
) -> AlumnusPosition:
    """Say that a position is held as recorded, on a day that has come."""
    need(by, CHANGE, position)
    with acting(by, step="verify_position"):
        row = lock(position, version=version)
        row.verified_by, row.verified_on = by, verified_on or today()
        checked(row).save()
    return row


def end_position(
    *, position: AlumnusPosition, until_on: dt.date, by: Any, version: int | None = None
) -> AlumnusPosition:
    """End a position on its last day; another one follows as a row of its own."""
    need(by, CHANGE, position)
    with acting(by, step="end_position"):
        row = lock(position, version=version)
        row.until_on = until_on
        checked(row).save()
    return row


def load_published_offices() -> int:
    """The offices that State has published as held by graduates of IMET; how many were added."""
    countries = {country.iso3: country for country in Country.objects.all()}
    there = set(PublishedOffice.objects.values_list("country__iso3", "title"))
    rows = [
        PublishedOffice(country=countries[row["iso3"]], title=row["title"], source=row["source"])
        for row in table("published_offices")
        if row["iso3"] in countries and (row["iso3"], row["title"]) not in there
    ]
    with refusals():
        return len(PublishedOffice.objects.bulk_create(rows))
