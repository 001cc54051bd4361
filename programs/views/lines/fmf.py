"""FMF: FMS cases with their lines."""

from __future__ import annotations

from typing import Any

from ... import selectors
from ...models import Program


def fms_cases(program: Program, user: Any) -> dict[str, Any]:
    """Cases with their lines."""
    return {"fms_cases": selectors.fms_cases_of(program)}
