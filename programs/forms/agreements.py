"""Forms of agreements and of the determinations before grant articles."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import UserForm, VersionForm
from partners.models import OperatingUnit

from ..fms.states import AgreementKind, Determined, Term
from ..models import Agreement
from .programs import one


class AtPlaceForm(UserForm):
    """A form about a partner where the user may change programs."""

    operating_unit = one(OperatingUnit.objects.none(), "With", to_field_name="code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = OperatingUnit.objects.within(self.user, "programs.change_program").order_by("name")
        self.fields["operating_unit"].queryset = places  # type: ignore[attr-defined]


class AgreementForm(AtPlaceForm):
    kind = forms.ChoiceField(choices=AgreementKind.choices)
    amends = one(Agreement.objects.none(), "Amends", required=False)
    title = forms.CharField(max_length=200)
    document = forms.CharField(label="Document reference", max_length=120)
    parties = forms.CharField(required=False, max_length=200, help_text="Where it is not the partner alone")
    terms = forms.MultipleChoiceField(
        label="Terms of 22 U.S.C. 2314(a)",
        choices=Term.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="A section 505 agreement holds all four.",
    )
    signed_on = forms.DateField()
    until_on = forms.DateField(label="In force until", required=False)
    list_sent_on = forms.DateField(label="List of barred units sent on", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Agreement.objects.visible_to(self.user).filter(amends=None).order_by("title")
        self.fields["amends"].queryset = rows  # type: ignore[attr-defined]


class ListSentForm(VersionForm):
    on = forms.DateField(label="Sent on")


class DeterminationForm(AtPlaceForm):
    fiscal_year = forms.IntegerField(min_value=1990, max_value=2100)
    what = forms.ChoiceField(label="Determined", choices=Determined.choices)
    determined_on = forms.DateField()
    document = forms.CharField(max_length=120)
