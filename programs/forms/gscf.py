"""Forms of GSCF projects: what each Department decided, gave, and takes back."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import UserForm

from ..models import Account, Fund, GscfContribution, Program
from ..states import Agency
from .money import money
from .programs import one


class JointDecisionForm(UserForm):
    agency = forms.ChoiceField(label="Department", choices=Agency.choices)
    decided_on = forms.DateField(label="Decided on")
    document = forms.CharField(max_length=120)


class ContributionForm(UserForm):
    agency = forms.ChoiceField(label="Department", choices=Agency.choices)
    fund = one(Fund.objects.none(), "Into the fund", to_field_name="number")
    source_account = one(Account.objects.order_by("code"), "From the account", to_field_name="code", required=False)
    amount = money("Amount", min_value=None)
    on_day = forms.DateField(label="Transferred on")
    document = forms.CharField(max_length=120)

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        funds = Fund.objects.visible_to(self.user).filter(account__kind=program.kind)
        self.fields["fund"].queryset = funds.order_by("-fiscal_year", "number")  # type: ignore[attr-defined]


class GiveBackForm(UserForm):
    contribution = one(GscfContribution.objects.none(), "Of the contribution")
    amount = money("Amount", min_value=None)
    on_day = forms.DateField(label="Returned on")
    document = forms.CharField(max_length=120)

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = program.contributions.filter(returns=None).order_by("pk")
        self.fields["contribution"].queryset = given  # type: ignore[attr-defined]
