"""Forms of money committed to cases, and of payments that a partner plans."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import UserForm

from ..models import CaseFunding, FmsCase, Fund
from .agreements import AtPlaceForm
from .programs import money, one


class CommitForm(UserForm):
    fund = one(Fund.objects.none(), "From the fund", to_field_name="number")
    amount = money("Amount", min_value=None)
    committed_on = forms.DateField(label="Committed on")
    document = forms.CharField(max_length=120)

    def __init__(self, *args: Any, case: FmsCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        funds = Fund.objects.visible_to(self.user).filter(account__kind=case.program.kind)
        self.fields["fund"].queryset = funds.order_by("fiscal_year", "number")  # type: ignore[attr-defined]


class GiveBackForm(UserForm):
    funding = one(CaseFunding.objects.none(), "Of the commitment")
    amount = money("Amount", min_value=None)
    committed_on = forms.DateField(label="Returned on")
    document = forms.CharField(max_length=120)

    def __init__(self, *args: Any, case: FmsCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = case.funding.filter(returns=None).select_related("case").order_by("pk")
        self.fields["funding"].queryset = given  # type: ignore[attr-defined]


class PlannedPaymentForm(AtPlaceForm):
    fiscal_year = forms.IntegerField(min_value=1990, max_value=2100)
    planned = money("Planned payment")
    source = forms.CharField(max_length=160)
