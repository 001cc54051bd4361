"""Every error of the API is application/problem+json; a hidden row answers like a missing one."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views import defaults
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from ground.refusals import Refused, translate

TITLES = {
    400: "The request cannot be read as it stands",
    401: "Sign in first",
    403: "Not for this role",
    404: "Not found",
    405: "Not possible here",
    409: "Refused",
    415: "Send JSON",
    429: "Too many requests",
    500: "A fault of ours",
}


MISSING = "There is nothing at this address for you."
PREFIX = "/api/"


def _body(code: int, detail: str, /, **more: Any) -> dict[str, Any]:
    return {"type": "about:blank", "title": TITLES.get(code, "Error"), "status": code, "detail": detail, **more}


def _answer(code: int, detail: str, /, **more: Any) -> Response:
    return Response(_body(code, detail, **more), status=code, content_type="application/problem+json")


def _refusal(refused: Refused) -> Response:
    problems = [
        {
            "reason": p.reason,
            "rule": p.rule.name if p.rule else "",
            "basis": str(p.rule) if p.rule else "",
            "opens": p.opens,
            "field": p.field,
            "code": p.code,
        }
        for p in refused.problems
    ]
    return _answer(409, refused.sentence, code=refused.code, problems=problems, **refused.extra)


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: every error is application/problem+json; a hidden row answers like a missing one."""
    refused = error if isinstance(error, Refused) else None
    if refused is None and isinstance(error, DatabaseError):
        refused = translate(error)
    if refused is not None:
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        return _refusal(refused)
    if isinstance(error, Http404):
        return _answer(status.HTTP_404_NOT_FOUND, MISSING)
    if isinstance(error, PermissionDenied):
        return _answer(status.HTTP_403_FORBIDDEN, "Your role does not include this.")
    response = exception_handler(error, context)
    if response is None:
        return None
    detail = getattr(error, "detail", "")
    if isinstance(error, exceptions.ValidationError):
        answer = _answer(response.status_code, "Some fields need another value.", errors=detail)
    else:
        answer = _answer(response.status_code, str(detail))
    for name in ("WWW-Authenticate", "Retry-After", "Allow"):
        if response.has_header(name):
            answer[name] = response[name]
    return answer


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The handler of addresses that no view has: a page to a reader of pages, a problem to a client of the API."""
    if request.path.startswith(PREFIX):
        return _plain(_body(404, MISSING))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """The handler of what no view expected; the cause is in the log, never in the answer."""
    if request.path.startswith(PREFIX):
        said = "Something went wrong here, and nothing was written."
        return _plain(_body(500, said))
    return defaults.server_error(request)


def _plain(body: dict[str, Any]) -> HttpResponse:
    """Outside of a view, byte for byte what a view's problem looks like."""
    written = json.dumps(body, separators=(",", ":"))
    return HttpResponse(written, status=body["status"], content_type="application/problem+json")
