"""An amount of money in a form: where it is none, it says whose rule that is and what would be right."""

from __future__ import annotations

from typing import Any

from django import forms

from ..amounts import amount_says


class MoneyField(forms.DecimalField):
    """An amount that, where it is none, says the rule and the figure that would be right."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError as error:
            if says := amount_says(value):
                raise forms.ValidationError(says, code="amount") from error
            raise


def money(label: str, **more: Any) -> forms.DecimalField:
    """An amount in US dollars and cents."""
    more.setdefault("min_value", 0)
    return MoneyField(label=f"{label}, US dollars", max_digits=20, decimal_places=2, **more)
