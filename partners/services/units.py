"""Units, their names, lines of command and sources. Facts are added and closed with dates, never rewritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from ground.acting import acting, need
from ground.dates import today
from ground.numbers import next_number
from ground.refusals import Refused
from ground.steps import lock
from partners.models import Country, ForceType, Source, Unit, UnitName, UnitParent

EDITABLE = frozenset({"name", "force_type", "echelon", "headquarters"})


def record_source(
    *,
    title: str,
    publisher: str = "",
    published_on: str = "",
    address: str = "",
    external_id: str = "",
    by: Any,
) -> Source:
    """A document, list or record that facts rest on. A source with a known `external_id` is returned as it is."""
    with acting(by, step="record_source"):
        if external_id and (known := Source.objects.filter(external_id=external_id).first()):
            return known
        return Source.objects.create(
            title=title.strip(),
            publisher=publisher,
            published_on=published_on,
            address=address,
            external_id=external_id,
        )


def create_unit(
    *,
    country: Country,
    name: str,
    by: Any,
    force_type: str = ForceType.UNKNOWN,
    echelon: str = "",
    headquarters: str = "",
    aliases: Sequence[str] = (),
    code: str = "",
    source: Source | None = None,
    external_source: str = "",
    external_id: str = "",
) -> Unit:
    """A unit with a code made from its country's counter (`XTM-00108`); a demo world gives codes of its own."""
    with acting(by, step="create_unit"):
        unit = Unit(
            code=code or next_code(country),
            country=country,
            name=name.strip(),
            force_type=force_type,
            echelon=echelon,
            headquarters=headquarters,
            external_source=external_source,
            external_id=external_id,
        )
        need(by, "partners.change_unit", unit)
        unit.save()
        names = dict.fromkeys(alias.strip() for alias in aliases)
        UnitName.objects.bulk_create([UnitName(unit=unit, name=alias, source=source) for alias in names if alias])
        return unit


def next_code(country: Country) -> str:
    """The next free code of a country: its counter is locked until the transaction ends."""
    last = next_number("UNIT", 0, country.iso3, width=5).rpartition("-")[2]
    return f"{country.iso3}-{last}"


def edit_unit(*, unit: Unit, version: int, by: Any, **changes: str) -> Unit:
    """Correct a unit's own words. A former name stays as an alias."""
    unknown = set(changes) - EDITABLE
    if unknown:
        raise TypeError(f"edit_unit does not change {', '.join(sorted(unknown))}")
    with acting(by, step="edit_unit"):
        row = lock(unit, version=version)
        need(by, "partners.change_unit", row)
        if changes.get("name", row.name).strip() != row.name:
            UnitName.objects.get_or_create(unit=row, name=row.name)
        for field, value in changes.items():
            setattr(row, field, value.strip())
        row.save()
        return row


def add_alias(*, unit: Unit, name: str, by: Any, source: Source | None = None) -> UnitName:
    """Another name of a unit, as one source spells it."""
    with acting(by, step="add_alias"):
        need(by, "partners.change_unit", unit)
        made, _ = UnitName.objects.get_or_create(unit=unit, name=name.strip(), defaults={"source": source})
        return made


def set_parent(
    *,
    child: Unit,
    parent: Unit,
    from_on: dt.date | None,
    source: Source,
    by: Any,
    until_on: dt.date | None = None,
    relation: str = UnitParent.Relation.COMMAND,
    start_known: bool = False,
    end_known: bool = False,
) -> UnitParent:
    """A line of command between two units for some days; `until_on` is the last day, None is until further notice."""
    with acting(by, step="set_parent"):
        need(by, "partners.change_unit", child)
        return UnitParent.objects.create(
            child=child,
            parent=parent,
            relation=relation,
            valid=span(from_on, until_on),
            start_known=start_known,
            end_known=end_known,
            source=source,
        )


def end_parent(*, link: UnitParent, last_on: dt.date, by: Any) -> UnitParent:
    """Close a line of command on its last day."""
    with acting(by, step="end_parent"):
        row = UnitParent.objects.select_for_update().get(pk=link.pk)
        need(by, "partners.change_unit", row.child)
        row.valid = closed(row.valid, last_on)
        row.end_known = True
        row.save(update_fields=["valid", "end_known"])
        return row


def span(first: dt.date | None, last: dt.date | None) -> DateRange:
    """A range of days with both ends inside; None is unknown or until further notice."""
    return DateRange(first, last + dt.timedelta(days=1) if last else None, "[)")


def closed(valid: DateRange, last_on: dt.date) -> DateRange:
    """The range ended on a day inside it. A fact is closed, never moved or reopened."""
    if last_on > today():
        raise Refused("last_day_ahead", "The last day lies ahead. Close this on or after it.", field="last_on")
    if last_on not in valid:
        raise Refused("last_day_outside", "The last day lies outside the dates on record.", field="last_on")
    return DateRange(valid.lower, last_on + dt.timedelta(days=1), "[)")
