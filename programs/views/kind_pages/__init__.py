"""What only the page of one kind shows: what is read for it, by the kind's slug."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .pko import pko

PAGES: dict[str, Callable[[Any], dict[str, Any]]] = {"pko": pko}
