"""Offices with what each answers for; on a program: who carries it out, and what agencies said about it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Prefetch, QuerySet, Value
from django.db.models.functions import Lower, Replace

from ground.access import SIGNED_IN, may
from ground.dates import today
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.spans import span

from .. import badges
from ..forms import offices as forms
from ..models import Office, Program, Responsibility
from ..responsible import answered_by
from ..services import consultations, offices
from ..tables.offices import OFFICE_EXPORT, OfficeFilter, OfficeTable
from .base import OfRecord, RecordForm, RecordPage
from .lines import SHOWN
from .plans import ProgramForm


class OfficeList(ListPage):
    title = "Offices"
    lead = "Who answers for which programs, where, from when until when. Names change; what was true on a day stays."
    permission = SIGNED_IN
    table_class = OfficeTable
    filterset_class = OfficeFilter
    export_columns = OFFICE_EXPORT
    empty = "No office yet: load_reference brings the first ones."

    def get_queryset(self) -> QuerySet[Office]:
        held = Responsibility.objects.on(today()).select_related("operating_unit").order_by("duty", "kind", "pk")
        return Office.objects.prefetch_related(Prefetch("responsibilities", held, to_attr="today")).order_by("code")


class OfOffice(OfRecord):
    """A view about one office, by its symbol as it stands in an address."""

    permission = offices.KEEP
    key = "slug_of_code"
    object: Office

    def seen(self, user: Any) -> QuerySet[Office]:
        return Office.objects.alias(slug_of_code=Replace(Lower("code"), Value("/"), Value("-")))


class OfficePage(OfOffice, RecordPage):
    """One office: what it answers for today, what it did before, and its programs that the reader may see."""

    permission = SIGNED_IN
    template_name = "programs/office_page.html"

    def allowed(self, user: Any) -> bool:
        return True

    def context(self) -> dict[str, Any]:
        user, on, office = self.request.user, today(), self.object
        rows = office.responsibilities.select_related("operating_unit").order_by(  # type: ignore[attr-defined]
            "duty", "kind", F("operating_unit").asc(nulls_first=True), "pk"
        )
        programs = answered_by(Program.objects.visible_to(user), [office], on)
        newest = programs.select_related("operating_unit").order_by("-fiscal_year", "number")
        return {
            "office": office,
            "rows": [(row, span(row.valid), row.valid.upper is None or row.valid.upper > on) for row in rows],
            "programs": [(one, badges.PROGRAM[one.state]) for one in newest[:SHOWN]],
            "program_count": programs.count(),
            "may_keep": may(user, offices.KEEP),
            "title": f"{office.code}: {office.name}",
            "crumbs": [("Offices", "/offices/"), (office.code, "")],
        }


class AddOffice(FormPage):
    permission = offices.KEEP
    form_class = forms.OfficeForm
    title = "New office"
    lead = "What it answers for is said afterwards, with dates."
    said = "The office is on record."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> Office:
        return offices.add_office(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/offices/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Offices", "/offices/"), (self.title, "")]


class GiveResponsibility(OfOffice, RecordForm):
    permission = offices.KEEP
    form_class = forms.ResponsibilityForm
    title = "Give a responsibility"
    lead = "One office at a time answers for the same: whoever did until then is closed first."
    button = "Give it"
    said = "The responsibility is on record."

    def get_initial(self) -> dict[str, Any]:
        return {"from_on": today()}

    def act(self, data: dict[str, Any]) -> Responsibility:
        return offices.give_responsibility(office=self.object, by=self.request.user, **data)

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Offices", "/offices/"), (self.object.code, self.object.get_absolute_url()), (self.title, "")]


class EndResponsibility(RecordForm):
    permission = offices.KEEP
    form_class = forms.EndForm
    title = "End a responsibility"
    button = "End it"
    said = "Closed; it stays on record."
    object: Responsibility

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.object}, {self.object.where}. From the day after, another office may answer for it."

    def seen(self, user: Any) -> QuerySet[Responsibility]:
        return Responsibility.objects.select_related("office", "operating_unit").filter(valid__upper_inf=True)

    def next_url(self, result: Any) -> str:
        return self.object.office.get_absolute_url()

    def act(self, data: dict[str, Any]) -> Responsibility:
        return offices.end_responsibility(responsibility=self.object, by=self.request.user, **data)


class AddImplementer(ProgramForm):
    permission = "programs.change_program"
    form_class = forms.ImplementerForm
    title = "Record who carries it out"
    button = "Record it"
    said = "Recorded who carries it out."

    def get_initial(self) -> dict[str, Any]:
        return {"from_on": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return consultations.add_implementer(program=self.object, by=self.request.user, **data)


class Consult(ProgramForm):
    permission = "programs.change_program"
    form_class = forms.ConsultationForm
    title = "Record a consultation"
    lead = "What another agency said about this program. It is never changed; a later view is another entry."
    button = "Record it"
    said = "Recorded the consultation."

    def get_initial(self) -> dict[str, Any]:
        return {"held_on": today()}

    def act(self, data: dict[str, Any]) -> Any:
        return consultations.consult(program=self.object, by=self.request.user, **data)
