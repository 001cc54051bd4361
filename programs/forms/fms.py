"""Forms of letters of request, FMS cases and their documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.forms import UserForm, VersionForm

from ..fms.states import AgreementKind, CaseKind, DocumentKind, EndUse, Financing, Prepared
from ..models import Agreement, FmsCaseLine, LetterOfRequest, Program, Recipient
from .programs import OfProgramForm, money, one

VERSIONS = [choice for choice in DocumentKind.choices if choice[0] != DocumentKind.BASIC]


class LetterForm(UserForm):
    number = forms.CharField(max_length=60, help_text="As written on the letter")
    received_on = forms.DateField(label="Received on")
    requirement = forms.CharField(label="The partner's stated need, in its words", widget=forms.Textarea)


class CheckLetterForm(VersionForm):
    missing = forms.CharField(label="What is missing", widget=forms.Textarea, required=False)
    actionable_on = forms.DateField(label="Or, where nothing is: actionable from", required=False)


class LineForm(UserForm):
    """One line: what, how many, at which price; its total is made."""

    description = forms.CharField(label="Item", max_length=200)
    category = forms.ChoiceField(choices=FmsCaseLine.Category.choices)
    quantity = forms.DecimalField(max_digits=14, decimal_places=2)
    unit = forms.CharField(label="Unit of issue", max_length=20, initial="EA")
    unit_price = money("Unit price")
    delivery_from = forms.DateField(label="Delivered from", required=False)
    delivery_to = forms.DateField(label="Delivered until", required=False)
    is_sme = forms.BooleanField(label="Significant military equipment", required=False)
    is_mde = forms.BooleanField(label="Major defense equipment", required=False)
    end_use = forms.ChoiceField(label="End-use monitoring", choices=EndUse.choices)


class FmsCaseForm(OfProgramForm, LineForm):
    """A case with the first line of its basic document."""

    designator = forms.CharField(max_length=12, help_text="Customer, agency, designator, such as XT-P-LBX")
    title = forms.CharField(max_length=200)
    letter = one(LetterOfRequest.objects.none(), "Letter of request", required=False)
    kind = forms.ChoiceField(choices=CaseKind.choices)
    financing = forms.ChoiceField(choices=Financing.choices, help_text="Loan money stands on a case of its own.")
    national = money("The partner's own money", required=False, initial=0)
    agreement = one(
        Agreement.objects.none(),
        "Agreement, where recipients cannot be named",
        required=False,
        help_text="The case is then shown as “not unit-vetted”.",
    )

    field_order = ("designator", "title", "letter", "kind", "financing", "national", "agreement")

    def choices(self, program: Program, recipients: QuerySet[Recipient]) -> dict[str, QuerySet[Any]]:
        agreements = program.operating_unit.agreements.filter(kind=AgreementKind.RECIPIENTS)
        return {
            "agreement": agreements.order_by("title"),
            "letter": program.letters.filter(actionable_on__isnull=False).order_by("-received_on"),
        }


class VersionOfCaseForm(LineForm):
    """An amendment or a modification with its first line."""

    kind = forms.ChoiceField(label="Version", choices=VERSIONS)
    why = forms.CharField(label="What it changes", max_length=300)
    national = money("The partner's own money", required=False, initial=0)

    field_order = ("kind", "why", "national")


class TermsForm(VersionForm):
    total_value = money("Value")
    national_share = money("The partner's own money in it")


class OfferForm(VersionForm):
    offered_on = forms.DateField(label="Offered on")
    expires_on = forms.DateField(
        label="Open until", required=False, help_text="Else the number of days that policy sets"
    )
    bpc = forms.BooleanField(label="Builds partner capacity (BPC)", required=False)


class ExtendForm(VersionForm):
    expires_on = forms.DateField(label="Open until")
    note = forms.CharField(label="Why", max_length=300)


class AcceptForm(VersionForm):
    accepted_on = forms.DateField(label="Signed by the partner on")


class DepositForm(VersionForm):
    amount = money("Initial deposit")
    deposited_on = forms.DateField(label="Deposited on")


class ImplementForm(VersionForm):
    implemented_on = forms.DateField(label="Implemented on")


class MilestoneForm(UserForm):
    code = forms.ChoiceField(label="Milestone", choices=Prepared.choices)
    on_day = forms.DateField(label="On")


class DutyForm(VersionForm):
    met_on = forms.DateField(label="Met on")
    how = forms.CharField(label="How", max_length=300)
