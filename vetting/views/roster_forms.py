"""Put people and units on the roster of a draft, one by one."""

from __future__ import annotations

from typing import Any

from partners.models import Unit

from ..forms import AddPersonForm, AddUnitForm, found_people
from ..services import cases
from .cases import OfCase


class OfDraft(OfCase):
    """A form that fills the roster of a case."""

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.object.version}

    def next_url(self, result: Any) -> str:
        return f"{self.object.get_absolute_url()}?tab=subjects"

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
        return cases.add_person(case=self.object, by=self.request.user, **data)

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
        return cases.add_unit(case=self.object, by=self.request.user, **data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("unit", "").strip()
        return super().get_context_data(chosen=self.chosen, asked=asked, **kwargs)
