"""Forms of end-use monitoring."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import UnitCodeField, UserForm, VersionForm

from ..fms.states import EndUse, ItemStatus
from ..models import FmsCaseLine, MisuseReport, Program
from .programs import one

YES_NO = (("", "Choose"), ("yes", "yes"), ("no", "no"))


class ReceiveForm(UserForm):
    line = one(FmsCaseLine.objects.none(), "Case line")
    serials = forms.CharField(label="Serial numbers", widget=forms.Textarea, help_text="One a line")
    received_on = forms.DateField(label="Received on")
    unit = UnitCodeField(label="Unit that holds them", required=False)
    site = forms.CharField(required=False, max_length=120)
    consent = forms.CharField(label="Consent to a transfer to a third party", required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = FmsCaseLine.objects.visible_to(self.user).exclude(end_use=EndUse.NONE).select_related("case")
        self.fields["line"].queryset = lines.order_by("case__designator", "number")  # type: ignore[attr-defined]

    def clean_serials(self) -> list[str]:
        return [serial for serial in map(str.strip, self.cleaned_data["serials"].splitlines()) if serial]


class CheckForm(UserForm):
    kind = forms.ChoiceField(label="Class of the check", choices=[(one.value, one.label) for one in EndUse][1:])
    checked_on = forms.DateField(label="Checked on")
    serial_seen = forms.BooleanField(label="Serial number inventoried", required=False)
    storage_holds = forms.BooleanField(label="Physical security checklist holds", required=False)
    checklist = forms.CharField(required=False, max_length=120, help_text="Its document; an enhanced check names it")
    finding = forms.CharField(label="What was found", widget=forms.Textarea, required=False)


class ItemForm(VersionForm):
    status = forms.ChoiceField(choices=ItemStatus.choices)
    site = forms.CharField(required=False, max_length=120)
    consent = forms.CharField(label="Consent to a transfer to a third party", required=False, max_length=120)


class MisuseForm(UserForm):
    program = one(Program.objects.none(), "Program", to_field_name="number")
    line = one(FmsCaseLine.objects.none(), "Case line", required=False)
    unit = UnitCodeField(label="Unit", required=False)
    reported_on = forms.DateField(label="Reported on")
    source = forms.CharField(max_length=200)
    text = forms.CharField(label="What was reported", widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Program.objects.visible_to(self.user).order_by("-fiscal_year", "number")
        lines = FmsCaseLine.objects.visible_to(self.user).select_related("case").order_by("case__designator", "number")
        self.fields["program"].queryset = seen  # type: ignore[attr-defined]
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]


class AssessForm(VersionForm):
    found = forms.ChoiceField(label="Assessed as", choices=[c for c in MisuseReport.Substance.choices if c[0]])
    assessment = forms.CharField(widget=forms.Textarea)
    to_congress = forms.TypedChoiceField(
        label="Report to Congress", choices=YES_NO, coerce=lambda value: value == "yes", help_text="22 U.S.C. 2753(c)"
    )
    assessed_on = forms.DateField(label="Assessed on")
