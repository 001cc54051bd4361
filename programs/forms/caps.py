"""Forms of special authorities and of continuing resolutions."""

from __future__ import annotations

from django import forms

from partners.forms import CountryForm, UserForm, VersionForm

from ..caps.rules import SpecialKind
from ..services.ledger import RECORD
from .money import money


class SpecialUseForm(CountryForm):
    permission = RECORD
    kind = forms.ChoiceField(label="Makes available", choices=SpecialKind.choices)
    amount = money("Amount", min_value=None)
    determined_on = forms.DateField(label="Determined on")
    document = forms.CharField(label="Determination", max_length=160)
    victim_of_aggression = forms.BooleanField(
        label="The country is a victim of active aggression", required=False, help_text="22 U.S.C. 2364(a)(4)(C)"
    )


class WithdrawForm(VersionForm):
    withdrawal = forms.CharField(label="Why", max_length=200)


class ResolutionForm(UserForm):
    public_law = forms.CharField(max_length=60)
    from_on = forms.DateField(label="From")
    until = forms.DateField(label="Until")
    amount = money("Provides until then, all resolutions of the year together", min_value=None)


class FullYearForm(UserForm):
    public_law = forms.CharField(label="Act of the full year", max_length=60)
    enacted_on = forms.DateField(label="Enacted on")
