"""Forms of NADR grants: their terms, their risk, and the receipt and review of what they owe."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import UserForm, VersionForm, countries

from ..models import Grant, GrantModification, Program
from ..services.grants import TERMS

WRITE = "programs.change_program"


class OfModelForm(UserForm):
    """A form whose fields are those of a model; the service has the last word."""

    model: Any
    names: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(forms.fields_for_model(self.model, fields=self.names))


class GrantForm(OfModelForm):
    model, names = Grant, TERMS

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = countries(self.user, WRITE)
        if program.operating_unit.country_id:
            there = there.filter(pk=program.operating_unit.country_id)
        self.fields["country"] = forms.ModelChoiceField(there, to_field_name="iso3")


class RiskForm(OfModelForm, VersionForm):
    model = Grant
    names = ("risk", "risk_assessed_on", "mitigation", "objective", "target", "monitoring_plan_on")


class ModifyForm(OfModelForm, VersionForm):
    model, names = GrantModification, ("number", "signed_on", "ends_on", "total", "why")


class ReceiveForm(VersionForm):
    received_on = forms.DateField(label="Received on")


class ReviewForm(VersionForm):
    reviewed_on = forms.DateField(label="Reviewed on")
    finding = forms.CharField(label="What the review found", max_length=4000, widget=forms.Textarea)
