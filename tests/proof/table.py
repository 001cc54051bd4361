"""The table of who gets what at which address: `policy.csv`, written apart from the code and read here."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

POLICY = Path(__file__).with_name("policy.csv")
OK, LOGIN, HIDDEN, REFUSED, NONE = "ok", "login", "hidden", "refused", "none"
OWN, OTHER, GONE = "own", "other", "missing"
SAME, ANY = "same", "any"
BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Rule:
    """One row: what each actor gets of their own, and whether the other place's and missing ones are answered alike.

    `other`: hidden, as if it did not exist; same, it is published; any, the address looks nothing up.
    """

    verdicts: dict[str, str]
    other: str

    def expected(self, actor: str, of: str) -> set[str]:
        """The verdicts that are right. What one may not do anyway may be refused before anything is looked up."""
        own = self.verdicts[actor]
        open_to_all = of == OWN or self.other == ANY or (self.other == SAME and of == OTHER)
        if open_to_all or own not in {OK, REFUSED}:
            return {own}
        return {HIDDEN} if own == OK else {HIDDEN, REFUSED}


def policy() -> dict[tuple[str, str], Rule]:
    """The table by (route, method). A row may name several routes with braces; two rows for one cell are an error."""
    found: dict[tuple[str, str], Rule] = {}
    with POLICY.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.lstrip('"').startswith("#"))
        for row in rows:
            route, methods, other = (row.pop(name) for name in ("address", "methods", "other"))
            rule = Rule(row, other)
            for one, method in itertools.product(spread(route), methods.lower().split()):
                assert (one, method) not in found, f"two rows for {method} {one}"
                found[one, method] = rule
    return found


def spread(text: str) -> Iterator[str]:
    """`a/{b,c}/` is `a/b/` and `a/c/`."""
    found = BRACES.search(text)
    if not found:
        yield text
        return
    for part in found[1].split(","):
        yield from spread(text[: found.start()] + part + text[found.end() :])
