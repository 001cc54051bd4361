"""NADR: what its people ask about conventional weapons destruction (programs 2.4), answered from the rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum

from ground.access import may
from ground.dates import today

from ...cwd import badges, figures
from ...cwd.lifecycle import WRITE
from ...cwd.states import SiteStatus
from ...models import Accident, CwdTask, GrantDeadline, TreatyDeadline
from ...models.cwd_work import CLASSES, OrdnanceDisposal
from ..lines.base import SHOWN

LABELS = [(name, str(OrdnanceDisposal._meta.get_field(name).verbose_name)) for name in CLASSES]  # type: ignore[union-attr]


def weapons_destruction(user: Any) -> dict[str, Any]:
    """Land by method, what was destroyed and is left at risk, sites left, grantees, what is late and was unblocked."""
    on = today()
    rows = figures.by_country(user, figures.Period(on))
    whole, yearly = figures.together(rows), figures.pace(user, on)
    late = GrantDeadline.objects.visible_to(user).late(on).select_related("grant__country")
    keys = CwdTask.objects.visible_to(user).exclude(key_site="").select_related("grant__country", "site")
    accidents = Accident.objects.visible_to(user).order_by().values("country__name", "country__iso3", "on_day__year")
    hurt = accidents.annotate(n=Count("pk"), killed=Sum("killed"), injured=Sum("injured"))
    days = TreatyDeadline.objects.visible_to(user).order_by("country", "name", "-pk").distinct("country", "name")
    return {
        "cwd_accidents": hurt.order_by("country__name", "-on_day__year")[:SHOWN],
        "cwd_treaties": days.select_related("country")[:SHOWN],
        "cwd_may_write": may(user, WRITE),
        "cwd": whole,
        "cwd_land": [(row, figures.cost_per_m2(row)) for row in [*rows, whole] if _has(row, figures.LAND)],
        "cwd_ordnance": [(label, whole[name]) for name, label in LABELS],
        "cwd_sites": [
            (
                row,
                [row[f"sites_{status.value.lower()}"] for status in SiteStatus],
                figures.years_left(row, yearly.get(row.iso3)),
            )
            for row in rows
            if _has(row, [f"sites_{status.value.lower()}" for status in SiteStatus])
        ],
        "cwd_statuses": [status.label for status in SiteStatus],
        "cwd_handed": [row for row in rows if row["handovers"]],
        "cwd_grantees": figures.grantee_shares(user)[:SHOWN],
        "cwd_late": [(row, badges.standing(row, on)) for row in late.order_by("due_on", "pk")[:SHOWN]],
        "cwd_keys": [(task, badges.TASK[task.state]) for task in keys.order_by("-blocked_on", "-pk")[:SHOWN]],
    }


def _has(row: figures.CountryFigures, names: Any) -> bool:
    return any(row[name] for name in names)
