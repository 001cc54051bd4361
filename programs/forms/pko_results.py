"""Forms of what became of PKO programs: milestones, processes, capabilities, ratings, deployments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.forms import UserForm, VersionForm
from partners.models import Country

from ..models import (
    Capability,
    CapabilityStatus,
    CivilianHarmProcess,
    Deployment,
    Program,
    Recipient,
    SelfSufficiencyRating,
)
from ..models import TrainingEvent as Event
from ..models.pko_reform import Level
from ..states import EventState
from .pko import ForUnitForm, count, unit
from .programs import one

FIRST = (CapabilityStatus.PLEDGED, CapabilityStatus.DEVELOPMENT)


class InstitutionalMilestoneForm(UserForm):
    institution = forms.CharField(max_length=120, help_text="Such as the ministry of defense, its budget office")
    baseline = forms.CharField(label="What it can do now", max_length=300)
    baseline_on = forms.DateField(label="As of")
    target = forms.CharField(label="What it shall be able to do", max_length=300)
    target_on = forms.DateField(label="By")


class ReachForm(VersionForm):
    reached_on = forms.DateField(label="Reached on")
    evidence = forms.CharField(max_length=300)


class ProcessForm(UserForm):
    process = forms.ChoiceField(choices=CivilianHarmProcess.Process.choices)
    level = forms.ChoiceField(label="How far it is", choices=Level.choices)
    on_day = forms.DateField(label="Assessed on")


class ProcessAfterForm(VersionForm):
    level = forms.ChoiceField(label="How far it is now", choices=Level.choices)
    on_day = forms.DateField(label="Assessed on")
    evidence = forms.CharField(max_length=300)


class OfPartnerForm(UserForm):
    """A form about a partner: the program's own, or of a regional program one that is chosen."""

    country = one(Country.objects.order_by("name"), "Partner", to_field_name="iso3")

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if program.operating_unit.country_id:
            del self.fields["country"]


class CapabilityForm(OfPartnerForm):
    sort = forms.ChoiceField(label="Type", choices=Capability.Sort.choices)
    title = forms.CharField(max_length=160, help_text="Such as a level 2 hospital")
    status = forms.ChoiceField(label="Where it stands", choices=[(one, one.label) for one in FIRST])
    on_day = forms.DateField(label="Since")
    evidence = forms.CharField(max_length=300)


class CapabilityStepForm(UserForm):
    status = forms.ChoiceField(label="Where it stands now", choices=CapabilityStatus.choices)
    on_day = forms.DateField(label="Since")
    level = forms.CharField(label="UNPCRS level", max_length=40, required=False, help_text="When it is certified")
    evidence = forms.CharField(max_length=300)


class RatingForm(OfPartnerForm):
    domain = forms.ChoiceField(choices=SelfSufficiencyRating.Domain.choices)
    rating = forms.ChoiceField(choices=SelfSufficiencyRating.Rating.choices)
    rated_on = forms.DateField(label="Rated on")
    evidence = forms.CharField(max_length=300)


class DeploymentForm(ForUnitForm):
    recipient = unit()
    operation = forms.CharField(max_length=80)
    from_on = forms.DateField(label="Since")
    until_on = forms.DateField(label="Until", required=False)
    military = count("Military, persons")
    police = count("Police, persons")
    women = count("Of them women")
    trained_by = one(Event.objects.none(), "Trained by", required=False)

    def choices(self, program: Program, recipients: QuerySet[Recipient]) -> dict[str, QuerySet[Any]]:
        units = recipients.filter(person=None)
        return {"recipient": units, "trained_by": _trained(self.user, units.values("unit"))}


class FollowDeploymentForm(VersionForm):
    """What is known later: its last day, and the training it is credited to where none was named."""

    until_on = forms.DateField(label="Last day", required=False)
    trained_by = one(Event.objects.none(), "Trained by", required=False)

    def __init__(self, *args: Any, deployment: Deployment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if deployment.trained_by_id:
            del self.fields["trained_by"]
        else:
            events = _trained(self.user, [deployment.recipient.unit_id])
            self.fields["trained_by"].queryset = events  # type: ignore[attr-defined]


def _trained(user: Any, units: Any) -> QuerySet[Event]:
    """The completed events of some units that the user may see, the latest first."""
    events = Event.objects.visible_to(user).filter(state=EventState.COMPLETED, recipient__unit__in=units)
    return events.order_by("-end_on", "-pk")
