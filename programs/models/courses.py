"""The catalog of courses that training lines and seats point to."""

from __future__ import annotations

from django.db import models

from ground.history import track
from ground.models import Versioned


@track()
class Course(Versioned):
    """A course of the catalog. `is_e_imet`: certified as expanded IMET by DSCA."""

    code = models.CharField("MASL identifier", max_length=20, unique=True)
    title = models.CharField(max_length=200)
    school = models.CharField(max_length=200)
    place_name = models.CharField("place", max_length=120, blank=True)
    weeks = models.PositiveIntegerField(default=1)
    is_e_imet = models.BooleanField("expanded IMET", default=False)

    class Meta(Versioned.Meta):
        pass

    def __str__(self) -> str:
        return self.title
