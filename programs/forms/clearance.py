"""Forms of sites, tasks, depots and what is recorded of them."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.forms import VersionForm, countries
from partners.models import Country

from ..cwd.states import Activity
from ..models import (
    CwdTask,
    Grant,
    Handover,
    LandRelease,
    OrdnanceDisposal,
    RiskEducation,
    Site,
    StorageInspection,
    StorageSite,
)
from ..models.cwd_work import CLASSES, PEOPLE
from .grants import WRITE, OfModelForm
from .programs import one

DAYS = ("since", "until", "document")
SECURING = (Activity.PSSM, Activity.EMERGENCY, Activity.STOCKPILE)


class InCountryForm(OfModelForm):
    """Of what lies in one of the user's countries."""

    country = one(Country.objects.none(), "Country", to_field_name="iso3")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = countries(self.user, WRITE)  # type: ignore[attr-defined]


class SiteForm(InCountryForm):
    model = Site
    names = ("name", "admin_area", "hazard_id", "latitude", "longitude", "area_m2")


class SurveyForm(OfModelForm, VersionForm):
    model = Site
    names = ("name", "admin_area", "latitude", "longitude", "area_m2")


class TaskForm(OfModelForm):
    model = CwdTask
    names = (
        *("site", "title", "activity", "contaminant", "priority", "cost"),
        *("key_site", "unblocks", "blocked_on"),
    )

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Site.objects.visible_to(self.user).filter(country=grant.country_id).order_by("name")
        self.fields["site"].queryset = there  # type: ignore[attr-defined]


class OpenedForm(VersionForm):
    opened_on = forms.DateField(label="Open since")


class WorkForm(OfModelForm):
    """A row of work, or a new one in the place of a wrong one."""

    own: tuple[str, ...] = ()

    def __init__(self, *args: Any, task: CwdTask, **kwargs: Any) -> None:
        self.names = (*DAYS, *self.own)
        super().__init__(*args, **kwargs)
        rows = self.model.objects.current().filter(task=task).order_by("-until", "-pk")
        hint = "What it replaces counts no longer"
        self.fields["replaces"] = one(rows, "In the place of", required=False, help_text=hint)


class LandForm(WorkForm):
    model, own = LandRelease, ("canceled_m2", "reduced_m2", "cleared_m2")


class OrdnanceForm(WorkForm):
    model, own = OrdnanceDisposal, CLASSES


class EducationForm(WorkForm):
    model, own = RiskEducation, ("sessions", *PEOPLE, "indirect", "counted_again")


class HandoverForm(OfModelForm, VersionForm):
    model = Handover
    names = ("handed_over_on", "area_m2", "beneficiaries", "land_use", "document")


class ImpactForm(VersionForm):
    assessed_on = forms.DateField(label="Post-clearance assessment on")
    impact = forms.CharField(label="What the assessment found", max_length=4000, widget=forms.Textarea)


class DepotForm(InCountryForm):
    model, names = StorageSite, ("name", "admin_area", "holder")


class InspectionForm(OfModelForm):
    model = StorageInspection
    names = (
        *("task", "moment", "inspected_on", "theft", "explosion", "standard", "practices", "buildings"),
        *("manpads_at_risk", "document"),
    )

    def __init__(self, *args: Any, depot: StorageSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = CwdTask.objects.visible_to(self.user).filter(activity__in=SECURING, grant__country=depot.country_id)
        self.fields["task"].queryset = there.order_by("-pk")  # type: ignore[attr-defined]
