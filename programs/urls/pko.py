"""Addresses of PKO programs: what they do and what became of it."""

from django.urls import path

from ..views import pko, pko_lists, pko_results

PROGRAM = "programs/<slug:number>/"
EVENT = "events/<int:pk>/"

urlpatterns = [
    path(f"{PROGRAM}operations/new/", pko.Contribute.as_view(), name="operation-contribution-add"),
    path(f"{PROGRAM}events/new/", pko.PlanEvent.as_view(), name="event-add"),
    path(f"{PROGRAM}packages/new/", pko.AssemblePackage.as_view(), name="package-add"),
    path(f"{PROGRAM}engagements/new/", pko.Engage.as_view(), name="engagement-add"),
    path(f"{PROGRAM}deployments/new/", pko_results.RecordDeployment.as_view(), name="deployment-add"),
    path(f"{PROGRAM}capabilities/new/", pko_results.RegisterCapability.as_view(), name="capability-add"),
    path(f"{PROGRAM}ratings/new/", pko_results.Rate.as_view(), name="rating-add"),
    path(f"{PROGRAM}institutions/new/", pko_results.SetMilestone.as_view(), name="institutional-milestone-add"),
    path(f"{PROGRAM}processes/new/", pko_results.AssessBefore.as_view(), name="harm-process-add"),
    path("events/", pko_lists.EventList.as_view(), name="event-list"),
    path(EVENT, pko.EventPage.as_view(), name="event-detail"),
    path(f"{EVENT}step/", pko.EventStep.as_view(), name="event-step"),
    path(f"{EVENT}edit/", pko.EditEvent.as_view(), name="event-edit"),
    path(f"{EVENT}complete/", pko.CompleteEvent.as_view(), name="event-complete"),
    path("equipment/", pko_lists.EquipmentList.as_view(), name="equipment-list"),
    path("equipment/packages/<int:pk>/items/new/", pko.AddItems.as_view(), name="package-items-add"),
    path("equipment/packages/<int:pk>/transfer/", pko.TransferPackage.as_view(), name="package-transfer"),
    path("equipment/<int:pk>/receipt/", pko.SignForItem.as_view(), name="item-receipt"),
    path("equipment/<int:pk>/inspection/", pko.InspectItem.as_view(), name="item-inspection"),
    path("deployments/", pko_lists.DeploymentList.as_view(), name="deployment-list"),
    path("deployments/<int:pk>/follow/", pko_results.FollowDeployment.as_view(), name="deployment-follow"),
    path("capabilities/", pko_lists.CapabilityList.as_view(), name="capability-list"),
    path("capabilities/<int:pk>/steps/new/", pko_results.StepCapability.as_view(), name="capability-step"),
    path("institutions/<int:pk>/reach/", pko_results.ReachMilestone.as_view(), name="institutional-milestone-reach"),
    path("processes/<int:pk>/after/", pko_results.AssessAfter.as_view(), name="harm-process-after"),
]
