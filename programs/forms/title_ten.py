"""Forms of Title 10 proposals: elements of the notice, views of offices, concurrence, conditions, certifications."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import UserForm, VersionForm

from ..models import Program
from ..services.title_ten import ConditionRow
from ..states import Certified, Decided, Element, Position
from .money import money

CONDITIONS = 3  # of one decision on the form; more are written into one of them


class ElementsForm(UserForm):
    """Each element that the notice must contain."""

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = dict(program.elements.values_list("element", "text"))
        for element in Element:
            self.fields[element.value.lower()] = forms.CharField(
                label=element.label,
                required=False,
                max_length=4000,
                initial=there.get(element, ""),
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def texts(self) -> dict[str, str]:
        """What was written for each element."""
        return {element.value: self.cleaned_data[element.value.lower()] for element in Element}


class AskOfficeForm(UserForm):
    office = forms.CharField(max_length=80, help_text="Such as PM, the regional bureau, DRL, L or the post")
    due_on = forms.DateField(label="Asked for by")


class OfficeViewForm(VersionForm):
    position = forms.ChoiceField(choices=Position.choices)
    text = forms.CharField(label="In its words", max_length=4000, widget=forms.Textarea)
    given_on = forms.DateField(label="Given on")


class DecisionForm(UserForm):
    decision = forms.ChoiceField(choices=Decided.choices)
    decided_on = forms.DateField()
    expires_on = forms.DateField(label="In force until", required=False)
    document = forms.CharField(max_length=120)
    text = forms.CharField(max_length=4000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, CONDITIONS + 1):
            self.fields[f"condition_{n}"] = forms.CharField(label=f"Condition {n}", max_length=300, required=False)
            self.fields[f"due_{n}"] = forms.DateField(label=f"Condition {n} is due on", required=False)
            self.fields[f"office_{n}"] = forms.CharField(
                label=f"Whose condition {n} is", max_length=120, required=False
            )

    def clean(self) -> dict[str, Any]:
        """The conditions as rows; each has its day."""
        data: dict[str, Any] = super().clean() or {}
        rows = []
        for n in range(1, CONDITIONS + 1):
            text, due, office = (data.pop(f"{name}_{n}", None) for name in ("condition", "due", "office"))
            if text and due is None:
                self.add_error(f"due_{n}", "Say by when it is due.")
            elif text:
                rows.append(ConditionRow(text=text, due_on=due, office=office or ""))
        return {**data, "conditions": rows}


class MeetForm(VersionForm):
    met_on = forms.DateField(label="Met on")
    how = forms.CharField(label="How it was met", max_length=300)


class JointPlanForm(UserForm):
    begun_on = forms.DateField(label="Planning began on")
    agreed_on = forms.DateField(label="Agreed on")
    state_officer = forms.CharField(label="Officer of State", max_length=120, help_text="Name and office")
    dod_officer = forms.CharField(label="Officer of DoD", max_length=120, help_text="Name and office")
    document = forms.CharField(label="Agreed document", max_length=120)


class CertificationForm(UserForm):
    what = forms.ChoiceField(label="Certified", choices=Certified.choices)
    certified_on = forms.DateField()
    document = forms.CharField(max_length=120)


class ReportedStatusForm(UserForm):
    as_of = forms.DateField(label="As of")
    unobligated = money("Unobligated")
    unliquidated = money("Obligated, not liquidated")
    disbursed = money("Disbursed")
    source = forms.CharField(max_length=160, help_text="The report of DoD it stands in")
