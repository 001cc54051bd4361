"""`/budget/names/`: lines and accounts of budget tables that wait until a person says once what they stand for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from partners.models import OperatingUnit

from ..filters import budget as filters
from ..models import Account, BudgetFigure, ReportedName
from ..services.labels import assign_account, assign_line
from ..services.training import ASSIGN, SORTS
from ..tables import budget as tables

SHOWN = 10


def budget_labels() -> QuerySet[ReportedName]:
    """Labels of lines and accounts; a country's spelling is assigned with those of the training reports."""
    labels = ReportedName.objects.filter(sort__in=[SORTS.LINE, SORTS.ACCOUNT])
    return labels.select_related("operating_unit", "account")


def _count(**under: Any) -> Subquery:
    rows = BudgetFigure.objects.filter(**under).order_by().values(next(iter(under)))
    return Subquery(rows.annotate(found=Count("pk")).values("found"), output_field=IntegerField())


class BudgetLabelList(ListPage):
    """Labels as printed, those that wait first."""

    title = "Budget labels to assign"
    lead = "What budget tables print and nobody has said what it stands for. Figures are counted under it as printed."
    permission = ASSIGN
    table_class = tables.BudgetLabelTable
    filterset_class = filters.BudgetLabelFilter
    export_columns = tables.BUDGET_LABEL_EXPORT
    empty = "No label waits."

    def get_queryset(self) -> QuerySet[ReportedName]:
        labels = budget_labels()
        if self.request.GET.get("show") != "all":
            labels = labels.filter(assigned=False)
        by_line = When(sort=SORTS.LINE, then=_count(name=OuterRef("pk")))
        count = Case(by_line, default=_count(account=OuterRef("printed")), output_field=IntegerField())
        return labels.annotate(rows_under=Coalesce(count, 0)).order_by(F("rows_under").desc(), "printed")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(handling="UNCLASSIFIED", **kwargs)


class LineForm(forms.Form):
    """Which operating unit a line is; or, when it is none of them, the name it is known by."""

    operating_unit = forms.ModelChoiceField(
        OperatingUnit.objects.order_by("name"), required=False, to_field_name="code", empty_label="None of them"
    )
    label = forms.CharField(label="Or the name it is known by", required=False, max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AccountForm(forms.Form):
    """Which account a label is; or, when it is none of them, the name it is known by."""

    account = forms.ModelChoiceField(
        Account.objects.order_by("code"), required=False, to_field_name="code", empty_label="None of them"
    )
    label = forms.CharField(label="Or the name it is known by", required=False, max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AssignBudgetLabel(FormPage):
    """Say once what a line or an account stands for, for all its figures."""

    object: ReportedName
    permission = ASSIGN
    template_name = "programs/budget_name.html"
    button = "Assign"
    said = "Assigned, for all its figures."

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.object = get_object_or_404(budget_labels(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[forms.Form]:
        return LineForm if self.object.sort == SORTS.LINE else AccountForm

    def get_initial(self) -> dict[str, Any]:
        name = self.object
        ours = name.operating_unit or name.account
        return {
            "version": name.version,
            "operating_unit": name.operating_unit and name.operating_unit.code,
            "account": name.account and name.account.code,
            "label": "" if ours else name.label,
        }

    def act(self, data: dict[str, Any]) -> ReportedName:
        assign = assign_line if self.object.sort == SORTS.LINE else assign_account
        return assign(name=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return "/budget/names/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Budget", "/budget/"), ("Labels to assign", "/budget/names/"), (str(self.object), "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = self.object
        under = {"name": name} if name.sort == SORTS.LINE else {"account": name.printed}
        rows = BudgetFigure.objects.filter(**under).select_related("name__country").order_by("pk")
        return super().get_context_data(
            **{
                "title": str(name),
                "lead": f"{name.get_sort_display()}, as a budget table prints it",
                "handling": "UNCLASSIFIED",
                "name": name,
                "meaning": tables.meaning(name),
                "count": rows.count(),
                "table": tables.FigureTable(rows[:SHOWN], orderable=False),
                **kwargs,
            }
        )
