"""Addresses of the plan register and of the published series beside the ledger."""

from django.urls import path

from ..views import budget, budget_allocations, budget_labels

REPORTS = "budget/allocations/"

urlpatterns = [
    path("budget/", budget.BudgetComparison.as_view(), name="budget"),
    path("budget/figures/", budget.FigureList.as_view(), name="budget-figure-list"),
    path("budget/obligations/", budget.PublishedList.as_view(), name="published-obligation-list"),
    path("budget/import/", budget_allocations.BudgetImport.as_view(), name="budget-import"),
    path(REPORTS, budget_allocations.AllocationList.as_view(), name="allocation-list"),
    path(f"{REPORTS}template.<slug:kind>", budget_allocations.AllocationTemplate.as_view(), name="allocation-template"),
    path(f"{REPORTS}<int:pk>/", budget_allocations.AllocationPage.as_view(), name="allocation-detail"),
    path("budget/names/", budget_labels.BudgetLabelList.as_view(), name="budget-label-list"),
    path("budget/names/<int:pk>/", budget_labels.AssignBudgetLabel.as_view(), name="budget-label-assign"),
]
