"""What came back: one word for it, its text with files unpacked, and where two texts part."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from .addresses import Address
from .table import HIDDEN, LOGIN, NONE, OK, REFUSED

SIGN_IN_AND_OUT = {"accounts/login/", "accounts/logout/", "admin/logout/"}
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|csrfToken":\s*|X-CSRFToken":\s*)"[^"]*"')


def verdict_of(response: Any, content: str, address: Address, actor: str, *, complete: bool) -> str:
    """One word for a response. `complete`: everything was sent that the act needs, so 400 is a refusal too."""
    status, location = response.status_code, response.headers.get("Location", "")
    if address.route == "health/ready" and status == 503:
        return OK  # it says, to everybody alike, that no broker answers here
    if status >= 500:
        return f"error {status}"
    if status in {301, 302}:
        if location.startswith(("/accounts/login/", "/admin/login/")) and address.route not in SIGN_IN_AND_OUT:
            return LOGIN
        return HIDDEN if location == "/admin/" and "object_id" in address.parameters else OK
    if status in {401, 403}:
        return LOGIN if actor == "anonymous" else REFUSED
    if status == 404:
        return HIDDEN
    if status == 405:
        return NONE
    if status == 409 and lacks_permission(response, content, address):
        return REFUSED
    return REFUSED if status == 400 and complete else OK


def lacks_permission(response: Any, content: str, address: Address) -> bool:
    """Whether a refusal is of the person and not of the record's state."""
    if address.is_api:
        return any(p["code"] == "permission" for p in response.json().get("problems", ()))
    refused = (response.context or {}).get("refused")
    return refused is not None and any(p.code == "permission" for p in refused.problems)


def read(response: Any) -> str:
    """The body as text: files streamed, workbooks unzipped."""
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(raw)) as file:
            return "\n".join(file.read(name).decode("utf-8", "replace") for name in sorted(file.namelist()))
    return raw.decode("utf-8", "replace")


def heads(response: Any) -> list[str]:
    return [f"{name}: {response.headers.get(name, '')}" for name in ("Location", "Content-Disposition")]


def difference(one: str, two: str) -> str:
    """Where two answers part, with a few words of each."""
    place = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    start = max(place - 60, 0)
    return f"…{one[start : place + 60]!r} / …{two[start : place + 60]!r}"


def around(text: str, what: str) -> str:
    place = text.index(what)
    return repr(text[max(place - 60, 0) : place + 60])
