"""Countries, units and people: read."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema

from ground.access import SIGNED_IN
from ground.api.resources import Resource
from partners.filters import CountryFilter, PersonFilter, UnitFilter
from partners.models import Country, Person, Posting, Unit, UnitParent

from .serializers import CountrySerializer, PersonSerializer, UnitSerializer


@extend_schema(tags=["countries"])
class CountryViewSet(Resource):
    """Partner countries: reference, open to everyone signed in."""

    permission = SIGNED_IN
    queryset = Country.objects.select_related("bureau", "command", "operating_unit").order_by("iso3")
    serializer_class = CountrySerializer
    filterset_class = CountryFilter
    lookup_field = "iso3"
    ordering_fields = ("iso3", "name")


@extend_schema(tags=["units"])
class UnitViewSet(Resource):
    """Units of foreign security forces."""

    permission = "partners.view_unit"
    queryset = Unit.objects.none()
    serializer_class = UnitSerializer
    filterset_class = UnitFilter
    lookup_field = "code"
    ordering_fields = ("code", "name", "force_type")

    def get_queryset(self) -> QuerySet[Unit]:
        user: Any = self.request.user
        seen = Unit.objects.visible_to(user)
        lines = UnitParent.objects.filter(parent__in=seen).select_related("parent", "source").order_by("pk")
        return (
            seen.select_related("country")
            .prefetch_related("names", Prefetch("parents", queryset=lines, to_attr="seen_parents"))
            .order_by("code")
        )


@extend_schema(tags=["people"])
class PersonViewSet(Resource):
    """Members of security forces and other proposed recipients."""

    permission = "partners.view_person"
    queryset = Person.objects.none()
    serializer_class = PersonSerializer
    filterset_class = PersonFilter
    ordering_fields = ("id", "family_names", "given_names")

    def get_queryset(self) -> QuerySet[Person]:
        user: Any = self.request.user
        units = Unit.objects.visible_to(user)
        postings = Posting.objects.filter(unit__in=units).select_related("unit", "source").order_by("pk")
        return (
            Person.objects.visible_to(user)
            .select_related("country")
            .prefetch_related("names", Prefetch("postings", queryset=postings, to_attr="seen_postings"))
            .order_by("pk")
        )
