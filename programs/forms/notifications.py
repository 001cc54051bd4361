"""Forms of notifications. Each is one act of one person; the service has the last word."""

from __future__ import annotations

from typing import Any

from django import forms

from ground.access import may
from partners.forms import UserForm, VersionForm
from partners.models import OperatingUnit

from ..models import CongressionalNotification, Fund, NotificationLine, Program
from ..notifications.lifecycle import DRAFT
from ..notifications.rules import ClearanceAnswer, ClearingOffice, Committee, NotificationKind, Result
from ..notifications.selectors import choices_for
from ..services.notifications import CLEAR_FOR_H
from ..states import Kind
from .money import money
from .programs import one

NOTE = "Kept with the record"


class WordsForm(UserForm):
    """What a draft says."""

    title = forms.CharField(max_length=200)
    justification = forms.CharField(label="What the money is for, and why it is not in the justification of the budget")
    justification.widget = forms.Textarea()
    otherwise_served = forms.CharField(
        label="In a reprogramming: whom the money would otherwise have served",
        required=False,
        max_length=300,
        help_text="Nature, purpose and country, 22 U.S.C. 2394-1. Needed for more than $1 million that takes a country "
        "more than $5 million above its 653(a) figure.",
    )
    renotifies = one(CongressionalNotification.objects.none(), "Notifies again", to_field_name="number", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = CongressionalNotification.objects.visible_to(self.user).order_by("-pk")
        self.fields["renotifies"].queryset = seen  # type: ignore[attr-defined]


class DraftForm(WordsForm):
    """A notification. Its clock and committees follow from its kind."""

    kind = forms.ChoiceField(choices=NotificationKind.choices, help_text="Brings its days and its committees")
    program_kind = forms.ChoiceField(label="Money of", choices=Kind.choices)
    operating_unit = one(OperatingUnit.objects.none(), "For", to_field_name="code")
    fiscal_year = forms.IntegerField(min_value=1990, max_value=2100)

    field_order = ("kind", "program_kind", "operating_unit", "fiscal_year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = OperatingUnit.objects.within(self.user, DRAFT).order_by("name")
        self.fields["operating_unit"].queryset = places  # type: ignore[attr-defined]


class EditForm(WordsForm, VersionForm):
    """The words of a draft; kind, place and year stay."""


class OfNotificationForm(UserForm):
    """A form about one notification."""

    def __init__(self, *args: Any, notification: CongressionalNotification, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notification = notification


class LineForm(OfNotificationForm):
    """An amount to notify."""

    fund = one(Fund.objects.none(), "Fund", to_field_name="number")
    operating_unit = one(OperatingUnit.objects.none(), "For", to_field_name="code")
    program = one(
        Program.objects.none(),
        "Program",
        to_field_name="number",
        required=False,
        help_text="Empty: for any program of that place",
    )
    amount = money("Amount", min_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.notification.program_kind
        choices = {
            "fund": Fund.objects.visible_to(self.user).filter(account__kind__in=["", kind]).order_by("-number"),
            "operating_unit": OperatingUnit.objects.within(self.user, DRAFT).order_by("name"),
            "program": Program.objects.visible_to(self.user).filter(kind=kind).order_by("-number"),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]


class RemoveLineForm(UserForm):
    """Nothing to fill in: the button says it."""


class ClearanceForm(OfNotificationForm):
    """What an office answered."""

    office = forms.ChoiceField(choices=ClearingOffice.choices)
    answer = forms.ChoiceField(choices=ClearanceAnswer.choices)
    on = forms.DateField(label="On")
    note = forms.CharField(required=False, max_length=300, help_text="Needed for a question, a hold or a No")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = may(self.user, CLEAR_FOR_H, self.notification)
        offices = [(v, label) for v, label in ClearingOffice.choices if mine or v != ClearingOffice.H]
        self.fields["office"].choices = offices  # type: ignore[attr-defined]


class TransmittalForm(OfNotificationForm):
    """Which committees have it since a day."""

    committees = forms.MultipleChoiceField(choices=[], widget=forms.CheckboxSelectMultiple)
    sent_on = forms.DateField(label="Sent on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.notification.clock.sent
        missing = [(c, Committee(c).label) for c in self.notification.committees if c not in sent]
        self.fields["committees"].choices = missing  # type: ignore[attr-defined]


class ResultForm(UserForm):
    """What a committee said."""

    result = forms.ChoiceField(
        choices=[(r.value, r.label) for r in (Result.APPROVED, Result.DENIED, Result.PENDING)],
        help_text="A denial ends the notification. A hold is recorded as a hold.",
    )
    on = forms.DateField(label="On")
    note = forms.CharField(required=False, max_length=300, help_text=NOTE)


class HoldForm(OfNotificationForm):
    """A committee's hold."""

    committee = forms.ChoiceField(choices=[])
    opened_on = forms.DateField(label="Since")
    note = forms.CharField(label="What it is about", max_length=300)
    line = one(
        NotificationLine.objects.none(), "Only of this amount", required=False, help_text="None: of the notification"
    )
    amount = money("Only so much of it", required=False, help_text="Empty: all of that amount")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clock = self.notification.clock
        choices = [(c, Committee(c).label) for c in self.notification.committees if c in clock.sent]
        self.fields["committee"].choices = choices  # type: ignore[attr-defined]
        lines = self.notification.lines.select_related("fund", "operating_unit").order_by("pk")
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]


class ReleaseForm(UserForm):
    """How a hold was released."""

    released_on = forms.DateField(label="Released on")
    note = forms.CharField(label="How it was released", max_length=300)


class PlaceObligationForm(VersionForm):
    """Under which notification a proposed obligation goes."""

    notification = one(CongressionalNotification.objects.none(), "Notification", to_field_name="number", required=False)

    def __init__(self, *args: Any, obligation: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = {"lines__fund": obligation.fund_id, "lines__operating_unit": obligation.operating_unit_id}
        self.fields["notification"].queryset = choices_for(self.user, **place)  # type: ignore[attr-defined]
