"""Forms for how money leaves a fund other than by being spent."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import VersionForm
from partners.models import OperatingUnit

from ..models import Fund
from ..states import UNRESERVED
from .programs import MoneyForm, one


class RescindForm(MoneyForm):
    """What Congress takes back, and where it stood."""

    stage = forms.ChoiceField(label="From what is", choices=[(stage.value, stage.label) for stage in UNRESERVED])
    operating_unit = one(
        OperatingUnit.objects.order_by("name"), "Of", to_field_name="code", required=False, empty_label="The whole fund"
    )


class TransferForm(MoneyForm):
    """What is transferred, and to which fund."""

    target = one(Fund.objects.none(), "To the fund", to_field_name="number")

    def __init__(self, *args: Any, fund: Fund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Fund.objects.visible_to(self.user).exclude(account=fund.account_id)
        self.fields["target"].queryset = others.order_by("-fiscal_year", "number")  # type: ignore[attr-defined]


class CloseNoYearForm(VersionForm):
    closed_on = forms.DateField(label="Closed on", help_text="The day after, what is left is cancelled.")
    determination = forms.CharField(
        label="Determination",
        max_length=200,
        help_text="By which the head of the agency says its purpose is carried out",
    )
