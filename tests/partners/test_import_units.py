"""Units of a published list: codes made, the source's numbers kept, partial dates as wide as they are."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.roles import Role
from ground.history import event_model
from ground.models import ImportBatch
from ground.refusals import Refused
from partners.imports.units import UNITS, force_type
from partners.models import Person, Posting, Source, Unit, UnitName, UnitParent
from partners.services.unit_import import import_units
from tests import make

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "units"

pytestmark = pytest.mark.django_db


def run(file: Path, **options: Any) -> tuple[dict[str, Any], int]:
    out = StringIO()
    try:
        call_command("import_units", str(file), json=True, stdout=out, stderr=StringIO(), **options)
    except SystemExit as end:
        return json.loads(out.getvalue()), int(end.code or 0)
    return json.loads(out.getvalue()), 0


@pytest.fixture
def real() -> Path:
    if not DATA.is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("The list of units is not beside the repository.")
    call_command("load_reference", stderr=StringIO())
    return DATA / "units.csv"


def test_the_real_list_comes_in_whole_and_a_second_run_changes_nothing(real: Path) -> None:
    answer, code = run(real)
    assert code == 0
    assert {name: answer[name] for name in ("file", "read", "kept", "refused", "review", "written")} == {
        "file": "units.csv", "read": 146, "kept": 146, "refused": 0, "review": 0, "written": True,
    }  # fmt: skip
    assert {one["file"]: one["kept"] for one in answer["beside"]} == {
        "sources.csv": 1191, "unit_relations.csv": 67, "unit_locations.csv": 8, "persons.csv": 19, "postings.csv": 52,
        "incidents.csv": 0, "violation_types.csv": 0,
    }  # fmt: skip
    (places,) = (one for one in answer["beside"] if one["file"] == "unit_locations.csv")
    assert (places["read"], places["refused"], places["left_out"]) == (8, 0, 12)
    assert places["why"] == "Areas, and sites of units whose headquarters are elsewhere, have no place here."
    tracked = (Unit, UnitName, UnitParent, Person, Posting, Source, ImportBatch)
    events = [event_model(model).objects.count() for model in tracked]
    answer, code = run(real)
    assert (code, answer["unchanged"], answer["written"]) == (0, 146, False)
    assert all(one["unchanged"] == one["read"] and not one["written"] for one in answer["beside"])
    assert [event_model(model).objects.count() for model in tracked] == events


def test_codes_are_made_and_dates_are_as_wide_as_the_source_shows(real: Path) -> None:
    run(real)
    codes = list(Unit.objects.filter(country__iso3="MEX").order_by("pk").values_list("code", flat=True))
    assert codes[0] == "MEX-00001" and len(set(codes)) == 103
    battalion = Unit.objects.get(external_id="10f8d64e-0984-42d5-b6a0-318a7b44e97d")
    assert (battalion.external_source, battalion.force_type, battalion.headquarters) == (
        "WhoWasInCommand", "MILITARY", "Campo Militar Número 29-G",
    )  # fmt: skip
    assert battalion.names.count() == 5
    assert battalion.names.get(name=battalion.name).source is not None
    link = battalion.parents.get(parent__name="29 Zona Militar")
    assert (link.valid.lower, link.valid.upper, link.start_known) == (dt.date(2014, 3, 9), None, False)
    assert link.source.title == "WhoWasInCommand"
    posting = Posting.objects.get(person__family_names="Abdulmalik Bulama Biu")
    assert (posting.valid.lower, posting.valid.upper) == (dt.date(2016, 7, 1), dt.date(2017, 6, 14))
    assert (posting.is_commander, posting.start_known, posting.end_known) == (True, False, True)
    known = Posting.objects.get(person__family_names="Cesar Jiménez López", unit__name="8 Zona Militar")
    assert (known.start_known, known.is_principal) == (True, True)
    undated = Posting.objects.filter(valid=(None, None))
    assert undated.count() == 6
    assert not undated.filter(is_principal=True) and not undated.filter(is_commander=True)


def test_what_a_person_corrected_since_stays(real: Path) -> None:
    run(real)
    unit = Unit.objects.get(external_id="10f8d64e-0984-42d5-b6a0-318a7b44e97d")
    unit.name = "1st Infantry Battalion"
    unit.save()
    answer, code = run(real)
    unit.refresh_from_db()
    assert (code, answer["unchanged"], unit.name) == (0, 146, "1st Infantry Battalion")


LINE = {"unit_id": "u1", "name": "Coast Unit (invented)", "country": "XM", "first_cited": "2013-02-00"}


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    country = make.country()
    country.iso2 = "XM"
    country.save()

    def write(*changes: dict[str, str]) -> Path:
        path = tmp_path / "units.csv"
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, [column.name for column in UNITS.columns], restval="")
            writer.writeheader()
            writer.writerows({**LINE, **change} for change in changes)
        return path

    return write


def beside(path: Path, name: str, text: str) -> None:
    path.with_name(name).write_text(text, encoding="utf-8")


RELATION = (
    "child_unit_id,child,parent_unit_id,parent,relation,classification,"
    "first_cited,first_cited_is_start,last_cited,open_ended\n"
)


class TestOneList:
    def test_a_new_name_is_added_to_what_is_here(self, file: Callable[..., Path]) -> None:
        run(file({}))
        answer, _ = run(file({"aliases": "4th Coast Unit; Coast Unit (invented)"}))
        assert (answer["kept"], answer["merged"], answer["written"]) == (0, 1, True)
        assert set(UnitName.objects.values_list("name", flat=True)) == {"Coast Unit (invented)", "4th Coast Unit"}

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"country": "ZZ"}, "is not the ISO alpha-2 code of a country here"),
            ({"name": ""}, "The cell is empty"),
            ({"first_cited": "2013-02-30"}, "is not a date"),
            ({"first_cited": "03/04/1985"}, "can be read in two ways"),
            ({"name": "abc\u202e"}, "reverses the reading order"),
            ({"unit_id": "u1", "name": "Other"}, "stands above already"),
        ],
    )
    def test_a_bad_row_keeps_all_out(self, file: Callable[..., Path], change: dict[str, str], reason: str) -> None:
        answer, code = run(file({}, {"unit_id": "u2", **change}))
        assert (code, answer["refused"], answer["written"]) == (1, 1, False)
        assert reason in answer["problems"][0]["reason"] and answer["problems"][0]["row"] == 2
        assert not Unit.objects.exists() and not Source.objects.exists()

    def test_a_line_to_a_unit_that_is_nowhere_keeps_all_out(self, file: Callable[..., Path]) -> None:
        path = file({})
        beside(path, "unit_relations.csv", f"{RELATION}u1,,u9,,child,Command,,,,\n")
        answer, code = run(path)
        assert code == 1
        assert answer["beside"][1]["problems"][0]["reason"] == "“u9” is in no file beside this one, and not here."
        assert not Unit.objects.exists()

    def test_nothing_beside_it_is_passed_over_silently(
        self, file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = file({}, {"unit_id": "u2", "name": "Squadron (invented)", "headquarters": "Fort Quill"})
        head = "unit_id,unit,kind,location,country,geometry,first_cited,last_cited,open_ended\n"
        sites = (
            "u1,,site,Port Tamar,XM,,,,",
            "u1,,site,Port Tamar,XM,,,,",
            "u1,,area,The Coast,XM,,,,",
            "u2,,site,X,,,,,",
        )
        beside(path, "unit_locations.csv", head + "\n".join(sites))
        beside(path, "incidents.csv", "incident_id\ni1\n")
        beside(path, "shoes.csv", "size\n44\n")
        beside(path, "persons.csv", "person_id,name,aliases,country\n")
        call_command("import_units", str(path), json=True)
        out, err = capsys.readouterr()
        told = {one["file"]: one for one in json.loads(out)["beside"]}
        assert Unit.objects.get(external_id="u1").headquarters == "Port Tamar"
        places = told["unit_locations.csv"]
        assert [places[name] for name in ("read", "kept", "merged", "left_out")] == [2, 1, 1, 2]
        assert "why" not in told["persons.csv"]
        assert {name: one.get("why") for name, one in told.items() if not one["read"]} == {
            "sources.csv": "There is no such file beside this one.",
            "unit_relations.csv": "There is no such file beside this one.",
            "postings.csv": "There is no such file beside this one.",
            "persons.csv": None,
            "incidents.csv": "Incidents have no place here yet.",
            "shoes.csv": "It is no file of this list that is known here.",
        }
        for line in (
            "incidents.csv: left out. Incidents have no place here yet.",
            "unit_locations.csv: 2 read, 1 kept, 0 unchanged, 1 merged, 0 refused; written, 2 left out. Areas,",
        ):
            assert line in err

    def test_a_place_of_a_unit_that_is_nowhere_keeps_all_out(self, file: Callable[..., Path]) -> None:
        path = file({})
        head = "unit_id,unit,kind,location,country,geometry,first_cited,last_cited,open_ended\n"
        beside(path, "unit_locations.csv", f"{head}u9,,site,Port Tamar,XM,,,,\n")
        answer, code = run(path)
        assert (code, answer["beside"][2]["refused"], answer["written"]) == (1, 1, False)
        assert not Unit.objects.exists()

    def test_a_file_beside_it_may_be_packed(self, file: Callable[..., Path]) -> None:
        path = file({})
        with gzip.open(path.with_name("persons.csv.gz"), "wt", encoding="utf-8") as packed:
            packed.write("person_id,name,aliases,country\np1,Tamsin Quell,,XM\n")
        answer, _ = run(path)
        assert answer["beside"][3]["kept"] == 1

    def test_a_unit_below_itself_is_refused_by_the_database(self, file: Callable[..., Path]) -> None:
        path = file({}, {"unit_id": "u2", "name": "Squadron (invented)"})
        beside(path, "unit_relations.csv", f"{RELATION}u1,,u2,,child,,2010-01-01,,,Y\nu2,,u1,,child,,2012-01-01,,,Y\n")
        with pytest.raises(Refused) as refused:
            import_units(file=path, by=None)
        assert refused.value.code == "unit_parent_no_circle"
        assert not Unit.objects.exists()

    def test_a_dry_run_writes_nothing(self, file: Callable[..., Path]) -> None:
        answer, code = run(file({}), dry_run=True)
        assert (code, answer["kept"], answer["written"]) == (0, 1, False)
        assert not Unit.objects.exists()

    def test_a_file_of_another_kind_is_refused_in_one_line(self, file: Callable[..., Path], tmp_path: Path) -> None:
        path = tmp_path / "other.csv"
        path.write_text("a,b\n1,2\n")
        answer, code = run(path)
        assert (code, len(answer["problems"]), answer["written"]) == (1, 1, False)

    def test_who_may_not_keep_units_of_the_country_is_refused(self, file: Callable[..., Path]) -> None:
        elsewhere = make.user(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur"))
        with pytest.raises(Refused) as refused:
            import_units(file=file({}), by=elsewhere)
        assert refused.value.code == "permission"

    def test_the_batch_names_the_file_and_who_brought_it(self, file: Callable[..., Path]) -> None:
        analyst = make.user(Role.ANALYST)
        run(file({}), by=analyst.username)
        batch = ImportBatch.objects.get()
        assert (batch.kind, batch.by, batch.counts["units.csv"]) == ("units", analyst, 1)


@pytest.mark.parametrize(
    ("words", "force"),
    [
        ("Militar; Ejército", "MILITARY"),
        ("Policía; Policía Federal", "POLICE"),
        ("State Security Service (Internal Security)", "OTHER"),
        ("Police; Army; Military", "UNKNOWN"),
        ("Placeholder", "UNKNOWN"),
        ("", "UNKNOWN"),
    ],
)
def test_the_force_is_what_the_words_say_and_unknown_when_they_say_two(words: str, force: str) -> None:
    assert force_type(words) == force
