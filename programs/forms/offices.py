"""Forms of offices and their responsibilities, of implementers and of consultations."""

from __future__ import annotations

from typing import Any

from django import forms

from ground.refusals import Basis
from partners.forms import UserForm
from partners.models import Bureau, OperatingUnit

from ..states import OF_PROGRAMS, Department, Duty, ImplementerSort, Kind, Position
from .programs import one


class OfficeForm(UserForm):
    code = forms.CharField(label="Symbol", max_length=20, help_text="Such as PM/SA")
    name = forms.CharField(max_length=160)
    agency = forms.ChoiceField(choices=Department.choices)
    does = forms.CharField(label="What it does", widget=forms.Textarea, required=False)
    source = forms.CharField(max_length=300)


class ResponsibilityForm(UserForm):
    """What an office answers for. Whoever answered until then is closed first."""

    duty = forms.ChoiceField(choices=Duty.choices)
    kind = forms.ChoiceField(
        label="Kind of program", choices=[("", "None: not a duty for programs"), *Kind.choices], required=False
    )
    region = one(Bureau.objects.order_by("code"), "Region", to_field_name="code", required=False)
    operating_unit = one(
        OperatingUnit.objects.order_by("name"),
        "Or one place",
        to_field_name="code",
        required=False,
        help_text="Neither a region nor a place means everywhere; the narrowest one counts.",
    )
    from_on = forms.DateField(label="From", required=False, help_text="Empty where nobody knows")
    source = forms.CharField(max_length=300)
    basis = forms.ChoiceField(choices=[(one.value, one.value) for one in Basis], initial=Basis.POLICY.value)
    verified = forms.BooleanField(label="Its text was read", required=False)

    def clean(self) -> dict[str, Any]:
        """A duty for programs has a kind; the region is kept as its code."""
        data: dict[str, Any] = super().clean() or {}
        if (data.get("duty") in OF_PROGRAMS) != bool(data.get("kind")):
            self.add_error("kind", "A duty for programs names their kind; another duty names none.")
        if data.get("region") and data.get("operating_unit"):
            self.add_error("operating_unit", "Choose a region or a place, not both.")
        region = data.get("region")
        data["region"] = region.code if region else ""
        return data


class EndForm(UserForm):
    last_on = forms.DateField(label="Last day")


class ImplementerForm(UserForm):
    sort = forms.ChoiceField(label="What it is", choices=ImplementerSort.choices)
    name = forms.CharField(max_length=200)
    does = forms.CharField(label="What it does here", max_length=300)
    document = forms.CharField(label="Under which document", max_length=120, required=False)
    from_on = forms.DateField(label="From")
    until_on = forms.DateField(label="Until", required=False)


class ConsultationForm(UserForm):
    agency = forms.ChoiceField(choices=Department.choices)
    office = forms.CharField(max_length=120, required=False, help_text="Needed for another agency")
    held_on = forms.DateField(label="On")
    view = forms.ChoiceField(choices=Position.choices)
    text = forms.CharField(label="What it said", max_length=4000, widget=forms.Textarea)

    def clean(self) -> dict[str, Any]:
        """Another agency is named."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("agency") == Department.OTHER and not data.get("office"):
            self.add_error("office", "Say which agency.")
        return data
