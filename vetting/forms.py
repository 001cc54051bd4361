"""Forms of vetting: a case, its roster, reviews, matches, findings on units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, Q

from accounts.models import User
from accounts.selectors import holders
from ground.dates import today
from partners.forms import SourceForm, UnitCodeField, UserForm, VersionForm
from partners.models import OperatingUnit, Person, Post, Posting, Unit

from .models import Law, Review, VettingCase

FOUND = 25  # people shown for one search


class DatesForm(UserForm):
    """The event and its days."""

    event = forms.CharField(max_length=200, help_text="The course, delivery or exercise, as people call it")
    need = forms.CharField(
        widget=forms.Textarea, help_text="What the assistance is for, in a sentence or two; the manager weighs it"
    )
    event_start = forms.DateField(label="Starts on")
    event_end = forms.DateField(label="Ends on")
    funding = forms.CharField(max_length=60, help_text="Account and year, such as IMET FY 2027")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("event_start"), data.get("event_end")
        if first and last and last < first:
            self.add_error("event_end", "It ends before it begins. Write a later day.")
        return data


class NewCaseForm(DatesForm):
    operating_unit = forms.ModelChoiceField(
        queryset=OperatingUnit.objects.none(), to_field_name="code", label="Country", empty_label="Choose"
    )
    laws = forms.MultipleChoiceField(
        label="Law",
        choices=Law.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="The money decides: State funds fall under 22 U.S.C. 2378d, DoD funds under 10 U.S.C. 362",
    )
    manager = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label="Program manager",
        empty_label="Choose",
        help_text="Approves the request before it leaves",
    )
    field_order = ("operating_unit", "event", "need", "event_start", "event_end", "laws", "funding", "manager")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = OperatingUnit.objects.within(self.user, "vetting.draft_case").order_by("name")
        self.fields["operating_unit"].queryset = places  # type: ignore[attr-defined]
        self.fields["manager"].queryset = holders("vetting.endorse_case", places).exclude(  # type: ignore[attr-defined]
            pk=self.user.pk
        )


class CaseForm(DatesForm, VersionForm):
    post = forms.ModelChoiceField(queryset=Post.objects.none(), required=False, empty_label="Not given")

    def __init__(self, *args: Any, case: VettingCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Post.objects.filter(country=case.operating_unit.country_id).order_by("name")
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]


class PersonChoiceField(forms.ModelChoiceField):
    """People found by a search, each with what tells namesakes apart."""

    def label_from_instance(self, obj: Any) -> str:
        units = ", ".join(p.unit.code for p in obj.serving)
        born = f"born {obj.birth_date}" if obj.birth_date else "date of birth not given"
        return ", ".join(filter(None, [f"{obj.rank} {obj}".strip(), born, units or "no posting known today"]))


class AddPersonForm(VersionForm):
    """One of the people a search found, in the unit they serve in or in another."""

    person = PersonChoiceField(queryset=Person.objects.none(), widget=forms.RadioSelect, empty_label=None)
    unit = UnitCodeField(
        required=False, help_text="Leave empty for the unit of the principal posting; else its code, such as XTM-00108"
    )
    position = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        person = data.get("person")
        if person and not data.get("unit") and "unit" not in self.errors:
            posting = (
                Posting.objects.filter(person=person, valid__contains=today())
                .filter(unit__in=Unit.objects.visible_to(self.user))
                .select_related("unit")
                .order_by("-is_principal", "pk")
                .first()
            )
            if posting is None:
                self.add_error("unit", "No posting is known today. Write the code of the unit this person serves in.")
            else:
                data["unit"] = posting.unit
                data["position"] = data.get("position") or posting.title
        return data


class AddUnitForm(VersionForm):
    """A unit with its commander: one of those known to serve in it, else whom a posting names today."""

    unit = UnitCodeField()
    commander = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        required=False,
        empty_label="As a posting on record names",
        help_text="A unit is vetted with its commander (policy: DRL Leahy fact sheet, 2017)",
    )

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit is not None:
            serving = Posting.objects.filter(unit=unit, valid__contains=today()).values("person")
            people = Person.objects.visible_to(self.user).filter(pk__in=serving)
            self.fields["commander"].queryset = people.order_by("family_names")  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """A review of the whole roster or of the rows ticked. Which button was pressed is `verdict`."""

    APPROVE, REJECT, RETURN = "APPROVE", "REJECT", "RETURN"

    case = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=Review.Kind.choices, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=[(APPROVE, "Approve"), (REJECT, "Reject"), (RETURN, "Return")])
    subjects = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "No row is ticked. Tick the rows that your review is about."}
    )
    valid_until = forms.DateField(label="Approve until", required=False)
    conditions = forms.CharField(label="Conditions", max_length=2000, required=False)
    reason = forms.CharField(widget=forms.Textarea, max_length=2000, required=False)

    def __init__(self, *args: Any, waiting: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"].choices = [(pk, pk) for pk in waiting]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("verdict") in {self.REJECT, self.RETURN} and not data.get("reason", "").strip():
            self.add_error("reason", "Write the reason; whoever asked reads it.")
        return data


class RosterActForm(forms.Form):
    """One step with the rows ticked, with a reason."""

    step = forms.CharField()
    subjects = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "No row is ticked. Tick the rows you mean."}
    )
    version = forms.IntegerField()
    note = forms.CharField(
        label="Reason", max_length=2000, error_messages={"required": "Write the reason; it is kept with the record."}
    )

    def __init__(self, *args: Any, rows: list[int], steps: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"].choices = [(pk, pk) for pk in rows]  # type: ignore[attr-defined]
        self.steps = steps

    def clean_step(self) -> str:
        step: str = self.cleaned_data["step"]
        if step not in self.steps:
            raise forms.ValidationError("This step is not offered here.")
        return step


class StepForm(forms.Form):
    """What a step button sends."""

    step = forms.CharField(max_length=40)
    version = forms.IntegerField(min_value=0)
    note = forms.CharField(max_length=2000, required=False)


class HitForm(forms.Form):
    """What a person decides on a possible match."""

    state = forms.ChoiceField(choices=[("SAME", "Same"), ("DIFFERENT", "Different")])
    note = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": "Write why; the reviewers read it."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ProposeForm(SourceForm, VersionForm):
    """A review of a unit: from then on no program may help it."""

    grounds = forms.CharField(
        widget=forms.Textarea, max_length=4000, help_text="What is known, with no name of a victim or witness"
    )
    field_order = ("grounds", "source_title", "source_publisher", "source_date", "source_address")


class RosterFileForm(UserForm):
    """A roster as a file."""

    file = forms.FileField(label="Roster, .xlsx or .csv", help_text="One row a person; the titles are in the template")


def found_people(user: User, text: str, country: int | None) -> Any:
    """People of a country whose name has every word of the text, each with the units they serve in today."""
    rows = Person.objects.visible_to(user)
    if country:
        rows = rows.filter(country=country)
    for part in text.split():
        rows = rows.filter(Q(family_names__icontains=part) | Q(given_names__icontains=part))
    ids = (
        rows.order_by("family_names", "given_names", "pk").values_list("pk", flat=True)[:FOUND] if text.split() else []
    )
    serving = Posting.objects.filter(valid__contains=today(), unit__in=Unit.objects.visible_to(user))
    found = Prefetch("postings", queryset=serving.select_related("unit"), to_attr="serving")
    return Person.objects.filter(pk__in=list(ids)).prefetch_related(found).order_by("family_names", "given_names")
