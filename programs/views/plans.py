"""Plans and recipients: make and change a plan, nominate, ask for vetting."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from ground.dates import today
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from partners.models import Person, Unit

from .. import kinds
from ..filters.programs import RecipientFilter
from ..forms import programs as forms
from ..models import Program, Recipient
from ..services import programs
from ..states import Kind
from ..tables import programs as tables
from .base import Defaults, RecordForm, WithDefaults
from .programs import OfProgram


class NewProgram(WithDefaults, FormPage):
    """A plan of one kind, chosen in the address; without one the page asks which."""

    permission = "programs.draft_program"
    form_class = forms.PlanForm
    template_name = "programs/program_new.html"
    button = "Keep the plan"
    said = "The plan is in draft. Submit it when it says what it is for and what it takes."

    @property
    def spec(self) -> kinds.KindSpec | None:
        return kinds.SPECS.get(self.request.GET.get("kind", ""))

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"New {self.spec.short} program" if self.spec else "New program"

    @cached_property
    def source(self) -> Program | None:
        """The program whose words it takes over: one of this kind that the user may see."""
        number = self.request.GET.get("from")
        if not number or self.spec is None:
            return None
        seen = Program.objects.visible_to(self.request.user).filter(kind=self.spec.kind)
        rows = seen.select_related("operating_unit", "manager", "initiative", self.spec.detail.__name__.lower())
        return get_object_or_404(rows, number=number)

    def defaults(self) -> Defaults:
        """What the source says, for the year after its own."""
        if self.source is None or self.spec is None:
            return {}
        detail, said = self.spec.detail_of(self.source), f"From {self.source.number}"
        names = ("title", "operating_unit", "manager", "purpose", "stated_purposes", "initiative", "planned_amount")
        found: Defaults = {name: (getattr(self.source, name), said) for name in names}
        found |= {name: (getattr(detail, name), said) for name in self.spec.detail_fields}
        return {**found, "fiscal_year": (self.source.fiscal_year + 1, f"The year after {self.source.number}")}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("kind") and self.spec is None:
            return HttpResponseRedirect(request.path)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        spec = self.spec or kinds.of(Kind.IMET)
        return {**super().get_form_kwargs(), "user": self.request.user, "spec": spec}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(spec=self.spec, kinds=kinds.SPECS.values(), source=self.source, **kwargs)

    def act(self, data: dict[str, Any]) -> Program:
        kind = self.request.GET["kind"]
        return programs.create_program(kind=kind, copied_from=self.source, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/programs/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Programs", "/programs/"), (self.title, "")]


class ProgramForm(OfProgram, WithDefaults, RecordForm):
    """A form about one program."""

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class EditProgram(ProgramForm):
    permission = "programs.change_program"
    form_class = forms.EditPlanForm
    title = "Change the plan"
    button = "Save the plan"
    said = "Saved the plan."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "spec": kinds.of(self.object.kind)}

    def get_initial(self) -> dict[str, Any]:
        spec = kinds.of(self.object.kind)
        own = {name: getattr(self.object, name) for name in (*programs.EDITABLE, "version")}
        detail = spec.detail_of(self.object)
        return {**own, **{name: getattr(detail, name) for name in spec.detail_fields}}

    def act(self, data: dict[str, Any]) -> Program:
        return programs.edit_program(program=self.object, by=self.request.user, **data)


class Nominate(ProgramForm):
    """Find a unit, then tick it or the people who serve in it."""

    permission = "programs.nominate_recipient"
    title = "Nominate recipients"
    lead = "A nomination approves nobody: vetting is asked for afterwards."
    said = "Nominated. Ask for their vetting next."

    @property
    def unit(self) -> Unit | None:
        code = self.request.GET.get("unit")
        seen = Unit.objects.visible_to(self.request.user)
        return get_object_or_404(seen, code__iexact=code) if code else None

    @property
    def button(self) -> str:  # type: ignore[override]
        return "Nominate" if self.unit else "Show the unit"

    def get_form_class(self) -> Any:
        return forms.NominateForm if self.unit else forms.FindUnitForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self.unit:
            serving = Person.objects.visible_to(self.request.user).filter(
                postings__unit=self.unit, postings__valid__contains=today()
            )
            kwargs["people"] = serving.distinct().order_by("family_names", "given_names")
        return kwargs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = f"{self.unit.name}, {self.unit.code}. {self.lead}" if self.unit else self.lead
        return super().get_context_data(**{**kwargs, "lead": lead})

    def form_valid(self, form: Any) -> HttpResponse:
        if self.unit is None:
            return HttpResponseRedirect(f"{self.request.path}?unit={form.cleaned_data['unit'].code}")
        return super().form_valid(form)

    def act(self, data: dict[str, Any]) -> list[Recipient]:
        unit, note = self.unit, data["note"]
        rows = [programs.RecipientRow(unit=unit, person=person, note=note) for person in data["people"]]
        if data["itself"]:
            rows.insert(0, programs.RecipientRow(unit=unit, note=note))
        return programs.nominate_recipients(program=self.object, rows=rows, by=self.request.user)


class AskForVetting(ProgramForm):
    permission = "programs.nominate_recipient"
    form_class = forms.VettingForm
    title = "Ask for vetting"
    lead = "A request in draft, for these recipients and days; the program manager approves it before it leaves."
    button = "Draft the request"
    said = "The request is in draft."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "program": self.object}

    def defaults(self) -> Defaults:
        spec = kinds.of(self.object.kind)
        funding = f"{spec.short} FY {self.object.fiscal_year}"
        return {"need": (self.object.purpose, "From the program"), "funding": (funding, "From the program")}

    def act(self, data: dict[str, Any]) -> Any:
        return programs.request_vetting(program=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


class RecipientList(ListPage):
    title = "Recipients"
    lead = "Units and people that programs mean to help, with the case that vets them."
    permission = "programs.view_program"
    table_class = tables.RecipientTable
    filterset_class = RecipientFilter
    export_columns = tables.RECIPIENT_EXPORT
    empty = "Nobody is nominated yet."

    def get_queryset(self) -> QuerySet[Recipient]:
        seen = Recipient.objects.visible_to(self.request.user)
        return seen.select_related("program", "unit", "person", "case").order_by("-program", "pk")
