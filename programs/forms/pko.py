"""Forms of what PKO programs do: contributions, events, packages, engagements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.forms import UserForm, VersionForm

from ..models import Engagement, Program, Recipient, TrainingEvent
from ..services.pko import ItemRow, Trained
from .programs import OfProgramForm, money, one

ITEMS = 5  # of one package on the form at a time; more are added afterwards


def count(label: str, **more: Any) -> forms.IntegerField:
    """A count of persons or things."""
    more.setdefault("initial", 0)
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, **more)


def unit(label: str = "Unit", **more: Any) -> forms.ModelChoiceField:
    """One of the units that the program nominated."""
    return one(Recipient.objects.none(), label, **more)


class ForUnitForm(OfProgramForm):
    """A form about a unit of the program."""

    def choices(self, program: Program, recipients: QuerySet[Recipient]) -> dict[str, QuerySet[Any]]:
        return {"recipient": recipients.filter(person=None)}


class ContributionForm(UserForm):
    operation = forms.CharField(max_length=120, help_text="Such as the Multinational Force and Observers")
    fiscal_year = forms.IntegerField(label="For the fiscal year", min_value=1981, max_value=2100)
    amount = money("Amount", min_value=None)
    on_day = forms.DateField(label="Contributed on")
    document = forms.CharField(max_length=120)


class PlannedForm(forms.Form):
    """What is planned of an event."""

    title = forms.CharField(max_length=200)
    place_name = forms.CharField(label="Place", max_length=120, required=False)
    mission = forms.CharField(
        label="For the mission", max_length=80, required=False, help_text="And its rotation, as MINUSMA 8"
    )
    mode = forms.ChoiceField(label="How it is trained", choices=TrainingEvent.Mode.choices)
    start_on = forms.DateField(label="Starts on")
    end_on = forms.DateField(label="Ends on")


class EventForm(PlannedForm, ForUnitForm):
    recipient = unit()

    field_order = ("recipient", "title")


class EditEventForm(PlannedForm, VersionForm):
    """The same of an event that has not ended; its unit stays."""


class CompleteEventForm(VersionForm):
    military = count("Military, persons")
    police = count("Police, persons")
    women = count("Of them women")
    instructors = count("Of them trained as instructors")
    cost = money("Cost", initial=0)
    assessment = forms.CharField(label="How well it went", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """The counts as one value, `trained`."""
        data: dict[str, Any] = super().clean() or {}
        counts = {name: data.pop(name, 0) for name in ("military", "police", "women", "instructors")}
        return {**data, "trained": Trained(**counts)}


class ItemsForm(UserForm):
    """Items to put into a package."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, ITEMS + 1):
            first = n == 1
            self.fields[f"item_{n}"] = forms.CharField(label=f"Item {n}", max_length=200, required=first)
            self.fields[f"quantity_{n}"] = count(f"How many of item {n}", initial=None, required=first)
            self.fields[f"value_{n}"] = money(f"Value of all of item {n}", required=first)

    def clean(self) -> dict[str, Any]:
        """The items as rows; each has its number and value."""
        data: dict[str, Any] = super().clean() or {}
        rows = []
        for n in range(1, ITEMS + 1):
            what, quantity, value = (data.pop(f"{name}_{n}", None) for name in ("item", "quantity", "value"))
            if what and (quantity is None or value is None):
                self.add_error(f"quantity_{n}", "Say how many, and what all of them are worth.")
            elif what and quantity is not None and value is not None:
                rows.append(ItemRow(description=what, quantity=quantity, value=value))
        return {**data, "items": rows}


class PackageForm(ItemsForm, ForUnitForm):
    recipient = unit()
    title = forms.CharField(max_length=200)
    deployed_with = forms.CharField(label="For the mission", max_length=80, required=False)


class TransferForm(VersionForm):
    on_day = forms.DateField(label="Title transferred on")
    place_name = forms.CharField(label="Handed over at", max_length=120, required=False)


class SignForm(VersionForm):
    number = forms.CharField(label="Number of the hand receipt", max_length=60)
    signed_by = forms.CharField(max_length=120, help_text="Who signed for it")
    signed_on = forms.DateField(label="Signed on")


class InspectForm(VersionForm):
    inspected_on = forms.DateField(label="Inspected on")
    serviceable = count("How many of it are serviceable", initial=None)


class EngagementForm(ForUnitForm):
    sort = forms.ChoiceField(label="What it is", choices=Engagement.Sort.choices)
    recipient = unit(required=False)
    ministry = forms.CharField(label="Or the ministry", max_length=120, required=False)
    provider = forms.CharField(label="Provided by", max_length=120)
    mission = forms.CharField(label="In the mission", max_length=80, required=False)
    what_for = forms.CharField(label="What for", max_length=300)
    starts_on = forms.DateField(label="Starts on")
    ends_on = forms.DateField(label="Ends on")
