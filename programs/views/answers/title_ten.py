"""Title 10: what State asks about DoD's proposals (programs 2.6), answered from views, decisions, notices and units."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ground.dates import today

from ... import kinds, selectors
from ...availability import year_end
from ...models import ConcurrenceCondition, CongressionalNotification, OfficeView, Program, Recipient
from ...notifications.badges import clock_badge
from ...states import ENDED_PROGRAM, Kind
from ...tables.title_ten import due_badge
from ..lines.base import SHOWN


def proposals(user: Any) -> dict[str, Any]:
    """Views awaited, conditions open, units others help too, notices that run, units that are not approved."""
    on = today()
    seen = Program.objects.visible_to(user).filter(kind=Kind.TITLE_10).exclude(state__in=ENDED_PROGRAM)
    views = OfficeView.objects.filter(program__in=seen, given_on=None).select_related("program")
    conditions = ConcurrenceCondition.objects.filter(concurrence__program__in=seen, met_on=None)
    conditions = conditions.select_related("concurrence__program").order_by("due_on", "pk")
    notices = CongressionalNotification.objects.visible_to(user).filter(lines__program__in=seen, state="TRANSMITTED")
    return {
        "t10_views": [
            (row, due_badge(row.due_on, None, on, "Given")) for row in views.order_by("due_on", "pk")[:SHOWN]
        ],
        "t10_conditions": [(row, due_badge(row.due_on, None, on, "Met")) for row in conditions[:SHOWN]],
        "t10_overlap": _overlap(seen, user),
        "t10_notices": [
            (notice, notice.clock, clock_badge(notice.clock), year_end(notice.fiscal_year))
            for notice in notices.with_rows().distinct().order_by("-pk")[:SHOWN]
        ],
        "t10_shut": _not_approved(seen),
    }


def _overlap(seen: Any, user: Any) -> list[tuple[str, list[Program]]]:
    """Units of a proposal that money of another kind helps too. Two queries."""
    units = Recipient.objects.filter(program__in=seen).values("unit")
    others = Recipient.objects.visible_to(user).filter(unit__in=units).exclude(program__kind=Kind.TITLE_10)
    by_unit: dict[str, list[Program]] = defaultdict(list)
    for row in others.select_related("unit", "program").order_by("unit__name", "program__number", "pk"):
        if row.program not in by_unit[row.unit.name]:
            by_unit[row.unit.name].append(row.program)
    return list(by_unit.items())[:SHOWN]


def _not_approved(seen: Any) -> list[selectors.Standing]:
    """Units named in a proposal that are not approved today under the law of DoD. Two queries."""
    rows = Recipient.objects.filter(program__in=seen, person=None).select_related("unit", "program").order_by("pk")
    on = today()
    standings = selectors.standing_on(rows, kinds.of(Kind.TITLE_10).laws, on, on)
    return [one for one in standings if one.badge.tone != "good"][:SHOWN]
