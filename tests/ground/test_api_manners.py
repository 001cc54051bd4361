"""The API refuses what it does not know instead of passing over it, and its errors are problem+json throughout."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make.Team().analyst)
    return client


@pytest.mark.parametrize(
    "asked, field, says",
    [
        ("nonsense=1", "nonsense", "does not exist"),
        ("fiscal_year=2012&fiscal_year=2013", "fiscal_year", "more than once"),
        ("page=1&page=2", "page", "more than once"),
        ("ordering=password", "ordering", "not ordered by password"),
        ("ordering=fiscal_year,batch__by", "ordering", "not ordered by batch__by"),
    ],
)
def test_a_parameter_that_means_nothing_is_refused(reader: Client, asked: str, field: str, says: str) -> None:
    answer = reader.get(f"/api/v1/training/?{asked}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert says in answer.json()["errors"][field][0]


@pytest.mark.parametrize("asked", ["ordering=-fiscal_year", "ordering=", "state=DRAFT&state=RETURNED"])
def test_a_parameter_that_means_something_is_taken(reader: Client, asked: str) -> None:
    resource = "cases" if "state" in asked else "training"
    assert reader.get(f"/api/v1/{resource}/?{asked}").status_code == 200


def test_equal_rows_keep_one_order(reader: Client) -> None:
    make.country()
    with CaptureQueriesContext(connection) as caught:
        assert reader.get("/api/v1/countries/?ordering=-name").json()["count"] == 1
    ordered = 'ORDER BY "partners_country"."name" DESC, "partners_country"."id" ASC'
    assert any(ordered in one["sql"] for one in caught.captured_queries)


@pytest.mark.parametrize("address", ["nothing/", "programs/NOPE/no_such_step/", "people/1/2/3/", "people/99999999/"])
def test_an_address_without_a_view_answers_like_a_missing_row(reader: Client, address: str) -> None:
    answer = reader.get(f"/api/v1/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.content == reader.get("/api/v1/people/1/").content
    assert Client().get("/api/v1/nothing/").status_code == 404
    assert reader.get("/nothing/")["Content-Type"].startswith("text/html")


def test_a_fault_of_ours_is_a_problem_too(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("partners.api.views.CountryViewSet.list", fails)
    answer = reader.get("/api/v1/countries/")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert b"secret" not in answer.content


def test_the_schema_tells_what_a_step_takes(reader: Client) -> None:
    paths = reader.get("/api/v1/schema/?format=json").json()["paths"]
    body = paths["/api/v1/cases/{number}/accept/"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/Step"}
