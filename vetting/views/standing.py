"""Units that no program may help: the list, a proposal by one person, its confirmation or closing by another."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ground.pages.lists import ListPage
from ground.pages.records import RecordForm
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


class Propose(RecordForm):
    """Open a review of a unit. `object` is the unit; the version that counts is its standing's."""

    key = "code"
    permission = "vetting.propose_ineligible"
    form_class = ProposeForm
    title = "Propose as ineligible"
    lead = (
        "From the moment you send this, no program may help the unit or those below it, "
        "until another person confirms the finding or closes the review."
    )
    button = "Open the review and shut the unit"
    said = "The unit is under review and shut in every program. Another person confirms or closes it."
    object: Unit

    def seen(self, user: Any) -> QuerySet[Unit]:
        return Unit.objects.visible_to(user).select_related("country__operating_unit", "standing")

    def record(self) -> UnitStanding | None:
        return getattr(self.object, "standing", None)

    def get_initial(self) -> dict[str, Any]:
        standing = self.record()
        return {"version": standing.version if standing else 1}

    def act(self, data: dict[str, Any]) -> UnitStanding:
        by = self.request.user
        source = record_source(**data["source"], by=by)
        return standing.propose_ineligible(
            unit=self.object, grounds=data["grounds"], source=source, version=data["version"], by=by
        )

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Units", "/units/"), (self.object.code, self.object.get_absolute_url()), (self.title, "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(unit=self.object, **kwargs)


class StandingStep(UnitPage):
    """Confirm a finding, or close the review with none: the second person's act."""

    permission = "vetting.view_case"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = UnitStanding.objects.visible_to(request.user).select_related("unit__country__operating_unit")
        row = get_object_or_404(rows, unit__code=kwargs["code"])
        form = StepForm(request.POST)
        if not form.is_valid() or form.cleaned_data["step"] not in acts.STANDING:
            return self.answer(400, form=form)
        step, note, version = (form.cleaned_data[name] for name in ("step", "note", "version"))
        return self.attempt(
            lambda: acts.STANDING[step](row, request.user, version, note),
            said=f"{STANDING_STEPS.step(step).says}: done.",
            to=row.unit.get_absolute_url(),
            typed_note=note,
        )
