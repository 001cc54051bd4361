"""Figures that others have published about this field: kept with their source, shown beside our own, never added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ground.guards import AppendOnly
from ground.history import track


class Comparator(models.TextChoices):
    """How a published figure is worded."""

    EXACT = "EXACT", ""
    OVER = "OVER", "over"
    NEARLY = "NEARLY", "nearly"
    ABOUT = "ABOUT", "about"


@track()
class PublishedFigure(models.Model):
    """One figure of one edition: what it counts, how much of what, how it is worded, as of when, and where it stands.

    `key` names what is counted and is the same over the editions. Never changed: another edition is another row.
    """

    key = models.SlugField(max_length=60)
    statement = models.CharField("what is counted", max_length=300)
    value = models.DecimalField(max_digits=20, decimal_places=3)
    unit = models.CharField(max_length=40, help_text="US dollars, countries, persons, missiles …")
    comparator = models.CharField(max_length=6, choices=Comparator.choices, default=Comparator.EXACT)
    as_of = models.CharField(max_length=40, help_text="As precise as known: 2022, FY 2022 or a day")
    edition = models.CharField(max_length=120)
    source = models.CharField(max_length=300)

    class Meta:
        triggers: ClassVar = [AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "edition", "unit"],
                name="published_figure_once",
                violation_error_message="This edition has this figure already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(source="") & ~models.Q(as_of="") & ~models.Q(edition="") & ~models.Q(statement=""),
                name="published_figure_has_source",
                violation_error_message="A published figure names its source, edition and as of when it is.",
            ),
            models.CheckConstraint(
                condition=models.Q(comparator__in=Comparator.values), name="published_figure_comparator_listed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worded} ({self.as_of})"

    @property
    def worded(self) -> str:
        """The figure as it was published: nearly $1.5 billion, over 50 countries."""
        return " ".join(filter(None, (self.get_comparator_display(), self._number)))

    @property
    def _number(self) -> str:
        if self.unit != "US dollars":
            return f"{self.value.normalize():,f} {self.unit}"
        for size, name in ((10**9, "billion"), (10**6, "million")):
            if self.value >= size:
                return f"${(self.value / size).normalize():f} {name}"
        return f"${self.value.normalize():,f}"
