"""The two Leahy laws, by the names the rest of the house uses."""

from collections.abc import Iterable

from django.db import models


class Law(models.TextChoices):
    """Which law bars the unit: the funding authority decides (leahy-vetting 1.4)."""

    STATE = "STATE", "State law (22 U.S.C. 2378d)"
    DOD = "DOD", "DoD law (10 U.S.C. 362)"


def law_words(laws: Iterable[str]) -> str:
    """Laws in a list, short: State law and DoD law."""
    return " and ".join(Law(law).label.partition(" (")[0] for law in laws)
