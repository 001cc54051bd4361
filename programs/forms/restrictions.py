"""Forms of restrictions on countries and of what opens them. Each is one act; the service has the last word."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import CountryForm, UserForm, VersionForm, countries

from ..models import Account
from ..restrictions.rules import Opening, RestrictionKind
from ..services.restrictions import RESTRICT, Withheld
from ..states import Kind
from .money import money


class RestrictionForm(CountryForm):
    """What a law shuts for a country."""

    permission = RESTRICT
    kind = forms.ChoiceField(label="What it rests on", choices=RestrictionKind.choices)
    citation = forms.CharField(label="Authority", max_length=160, help_text="Its citation, such as 22 U.S.C. 2370c-1")
    accounts = forms.MultipleChoiceField(label="Accounts it touches", widget=forms.CheckboxSelectMultiple)
    blocks = forms.BooleanField(
        label="The law blocks obligation", required=False, help_text="Otherwise the row only warns."
    )
    from_on = forms.DateField(label="In force from")
    until = forms.DateField(label="Until", required=False, help_text="Empty: until it is lifted")
    fiscal_year = forms.IntegerField(
        label="Money of budget year", required=False, min_value=1990, max_value=2100, help_text="Empty: of any year"
    )
    provided = money("Provided for the country", required=False)
    withheld = money("Of it withheld", required=False)
    until_certified = forms.CharField(label="Withheld until it is certified that", required=False, max_length=300)
    source = forms.CharField(label="Where it was read", max_length=300)
    counsel = forms.CharField(
        label="Confirmed by counsel in", required=False, max_length=160, help_text="Empty: counsel has not confirmed"
    )
    note = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = countries(self.user, RESTRICT)  # type: ignore[attr-defined]
        codes = Account.objects.filter(kind__in=Kind.values).order_by("title", "code").values_list("code", "name")
        self.fields["accounts"].choices = [(code, f"{code}, {name}") for code, name in codes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The withheld part as one value, all of it or nothing."""
        data: dict[str, Any] = super().clean() or {}
        provided, amount, until = (data.pop(name, None) for name in ("provided", "withheld", "until_certified"))
        said = (provided is not None, amount is not None, bool(until))
        if any(said) and not all(said):
            self.add_error("withheld", "Say what is provided, how much of it is withheld, and until what is certified.")
        return {**data, "withheld": Withheld(provided, amount, until) if all(said) else None}


class ConfirmForm(VersionForm):
    counsel = forms.CharField(
        label="Confirmed by counsel in",
        required=False,
        max_length=160,
        help_text="The paper; empty keeps what is there",
    )


class CounselForm(VersionForm):
    counsel = forms.CharField(label="Confirmed by counsel in", max_length=160, help_text="The paper and its day")


class LiftForm(VersionForm):
    lifted_on = forms.DateField(label="Open from")
    document = forms.CharField(
        max_length=160, help_text="The certification, the repeal, or why the row was wrong from the start"
    )


class WaiverForm(UserForm):
    """What opens a restriction for some of the money while it stands."""

    kind = forms.ChoiceField(choices=Opening.choices)
    citation = forms.CharField(label="Authority", max_length=160)
    document = forms.CharField(max_length=160, help_text="The determination, with its number and day")
    amount = money("For", required=False, help_text="Empty: for all that the restriction shuts")
    from_on = forms.DateField(label="From")
    until = forms.DateField(required=False)


class ConfirmWaiverForm(VersionForm):
    """Nothing to fill in: the button says it."""
