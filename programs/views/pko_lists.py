"""Lists over PKO programs: training events, equipment, deployments, capabilities."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum

from ground.dates import today
from ground.pages.lists import ListPage

from ..models import Capability, Deployment, PackageItem, TrainingEvent
from ..peacekeeping import chain, equipment, partners
from ..tables import pko as tables

PERSONS = {name: Sum(name, default=0) for name in ("military", "police", "women")}


class EventList(ListPage):
    title = "Training events"
    lead = "Training of units under PKO, who was trained as counts of the event. The gate is asked when one starts."
    permission = "programs.view_program"
    table_class = tables.EventTable
    filterset_class = tables.EventFilter
    totals = {**PERSONS, "cost": Sum("cost")}
    export_columns = tables.EVENT_EXPORT
    empty = "No training event yet. Open a PKO program and plan one."

    def get_queryset(self) -> QuerySet[TrainingEvent]:
        seen = TrainingEvent.objects.visible_to(self.request.user)
        return seen.select_related("program", "recipient__unit").order_by("-start_on", "-pk")


class EquipmentList(ListPage):
    title = "Equipment"
    lead = "Items of equipment packages. Without a hand receipt an item that was transferred is not accounted for."
    permission = "programs.view_program"
    table_class = tables.EquipmentTable
    filterset_class = tables.EquipmentFilter
    totals = {"quantity": Sum("quantity"), "value": Sum("value")}
    export_columns = tables.EQUIPMENT_EXPORT
    empty = "No equipment yet. Open a PKO program and assemble a package."

    def get_queryset(self) -> QuerySet[PackageItem]:
        seen = equipment.items(self.request.user)
        return seen.select_related("package__program", "package__recipient__unit").order_by("-package_id", "pk")


class DeploymentList(ListPage):
    title = "Deployments"
    lead = "Units in operations: trained by which event, how many months before, and whether they were sustained there."
    permission = "programs.view_program"
    table_class = tables.DeploymentTable
    filterset_class = tables.DeploymentFilter
    totals = PERSONS
    export_columns = tables.DEPLOYMENT_EXPORT
    empty = "No deployment yet. Open a PKO program and record one."

    def get_queryset(self) -> QuerySet[Any]:
        seen = chain.chained(Deployment.objects.visible_to(self.request.user), today())
        return seen.select_related("program", "recipient__unit", "trained_by").order_by("-from_on", "-pk")


class CapabilityList(ListPage):
    title = "Capabilities"
    lead = "What partners can send to a mission. Where each stands is its latest step."
    permission = "programs.view_program"
    table_class = tables.CapabilityTable
    filterset_class = tables.CapabilityFilter
    export_columns = tables.CAPABILITY_EXPORT
    empty = "No capability yet. Open a GPOI program and register one."

    def get_queryset(self) -> QuerySet[Any]:
        seen = partners.with_status(Capability.objects.visible_to(self.request.user))
        return seen.select_related("country", "program").order_by("country__name", "title", "pk")
