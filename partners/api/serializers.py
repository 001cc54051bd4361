"""Countries, units and people as the API shows them. Numbers on documents are not served."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ground.dates import last_day
from partners.models import Country, Person, Posting, Unit


def dates(valid: Any) -> dict[str, Any]:
    """A range of days with its last day inside; None is unknown or until further notice."""
    return {"from": None, "until": None} if valid is None else {"from": valid.lower, "until": last_day(valid)}


class CountrySerializer(serializers.ModelSerializer[Country]):
    url = serializers.HyperlinkedIdentityField(view_name="api-country-detail", lookup_field="iso3")
    version = serializers.SerializerMethodField()
    bureau = serializers.CharField(source="bureau.code", default="")
    command = serializers.CharField(source="command.code", default="")
    operating_unit = serializers.CharField(source="operating_unit.code", default="")

    class Meta:
        model = Country
        fields = (
            "url",
            "version",
            "iso3",
            "iso2",
            "numeric",
            "name",
            "bureau",
            "command",
            "operating_unit",
            "invented",
        )

    def get_version(self, country: Country) -> int:
        """Always 1: reference rows are kept in the admin and never written here."""
        return 1


class UnitSerializer(serializers.ModelSerializer[Unit]):
    url = serializers.HyperlinkedIdentityField(view_name="api-unit-detail", lookup_field="code")
    country = serializers.CharField(source="country.iso3")
    names = serializers.SerializerMethodField()
    parents = serializers.SerializerMethodField()

    class Meta:
        model = Unit
        fields = (
            "url", "version", "code", "name", "country", "force_type", "echelon", "headquarters", "names", "parents",
            "external_source", "external_id",
        )  # fmt: skip

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_names(self, unit: Unit) -> list[str]:
        return [name.name for name in unit.names.all()]

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_parents(self, unit: Any) -> list[dict[str, Any]]:
        """Lines of command to units that the reader may see."""
        return [
            {"unit": line.parent.code, "relation": line.relation, **dates(line.valid), "source": line.source.title}
            for line in unit.seen_parents
        ]


class PersonSerializer(serializers.ModelSerializer[Person]):
    url = serializers.HyperlinkedIdentityField(view_name="api-person-detail")
    country = serializers.CharField(source="country.iso3")
    names = serializers.SerializerMethodField()
    postings = serializers.SerializerMethodField()

    class Meta:
        model = Person
        fields = (
            "url", "version", "id", "family_names", "given_names", "rank", "country", "birth_date", "birth_place",
            "sex", "is_civilian", "names", "postings",
        )  # fmt: skip

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_names(self, person: Person) -> list[str]:
        return [name.name for name in person.names.all()]

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_postings(self, person: Any) -> list[dict[str, Any]]:
        """Postings in units that the reader may see."""
        return [posting(row) for row in person.seen_postings]


def posting(row: Posting) -> dict[str, Any]:
    return {
        "unit": row.unit.code,
        "position": row.title,
        "is_commander": row.is_commander,
        "is_principal": row.is_principal,
        **dates(row.valid),
        "source": row.source.title,
    }
