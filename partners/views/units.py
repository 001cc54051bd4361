"""Add a unit, correct it, give it another name, a place in the line of command. The unit's own page is vetting's."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ground.pages.forms import FormPage
from ground.pages.records import RecordForm

from .. import forms
from ..models import Unit, UnitParent
from ..services import units


class NewUnit(FormPage):
    permission = "partners.change_unit"
    form_class = forms.NewUnitForm
    title = "Add a unit"
    lead = "Its code is made, not typed."
    button = "Add unit"
    said = "Added the unit."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> Unit:
        aliases = data.pop("aliases").splitlines()
        return units.create_unit(**data, aliases=aliases, by=self.request.user)

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/units/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Units", "/units/"), ("Add a unit", "")]


class OfUnit(RecordForm):
    """A form about one unit that the user may see and keep."""

    permission = "partners.change_unit"
    key = "code"
    object: Unit

    def seen(self, user: Any) -> QuerySet[Unit]:
        return Unit.objects.visible_to(user).select_related("country__operating_unit")

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Units", "/units/"), (self.object.code, self.object.get_absolute_url()), (self.title, "")]


class EditUnit(OfUnit):
    form_class = forms.UnitForm
    title = "Correct the unit"
    button = "Save unit"
    said = "Saved the unit."

    def get_initial(self) -> dict[str, Any]:
        fields = ("name", "force_type", "echelon", "headquarters", "version")
        return {name: getattr(self.object, name) for name in fields}

    def act(self, data: dict[str, Any]) -> Unit:
        return units.edit_unit(unit=self.object, by=self.request.user, **data)


class AddAlias(OfUnit):
    form_class = forms.AliasForm
    title = "Add another name"
    button = "Add name"
    said = "Added the name."

    def act(self, data: dict[str, Any]) -> Any:
        by = self.request.user
        source = units.record_source(**data.pop("source"), by=by)
        return units.add_alias(unit=self.object, name=data["name"], source=source, by=by)


class AddParent(OfUnit):
    form_class = forms.ParentForm
    title = "Add a line of command"
    lead = "From a day until a day, with its source. Earlier lines stay."
    button = "Add line"
    said = "Added the line of command."

    def act(self, data: dict[str, Any]) -> UnitParent:
        by = self.request.user
        source = units.record_source(**data.pop("source"), by=by)
        return units.set_parent(child=self.object, source=source, by=by, **data)


class EndParent(OfUnit):
    form_class = forms.EndForm
    title = "End a line of command"
    button = "End line"
    said = "The line of command is closed."

    def seen(self, user: Any) -> QuerySet[Unit]:
        """The unit, while the line is one of its own and to a unit that the user may see."""
        lines = UnitParent.objects.filter(pk=self.kwargs["pk"], parent__in=Unit.objects.visible_to(user))
        return super().seen(user).filter(pk__in=lines.values("child"))

    def act(self, data: dict[str, Any]) -> UnitParent:
        link = self.object.parents.get(pk=self.kwargs["pk"])
        return units.end_parent(link=link, last_on=data["last_on"], by=self.request.user)
