"""Rollups and the record of how they were filled. Reporting writes nothing else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from partners.models import OperatingUnit


class Rollup(models.Model):
    """One value of one measure for one key, filled from facts and replaceable at any time. Exempt from history."""

    measure = models.CharField(max_length=60)
    fiscal_year = models.PositiveIntegerField(null=True)
    operating_unit = models.ForeignKey(
        OperatingUnit, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    keys = models.JSONField(default=dict, help_text="The other dimensions, such as program or stage")
    value = models.DecimalField(max_digits=24, decimal_places=2)
    filled_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["measure", "fiscal_year", "operating_unit", "keys"], name="rollup_once", nulls_distinct=False
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["measure", "fiscal_year"], name="rollup_by_measure")]

    def __str__(self) -> str:
        return f"{self.measure} {self.fiscal_year}: {self.value}"


class Fill(models.Model):
    """The state of one measure's rollups: when last filled, how many rows, how long, what failed. Exempt: work row."""

    measure = models.CharField(max_length=60, unique=True)
    filled_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "rollup fill"

    def __str__(self) -> str:
        return self.measure
