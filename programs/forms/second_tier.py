"""Forms of the second tier: what an implementer reports, its verification, and what takes it back."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import UserForm

from ..second_tier import tier_moves
from .money import money


class TierForm(UserForm):
    """What an implementer reports."""

    move = forms.ChoiceField(
        label="What moved", choices=[(f"{a}>{b}", f"{a.label} → {b.label.lower()}") for a, b in tier_moves()]
    )
    line = forms.CharField(
        max_length=60, required=False, help_text="Of the case or the budget; empty for a return of what was not planned"
    )
    amount = money("Amount", min_value=None)
    as_of = forms.DateField(label="Reported as of")
    evidence = forms.CharField(label="Report", max_length=120, help_text="The implementer's report it stands in")
    note = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """The move as its two stages."""
        data: dict[str, Any] = super().clean() or {}
        data["from_stage"], _, data["to_stage"] = data.pop("move", "").partition(">")
        return data


class VerifyForm(UserForm):
    verified_on = forms.DateField(label="Verified on")
    how = forms.CharField(label="How it was verified", max_length=300, help_text="A visit, a count, a receipt seen")


class TakeBackForm(UserForm):
    as_of = forms.DateField(label="As of")
    evidence = forms.CharField(label="Document", max_length=120)
    note = forms.CharField(label="Why", max_length=300)
