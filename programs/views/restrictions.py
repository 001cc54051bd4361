"""Restrictions on countries: the list, one with its waivers, and what is written, confirmed, waived and lifted."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from ground.access import may
from ground.dates import today
from ground.history import sentences
from ground.pages.forms import FormPage
from ground.pages.lists import ListPage
from ground.pages.spans import span
from ground.pages.timeline import timeline

from ..forms import restrictions as forms
from ..models import CountryRestriction, RestrictionWaiver
from ..models.restrictions import VIEW
from ..restrictions import badges
from ..restrictions.rules import RESTRICTED
from ..services import restrictions
from ..services.restrictions import RESTRICT
from ..tables.restrictions import RESTRICTION_EXPORT, RestrictionFilter, RestrictionTable
from .base import Door, OfRecord, RecordForm, RecordPage

HERE = "/restrictions/"


class RestrictionList(ListPage):
    title = "Restrictions on countries"
    lead = (
        "What laws shut for a country, apart from the standing of its units. Each names its law, and who confirmed it."
    )
    permission = VIEW
    template_name = "programs/restriction_list.html"
    table_class = RestrictionTable
    filterset_class = RestrictionFilter
    export_columns = RESTRICTION_EXPORT
    empty = "No restriction on a country is written. A funds officer writes one, and another confirms it."

    def get_queryset(self) -> QuerySet[CountryRestriction]:
        seen = CountryRestriction.objects.visible_to(self.request.user)
        return seen.select_related("country").order_by("country__name", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.request.user, RESTRICT), **kwargs)


class NewRestriction(FormPage):
    permission = RESTRICT
    form_class = forms.RestrictionForm
    title = "Write a restriction"
    lead = "It warns at once, and blocks when another person has confirmed it. A wrong one is lifted, not rewritten."
    button = "Write it"
    said = "Written. Another person confirms it."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {"from_on": today(), "blocks": True, "country": self.request.GET.get("country", "")}

    def act(self, data: dict[str, Any]) -> CountryRestriction:
        return restrictions.write_restriction(by=self.request.user, **data)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else HERE

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Restrictions on countries", HERE), (self.title, "")]


class OfRestriction(OfRecord):
    permission = VIEW
    object: CountryRestriction

    def seen(self, user: Any) -> QuerySet[CountryRestriction]:
        rows = CountryRestriction.objects.visible_to(user)
        return rows.select_related("country__operating_unit", "written_by", "confirmed_by", "lifted_by")

    def trail(self, last: str = "") -> list[tuple[str, str]]:
        """Where this page stands."""
        here = (str(self.object), self.object.get_absolute_url() if last else "")
        return [("Restrictions on countries", HERE), here, *([(last, "")] if last else [])]


class RestrictionPage(OfRestriction, RecordPage):
    """One restriction: its law, what it touches, what opens part of it, and who stands behind each."""

    template_name = "programs/restriction_page.html"

    def context(self) -> dict[str, Any]:
        row, user, on = self.object, self.request.user, today()
        waivers = row.waivers.select_related("written_by", "confirmed_by").order_by("-pk")
        return {
            "restriction": row,
            "badge": badges.standing(row, on),
            "counsel": badges.COUNSEL[bool(row.counsel)],
            "days": span(row.valid),
            "rule": RESTRICTED,
            "waivers": [(one, badges.opening(one, on), span(one.valid)) for one in waivers],
            "may_confirm": may(user, RESTRICT, row),
            "doors": self.doors(row),
            "history": timeline(sentences(row)),
            "title": row.citation,
            "crumbs": self.trail(),
        }

    def doors(self, row: CountryRestriction) -> list[Door]:
        """What may be done about it now, for whoever keeps restrictions here."""
        user, base = self.request.user, row.get_absolute_url()
        if not may(user, RESTRICT, row) or row.lifted_on is not None:
            return []
        mine = list(restrictions.not_mine(row, user, "confirms or lifts"))
        found = []
        if row.confirmed_by_id is None:
            found.append(Door("Confirm it", f"{base}confirm/", mine, "two"))
        else:
            found.append(Door("Write a waiver", f"{base}waivers/new/", (), "unlock"))
        if not row.counsel:
            found.append(Door("Keep counsel's paper", f"{base}counsel/", (), "scales"))
        found.append(Door("Lift it", f"{base}lift/", mine, "okc"))
        return found


class RestrictionForm(OfRestriction, RecordForm):
    """A form about one restriction."""

    permission = RESTRICT

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version, "lifted_on": today(), "from_on": today()}

    def crumbs(self) -> list[tuple[str, str]]:
        return self.trail(self.title)


class ConfirmRestriction(RestrictionForm):
    form_class = forms.ConfirmForm
    title = "Confirm a restriction"
    lead = "From now on it blocks, where the law blocks. Whoever wrote it does not confirm it."
    button = "Confirm it"
    said = "Confirmed."

    def act(self, data: dict[str, Any]) -> CountryRestriction:
        return restrictions.confirm(restriction=self.object, by=self.request.user, **data)


class NoteCounsel(RestrictionForm):
    form_class = forms.CounselForm
    title = "Keep counsel's paper"
    lead = "The paper in which counsel confirmed the law."
    button = "Keep it"
    said = "Kept."

    def act(self, data: dict[str, Any]) -> CountryRestriction:
        return restrictions.note_counsel(restriction=self.object, by=self.request.user, **data)


class LiftRestriction(RestrictionForm):
    form_class = forms.LiftForm
    title = "Lift a restriction"
    lead = "By a document: the certification that was waited for, a repeal, or why the row was wrong."
    button = "Lift it"
    said = "Lifted."

    def act(self, data: dict[str, Any]) -> CountryRestriction:
        return restrictions.lift(restriction=self.object, by=self.request.user, **data)


class Waive(RestrictionForm):
    form_class = forms.WaiverForm
    title = "Write a waiver"
    lead = "For an amount, or for all. It opens nothing until another person has confirmed it."
    button = "Write it"
    said = "Written. Another person confirms it."

    def record(self) -> None:
        return None

    def act(self, data: dict[str, Any]) -> RestrictionWaiver:
        return restrictions.waive(restriction=self.object, by=self.request.user, **data)


class ConfirmWaiver(RestrictionForm):
    form_class = forms.ConfirmWaiverForm
    title = "Confirm a waiver"
    button = "Confirm it"
    said = "Confirmed: it opens what it says."

    @property
    def waiver(self) -> RestrictionWaiver:
        rows = self.object.waivers.select_related("restriction__country__operating_unit")
        return get_object_or_404(rows, pk=self.kwargs["waiver"])

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.waiver.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.waiver
        lead = f"{row}, {span(row.valid)}. Whoever wrote it does not confirm it."
        return super().get_context_data(**{"lead": lead, **kwargs})

    def record(self) -> RestrictionWaiver:
        return self.waiver

    def act(self, data: dict[str, Any]) -> RestrictionWaiver:
        return restrictions.confirm_waiver(waiver=self.waiver, by=self.request.user, **data)
