"""A list page: filter, chips, totals, and files that hold exactly the filtered rows in the order shown."""

from typing import Any

import django_filters
import pytest
from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet
from django.test import Client
from django.urls import include, path
from pytest_django import DjangoAssertNumQueries

from ground.access import SIGNED_IN
from ground.models import ReadLog
from ground.pages.lists import ListPage
from ground.pages.tables import CountColumn, RowHead, Table
from ground.rows import ExportColumn
from partners.models import Bureau, Country


class Countries(Table):
    title = "Countries"
    noun = "country,countries"
    name = RowHead(under="iso3")
    bureau = CountColumn(accessor="bureau_id", total=True)


class CountryFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Name")
    bureau = django_filters.ModelChoiceFilter(queryset=Bureau.objects.order_by("code"), label="Bureau")
    invented = django_filters.ChoiceFilter(choices=[("True", "Invented"), ("False", "Real")], label="Which")
    number = django_filters.NumberFilter(field_name="pk", label="Number")

    class Meta:
        model = Country
        fields: list[str] = []


class CountryList(ListPage):
    title = "Countries"
    lead = "Partners of the United States."
    permission = SIGNED_IN
    table_class = Countries
    filterset_class = CountryFilter
    totals = {"bureau": Count("bureau")}
    export_columns = (
        ExportColumn("Name", "name"),
        ExportColumn("Bureau", lambda row: row.bureau.code if row.bureau else ""),
    )

    def get_queryset(self) -> QuerySet[Country]:
        return Country.objects.select_related("bureau").order_by("name")


urlpatterns = [path("countries/", CountryList.as_view()), path("", include("config.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def bureau() -> Bureau:
    return Bureau.objects.create(code="WHA", name="Western Hemisphere Affairs")


@pytest.fixture
def reader(client: Client, bureau: Bureau) -> Client:
    for iso3, name in (("XTM", "Tamarind"), ("XLK", "Larkspur"), ("XJN", "=Juniper")):
        Country.objects.create(iso3=iso3, name=name, invented=True, bureau=bureau)
    Country.objects.create(iso3="COL", name="Colombia")
    client.force_login(get_user_model().objects.create_user("theo"))
    return client


def page(reader: Client, query: str = "") -> str:
    response = reader.get(f"/countries/{query}")
    assert response.status_code == 200
    return response.content.decode()


def file(reader: Client, query: str) -> bytes:
    response = reader.get(f"/countries/{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_it_says_how_many_rows_there_are_and_what_a_download_holds(reader: Client) -> None:
    html = page(reader)
    assert "<strong>4</strong> countries" in html
    assert "Download 4 countries, CSV" in html
    assert "?export=xlsx" in html


def test_a_filter_is_told_in_words_and_can_be_removed(reader: Client, bureau: Bureau) -> None:
    html = page(reader, f"?bureau={bureau.pk}&invented=True&page=1")
    assert "<strong>3</strong> of 4 countries" in html
    assert "Bureau: WHA" in html
    assert "Which: Invented" in html
    assert f'href="/countries/?bureau={bureau.pk}"' in html
    assert "Download 3 countries, CSV" in html


def test_a_filter_that_matches_nothing_names_itself_and_offers_no_file(reader: Client) -> None:
    html = page(reader, "?q=zzz")
    assert "No country matches this filter." in html
    assert "Remove “Name: zzz”" in html
    assert "export=" not in html


def test_a_filter_that_is_not_understood_shows_no_row(reader: Client) -> None:
    html = page(reader, "?number=seven")
    assert "<strong>0</strong> of 4 countries" in html
    assert "<title>Error: Countries | Gatehouse</title>" in html
    assert "Number: seven" in html


def test_a_file_holds_the_filtered_rows_in_the_order_shown(reader: Client) -> None:
    text = file(reader, "?invented=True&sort=-name&export=csv").decode()
    assert text.split("\r\n") == ["Name,Bureau", "Tamarind,WHA", "Larkspur,WHA", "'=Juniper,WHA", ""]


def test_a_file_of_the_same_rows_is_the_same_to_the_byte(reader: Client) -> None:
    once, again = (file(reader, "?invented=True&export=xlsx") for _ in range(2))
    assert once == again
    assert once.startswith(b"PK")


def test_a_file_is_named_and_saved(reader: Client) -> None:
    response = reader.get("/countries/?export=csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="countries-')


def test_an_unknown_kind_of_file_is_not_understood(reader: Client) -> None:
    assert reader.get("/countries/?export=pdf").status_code == 400


def test_a_list_takes_as_many_queries_at_100_rows_as_at_1(
    reader: Client, bureau: Bureau, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12) as one:
        page(reader, "?q=Tamarind")
    letters = [chr(code) for code in range(65, 91)]
    more = [Country(iso3=f"X{a}{b}", name=f"Partner {a}{b}", bureau=bureau) for a in "ABCD" for b in letters]
    Country.objects.bulk_create(more)
    with django_assert_max_num_queries(12) as hundred:
        assert "<strong>104</strong>" in page(reader, "?q=Partner")
    assert len(hundred) == len(one)


def test_columns_that_are_not_declared_are_not_exported(reader: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(CountryList, "export_columns", ())
    assert "export=" not in page(reader)
    assert reader.get("/countries/?export=csv").status_code == 400


def test_a_download_is_kept_in_the_log_with_its_filter_and_its_rows(reader: Client, bureau: Bureau) -> None:
    file(reader, f"?bureau={bureau.pk}&export=csv")
    entry = ReadLog.objects.get()
    assert (entry.what, entry.subject, entry.filters, entry.rows) == (
        "EXPORT",
        "Countries",
        {"bureau": str(bureau.pk)},
        3,
    )
    assert entry.by.username
