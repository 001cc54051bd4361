"""`/search/`: one field over everything the reader may see."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ground.access import SIGNED_IN, declares
from reporting.selectors.search import SHORTEST, exact, search

LONGEST = 200


@declares(SIGNED_IN)
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What was found; a number or code typed in full opens its record at once."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    groups = search(text, request.user)
    address = exact(text, groups)
    if address:
        return redirect(address)
    context: dict[str, Any] = {
        "title": "Search",
        "lead": f"Results for “{text}”" if text else "By number, code or name",
        "q": text,
        "groups": groups,
        "too_short": bool(text) and len(text) < SHORTEST,
        "shortest": SHORTEST,
    }
    return render(request, "reporting/search.html", context)
