"""Forms of programs and money. Only what the user may see can be chosen; the service has the last word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from accounts.selectors import holders
from ground.dates import today
from ground.pages.words import counted
from partners.forms import UnitCodeField, UserForm, VersionForm
from partners.models import OperatingUnit, Person

from ..kinds import KindSpec
from ..models import (
    Account,
    Agreement,
    CongressionalNotification,
    Course,
    Delivery,
    FmsCaseLine,
    Fund,
    Initiative,
    Obligation,
    Program,
    Recipient,
)
from ..models.obligations import Evidence, Exemption, Need
from ..notifications.selectors import choices_for
from ..selectors import seats_without_obligation
from ..transactions import EVIDENCE, PURPOSE
from .money import money
from .purposes import purposes

PEOPLE_SHOWN = 200
NO_YEAR = "NO_YEAR"
UNNAMED_DOCUMENT = f"Name the document, such as SF-132. {EVIDENCE}."
OTHER_MONEY = f"Choose a fund of the program's kind. {PURPOSE}."


class RecipientBoxes(forms.ModelMultipleChoiceField):
    """Recipients to tick, each with its unit."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, row: Recipient) -> str:
        return f"{row.person}, {row.unit.code}" if row.person else f"{row.unit.name}, {row.unit.code}"


def recipients(label: str, **more: Any) -> RecipientBoxes:
    """Recipients to tick; which ones, the form of a program says."""
    return RecipientBoxes(queryset=Recipient.objects.none(), label=label, **more)


def many(queryset: QuerySet[Any], label: str, **more: Any) -> forms.ModelMultipleChoiceField:
    """Boxes to tick, one a row."""
    more.setdefault("required", False)
    return forms.ModelMultipleChoiceField(queryset=queryset, label=label, widget=forms.CheckboxSelectMultiple, **more)


def one(queryset: QuerySet[Any], label: str, **more: Any) -> forms.ModelChoiceField:
    """One of the rows, or none where it is not required."""
    if not more.get("required", True):
        more.setdefault("empty_label", "None")
    return forms.ModelChoiceField(queryset=queryset, label=label, **more)


class StepForm(forms.Form):
    """What a step button sends."""

    step = forms.CharField(max_length=30)
    version = forms.IntegerField(min_value=1)
    note = forms.CharField(required=False, max_length=2000)


class PlanForm(UserForm):
    """A plan: the common fields, then those of its kind."""

    title = forms.CharField(max_length=200)
    operating_unit = one(OperatingUnit.objects.none(), "For", to_field_name="code")
    fiscal_year = forms.IntegerField(min_value=1990, max_value=2100)
    manager = one(
        User.objects.none(), "Program manager", help_text="Approves requests for vetting; never reviews them."
    )
    purpose = forms.CharField(label="What it is for", widget=forms.Textarea, required=False)
    stated_purposes = purposes()
    initiative = one(Initiative.objects.order_by("name"), "Initiative", to_field_name="code", required=False)
    planned_amount = money("Planned", initial=0)

    def __init__(self, *args: Any, spec: KindSpec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spec = spec
        places = OperatingUnit.objects.within(self.user, "programs.draft_program").order_by("name")
        self.fields["manager"].queryset = holders("vetting.endorse_case", places)  # type: ignore[attr-defined]
        if "operating_unit" in self.fields:
            self.fields["operating_unit"].queryset = places  # type: ignore[attr-defined]
        self.fields.update(forms.fields_for_model(spec.detail, fields=spec.detail_fields))

    def clean(self) -> dict[str, Any]:
        """The kind's own fields as one value, `detail`."""
        data: dict[str, Any] = super().clean() or {}
        data["detail"] = {name: data.pop(name) for name in self.spec.detail_fields if name in data}
        return data


class EditPlanForm(PlanForm, VersionForm):
    """The same for a plan in draft. Kind, place and year are in its number and stay."""

    operating_unit = None  # type: ignore[assignment]
    fiscal_year = None  # type: ignore[assignment]


class FindUnitForm(UserForm):
    """Which unit to nominate, or people from it."""

    unit = UnitCodeField(label="Unit")


class NominateForm(UserForm):
    """The unit itself, and people who serve in it."""

    itself = forms.BooleanField(label="The unit itself", required=False)
    people = many(Person.objects.none(), "People who serve in it today")
    note = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]


class OfProgramForm(UserForm):
    """A form about one program, whose own rows can be chosen."""

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.program = program
        rows = program.recipients.select_related("unit", "person").order_by("pk")
        for name, queryset in self.choices(program, rows).items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def choices(self, program: Program, recipients: QuerySet[Recipient]) -> dict[str, QuerySet[Any]]:
        """The rows of each choice."""
        return {"recipients": recipients}


class VettingForm(OfProgramForm):
    """Whom to vet, for which days."""

    recipients = recipients("Recipients")
    start = forms.DateField(label="Starts on")
    end = forms.DateField(label="Ends on")
    need = forms.CharField(
        widget=forms.Textarea, required=False, help_text="What it is for; else the program's purpose"
    )
    funding = forms.CharField(required=False, max_length=60, help_text="Such as IMET FY 2027; else kind and year")


class ObligationForm(OfProgramForm):
    """A document that binds the United States, and whom its money is for."""

    fund = one(Fund.objects.none(), "Fund", to_field_name="number", error_messages={"invalid_choice": OTHER_MONEY})
    amount = money("Amount", min_value=None)
    document_number = forms.CharField(
        max_length=60, help_text="As written on the document", error_messages={"required": UNNAMED_DOCUMENT}
    )
    evidence = forms.ChoiceField(label="Kind of evidence", choices=Evidence.choices, help_text="31 U.S.C. 1501(a)")
    counterparty = forms.CharField(required=False, max_length=200)
    effective_on = forms.DateField(label="Signed on")
    reobligation = forms.BooleanField(
        label="Obligates again", required=False, help_text="Takes de-obligated money, where its act allows that"
    )
    service_from = forms.DateField(label="Help is given from", required=False, help_text="Else the days of its seats")
    service_until = forms.DateField(label="Help is given until", required=False)
    need = forms.ChoiceField(
        label="If that is outside the fund's period: why it is a need of it",
        choices=[("", "It is inside"), *Need.choices],
        required=False,
        help_text="31 U.S.C. 1502(a)",
    )
    late_bill_of = one(
        Obligation.objects.none(),
        "Late bill of",
        required=False,
        help_text="Of a fund that has ended, 31 U.S.C. 1553(b)",
    )
    seats = many(Course.objects.none(), "Seats it pays for")
    recipients = recipients("Other recipients it names", required=False)
    naming = forms.CharField(
        label="If recipients cannot be named: how they will be",
        required=False,
        max_length=300,
        help_text="It is then shown as “not unit-vetted”, and each delivery meets the gate.",
    )
    agreement = one(Agreement.objects.none(), "Or the agreement they go under", required=False)
    notification = one(
        CongressionalNotification.objects.none(),
        "Notification",
        to_field_name="number",
        required=False,
        help_text="Needed to record it where the fund asks for notice; it may be chosen later.",
    )
    exemption = forms.ChoiceField(
        label="Or why it needs none",
        choices=[("", "It needs one where its fund asks"), *Exemption.choices],
        required=False,
        help_text="22 U.S.C. 2394-1(b)",
    )

    def choices(self, program: Program, recipients: QuerySet[Recipient]) -> dict[str, QuerySet[Any]]:
        return {
            "fund": Fund.objects.visible_to(self.user)
            .filter(account__kind=program.kind)
            .order_by("-fiscal_year", "number"),
            "late_bill_of": Obligation.objects.visible_to(self.user)
            .filter(state="RECORDED", fund__account__kind=program.kind, fund__cancels_on__lt=today())
            .filter(operating_unit=program.operating_unit_id)
            .order_by("document_number"),
            "seats": seats_without_obligation(program),
            "recipients": recipients,
            "agreement": program.operating_unit.agreements.filter(kind="RECIPIENTS").order_by("title"),
            "notification": choices_for(self.user, lines__operating_unit=program.operating_unit_id),
        }


class DeliveryForm(OfProgramForm):
    """What reached whom."""

    recipient = one(Recipient.objects.none(), "Recipient", required=False)
    agreement = one(
        Agreement.objects.none(),
        "Or, where units cannot be named, the agreement",
        required=False,
        help_text="Then the delivery is shown as “not unit-vetted”.",
    )
    line = one(FmsCaseLine.objects.none(), "Case line", required=False)
    what = forms.ChoiceField(choices=Delivery.What.choices)
    description = forms.CharField(max_length=200)
    quantity = forms.DecimalField(max_digits=14, decimal_places=2)
    value = money("Value")
    delivered_on = forms.DateField(label="Delivered on")
    place_name = forms.CharField(label="Place", required=False, max_length=120)

    def choices(self, program: Program, recipients: QuerySet[Recipient]) -> dict[str, QuerySet[Any]]:
        return {
            "recipient": recipients,
            "agreement": program.operating_unit.agreements.filter(kind="RECIPIENTS").order_by("title"),
            "line": FmsCaseLine.objects.filter(case__program=program).select_related("case").order_by("case", "number"),
        }


class FundForm(UserForm):
    account = one(Account.objects.order_by("code"), "Account", to_field_name="code")
    fiscal_year = forms.IntegerField(label="Budget fiscal year", min_value=1990, max_value=2100)
    title = forms.CharField(max_length=200)
    public_law = forms.CharField(required=False, max_length=60)
    enacted_on = forms.DateField()
    availability_years = forms.TypedChoiceField(
        label="Available for",
        choices=[("", "Choose"), *((n, counted(n, "year")) for n in range(1, 6)), (NO_YEAR, "no-year, until closed")],
        coerce=lambda value: None if value == NO_YEAR else int(value),
    )
    reobligation_authority = forms.BooleanField(
        label="May be obligated again", required=False, help_text="Four more years, where the act says so"
    )
    obligates_on_apportionment = forms.BooleanField(
        label="Obligated by its apportionment", required=False, help_text="FMF, where the act says so"
    )
    requires_notification = forms.BooleanField(
        label="Obligated under a congressional notification only",
        required=False,
        help_text="Stays as it is. Obligations then wait for the notification's days and for every hold "
        "(22 U.S.C. 2394-1); where its apportionment obligates, the apportionment waits.",
    )
    obligating_document = forms.CharField(label="What obligates", required=False, max_length=200)


class MoneyForm(UserForm):
    """One move of money with its document."""

    amount = money("Amount", min_value=None)
    effective_on = forms.DateField(label="On")
    evidence = forms.CharField(label="Document", max_length=120, error_messages={"required": UNNAMED_DOCUMENT})
    note = forms.CharField(required=False, max_length=300)


class AllotForm(MoneyForm):
    operating_unit = one(OperatingUnit.objects.order_by("name"), "To", to_field_name="code")


class ApportionObligatingForm(MoneyForm):
    """Apportionment of a fund that it obligates: for whom, and how recipients will be named."""

    operating_unit = one(OperatingUnit.objects.order_by("name"), "For", to_field_name="code")
    program = one(Program.objects.none(), "Program", to_field_name="number", required=False)
    naming = forms.CharField(label="How recipients will be named", required=False, max_length=300)
    agreement = one(Agreement.objects.none(), "Or the agreement they go under", required=False)
    notification = one(
        CongressionalNotification.objects.none(),
        "Notification",
        to_field_name="number",
        required=False,
        help_text="Where the fund asks for notice, it has run before this.",
    )

    def __init__(self, *args: Any, fund: Fund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programs = Program.objects.visible_to(self.user).open().filter(kind=fund.account.kind).order_by("number")
        self.fields["program"].queryset = programs  # type: ignore[attr-defined]
        agreements = Agreement.objects.visible_to(self.user).filter(kind="RECIPIENTS").order_by("title")
        self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]
        self.fields["notification"].queryset = choices_for(self.user, lines__fund=fund)  # type: ignore[attr-defined]


class ReversalForm(UserForm):
    effective_on = forms.DateField(label="On")
    evidence = forms.CharField(label="Document", max_length=120)
    note = forms.CharField(label="Why", max_length=300)
