"""PKO programs: the forms of contributions, events, packages and engagements, and the page of one event."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.timeline import timeline
from ground.steps import offers, problems_of

from .. import badges, kinds, selectors
from ..forms import pko as forms
from ..lifecycle import EVENT_STEPS
from ..models import EquipmentPackage, PackageItem, Program, TrainingEvent
from ..services import pko
from ..states import OPEN_EVENT, EventState
from .base import Door, OfRecord, RecordForm, RecordPage, StepPost, offered
from .plans import ProgramForm


class PkoForm(ProgramForm):
    """A form about a PKO program; a program of another kind has no such page."""

    permission = pko.CHANGE

    def seen(self, user: Any) -> Any:
        return super().seen(user).filter(pkodetail__isnull=False)


class ForUnit(PkoForm):
    """A form whose choices are the program's own units."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}


class Contribute(PkoForm):
    form_class = forms.ContributionForm
    title = "Record a contribution to an operation"
    lead = "For one fiscal year. Whether it is voluntary or UN assessed dues, the program says."
    button = "Record the contribution"
    said = "Recorded the contribution."

    def get_initial(self) -> dict[str, Any]:
        return {"on_day": today(), "fiscal_year": self.object.fiscal_year}

    def act(self, data: dict[str, Any]) -> Any:
        return pko.contribute(program=self.object, by=self.request.user, **data)


class PlanEvent(ForUnit):
    form_class = forms.EventForm
    title = "Plan a training event"
    lead = "Nominate the unit first. Nobody is approved by a plan: the gate is asked when the event starts."
    button = "Plan the event"
    said = "Planned the event."

    def act(self, data: dict[str, Any]) -> TrainingEvent:
        return pko.plan_event(program=self.object, by=self.request.user, **data)


class AssemblePackage(ForUnit):
    form_class = forms.PackageForm
    title = "Assemble an equipment package"
    lead = "Items can be added until title passes."
    button = "Keep the package"
    said = "Kept the package."

    def act(self, data: dict[str, Any]) -> EquipmentPackage:
        return pko.assemble_package(program=self.object, by=self.request.user, **data)


class Engage(ForUnit):
    form_class = forms.EngagementForm
    title = "Record an engagement"
    lead = (
        "Advice to a ministry or a unit, or support of a unit in its mission. A unit is approved for all of its days."
    )
    button = "Record the engagement"
    said = "Recorded the engagement."

    def act(self, data: dict[str, Any]) -> Any:
        return pko.engage(program=self.object, by=self.request.user, **data)


class OfPkoRow(RecordForm):
    """A form about a row that hangs on a PKO program."""

    permission = pko.CHANGE

    @property
    def program(self) -> Program:
        program: Program = self.object.program
        return program

    def next_url(self, result: Any) -> str:
        return self.program.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Programs", "/programs/"), (self.program.number, self.program.get_absolute_url()), (self.title, "")]


class OfEvent(OfRecord):
    permission = "programs.view_program"
    object: TrainingEvent

    def seen(self, user: Any) -> QuerySet[TrainingEvent]:
        return TrainingEvent.objects.visible_to(user).select_related("program__operating_unit", "recipient__unit")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands, below its program."""
        program, spec = self.object.program, kinds.of(self.object.program.kind)
        here = (self.object.title, self.object.get_absolute_url() if last else "")
        way = [("Programs", "/programs/"), (spec.short, f"/programs/{spec.slug}/")]
        return [*way, (program.number, program.get_absolute_url()), here, *([(last, "")] if last else [])]


class EventPage(OfEvent, RecordPage):
    """One event: of which unit, when, whether the gate is open for its days, who was trained, who deployed since."""

    template_name = "programs/event_page.html"

    def context(self) -> dict[str, Any]:
        event, user = self.object, self.request.user
        (standing,) = selectors.standing_on([event.recipient], event.program.laws, event.start_on, event.end_on)
        return {
            "event": event,
            "program": event.program,
            "badge": badges.EVENT[event.state],
            "standing": standing,
            "is_open": event.state in OPEN_EVENT,
            "was_open": event.state in {EventState.STARTED, EventState.COMPLETED, EventState.STOPPED},
            "delivery": getattr(event, "delivery", None),
            "deployments": event.deployments.select_related("recipient__unit").order_by("from_on", "pk"),
            "offers": offers(EVENT_STEPS, event, by=user),
            "version": event.version,
            "doors": self.doors(event),
            "history": timeline(sentences(event), lifecycle=EVENT_STEPS),
            "title": event.title,
            "crumbs": self.trail(),
        }

    def doors(self, event: TrainingEvent) -> list[Door]:
        """What takes a form of its own: another plan, and the count at the end."""
        user, base = self.request.user, event.get_absolute_url()
        found = []
        if event.state in OPEN_EVENT and may(user, pko.CHANGE, event):
            found.append(Door("Change the event", f"{base}edit/", (), "file"))
        if "complete" in {step.name for step in EVENT_STEPS.leaving(event.state)} and may(user, pko.GIVE, event):
            shut = problems_of(EVENT_STEPS, event, EVENT_STEPS.step("complete"), by=user)
            found.append(Door("Record who was trained", f"{base}complete/", shut, "cap"))
        return found


class EventStep(EventPage, StepPost):
    http_method_names = ["post"]
    steps = offered(EVENT_STEPS)

    def take(self, step: str, version: int, note: str) -> TrainingEvent:
        return pko.take(event=self.object, step=step, by=self.request.user, version=version, note=note)

    def said(self, step: str) -> str:
        return f"{EVENT_STEPS.step(step).says}: done."


class EventForm(OfEvent, RecordForm):
    """A form about one event."""

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class EditEvent(EventForm):
    permission = pko.CHANGE
    form_class = forms.EditEventForm
    title = "Change the event"
    lead = "Of an event under way the gate is asked again, for its new days."
    button = "Save it"

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in (*pko.PLANNED, "version")}

    def act(self, data: dict[str, Any]) -> TrainingEvent:
        return pko.edit_event(event=self.object, by=self.request.user, **data)


class CompleteEvent(EventForm):
    permission = pko.GIVE
    form_class = forms.CompleteEventForm
    title = "Record who was trained"
    lead = "Counts of the event, no names. This records the training delivered by it in the same step."
    button = "Record it"
    said = "Recorded who was trained, and the delivery."

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version}

    def act(self, data: dict[str, Any]) -> Any:
        return pko.complete(event=self.object, by=self.request.user, **data)


class OfPackage(OfPkoRow):
    object: EquipmentPackage

    def seen(self, user: Any) -> QuerySet[EquipmentPackage]:
        packages = EquipmentPackage.objects.visible_to(user).filter(transferred_on=None)
        return packages.select_related("program__operating_unit", "recipient__unit")

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.object.title}, for {self.object.recipient}."


class AddItems(OfPackage):
    form_class = forms.ItemsForm
    title = "Add items to the package"
    button = "Add them"
    said = "Added the items."

    def act(self, data: dict[str, Any]) -> list[PackageItem]:
        return pko.add_items(package=self.object, by=self.request.user, **data)


class TransferPackage(OfPackage):
    permission = pko.GIVE
    form_class = forms.TransferForm
    title = "Transfer title"
    button = "Transfer title"
    said = "Title has passed. Each item now waits for its hand receipt."

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "on_day": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return pko.transfer_package(package=self.object, by=self.request.user, **data)


class OfItem(OfPkoRow):
    object: PackageItem

    @property
    def program(self) -> Program:
        return self.object.package.program

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.object.quantity:,} of {self.object.description}, {self.object.package.title}."

    def seen(self, user: Any) -> QuerySet[PackageItem]:
        packages = EquipmentPackage.objects.visible_to(user).filter(transferred_on__isnull=False)
        rows = PackageItem.objects.filter(package__in=packages)
        return rows.select_related("package__program__operating_unit")


class SignForItem(OfItem):
    form_class = forms.SignForm
    title = "Record the hand receipt"
    button = "Record the receipt"
    said = "Recorded the hand receipt."

    def get_initial(self) -> dict[str, Any]:
        item = self.object
        return {
            "version": item.version,
            "number": item.receipt_number,
            "signed_by": item.receipt_signed_by,
            "signed_on": item.receipt_signed_on or today(),
        }

    def act(self, data: dict[str, Any]) -> PackageItem:
        return pko.sign_for(item=self.object, by=self.request.user, **data)


class InspectItem(OfItem):
    form_class = forms.InspectForm
    title = "Record an inspection"
    button = "Record the inspection"
    said = "Recorded the inspection."

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "inspected_on": today()}

    def act(self, data: dict[str, Any]) -> PackageItem:
        return pko.inspect(item=self.object, by=self.request.user, **data)
