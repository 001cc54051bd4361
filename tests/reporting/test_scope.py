"""Figures are scoped as the rows behind them, on pages and in the API; a superuser without an assignment sees none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from partners.models import OperatingUnit
from reporting.models import Rollup
from reporting.services import rollups
from tests import make
from tests.programs import build as money

from . import build

pytestmark = pytest.mark.django_db

CWD = ("land_released", "ordnance_destroyed", "people_taught")
SCOPED = ("money_by_stage", "deliveries_value", "deliveries_count", "programs_planned", "cases_by_state")


@pytest.fixture
def two_places(tmp_path: Path) -> tuple[OperatingUnit, OperatingUnit]:
    """Money and cases at two places, training of one."""
    here, there = make.operating_unit(), make.operating_unit("XBS", "Basalt", "EAP")
    office = money.Office()
    for place, kind, amount in ((here, "IMET", 100_000), (there, "NADR", 7_000_000)):
        money.fund(office, kind, allotted=amount, at=place)
        make.case([(make.unit(in_country=place.country), None)], make.Team())
    build.spelled(here.country, "Tamarind")
    build.training(tmp_path, {"quantity": 3, "total_cost": 900})
    rollups.fill_stale()
    return here, there


def values(name: str, user: Any) -> list[Decimal]:
    return sorted(Rollup.objects.of(build.the(name), user).values_list("value", flat=True))


class TestComparison:
    """`/reports/rollups/?compare=1` lists no figure that its reader would not see elsewhere."""

    @pytest.fixture(autouse=True)
    def wrong_figures(self, two_places: Any) -> None:
        Rollup.objects.update(value=55_555_555)
        Rollup.objects.filter(measure="cases_by_state").delete()

    def shown(self, user: User) -> set[tuple[str, int | None]]:
        differences = build.signed_in(user).get("/reports/rollups/?compare=1").context["differences"]
        return {(one.measure, one.operating_unit) for one in differences if one.measure in SCOPED}

    def test_is_of_the_readers_own_places(self, two_places: Any) -> None:
        here, there = two_places
        everywhere = self.shown(make.user("AUDITOR"))
        assert everywhere >= {(name, at.pk) for name in ("money_by_stage", "cases_by_state") for at in two_places}
        assert {at for _, at in self.shown(make.user("AUDITOR", at=here)) if at} == {here.pk}
        assert {at for _, at in self.shown(make.user("AUDITOR", region="EAP")) if at} == {there.pk}

    def test_is_of_the_readers_own_kinds(self, two_places: Any) -> None:
        _, there = two_places
        shown = self.shown(make.user("AUDITOR", kinds=["NADR"]))
        assert {at for name, at in shown if name == "money_by_stage" and at} == {there.pk}

    def test_asks_the_permission_of_each_measure(self, two_places: Any) -> None:
        assert self.shown(make.user("ADMINISTRATOR")) == set()


class TestRows:
    def test_a_reader_sees_the_figures_of_their_place(self, two_places: Any) -> None:
        here, there = two_places
        assert values("money_by_stage", make.user("ANALYST", at=here)) == [100_000]
        assert values("money_by_stage", make.user("ANALYST", at=there)) == [7_000_000]
        assert values("money_by_stage", make.user("AUDITOR")) == [100_000, 7_000_000]
        assert values("cases_by_state", make.user("ANALYST", at=here)) == [1]

    def test_a_reader_of_a_region_sees_that_region(self, two_places: Any) -> None:
        assert values("cases_by_state", make.user("BUREAU_REVIEWER", region="EAP")) == [1]
        assert values("cases_by_state", make.user("BUREAU_REVIEWER", region="AF")) == []

    def test_a_reader_of_some_kinds_sees_those_kinds(self, two_places: Any) -> None:
        assert values("money_by_stage", make.user("FUNDS_OFFICER", kinds=["NADR"])) == [7_000_000]

    def test_what_belongs_to_no_place_goes_with_the_permission(self, two_places: Any) -> None:
        here, _ = two_places
        office = money.Office()
        fund = money.fund(office, "PKO")
        money.ledger.appropriate(
            fund=fund, amount=Decimal(500), effective_on=fund.enacted_on, evidence="P.L. 119-1", by=office.funds
        )
        rollups.fill_stale()
        assert values("money_by_stage", make.user("ANALYST", at=here)) == [500, 100_000]
        assert values("money_by_stage", make.user("FUNDS_OFFICER", kinds=["NADR"])) == [7_000_000]
        assert values("money_by_stage", make.user("REQUESTER", at=here)) == []

    def test_published_training_is_open_to_everybody_signed_in(self, two_places: Any) -> None:
        assert values("training_places", make.user()) == [3]

    @pytest.mark.parametrize("measure", SCOPED)
    def test_a_superuser_without_an_assignment_sees_none(self, two_places: Any, measure: str) -> None:
        root = User.objects.create_superuser("root", password=make.PASSWORD)
        assert values(measure, root) == []


class TestApi:
    def test_it_lists_the_measures_that_the_reader_may_read(self, two_places: Any) -> None:
        everybody = build.signed_in(make.user()).get("/api/v1/measures/").json()
        assert [one["name"] for one in everybody["results"]] == ["training_places", "training_cost"]
        auditor = build.signed_in(make.user("AUDITOR")).get("/api/v1/measures/").json()
        assert {*SCOPED, *CWD, "imet_seats", "training_places", "training_cost"} == {
            one["name"] for one in auditor["results"]
        }
        assert all(one["fresh"] and one["definition"] and one["as_of"] for one in auditor["results"])

    def test_rows_carry_keys_value_unit_time_and_freshness(self, two_places: Any) -> None:
        answer = build.signed_in(make.user()).get("/api/v1/measures/training_cost/").json()
        (row,) = answer["results"]
        assert answer["count"] == 1
        assert row["keys"] == {
            "fiscal_year": 2012,
            "region": "Africa",
            "program": "IMET",
            "operating_unit": "XTM",
            "country": "XTM",
        }
        assert (row["value"], row["unit"], row["fresh"]) == ("900.00", "US dollars", True)
        assert row["as_of"]

    def test_a_stale_figure_says_so(self, two_places: Any, tmp_path: Path) -> None:
        build.training(tmp_path, {"quantity": 1})
        (row,) = build.signed_in(make.user()).get("/api/v1/measures/training_places/").json()["results"]
        assert (row["value"], row["fresh"]) == ("3", False)

    @pytest.mark.parametrize(
        ("query", "rows"),
        [
            ("fiscal_year=2012", 1),
            ("fiscal_year=2013", 0),
            ("country=XTM", 1),
            ("country=XBS", 0),
            ("region=Africa", 1),
            ("program=IMET", 1),
            ("program=FMF&country=XTM", 0),
        ],
    )
    def test_it_is_narrowed_by_year_country_and_dimensions(self, two_places: Any, query: str, rows: int) -> None:
        answer = build.signed_in(make.user()).get(f"/api/v1/measures/training_places/?{query}").json()
        assert answer["count"] == rows

    def test_a_measure_out_of_reach_is_as_if_it_did_not_exist(self, two_places: Any) -> None:
        client = build.signed_in(make.user())
        hidden, missing = (client.get(f"/api/v1/measures/{name}/") for name in ("money_by_stage", "no_such"))
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content

    @pytest.mark.parametrize("query", ["colour=red", "fiscal_year=soon"])
    def test_what_it_does_not_know_is_refused(self, two_places: Any, query: str) -> None:
        answer = build.signed_in(make.user()).get(f"/api/v1/measures/training_places/?{query}")
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"

    def test_nobody_reads_it_without_signing_in(self, two_places: Any) -> None:
        from django.test import Client

        assert Client().get("/api/v1/measures/").status_code in {401, 403}


class TestPages:
    def test_the_dashboard_shows_the_money_of_the_readers_places_only(self, two_places: Any) -> None:
        here, _ = two_places
        page = build.signed_in(make.user("ANALYST", at=here)).get("/dashboard/").content.decode()
        assert "100,000" in page
        assert "7,000,000" not in page
        assert "Money by stage" not in build.signed_in(make.user()).get("/dashboard/").content.decode()

    def test_a_country_shows_operations_only_to_those_of_its_place(self, two_places: Any) -> None:
        here, _ = two_places
        client = build.signed_in(make.user("ANALYST", at=here))
        assert "Vetting cases" in client.get("/countries/XTM/").content.decode()
        other = client.get("/countries/XBS/").content.decode()
        assert "Basalt" in other
        for hidden in ("Vetting cases", "Money by stage", "Programs</h2>", "Units</h2>"):
            assert hidden not in other

    def test_the_same_figure_is_one_number_everywhere(self, two_places: Any) -> None:
        client = build.signed_in(make.user("AUDITOR"))
        (row,) = client.get("/api/v1/measures/training_cost/").json()["results"]
        assert row["value"] == "900.00"
        for address in ("/dashboard/", "/countries/XTM/", "/countries/?q=XTM"):
            assert "900" in client.get(address).content.decode(), address
        assert Rollup.objects.get(measure="training_cost").value == 900
