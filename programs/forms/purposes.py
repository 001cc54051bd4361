"""Forms of what a program is stated to be for, and of initiatives."""

from __future__ import annotations

from django import forms

from partners.forms import UserForm, VersionForm

from ..models import Initiative
from ..states import StatedPurpose


def purposes() -> forms.MultipleChoiceField:
    """The stated purposes to tick."""
    return forms.MultipleChoiceField(
        label="Stated purposes",
        choices=StatedPurpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What State says this kind of help is for; lists and figures are asked for by them",
    )


class PurposesForm(VersionForm):
    stated_purposes = purposes()
    initiative = forms.ModelChoiceField(
        Initiative.objects.order_by("name"), to_field_name="code", required=False, empty_label="None"
    )


class InitiativeForm(UserForm):
    code = forms.SlugField(max_length=20, help_text="Short, for its address, such as coast-watch")
    name = forms.CharField(max_length=160)
    what = forms.CharField(label="What it is for", widget=forms.Textarea, required=False)
