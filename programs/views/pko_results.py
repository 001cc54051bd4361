"""PKO programs: the forms of what became of them: milestones, processes, capabilities, ratings, deployments."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ground.dates import today

from ..forms import pko_results as forms
from ..models import Capability, CivilianHarmProcess, Deployment, InstitutionalMilestone
from ..services import pko_results
from .pko import ForUnit, OfPkoRow, PkoForm


class ReformForm(PkoForm):
    """A form about a program of one of the reform programs; another has no such page."""

    global_program = ""

    def seen(self, user: Any) -> Any:
        return super().seen(user).filter(pkodetail__global_program=self.global_program)


class SetMilestone(ReformForm):
    global_program = "GDRP"
    form_class = forms.InstitutionalMilestoneForm
    title = "Set an institutional milestone"
    lead = "What the institution can do now, and what it shall be able to do by a day."
    button = "Set it"
    said = "Set the milestone."

    def get_initial(self) -> dict[str, Any]:
        return {"baseline_on": today()}

    def act(self, data: dict[str, Any]) -> InstitutionalMilestone:
        return pko_results.set_milestone(program=self.object, by=self.request.user, **data)


class ReachMilestone(OfPkoRow):
    form_class = forms.ReachForm
    title = "Record that it is reached"
    button = "Record it"
    said = "Recorded that the milestone is reached."
    object: InstitutionalMilestone

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.object.institution}: {self.object.target}"

    def seen(self, user: Any) -> QuerySet[InstitutionalMilestone]:
        rows = InstitutionalMilestone.objects.visible_to(user).filter(reached_on=None)
        return rows.select_related("program__operating_unit")

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "reached_on": today()}

    def act(self, data: dict[str, Any]) -> InstitutionalMilestone:
        return pko_results.reach_milestone(milestone=self.object, by=self.request.user, **data)


class AssessBefore(ReformForm):
    global_program = "SFP"
    form_class = forms.ProcessForm
    title = "Assess a civilian-harm process"
    lead = "As it is before the program. No process is an answer too."
    button = "Keep it"
    said = "Kept the assessment."

    def get_initial(self) -> dict[str, Any]:
        return {"on_day": today()}

    def act(self, data: dict[str, Any]) -> CivilianHarmProcess:
        return pko_results.assess_before(program=self.object, by=self.request.user, **data)


class AssessAfter(OfPkoRow):
    form_class = forms.ProcessAfterForm
    title = "Assess it after the program"
    button = "Keep it"
    said = "Kept the assessment."
    object: CivilianHarmProcess

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.object}: {self.object.get_before_display().lower()} before."

    def seen(self, user: Any) -> QuerySet[CivilianHarmProcess]:
        return CivilianHarmProcess.objects.visible_to(user).select_related("program__operating_unit")

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "on_day": today()}

    def act(self, data: dict[str, Any]) -> CivilianHarmProcess:
        return pko_results.assess_after(process=self.object, by=self.request.user, **data)


class OfPartner(ReformForm):
    """A form about what a partner of the GPOI can do."""

    global_program = "GPOI"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}


class RegisterCapability(OfPartner):
    form_class = forms.CapabilityForm
    title = "Register a capability"
    lead = "Each step of it is kept with its day; none is changed afterwards."
    button = "Register it"
    said = "Registered the capability."

    def get_initial(self) -> dict[str, Any]:
        return {"on_day": today()}

    def act(self, data: dict[str, Any]) -> Capability:
        return pko_results.register_capability(program=self.object, by=self.request.user, **data)


class StepCapability(OfPkoRow):
    form_class = forms.CapabilityStepForm
    title = "Record a step of a capability"
    button = "Record the step"
    said = "Recorded the step."
    object: Capability

    @property
    def lead(self) -> str:  # type: ignore[override]
        latest = self.object.steps.order_by("-on_day", "-pk").first()
        stands = f"{latest.get_status_display().lower()} since {latest.on_day:%B} {latest.on_day.day}" if latest else ""
        return f"{self.object.title}: {stands}."

    def seen(self, user: Any) -> QuerySet[Capability]:
        return Capability.objects.visible_to(user).select_related("program__operating_unit")

    def get_initial(self) -> dict[str, Any]:
        return {"on_day": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return pko_results.step_capability(capability=self.object, by=self.request.user, **data)


class Rate(OfPartner):
    form_class = forms.RatingForm
    title = "Rate self-sufficiency"
    lead = "A rating stays as it is. A partner that falls back gets another, and both are shown."
    button = "Keep the rating"
    said = "Kept the rating."

    def get_initial(self) -> dict[str, Any]:
        return {"rated_on": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return pko_results.rate(program=self.object, by=self.request.user, **data)


class RecordDeployment(ForUnit):
    form_class = forms.DeploymentForm
    title = "Record a deployment"
    lead = "Name the event that trained the unit: without it nobody can say what the training led to."
    button = "Record the deployment"
    said = "Recorded the deployment."

    def get_initial(self) -> dict[str, Any]:
        return {"from_on": today()}

    def act(self, data: dict[str, Any]) -> Deployment:
        return pko_results.record_deployment(program=self.object, by=self.request.user, **data)


class FollowDeployment(OfPkoRow):
    form_class = forms.FollowDeploymentForm
    title = "Follow a deployment"
    button = "Keep it"
    said = "Kept what became of the deployment."
    object: Deployment

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.object}. Its last day, and the event that trained the unit where none is named yet."

    def seen(self, user: Any) -> QuerySet[Deployment]:
        rows = Deployment.objects.visible_to(user).filter(Q(until_on=None) | Q(trained_by=None))
        return rows.select_related("program__operating_unit", "recipient__unit")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "deployment": self.object}

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "until_on": self.object.until_on}

    def act(self, data: dict[str, Any]) -> Deployment:
        return pko_results.follow_deployment(deployment=self.object, by=self.request.user, **data)
