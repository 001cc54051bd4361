"""The two Leahy laws, by the name the rest of the house uses."""

from django.db import models


class Law(models.TextChoices):
    """Which law bars the unit: the funding authority decides (leahy-vetting 1.4)."""

    STATE = "STATE", "22 U.S.C. 2378d (FAA s. 620M)"
    DOD = "DOD", "10 U.S.C. 362"
