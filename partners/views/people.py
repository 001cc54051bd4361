"""Add a person, correct who they are, post them in a unit. The person's own page is vetting's."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ground.pages.forms import FormPage
from ground.pages.records import RecordForm

from .. import forms
from ..models import Person, Posting, Unit
from ..services import people, units


class NewPerson(FormPage):
    permission = "partners.change_person"
    form_class = forms.NewPersonForm
    title = "Add a person"
    lead = "Numbers on documents are kept in cipher and shown by their end only."
    button = "Add person"
    said = "Added the person."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def act(self, data: dict[str, Any]) -> Person:
        return people.create_person(identity=self.identity(data), by=self.request.user)

    def identity(self, data: dict[str, Any]) -> people.Identity:
        fields = ("country", "family_names", "given_names", "birth_date", "birth_place", "sex", "rank")
        return people.Identity(**{name: data[name] for name in fields}, identifiers=data["identifiers"])

    def next_url(self, result: Any) -> str:
        return result.get_absolute_url() if result else "/people/"

    def crumbs(self) -> list[tuple[str, str]]:
        return [("People", "/people/"), ("Add a person", "")]


class OfPerson(RecordForm):
    """A form about one person whom the user may see and keep."""

    permission = "partners.change_person"
    object: Person

    def seen(self, user: Any) -> QuerySet[Person]:
        return Person.objects.visible_to(user).select_related("country__operating_unit")

    def crumbs(self) -> list[tuple[str, str]]:
        return [("People", "/people/"), (str(self.object), self.object.get_absolute_url()), (self.title, "")]


class EditPerson(OfPerson):
    form_class = forms.PersonForm
    title = "Correct the person"
    button = "Save person"
    said = "Saved the person."

    def get_initial(self) -> dict[str, Any]:
        fields = ("family_names", "given_names", "rank", "birth_date", "birth_place", "sex", "version")
        return {name: getattr(self.object, name) for name in fields}

    def act(self, data: dict[str, Any]) -> Person:
        return people.edit_person(person=self.object, by=self.request.user, **data)


class AddPosting(OfPerson):
    form_class = forms.PostingForm
    title = "Add a posting"
    lead = "A person serves in one unit as principal posting at a time; an approval is of a person in a unit."
    button = "Add posting"
    said = "Added the posting."

    def act(self, data: dict[str, Any]) -> Posting:
        by = self.request.user
        source = units.record_source(**data.pop("source"), by=by)
        return people.post(person=self.object, source=source, by=by, **data)


class Transfer(OfPerson):
    form_class = forms.TransferForm
    title = "Change of unit"
    lead = (
        "The present principal posting ends the day before. Vetting starts over: an approval is of a person in a unit."
    )
    button = "Record the change"
    said = "Recorded the change of unit."

    def act(self, data: dict[str, Any]) -> Posting:
        by = self.request.user
        source = units.record_source(**data.pop("source"), by=by)
        return people.transfer(person=self.object, source=source, by=by, **data)


class EndPosting(OfPerson):
    form_class = forms.EndForm
    title = "End a posting"
    lead = "An approval given in that unit is of no use after the last day."
    button = "End posting"
    said = "The posting is closed."

    def seen(self, user: Any) -> QuerySet[Person]:
        """The person, while the posting is one of their own and in a unit that the user may see."""
        postings = Posting.objects.filter(pk=self.kwargs["posting"], unit__in=Unit.objects.visible_to(user))
        return super().seen(user).filter(pk__in=postings.values("person"))

    def act(self, data: dict[str, Any]) -> Posting:
        posting = self.object.postings.get(pk=self.kwargs["posting"])
        return people.end_posting(posting=posting, last_on=data["last_on"], by=self.request.user)
