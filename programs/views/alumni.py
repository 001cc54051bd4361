"""Alumni of IMET: titles and counts for everybody, people and their positions for who may read people, and the
statutory record of who took part (22 U.S.C. 2347g)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView, View

from ground.access import NeedsPermission, may
from ground.dates import today
from ground.history import sentences
from ground.pages.lists import CONTENT_TYPES, ListPage
from ground.pages.timeline import timeline
from ground.reads import log_export
from ground.rows import content_disposition, file_name, write_csv, write_xlsx
from partners.models import Person

from ..forms import alumni as forms
from ..models import Alumnus, AlumnusPosition, PublishedOffice, TrainingSeat
from ..services import alumni
from ..states import Prominence
from ..tables import alumni as tables
from .base import Door, OfRecord, RecordForm, RecordPage

PEOPLE = "partners.view_person"
ALUMNI = [("Alumni", "/alumni/")]


@dataclass(frozen=True)
class Title:
    """An office with how many alumni hold it; of people, none is named."""

    country: str
    title: str
    prominence: str
    n: int
    register: str
    source: str = ""


def public_titles(user: Any) -> list[Title]:
    """Posts of prominence held now, by title, where the reader may read IMET; beside them what State has published."""
    ours = AlumnusPosition.objects.visible_to(user).titles()
    found = [
        Title(
            row["alumnus__person__country__name"],
            row["title"],
            Prominence(row["prominence"]).label.partition(":")[0],
            row["n"],
            "Followed here",
        )
        for row in ours
    ]
    published = PublishedOffice.objects.select_related("country").order_by("country__name", "title")
    said = [Title(row.country.name, row.title, "Military", 1, "Published", row.source) for row in published]
    return [*found, *said]


class AlumniPage(NeedsPermission, TemplateView):
    """How many are followed, who among them holds which post by title, and what State has published: no name."""

    permission = "programs.view_program"
    template_name = "programs/alumni_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        seen = Alumnus.objects.visible_to(user).with_standing(today())
        prominent, followed = Q(is_prominent=True), Q(is_followed_up=True)
        counts = {
            "n": Count("pk"),
            "prominent": Count("pk", filter=prominent),
            "followed": Count("pk", filter=followed),
        }
        by_country = (
            seen.order_by().values("person__country__name").annotate(**counts).order_by("person__country__name")
        )
        rows: list[dict[str, Any]] = list(by_country)
        total = {key: sum(row[key] for row in rows) for key in counts}
        titles = public_titles(user)
        return super().get_context_data(
            title="Alumni of IMET",
            lead="Graduates who are followed, and the posts of prominence they hold. Names stand behind a permission.",
            rows=rows,
            total=total,
            covered=100 * total["followed"] / total["n"] if total["n"] else None,
            titles=[one for one in titles if one.register != "Published"],
            published=[one for one in titles if one.register == "Published"],
            reads_people=may(user, PEOPLE),
            **kwargs,
        )


class PublicAlumni(NeedsPermission, View):
    """Titles and counts as a file: nothing of a person is in it."""

    permission = "programs.view_program"

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if kind not in CONTENT_TYPES:
            raise Http404
        rows, title = public_titles(request.user), "Positions of prominence of IMET alumni"
        if kind == "csv":
            text = io.StringIO(newline="")
            write_csv(text, tables.PUBLIC_EXPORT, rows)
            content = text.getvalue().encode()
        else:
            file = io.BytesIO()
            write_xlsx(file, tables.PUBLIC_EXPORT, rows, sheet="Positions", notes=[("List", title)])
            content = file.getvalue()
        log_export(subject=title, filters={}, rows=len(rows), by=request.user)
        response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
        response["Content-Disposition"] = content_disposition(file_name(title, today().isoformat(), ending=kind))
        return response


class PositionList(ListPage):
    title = "Positions of alumni"
    lead = "Personal data: who held which position since when, on which source, and who verified it."
    permission = PEOPLE
    table_class = tables.PositionTable
    filterset_class = tables.PositionFilter
    export_columns = tables.POSITION_EXPORT
    empty = "No position is on record yet. Record one on the page of a participant."

    def get_queryset(self) -> QuerySet[AlumnusPosition]:
        user = self.request.user
        seen = AlumnusPosition.objects.visible_to(user).filter(alumnus__person__in=Person.objects.visible_to(user))
        return seen.select_related("alumnus__person__country", "source").order_by("-from_on", "-pk")


class ParticipantList(ListPage):
    title = "Participants of IMET"
    lead = "Since December 31, 2000: instruction, dates, completed or not, later career (22 U.S.C. 2347g)."
    permission = PEOPLE
    table_class = tables.ParticipantTable
    filterset_class = tables.ParticipantFilter
    export_columns = tables.PARTICIPANT_EXPORT
    empty = "Nobody has taken part in IMET yet, as far as you may see."

    def get_queryset(self) -> QuerySet[TrainingSeat]:
        people = Person.objects.visible_to(self.request.user)
        seen = tables.participants(self.request.user).filter(recipient__person__in=people)
        return seen.order_by("-start_on", "-pk")


class OfParticipant(OfRecord):
    """A view about a person who took part in IMET, or is followed as an alumnus."""

    permission = PEOPLE
    object: Person

    def seen(self, user: Any) -> QuerySet[Person]:
        took_part = tables.participants(user).values("recipient__person")
        followed = Alumnus.objects.visible_to(user).values("person")
        people = Person.objects.visible_to(user).filter(Q(pk__in=took_part) | Q(pk__in=followed))
        return people.select_related("country__operating_unit", "alumnus")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands."""
        here = (str(self.object), f"/participants/{self.object.pk}/" if last else "")
        return [*ALUMNI, ("Participants", "/participants/"), here, *([(last, "")] if last else [])]


class ParticipantPage(OfParticipant, RecordPage):
    """One participant: instruction with dates and whether it was completed, field studies, later career."""

    template_name = "programs/participant_page.html"

    def context(self) -> dict[str, Any]:
        person, user = self.object, self.request.user
        alumnus = getattr(person, "alumnus", None)
        seats = tables.participants(user).filter(recipient__person=person).prefetch_related("field_contacts")
        positions = (
            alumnus.positions.select_related("source", "verified_by").order_by("-from_on", "-pk") if alumnus else []
        )
        may_write = may(user, alumni.CHANGE, alumnus or Alumnus(person=person))
        base = f"/participants/{person.pk}/"
        return {
            "person": person,
            "alumnus": alumnus,
            "seats": [
                (seat, tables.outcome_badge(seat), tables.how(seat)) for seat in seats.order_by("start_on", "pk")
            ],
            "positions": [(row, tables.verified_badge(row)) for row in positions],
            "may_write": may_write,
            "doors": [Door("Record a position", f"{base}positions/new/", (), "plus")] if may_write else [],
            "history": timeline(sentences(alumnus)) if alumnus else [],
            "title": str(person),
            "crumbs": self.trail(),
        }


class RecordPosition(OfParticipant, RecordForm):
    permission = alumni.CHANGE
    form_class = forms.PositionForm
    title = "Record a position"
    lead = "With the source it rests on. It counts as followed up once somebody has verified it."
    button = "Record it"
    said = "Recorded. Verify it when it is checked."

    def allowed(self, user: Any) -> bool:
        return may(user, alumni.CHANGE, Alumnus(person=self.object))

    def get_initial(self) -> dict[str, Any]:
        alumnus = getattr(self.object, "alumnus", None)
        return {"degree": alumnus.degree, "earlier_training": alumnus.earlier_training} if alumnus else {}

    def act(self, data: dict[str, Any]) -> AlumnusPosition:
        return alumni.record_position(person=self.object, by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return f"/participants/{self.object.pk}/"

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class PositionForm(RecordForm):
    """A form about one position; personal data, so who may not read people finds none."""

    permission = alumni.CHANGE
    object: AlumnusPosition

    def seen(self, user: Any) -> QuerySet[AlumnusPosition]:
        seen = AlumnusPosition.objects.visible_to(user).filter(alumnus__person__in=Person.objects.visible_to(user))
        return seen.select_related("alumnus__person__country__operating_unit")

    def next_url(self, result: Any) -> str:
        return self.object.alumnus.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        alumnus = self.object.alumnus
        return [*ALUMNI, (str(alumnus), alumnus.get_absolute_url()), (self.title, "")]


class VerifyPosition(PositionForm):
    form_class = forms.VerifyPositionForm
    title = "Verify the position"
    lead = "You say that it is held as recorded. It counts as followed up for 24 months."
    button = "Verify it"
    said = "Verified."

    def get_initial(self) -> dict[str, Any]:
        return {"verified_on": today(), "version": self.object.version}

    def act(self, data: dict[str, Any]) -> AlumnusPosition:
        return alumni.verify_position(position=self.object, by=self.request.user, **data)


class EndPosition(PositionForm):
    form_class = forms.EndPositionForm
    title = "End the position"
    button = "End it"
    said = "Ended. Record what follows it."

    def get_initial(self) -> dict[str, Any]:
        return {"until_on": today(), "version": self.object.version}

    def act(self, data: dict[str, Any]) -> AlumnusPosition:
        return alumni.end_position(position=self.object, by=self.request.user, **data)
