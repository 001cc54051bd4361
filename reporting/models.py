"""Rollups and the record of how they were filled. Reporting writes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models.functions import Now

from ground.access import SIGNED_IN
from partners.models import OperatingUnit

if TYPE_CHECKING:
    from .measures import Measure


class RollupQuerySet(models.QuerySet["Rollup"]):
    def of(self, measure: Measure, user: Any) -> RollupQuerySet:
        """One measure's figures, at the places and of the kinds where the user may read it.

        A figure without a place (money of a whole fund, a label nobody has assigned) goes with the permission itself.
        """
        rows = self.filter(measure=measure.name)
        if measure.permission == SIGNED_IN:
            return rows
        kind = "keys__kind" if "kind" in measure.dimensions else ""
        readable = user.scope.q(measure.permission, kind=kind)
        for grant in user.scope.grants:
            if measure.permission in grant.permissions:
                placeless = models.Q(operating_unit=None)
                if grant.kinds and kind:
                    placeless &= models.Q(keys__kind__in=sorted(grant.kinds))
                readable |= placeless if readable else models.Q()
        return rows.filter(readable)


class Rollup(models.Model):
    """One value of one measure for one key, filled from facts and replaceable at any time. Exempt from history."""

    measure = models.CharField(max_length=60)
    fiscal_year = models.PositiveIntegerField(null=True)
    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    keys = models.JSONField(default=dict, help_text="The other dimensions, such as program or stage")
    value = models.DecimalField(max_digits=25, decimal_places=3)
    filled_at = models.DateTimeField(db_default=Now())

    objects = RollupQuerySet.as_manager()

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
