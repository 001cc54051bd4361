"""Who answers for a program on a day: for each duty the office whose responsibility is the narrowest that covers its
place. Read for one program, and as a condition over all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from .models import Office, Program, Responsibility
from .states import OF_PROGRAMS


def responsible(program: Program, on: dt.date) -> list[Responsibility]:
    """Those who oversee, run and implement a program on a day, in this order; a duty nobody holds is left out."""
    found = Responsibility.objects.on(on).filter(kind=program.kind, duty__in=OF_PROGRAMS).select_related("office")
    narrowest: dict[str, Responsibility] = {}
    for row in found.at(program.operating_unit_id, program.operating_unit.region):
        narrowest.setdefault(row.duty, row)
    return [narrowest[duty] for duty in OF_PROGRAMS if duty in narrowest]


def answered_by(programs: QuerySet[Program], offices: Iterable[Office], on: dt.date) -> QuerySet[Program]:
    """The programs for which one of the offices answers on a day, by whatever duty."""
    which = [office.pk for office in offices]
    held = Q()
    for duty in OF_PROGRAMS:
        found = Responsibility.objects.on(on).filter(duty=duty, kind=OuterRef("kind"))
        found = found.at(OuterRef("operating_unit"), OuterRef("operating_unit__region"))
        name = f"office_that_{duty.lower()}"
        programs = programs.alias(**{name: Subquery(found.values("office")[:1])})
        held |= Q(**{f"{name}__in": which})
    return programs.filter(held)


def kinds_of(office: Office, on: dt.date) -> Any:
    """The kinds of program for which an office answers somewhere on a day."""
    held = office.responsibilities.on(on).filter(duty__in=OF_PROGRAMS)
    return held.order_by("kind").values_list("kind", flat=True).distinct()
