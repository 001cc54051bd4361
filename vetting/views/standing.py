"""Units that no program may help: the list, a proposal by one person, its confirmation or closing by another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from ground.access import may
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.refusals import Refused, refusals
from ground.rows import ExportColumn
from partners.models import Unit
from partners.services.units import record_source

from .. import acts
from ..filters import IneligibleFilter
from ..forms import ProposeForm, StepForm
from ..lifecycle import STANDING_STEPS
from ..models import UnitStanding
from ..services import standing
from ..tables import IneligibleTable
from .units import UnitPage


class IneligibleList(ListPage):
    title = "Ineligible units"
    lead = "Under review or ineligible: shut in every program at once, with everything below them."
    empty = "No unit is barred here."
    permission = "vetting.view_case"
    table_class = IneligibleTable
    filterset_class = IneligibleFilter
    export_columns = (
        ExportColumn("Code", "unit.code"),
        ExportColumn("Unit", "unit.name"),
        ExportColumn("Country", "unit.country.iso3"),
        ExportColumn("Standing", lambda row: row.get_state_display()),
        ExportColumn("Since", "since"),
        ExportColumn("Grounds", "grounds"),
        ExportColumn("Source", lambda row: str(row.source or "")),
        ExportColumn("Proposed by", lambda row: str(row.proposed_by or "")),
        ExportColumn("Confirmed by", lambda row: str(row.confirmed_by or "")),
    )

    def get_queryset(self) -> QuerySet[UnitStanding]:
        return (
            UnitStanding.objects.visible_to(self.request.user)
            .barred()
            .select_related("unit__country", "source", "proposed_by", "confirmed_by")
            .order_by("-since", "pk")
        )


class Propose(FormPage):
    """Open a review of a unit."""

    permission = "vetting.propose_ineligible"
    form_class = ProposeForm
    title = "Propose as ineligible"
    lead = (
        "From the moment you send this, no program may help the unit or those below it, "
        "until another person confirms the finding or closes the review."
    )
    button = "Open the review and shut the unit"
    said = "The unit is under review and shut in every program. Another person confirms or closes it."
    object: UnitStanding | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = Unit.objects.visible_to(request.user).select_related("country__operating_unit", "standing")
        self.unit = get_object_or_404(seen, code=kwargs["code"])
        if not may(request.user, self.permission, self.unit):
            raise PermissionDenied
        self.object = getattr(self.unit, "standing", None)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version if self.object else 1}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> UnitStanding:
        by = self.request.user
        with refusals():  # the source goes with the finding, or neither is kept
            source = record_source(**data["source"], by=by)
            return standing.propose_ineligible(
                unit=self.unit, grounds=data["grounds"], source=source, version=data["version"], by=by
            )

    def next_url(self, result: Any) -> str:
        return self.unit.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Units", "/units/"), (self.unit.code, self.unit.get_absolute_url()), (self.title, "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(unit=self.unit, **kwargs)


class StandingStep(UnitPage):
    """Confirm a finding, or close the review with none: the second person's act."""

    permission = "vetting.view_case"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = UnitStanding.objects.visible_to(request.user).select_related("unit__country__operating_unit")
        row = get_object_or_404(rows, unit__code=kwargs["code"])
        form = StepForm(request.POST)
        if not form.is_valid() or form.cleaned_data["step"] not in acts.STANDING:
            return self.render_to_response(self.get_context_data(form=form, **kwargs), status=400)
        step, note, version = (form.cleaned_data[name] for name in ("step", "note", "version"))
        try:
            acts.STANDING[step](row, request.user, version, note)
        except Refused as refused:
            context = self.get_context_data(refused=refused, has_errors=True, typed_note=note, **kwargs)
            return self.render_to_response(context, status=409)
        messages.success(request, f"{STANDING_STEPS.step(step).says}: done.")
        return redirect(row.unit.get_absolute_url())
