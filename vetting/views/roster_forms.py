"""Put people and units on the roster of a draft, one by one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ground.access import may
from ground.pages.forms import FormPage
from partners.models import Unit

from ..forms import AddPersonForm, AddUnitForm, found_people
from ..models import VettingCase
from ..services import cases


class OfDraft(FormPage):
    """A form about one case that the user may see and draft."""

    permission = "vetting.draft_case"
    object: VettingCase

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = VettingCase.objects.visible_to(request.user).select_related("operating_unit")
        self.object = get_object_or_404(seen, number=kwargs["number"])
        if not may(request.user, self.permission, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def next_url(self, result: Any) -> str:
        return f"{self.object.get_absolute_url()}?tab=subjects"

    def crumbs(self) -> list[tuple[str, str]]:
        case = self.object
        return [("Cases", "/vetting/cases/"), (case.number, case.get_absolute_url()), (self.title, "")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(case=self.object, **kwargs)


class AddPerson(OfDraft):
    form_class = AddPersonForm
    template_name = "vetting/person_choose.html"
    title = "Add a person to the roster"
    lead = "Search, choose, add. The unit comes along (22 U.S.C. 2378d(d)(5)), with the commander on record."
    button = "Add to roster"
    said = "Added to the roster, with the unit."

    @property
    def text(self) -> str:
        return self.request.GET.get("q", "").strip()

    def get_form_kwargs(self) -> dict[str, Any]:
        people = found_people(self.request.user, self.text, self.object.operating_unit.country_id)
        return {**super().get_form_kwargs(), "people": people}

    def act(self, data: dict[str, Any]) -> Any:
        return cases.add_person(
            case=self.object,
            person=data["person"],
            unit=data["unit"],
            position=data["position"],
            version=data["version"],
            by=self.request.user,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(text=self.text, **kwargs)


class AddUnit(OfDraft):
    form_class = AddUnitForm
    template_name = "vetting/unit_choose.html"
    title = "Add a unit to the roster"
    lead = "A unit is vetted with its commander. Choose the unit first, then who commands it."
    button = "Add to roster"
    said = "Added the unit to the roster."

    @property
    def chosen(self) -> Unit | None:
        """The unit named in the address or in the form, if the user may see it."""
        code = (self.request.POST.get("unit") or self.request.GET.get("unit", "")).strip()
        return Unit.objects.visible_to(self.request.user).filter(code__iexact=code).first() if code else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "unit": self.chosen}

    def get_initial(self) -> dict[str, Any]:
        chosen = self.chosen
        return {**super().get_initial(), "unit": chosen.code if chosen else ""}

    def act(self, data: dict[str, Any]) -> Any:
        return cases.add_unit(
            case=self.object,
            unit=data["unit"],
            commander=data["commander"],
            version=data["version"],
            by=self.request.user,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("unit", "").strip()
        return super().get_context_data(chosen=self.chosen, asked=asked, **kwargs)
