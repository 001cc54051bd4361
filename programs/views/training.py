"""`/training/`: the published training rows, open to every signed-in user, and the labels that wait for a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Aggregate, Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from ground.access import SIGNED_IN, may
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from partners.models import Country

from ..filters.training import OF_TRAINING, LabelFilter, TrainingListFilter
from ..models import ReportedName, TrainingRecord
from ..models.training import TrainingQuerySet
from ..services.training import ASSIGN, SORTS, assign_name
from ..states import Kind
from ..tables.training import LABEL_EXPORT, TRAINING_EXPORT, LabelTable, SampleTable, TrainingTable

SHOWN = 10


class TrainingList(ListPage):
    """Search and filter the published rows; what is downloaded is what is filtered."""

    title = "Training records"
    lead = (
        "Published rows of the annual reports to Congress (FAA section 656). A row is one activity; places are seats,"
        " not people."
    )
    permission = SIGNED_IN
    template_name = "programs/training_list.html"
    table_class = TrainingTable
    filterset_class = TrainingListFilter
    totals = {"quantity": Sum("quantity", default=0), "total_cost": Sum("total_cost", default=0)}
    export_columns = TRAINING_EXPORT
    empty = "No training report has been brought in yet."
    strict = True
    keys_first = True

    def get_queryset(self) -> TrainingQuerySet:
        return TrainingRecord.objects.listed().in_printed_order()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = (
            ReportedName.objects.waiting().filter(sort__in=OF_TRAINING).count() if may(self.request.user, ASSIGN) else 0
        )
        return super().get_context_data(waiting=waiting, handling="UNCLASSIFIED", **kwargs)


def rows_under(column: str) -> Subquery:
    """How many rows stand under a label."""
    rows = TrainingRecord.objects.filter(**{column: OuterRef("pk")}).order_by().values(column)
    return Subquery(rows.annotate(found=Count("pk")).values("found"), output_field=IntegerField())


class LabelList(ListPage):
    """Labels as printed, those that wait first; a person says once what each stands for."""

    title = "Labels to assign"
    lead = "What the reports print and nobody has said what it stands for. Its rows are counted under it as printed."
    permission = ASSIGN
    table_class = LabelTable
    filterset_class = LabelFilter
    export_columns = LABEL_EXPORT
    empty = "No label waits."

    def get_queryset(self) -> QuerySet[ReportedName]:
        labels = ReportedName.objects.filter(sort__in=OF_TRAINING).select_related("country")
        if self.request.GET.get("show") != "all":
            labels = labels.waiting()
        by_country = When(sort=SORTS.COUNTRY, then=rows_under("country"))
        count = Case(by_country, default=rows_under("program"), output_field=IntegerField())
        return labels.annotate(rows_under=Coalesce(count, 0)).order_by(F("rows_under").desc(), "printed")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(handling="UNCLASSIFIED", **kwargs)


class CountryLabelForm(forms.Form):
    """Which country a spelling stands for."""

    country = forms.ModelChoiceField(
        Country.objects.order_by("name"), label="Stands for", empty_label="Choose a country"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ProgramLabelForm(forms.Form):
    """Which program a label stands for: one that is known by a name, or one with a new name."""

    known = forms.ChoiceField(label="A program that has a name here", required=False)
    label = forms.CharField(label="Or a new name", required=False, max_length=80)
    kind = forms.ChoiceField(
        label="Kind, for a new name", required=False, choices=[("", "None of these, or not known"), *Kind.choices]
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ReportedName.objects.filter(sort=SORTS.PROGRAM, assigned=True).order_by("label", "kind")
        self.kinds = dict(names.values_list("label", "kind"))
        self.fields["known"].choices = [("", "Choose a program"), *((name, name) for name in self.kinds)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        known = data.pop("known", "")
        if bool(known) == bool(data.get("label")):
            raise forms.ValidationError("Choose a program, or write a new name: one of the two.")
        return {**data, "label": known, "kind": self.kinds[known]} if known else data


class AssignLabel(FormPage):
    """Say once what a label stands for; its rows are shown to decide by."""

    object: ReportedName
    permission = ASSIGN
    template_name = "programs/training_name.html"
    button = "Assign"
    said = "Assigned, for all its rows. What is counted from them is counted anew."

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.object = get_object_or_404(
            ReportedName.objects.filter(sort__in=OF_TRAINING).select_related("country"), pk=kwargs["pk"]
        )
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[forms.Form]:
        return CountryLabelForm if self.object.sort == SORTS.COUNTRY else ProgramLabelForm

    def get_initial(self) -> dict[str, Any]:
        found = self.object
        return {"version": found.version, "country": found.country, "known": found.label}

    def act(self, data: dict[str, Any]) -> ReportedName:
        return assign_name(name=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return "/training/names/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Training records", "/training/"), ("Labels to assign", "/training/names/"), (str(self.object), "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        column = "country" if self.object.sort == SORTS.COUNTRY else "program"
        rows = TrainingRecord.objects.listed().filter(**{column: self.object})
        found: dict[str, Aggregate] = {"rows": Count("pk"), "places": Sum("quantity", default=0)}
        return super().get_context_data(
            **{
                "title": str(self.object) or "A country that is not printed",
                "lead": f"A {self.object.get_sort_display().lower()} as the reports print it",
                "handling": "UNCLASSIFIED",
                "name": self.object,
                "table": SampleTable(rows.in_printed_order()[:SHOWN], orderable=False),
                "counts": rows.aggregate(**found),
                **kwargs,
            }
        )
