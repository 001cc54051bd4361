"""Forms of alumni: a position with its source, its verification, its end."""

from __future__ import annotations

from django import forms

from partners.forms import UserForm, VersionForm

from ..states import GRADES, Obtained, Prominence


class PositionForm(UserForm):
    title = forms.CharField(label="Position", max_length=200)
    organization = forms.CharField(max_length=200, required=False)
    prominence = forms.ChoiceField(
        label="A post of prominence", choices=[("", "No"), *Prominence.choices], required=False
    )
    obtained = forms.ChoiceField(label="How it was obtained", choices=Obtained.choices)
    grade = forms.ChoiceField(
        label="US-equivalent grade", choices=[("", "None"), *((grade, grade) for grade in GRADES)], required=False
    )
    from_on = forms.DateField(label="Held from")
    source_title = forms.CharField(label="Source", max_length=300, help_text="The document or page it rests on")
    degree = forms.CharField(label="Academic degree", max_length=200, required=False)
    earlier_training = forms.CharField(
        label="Training before the records here",
        max_length=300,
        required=False,
        help_text="Course, place, years and whose money; needed where no completed seat is on record",
    )


class VerifyPositionForm(VersionForm):
    verified_on = forms.DateField(label="Verified on")


class EndPositionForm(VersionForm):
    until_on = forms.DateField(label="Last day")
