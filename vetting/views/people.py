"""People: the list, and the page of one person with names, postings, approvals and cases. Identifiers are masked."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ground.access import NeedsPermission, may
from ground.dates import today
from ground.history import sentences
from ground.pages.lists import ListPage
from ground.pages.spans import certainty, span
from ground.pages.timeline import timeline
from ground.rows import ExportColumn
from partners.filters import PersonFilter
from partners.models import Person, Posting, Unit
from partners.tables import PersonTable

from ..badges import approval_badge, subject_badge
from ..models import VettingSubject
from ..selectors import approvals_of

# What a person's history leaves out: the same policy as on the page.
HIDDEN = frozenset({"external_source", "external_id"})
ENDING = 4


def masked(number: str) -> str:
    """The end of an identifier, enough to tell two apart; nothing of a short one."""
    return f"ends {number[-ENDING:]}" if len(number) > ENDING else "on record"


class PersonList(ListPage):
    title = "People"
    lead = "Members of security forces and other proposed recipients. Identifiers are never listed."
    permission = "partners.view_person"
    table_class = PersonTable
    filterset_class = PersonFilter
    template_name = "vetting/person_list.html"
    export_columns = (
        ExportColumn("Family names", "family_names"),
        ExportColumn("Given names", "given_names"),
        ExportColumn("Rank", "rank"),
        ExportColumn("Country", "country.iso3"),
        ExportColumn("Born", "birth_date"),
        ExportColumn("Serves in", lambda person: "; ".join(p.unit.code for p in person.serving)),
    )

    def get_queryset(self) -> QuerySet[Person]:
        user = self.request.user
        serving = Posting.objects.filter(
            valid__contains=today(), unit__in=Unit.objects.visible_to(user)
        ).select_related("unit")
        return (
            Person.objects.visible_to(user)
            .select_related("country")
            .prefetch_related(Prefetch("postings", queryset=serving, to_attr="serving"))
            .order_by("family_names", "given_names", "pk")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_add = may(self.request.user, "partners.change_person")
        return super().get_context_data(may_add=may_add, **kwargs)


class PersonPage(NeedsPermission, TemplateView):
    """One person: names, identifiers by their end, postings, approvals, cases, history."""

    permission = "partners.view_person"
    template_name = "vetting/person_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        people = Person.objects.visible_to(user).select_related("country__operating_unit")
        person = get_object_or_404(people, pk=kwargs["pk"])
        tab = "history" if self.request.GET.get("tab") == "history" else "person"
        context = {
            "title": str(person),
            "crumbs": [
                ("People", "/people/"),
                (str(person.country), person.country.get_absolute_url()),
                (str(person), ""),
            ],
            "person": person,
            "tab": tab,
            "may_change": may(user, "partners.change_person", person),
            **kwargs,
        }
        if tab == "history":
            context["history"] = timeline(sentences(person, hidden=HIDDEN))
        else:
            context |= self.facts(person)
        return super().get_context_data(**context)

    def facts(self, person: Person) -> dict[str, Any]:
        user = self.request.user
        postings = list(
            person.postings.filter(unit__in=Unit.objects.visible_to(user))
            .select_related("unit", "source")
            .order_by("-valid", "pk")
        )
        for row in postings:
            row.span = span(row.valid)
            row.certainty = certainty(row.start_known, row.end_known, row.valid)
            row.is_open = row.valid.upper is None or row.valid.upper > today()
        approvals = list(approvals_of(user, person=person))
        for row in approvals:
            row.badge, row.span = approval_badge(row), span(row.valid)
        subjects = list(
            VettingSubject.objects.visible_to(user)
            .filter(person=person)
            .select_related("case", "unit")
            .order_by("-case__event_start", "pk")
        )
        for row in subjects:
            row.badge = subject_badge(row)
        return {
            "names": list(person.names.select_related("source").order_by("name")),
            "identifiers": [
                (i.get_kind_display(), masked(i.number)) for i in person.identifiers.order_by("kind", "pk")
            ],
            "postings": postings,
            "approvals": approvals,
            "subjects": subjects,
        }
