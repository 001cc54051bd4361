"""Addresses of country training plans and their lines."""

from django.urls import path

from ..views import training_plans as plans

PLAN = "training-plans/<int:pk>/"
LINE = "training-lines/<int:pk>/"

urlpatterns = [
    path("training-plans/", plans.TrainingPlanList.as_view(), name="training-plan-list"),
    path("training-plans/new/", plans.NewTrainingPlan.as_view(), name="training-plan-add"),
    path(PLAN, plans.TrainingPlanPage.as_view(), name="training-plan-detail"),
    path(f"{PLAN}edit/", plans.EditTrainingPlan.as_view(), name="training-plan-edit"),
    path(f"{PLAN}approve/", plans.ApproveTrainingPlan.as_view(), name="training-plan-approve"),
    path(f"{PLAN}copy/", plans.CopyTrainingPlan.as_view(), name="training-plan-copy"),
    path(f"{PLAN}lines/new/", plans.AddTrainingLine.as_view(), name="training-line-add"),
    path(LINE, plans.TrainingLinePage.as_view(), name="training-line-detail"),
    path(f"{LINE}step/", plans.TrainingLineStep.as_view(), name="training-line-step"),
    path(f"{LINE}edit/", plans.EditTrainingLine.as_view(), name="training-line-edit"),
    path(f"{LINE}reallocate/", plans.Reallocate.as_view(), name="training-line-reallocate"),
    path("seats/<int:pk>/line/", plans.PlaceSeat.as_view(), name="seat-line"),
]
