"""What a dollar was worth: one deflator a fiscal year, for all accounts, always with its base year (programs 5.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models

from ground.history import track

CENT = Decimal("0.01")


@track()
class Deflator(models.Model):
    """Current dollars of a period per constant dollar of the base year. Two bases are never mixed in one figure."""

    period = models.CharField(max_length=6, help_text="Fiscal year, or 1976TQ, the transition quarter")
    base_year = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=8, decimal_places=4)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["period", "base_year"],
                name="deflator_one_a_period",
                violation_error_message="This period has a deflator of this base year already.",
            ),
            models.CheckConstraint(
                condition=models.Q(value__gt=0),
                name="deflator_above_zero",
                violation_error_message="A deflator is above zero.",
            ),
            models.CheckConstraint(
                condition=models.Q(period__regex=r"^[0-9]{4}$") | models.Q(period="1976TQ"),
                name="deflator_period_shape",
                violation_error_message="A period is a fiscal year, or 1976TQ for the transition quarter.",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="deflator_has_source",
                violation_error_message="A deflator says where it comes from.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}, base {self.base_year}"


def constant(current: Decimal, deflator: Decimal) -> Decimal:
    """Current dollars in dollars of the deflator's base year, to the cent. Never for a balance of the ledger."""
    return (current / deflator).quantize(CENT)
