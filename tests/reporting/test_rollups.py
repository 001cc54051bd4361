"""Rollups: stale in the same transaction, filled once and whole, equal to the live figure; a failure loses nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from config.celery import app
from ground.models import StaleFact
from programs.models import ReportedName
from programs.services import training as labels
from reporting.measures import MEASURES, Part
from reporting.models import Fill, Rollup
from reporting.selectors.figures import freshness
from reporting.services import rollups
from reporting.tasks import fill_stale
from tests import make
from tests.programs import build as money

from . import build

pytestmark = pytest.mark.django_db


class TestTraining:
    def test_an_import_makes_its_figures_stale_and_a_fill_makes_them_right(self, tmp_path: Path) -> None:
        build.spelled(make.country(), "Tamarind")
        rollups.fill_stale()
        assert freshness()["training_places"].fresh
        build.training(tmp_path, {"quantity": 12, "total_cost": 3400}, {"quantity": 3, "total_cost": "100.25"})
        assert not freshness()["training_places"].fresh
        build.fill_and_check()
        assert freshness()["training_places"].fresh
        keys = (("program", "IMET"), ("region", "Africa"))
        assert build.kept("training_places") == {(2012, "XTM", keys): Decimal(15)}
        assert build.kept("training_cost") == {(2012, "XTM", keys): Decimal("3500.25")}

    def test_a_second_fill_has_nothing_to_do(self, tmp_path: Path) -> None:
        build.training(tmp_path, {})
        assert rollups.fill_stale() > 0
        before = list(Rollup.objects.values_list("pk", flat=True))
        assert rollups.fill_stale() == 0
        assert list(Rollup.objects.values_list("pk", flat=True)) == before

    def test_only_the_year_that_changed_is_filled_again(self, tmp_path: Path) -> None:
        build.training(tmp_path, {}, {"report": "2013-2014", "fiscal_year": 2013})
        build.fill_and_check()
        kept = set(Rollup.objects.filter(fiscal_year=2013).values_list("pk", flat=True))
        build.training(tmp_path, {"quantity": 5})
        build.fill_and_check()
        assert set(Rollup.objects.filter(fiscal_year=2013).values_list("pk", flat=True)) == kept

    def test_planned_rows_are_never_counted(self, tmp_path: Path) -> None:
        row = {"report": "1999-2000", "country": "Tamarind"}
        build.training(tmp_path, {**row, "fiscal_year": 1999}, {**row, "fiscal_year": 2000, "quantity": 900})
        build.fill_and_check()
        assert build.total("training_places") == 1

    def test_a_row_without_a_cost_counts_its_places(self, tmp_path: Path) -> None:
        build.training(tmp_path, {"quantity": 4, "total_cost": ""})
        build.fill_and_check()
        assert (build.total("training_places"), build.total("training_cost")) == (4, 0)

    def test_a_tenth_of_a_cent_is_not_lost(self, tmp_path: Path) -> None:
        build.training(tmp_path, {"total_cost": "10.005"}, {"total_cost": "10.005"})
        build.fill_and_check()
        assert build.total("training_cost") == Decimal("20.010")

    def test_an_unknown_country_is_counted_under_its_printed_label_until_a_person_assigns_it(
        self, tmp_path: Path
    ) -> None:
        build.training(tmp_path, {"country": "Indochina", "quantity": 7})
        build.fill_and_check()
        ((_, unit, keys),) = build.kept("training_places")
        assert unit is None
        assert dict(keys)["country"] == "Indochina"
        label = ReportedName.objects.get(printed="Indochina")
        analyst = make.user("ANALYST")
        labels.assign_name(name=label, country=make.country(), by=analyst, version=label.version)
        assert not freshness()["training_places"].fresh
        build.fill_and_check()
        ((_, unit, keys),) = build.kept("training_places")
        assert unit == "XTM"
        assert "country" not in dict(keys)


class TestMoneyAndCases:
    def test_each_dollar_stands_at_one_stage(self) -> None:
        office = money.Office()
        fund = money.fund(office, allotted=100_000)
        build.fill_and_check()
        stages = {dict(keys)["stage"]: value for (_, _, keys), value in build.kept("money_by_stage").items()}
        assert stages == {"ALLOTTED": 100_000}
        program = money.program(office)
        money.recorded(office, program, fund, 20_000)
        assert not freshness()["money_by_stage"].fresh
        build.fill_and_check()
        stages = {dict(keys)["stage"]: value for (_, _, keys), value in build.kept("money_by_stage").items()}
        assert stages == {"ALLOTTED": 80_000, "OBLIGATED": 20_000}

    def test_what_stands_before_the_allotment_belongs_to_no_place(self) -> None:
        office = money.Office()
        fund = money.fund(office)
        money.ledger.appropriate(
            fund=fund, amount=Decimal(500), effective_on=fund.enacted_on, evidence="P.L. 119-1", by=office.funds
        )
        build.fill_and_check()
        ((year, unit, _),) = build.kept("money_by_stage")
        assert (year, unit) == (2027, None)

    def test_a_case_counts_in_its_present_state_and_the_year_of_its_event(self) -> None:
        team = make.Team()
        unit = make.unit()
        start = dt.date(2027, 10, 1)
        case = make.case([(unit, make.person(unit))], team, start=start, end=start)
        build.fill_and_check()
        assert {(year, dict(keys)["state"]) for year, _, keys in build.kept("cases_by_state")} == {(2028, "DRAFT")}
        make.person(unit, commander=True)
        make.cases.submit(case=case, by=team.requester)
        assert not freshness()["cases_by_state"].fresh
        build.fill_and_check()
        assert {(year, dict(keys)["state"]) for year, _, keys in build.kept("cases_by_state")} == {(2028, "SUBMITTED")}


class TestFailure:
    def test_a_failed_fill_leaves_the_last_good_figures_whole_and_is_tried_again(self, tmp_path: Path) -> None:
        build.training(tmp_path, {"quantity": 3, "total_cost": 900})
        build.fill_and_check()
        build.training(tmp_path, {"quantity": 4, "total_cost": 100}, {"region": "Europe", "total_cost": 7777})
        with connection.cursor() as cursor:  # the database refuses the second of the two rows of this fill
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE reporting_rollup ADD CONSTRAINT not_today CHECK (value <> 7777)")
        assert rollups.fill_stale() == 0
        assert build.total("training_cost") == 900
        stands = freshness()["training_cost"]
        assert (stands.failures, stands.fresh) == (1, False)
        assert "not_today" in stands.last_error
        assert StaleFact.objects.filter(fact="training").exists()
        assert rollups.fill_stale() == 0
        assert freshness()["training_cost"].failures == 1, "a failing measure is left alone for a while"
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE reporting_rollup DROP CONSTRAINT not_today")
        assert rollups.fill_stale(at_once=True) > 0
        assert freshness()["training_cost"].failures == 0
        assert rollups.compare() == []

    def test_a_transaction_that_ends_early_leaves_everything_as_it_was(self, tmp_path: Path) -> None:
        build.training(tmp_path, {"quantity": 3})
        build.fill_and_check()
        build.training(tmp_path, {"quantity": 4})
        stale, before = StaleFact.objects.count(), build.kept("training_places")
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            rollups.fill_stale()
            raise KeyboardInterrupt
        assert (StaleFact.objects.count(), build.kept("training_places")) == (stale, before)
        build.fill_and_check()
        assert build.total("training_places") == 7


class TestRebuild:
    def test_it_heals_what_was_tampered_with_and_forgets_what_is_no_measure(self, tmp_path: Path) -> None:
        build.training(tmp_path, {"quantity": 3})
        build.fill_and_check()
        Rollup.objects.filter(measure="training_places").update(value=4)
        Rollup.objects.create(measure="no_such_measure", value=1)
        Fill.objects.create(measure="no_such_measure")
        rollups.rebuild()
        assert rollups.compare() == []
        assert build.total("training_places") == 3
        assert not Rollup.objects.filter(measure="no_such_measure").exists()
        assert not Fill.objects.filter(measure="no_such_measure").exists()

    def test_a_measure_that_was_never_filled_begins_with_all_of_its_facts(self, tmp_path: Path) -> None:
        build.training(tmp_path, {"quantity": 3})
        build.fill_and_check()
        Rollup.objects.filter(measure="training_places").delete()
        Fill.objects.filter(measure="training_places").delete()
        build.fill_and_check()
        assert build.total("training_places") == 3


class TestCommand:
    def test_check_passes_where_all_is_filled(self, tmp_path: Path) -> None:
        build.training(tmp_path, {})
        call_command("fill_rollups")
        call_command("fill_rollups", check=True)

    @pytest.mark.parametrize(
        "tampering",
        [
            "UPDATE reporting_rollup SET value = value + 1 WHERE measure = 'training_places'",
            "DELETE FROM reporting_rollup WHERE measure = 'training_cost'",
            "INSERT INTO reporting_rollup (measure, fiscal_year, keys, value) VALUES ('cases_by_state', 1999, '{}', 1)",
            "UPDATE reporting_rollup SET keys = '{\"region\": \"Europe\"}' WHERE measure = 'training_places'",
        ],
    )
    def test_check_exits_1_on_any_tampered_figure(self, tmp_path: Path, tampering: str) -> None:
        build.training(tmp_path, {})
        rollups.fill_stale()
        with connection.cursor() as cursor:
            cursor.execute(tampering)
        with pytest.raises(CommandError) as refused:
            call_command("fill_rollups", check=True)
        assert refused.value.returncode == 1
        (one, *_) = rollups.compare()
        assert not one.waits

    def test_check_says_what_only_waits(self, tmp_path: Path) -> None:
        rollups.fill_stale()
        build.training(tmp_path, {})
        assert [one.waits for one in rollups.compare()] == [True, True]
        with pytest.raises(CommandError):
            call_command("fill_rollups", check=True)
        assert not Rollup.objects.filter(measure="training_places").exists(), "a check fills nothing"


class TestBackground:
    def test_the_task_fills_and_the_schedule_calls_it(self, tmp_path: Path) -> None:
        build.training(tmp_path, {"quantity": 3})
        fill_stale()
        assert build.total("training_places") == 3
        assert fill_stale.name in {entry["task"] for entry in app.conf.beat_schedule.values()}

    def test_every_measure_says_what_it_counts(self) -> None:
        for measure in MEASURES:
            assert len(measure.definition) > 60
            assert measure.facts
            assert measure.unit


class TestParts:
    def test_a_wider_part_covers_a_narrower_one(self) -> None:
        cases = build.the("cases_by_state")
        assert set(rollups.parts_of(cases, [(2027, 1), (2027, 1), (2027, 2)])) == {Part(2027, 1), Part(2027, 2)}
        assert rollups.parts_of(cases, [(2027, 1), (2027, None)]) == [Part(2027)]
        assert rollups.parts_of(cases, [(2027, 1), (None, None), (2026, None)]) == [Part()]

    def test_many_places_become_whole_years(self) -> None:
        cases = build.the("cases_by_state")
        touched = [(2027, place) for place in range(rollups.MANY + 1)]
        assert rollups.parts_of(cases, touched) == [Part(2027)]

    def test_money_of_a_place_fills_its_whole_year(self) -> None:
        assert rollups.parts_of(build.the("money_by_stage"), [(2027, 1)]) == [Part(2027)]
