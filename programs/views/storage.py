"""Depots of arms and ammunition: the list, one depot with its inspections, and their forms."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.timeline import timeline

from ..cwd import badges
from ..cwd.lifecycle import WRITE
from ..forms import clearance as forms
from ..models import StorageInspection, StorageSite
from ..services import storage
from ..tables import clearance as tables
from .base import Door, OfRecord, RecordForm, RecordPage


class StorageList(ListPage):
    title = "Storage sites"
    lead = "Depots of arms and ammunition, rated for theft and for explosion, before and after an upgrade."
    permission = "programs.view_program"
    template_name = "programs/storage_list.html"
    table_class = tables.StorageTable
    filterset_class = tables.StorageFilter
    totals = {"manpads_at_risk": Sum("manpads")}
    export_columns = tables.STORAGE_EXPORT
    empty = "No depot yet. Record one, then its inspection before the upgrade."

    def get_queryset(self) -> QuerySet[StorageSite]:
        seen = StorageSite.objects.visible_to(self.request.user).select_related("country")
        return tables.with_inspections(seen).order_by("country__name", "name", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.request.user, WRITE), **kwargs)


class NewDepot(FormPage):
    permission = WRITE
    form_class = forms.DepotForm
    title = "Record a depot"
    button = "Record the depot"
    said = "Recorded the depot. Record its inspection before the upgrade next."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> StorageSite:
        return storage.record_depot(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/storage/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Storage sites", "/storage/"), (self.title, "")]


class OfDepot(OfRecord):
    permission = "programs.view_program"
    object: StorageSite

    def seen(self, user: Any) -> QuerySet[StorageSite]:
        return StorageSite.objects.visible_to(user).select_related("country__operating_unit")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        here = (self.object.name, self.object.get_absolute_url() if last else "")
        return [("Storage sites", "/storage/"), here, *([(last, "")] if last else [])]


class StoragePage(OfDepot, RecordPage):
    """One depot: each inspection with its two ratings, practices apart from buildings."""

    template_name = "programs/storage_page.html"

    def context(self) -> dict[str, Any]:
        depot, user = self.object, self.request.user
        rows = depot.inspections.select_related("by").order_by("inspected_on", "pk")
        door = Door("Record an inspection", f"{depot.get_absolute_url()}inspections/new/", (), "eye")
        return {
            "depot": depot,
            "inspections": [
                (
                    row,
                    badges.DANGER[row.theft],
                    badges.DANGER[row.explosion],
                    badges.MEETS[row.practices],
                    badges.MEETS[row.buildings],
                )
                for row in rows
            ],
            "doors": [door] if may(user, WRITE, depot) else [],
            "history": timeline(sentences(depot)),
            "title": depot.name,
            "crumbs": self.trail(),
        }


class Inspect(OfDepot, RecordForm):
    permission = WRITE
    form_class = forms.InspectionForm
    title = "Record an inspection"
    lead = "Theft and explosion are rated each by itself; practices against a named standard, apart from buildings."
    button = "Record the inspection"
    said = "Recorded the inspection."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "depot": self.object}

    def get_initial(self) -> dict[str, Any]:
        return {"inspected_on": today()}

    def act(self, data: dict[str, Any]) -> StorageInspection:
        return storage.inspect(row=StorageInspection(storage_site=self.object, **data), by=self.request.user)

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)
