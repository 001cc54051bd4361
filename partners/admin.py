"""Reference rows: countries with their spellings, bureaus, commands, posts, operating units, deflators."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ground.admin import DatedForm, Kept

from .models import Bureau, CombatantCommand, Country, CountryName, Deflator, OperatingUnit, Post
from .services.reference import folded


class CountryNameForm(DatedForm):
    """A spelling; its dates may both be unknown."""

    class Meta:
        model = CountryName
        fields = ("country", "name", "from_on", "until_on", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.instance.folded = folded(data.get("name") or "")
        return data

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"folded"}


@admin.register(Bureau, CombatantCommand)
class OfficeAdmin(Kept):
    list_display = ("code", "name")
    search_fields = ("code", "name")
    ordering = ("code",)


@admin.register(Country)
class CountryAdmin(Kept):
    list_display = ("name", "iso3", "iso2", "numeric", "bureau", "command", "invented")
    list_filter = ("bureau", "command", "invented")
    search_fields = ("name", "iso3")
    list_select_related = ("bureau", "command")
    ordering = ("name",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("iso3",) if obj else ()  # its address


@admin.register(CountryName)
class CountryNameAdmin(Kept):
    form = CountryNameForm
    list_display = ("name", "country", "valid", "source")
    search_fields = ("name", "country__name")
    list_select_related = ("country",)
    autocomplete_fields = ("country",)
    ordering = ("name",)


@admin.register(Post)
class PostAdmin(Kept):
    list_display = ("name", "country", "city")
    search_fields = ("name", "country__name", "city")
    list_select_related = ("country",)
    autocomplete_fields = ("country",)
    ordering = ("name",)


@admin.register(OperatingUnit)
class OperatingUnitAdmin(Kept):
    list_display = ("code", "name", "kind", "region", "country")
    list_filter = ("kind", "region")
    search_fields = ("code", "name")
    list_select_related = ("country",)
    autocomplete_fields = ("country",)
    ordering = ("code",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("code", "country", "kind") if obj else ()


@admin.register(Deflator)
class DeflatorAdmin(Kept):
    list_display = ("period", "base_year", "value", "source")
    list_filter = ("base_year",)
    search_fields = ("period",)
    ordering = ("base_year", "period")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("period", "base_year") if obj else ()
