"""Reads over units and their dated lines of command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from .models import Posting, Unit, UnitParent

DEEPEST = 12


@dataclass
class Node:
    """A unit in a chart of command: its line to the one above, who commands it that day, and what stands below."""

    unit: Unit
    line: UnitParent | None = None
    commander: Posting | None = None
    below: list[Node] = field(default_factory=list)
    is_here: bool = False


def command_on(unit: Unit, day: dt.date, *, by: Any) -> list[Node]:
    """The chart of command around a unit on a day: all above it, itself, and two levels below. Four queries.

    Units out of the reader's scope are left out.
    """
    lines = _lines(unit, day)
    wanted = {unit.pk, *(line.child_id for line in lines), *(line.parent_id for line in lines)}
    units = {u.pk: u for u in Unit.objects.visible_to(by).filter(pk__in=wanted)}
    commanders = commanders_on(wanted, day, by=by)
    lines = [line for line in lines if line.child_id in units and line.parent_id in units]
    roots = units.keys() - {line.child_id for line in lines}

    def node(pk: int, line: UnitParent | None, depth: int) -> Node:
        made = Node(units[pk], line, commanders.get(pk), is_here=pk == unit.pk)
        if depth < DEEPEST:
            made.below = [node(one.child_id, one, depth + 1) for one in lines if one.parent_id == pk]
        return made

    return [node(pk, None, 0) for pk in sorted(roots)]


def _lines(unit: Unit, day: dt.date) -> list[UnitParent]:
    """The lines in force that day, all the way up from the unit and two levels down."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE up(id, child, parent) AS (
                SELECT id, child_id, parent_id FROM partners_unitparent WHERE child_id = %(unit)s AND valid @> %(day)s
                UNION
                SELECT p.id, p.child_id, p.parent_id FROM partners_unitparent p JOIN up ON p.child_id = up.parent
                WHERE p.valid @> %(day)s
            ), down(id, child, level) AS (
                SELECT id, child_id, 1 FROM partners_unitparent WHERE parent_id = %(unit)s AND valid @> %(day)s
                UNION
                SELECT p.id, p.child_id, level + 1 FROM partners_unitparent p JOIN down ON p.parent_id = down.child
                WHERE p.valid @> %(day)s AND level < 2
            )
            SELECT id FROM up UNION SELECT id FROM down
            """,
            {"unit": unit.pk, "day": day},
        )
        ids = [pk for (pk,) in cursor.fetchall()]
    return list(UnitParent.objects.filter(pk__in=ids).select_related("source").order_by("child__name", "pk"))


def commanders_on(units: Iterable[int], day: dt.date, *, by: Any) -> dict[int, Posting]:
    """Who commands each unit on a day, as far as the reader may see people."""
    rows = (
        Posting.objects.filter(unit__in=list(units), is_commander=True, valid__contains=day)
        .filter(by.scope.q("partners.view_person", place="person__country__operating_unit"))
        .select_related("person")
        .order_by("pk")
    )
    return {row.unit_id: row for row in rows}
