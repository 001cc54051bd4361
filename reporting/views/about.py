"""`/about/`: what the Department does in this field, each statement with its page, figure and published figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ground.access import SIGNED_IN, declares
from reporting.about import lines


@declares(SIGNED_IN)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Statement by statement; figures are counted now, of what the reader may see."""
    context: dict[str, Any] = {
        "title": "What State does",
        "lead": "Statement by statement, in our own words: where it is found here, what is on record now of what you "
        "may see, and what was published about it.",
        "lines": lines(request.user),
        "at": timezone.now(),
    }
    return render(request, "reporting/about.html", context)
