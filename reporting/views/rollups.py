"""`/reports/rollups/`: how each measure stands, and fill one again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ground.access import declares, may
from ground.pages import words
from ground.pages.badges import Badge
from reporting.measures import measure_of
from reporting.selectors.figures import Freshness, freshness, readable
from reporting.selectors.live import LIVE
from reporting.services import rollups


@dataclass(frozen=True)
class Line:
    """One measure as the page shows it."""

    stands: Freshness
    badge: Badge
    lag: str


def badge_of(stands: Freshness) -> Badge:
    """How a measure stands, in a word."""
    if stands.failures:
        return Badge("Failed", "bad", "x")
    if stands.fresh:
        return Badge("Fresh", "good")
    return Badge("Waits", "warn") if stands.at else Badge("Not counted yet", "warn")


def lasted(lag: dt.timedelta | None) -> str:
    """A lag in the unit that fits it."""
    if lag is None:
        return "0 s"
    seconds = int(lag.total_seconds())
    if seconds < 120:
        return f"{seconds} s"
    if seconds < 2 * 3600:
        return f"{seconds // 60} min"
    return f"{seconds // 3600:,} h"


@declares("reporting.view_background")
@require_http_methods(["GET", "HEAD", "POST"])
def rollup_list(request: HttpRequest) -> HttpResponse:
    """The measures, late and failed first. POST fills one again; `?compare=1` compares those that the
    reader may read with the live figures."""
    may_fill = may(request.user, "reporting.fill_rollups")
    if request.method == "POST":
        if not may_fill:
            raise PermissionDenied
        measure = measure_of(request.POST.get("measure", ""))
        if measure is None:
            raise Http404
        rollups.mark_stale(measures=[measure])
        messages.success(request, f"{measure.title} waits to be filled again. That takes some seconds.")
        return redirect("rollup-list")
    lines = [Line(one, badge_of(one), lasted(one.lag)) for one in freshness().values()]
    lines.sort(key=lambda line: (not line.stands.failures, line.stands.fresh))
    compared = request.GET.get("compare") == "1"
    context: dict[str, Any] = {
        "title": "Background counts",
        "lead": "Figures are defined in one place. A change marks its part stale in the same transaction; a fill "
        "replaces that part whole, so running it twice changes nothing.",
        "lines": lines,
        "figures": summary(lines),
        "may_fill": may_fill,
        "differences": readable(rollups.compare(), request.user) if compared else None,
        "compared": compared,
        "live": LIVE,
        "failed": [line.stands for line in lines if line.stands.failures],
    }
    return render(request, "reporting/rollup_list.html", context)


def summary(lines: list[Line]) -> list[dict[str, Any]]:
    """The strip at the top."""
    fresh = sum(line.stands.fresh and not line.stands.failures for line in lines)
    failed = sum(bool(line.stands.failures) for line in lines)
    late = [line for line in lines if line.stands.lag is not None]
    worst = max(late, key=lambda line: line.stands.lag or dt.timedelta(), default=None)
    return [
        {"label": "Measures", "value": len(lines), "note": f"{fresh} fresh, {len(lines) - fresh} not"},
        {"label": "Rows", "value": words.count(sum(line.stands.rows for line in lines)), "note": "kept figures"},
        {
            "label": "Lag, worst",
            "value": worst.lag if worst else "0 s",
            "note": worst.stands.measure.title if worst else "nothing waits",
        },
        {"label": "Failing", "value": failed, "note": "the last good figure stays, marked"},
    ]
