"""Forms for units and people. A code is typed, not chosen from thousands; only what the user may see is found."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from ground.dates import today

from .models import Country, ForceType, IdentifierKind, OperatingUnit, Person, Unit, UnitParent


class UnitCodeField(forms.CharField):
    """The code of a unit that the user may see; cleaned to the unit."""

    def __init__(self, **kwargs: Any) -> None:
        self.user: Any = None
        kwargs.setdefault("help_text", "Its code, such as XTM-00108")
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> Unit | None:
        code = super().clean(value)
        if not code:
            return None
        unit = Unit.objects.visible_to(self.user).filter(code__iexact=code).first()
        if unit is None:
            raise forms.ValidationError(f"No unit you may see has the code “{code}”. Find it under Units.")
        return unit


class UserForm(forms.Form):
    """A form that knows who fills it in."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, UnitCodeField):
                field.user = user


class VersionForm(UserForm):
    """A form that edits: it sends back the version it read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def countries(user: Any, permission: str) -> Any:
    """The countries where the user may do this."""
    places = OperatingUnit.objects.within(user, permission)
    return Country.objects.filter(operating_unit__in=places).order_by("name")


class CountryForm(UserForm):
    """A form that asks for one of the user's countries."""

    permission = ""
    country = forms.ModelChoiceField(queryset=Country.objects.none(), to_field_name="iso3")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        field.queryset = countries(self.user, self.permission)  # type: ignore[attr-defined]


class SourceForm(UserForm):
    """What a fact rests on: its last fields, wherever a fact needs a source."""

    source_title = forms.CharField(
        label="Source", max_length=500, help_text="The document, list or record that shows it"
    )
    source_publisher = forms.CharField(label="Published by", max_length=300, required=False)
    source_date = forms.CharField(
        label="Published on", max_length=20, required=False, help_text="As precise as known: 2013, 2013-02 or a day"
    )
    source_address = forms.URLField(label="Web address", required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        """The source besides as one value, as `record_source` takes it."""
        data: dict[str, Any] = super().clean() or {}
        data["source"] = {
            "title": data.pop("source_title", ""),
            "publisher": data.pop("source_publisher", ""),
            "published_on": data.pop("source_date", ""),
            "address": data.pop("source_address", ""),
        }
        return data


class SpanForm(SourceForm):
    """From and until, how sure both are, and the source."""

    from_on = forms.DateField(label="From", required=False, help_text="Leave empty if not known")
    until_on = forms.DateField(label="Until", required=False, help_text="Leave empty while it lasts")
    start_known = forms.BooleanField(label="It began on that day", required=False)
    end_known = forms.BooleanField(label="It ended on that day", required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("from_on"), data.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "It ends before it begins. Write a later day.")
        return data


class NewUnitForm(CountryForm):
    permission = "partners.change_unit"
    name = forms.CharField(max_length=300)
    force_type = forms.ChoiceField(label="Force", choices=ForceType.choices, initial=ForceType.UNKNOWN)
    echelon = forms.CharField(label="Level", max_length=60, required=False, help_text="Brigade, battalion, station …")
    headquarters = forms.CharField(max_length=300, required=False)
    aliases = forms.CharField(
        label="Other names", required=False, widget=forms.Textarea, help_text="One a line, each as its source spells it"
    )


class UnitForm(VersionForm):
    name = forms.CharField(max_length=300, help_text="The former name stays as an alias")
    force_type = forms.ChoiceField(label="Force", choices=ForceType.choices)
    echelon = forms.CharField(label="Level", max_length=60, required=False)
    headquarters = forms.CharField(max_length=300, required=False)


class AliasForm(SourceForm):
    name = forms.CharField(label="Other name", max_length=300, help_text="As the source spells it")
    field_order = ("name",)


class ParentForm(SpanForm):
    parent = UnitCodeField(label="Unit above it")
    relation = forms.ChoiceField(choices=UnitParent.Relation.choices)
    field_order = ("parent", "relation", "from_on", "until_on", "start_known", "end_known")


class PostingForm(SpanForm):
    unit = UnitCodeField()
    title = forms.CharField(label="Position", max_length=200, required=False)
    rank = forms.CharField(max_length=80, required=False)
    is_commander = forms.BooleanField(label="Commands the unit", required=False)
    is_principal = forms.BooleanField(label="Principal posting", required=False, initial=True)
    field_order = ("unit", "title", "rank", "is_commander", "is_principal", "from_on", "until_on", "start_known")


class TransferForm(SourceForm):
    unit = UnitCodeField(label="New unit")
    on = forms.DateField(label="First day there", initial=today)
    title = forms.CharField(label="Position", max_length=200, required=False)
    field_order = ("unit", "on", "title")


class EndForm(UserForm):
    last_on = forms.DateField(label="Last day", initial=today)

    def clean_last_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["last_on"]
        if day > today():
            raise forms.ValidationError("That day lies ahead. Close this on or after its last day.")
        return day


class IdentityForm(CountryForm):
    """Who somebody is. One of the two names may be empty."""

    permission = "partners.change_person"
    family_names = forms.CharField(max_length=150, required=False)
    given_names = forms.CharField(max_length=150, required=False)
    rank = forms.CharField(max_length=80, required=False)
    birth_date = forms.RegexField(
        r"^\d{4}(-\d{2}(-\d{2})?)?$",
        label="Date of birth",
        required=False,
        strip=True,
        help_text="As precise as known: 1984, 1984-02 or 1984-02-19",
        error_messages={"invalid": "This is not a date of birth as known. Write 1984-02-19, 1984-02 or 1984."},
    )
    birth_place = forms.CharField(label="Place of birth", max_length=200, required=False)
    sex = forms.ChoiceField(choices=Person.Sex.choices, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("family_names") and not data.get("given_names"):
            self.add_error("family_names", "Both names are empty. Write at least one.")
        return data

    def clean_birth_date(self) -> str:
        value: str = self.cleaned_data["birth_date"]
        parts = [int(part) for part in value.split("-")] if value else []
        try:
            if parts:
                dt.date(*[*parts, 1, 1][:3])
        except ValueError:
            raise forms.ValidationError(f"“{value}” is not a day. Write 1984-02-19, 1984-02 or 1984.") from None
        return value


class NewPersonForm(IdentityForm):
    national_id = forms.CharField(label="National ID", max_length=60, required=False)
    passport = forms.CharField(max_length=60, required=False)
    force_id = forms.CharField(label="Military or police number", max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """The numbers besides as (kind, number) pairs."""
        data = super().clean()
        fields = {
            IdentifierKind.NATIONAL_ID: "national_id",
            IdentifierKind.PASSPORT: "passport",
            IdentifierKind.FORCE_ID: "force_id",
        }
        data["identifiers"] = tuple((kind, data[name]) for kind, name in fields.items() if data.get(name))
        return data


class PersonForm(IdentityForm, VersionForm):
    country = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        UserForm.__init__(self, *args, **kwargs)
