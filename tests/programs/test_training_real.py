"""The 17 training reports as they are: every row kept, every printed total added up again but the 18 known ones.

They are brought in once for this module, in a transaction that is undone at its end.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pghistory
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, Sum
from django.test import Client
from django.utils import timezone

from accounts.models import User
from ground.models import ImportBatch, StaleFact
from programs.models import ReportedName, TrainingRecord
from programs.services.training import assign_name
from reporting.reports import Asked
from reporting.reports.fmtr import FMTR

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "fmtr"
FILES = sorted(DATA.glob("fmtr_*.csv.gz"))
ROWS = 193_514

pytestmark = pytest.mark.django_db


def brought_in(*files: Path | str, **options: Any) -> tuple[dict[str, Any], int]:
    """What the command printed, and its exit code."""
    out = StringIO()
    try:
        call_command("import_training", *map(str, files), json=True, stdout=out, stderr=StringIO(), **options)
    except SystemExit as end:
        return json.loads(out.getvalue()), int(end.code or 0)
    return json.loads(out.getvalue()), 0


@pytest.fixture(scope="module")
def real(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    if not FILES:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("The training reports are not beside the repository.")
    with django_db_blocker.unblock(), pghistory.context(test=True), transaction.atomic():
        call_command("load_reference", stderr=StringIO())
        answer, code = brought_in(*FILES)
        assert code == 0
        connection.check_constraints()  # now, not again at the end of each test
        yield answer
        transaction.set_rollback(True)


def plain(name: str) -> list[dict[str, str]]:
    content = (DATA / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def test_every_row_is_kept_repeated_ones_too(real: dict[str, Any]) -> None:
    assert {name: real[name] for name in ("read", "kept", "unchanged", "merged", "review", "refused", "written")} == {
        "read": ROWS, "kept": ROWS, "unchanged": 0, "merged": 0, "review": 3, "refused": 0, "written": True,
    }  # fmt: skip
    assert TrainingRecord.objects.count() == ROWS
    assert ImportBatch.objects.filter(kind="training").count() == len(FILES) == 17
    assert {one["file"]: one["kept"] for one in real["files"]}["fmtr_2010_2011.csv.gz"] == 19_671


def test_each_cell_is_kept_as_it_stands(real: dict[str, Any]) -> None:
    kept = {
        row.row_id: row
        for row in TrainingRecord.objects.filter(report__in=["1999-2000", "2007-2008"]).select_related(
            "country", "program"
        )
    }
    for name in ("fmtr_1999_2000.csv.gz", "fmtr_2007_2008.csv.gz"):
        for cells in plain(name):
            row = kept[cells["row_id"]]
            assert (row.country.printed, row.program.printed) == (cells["country"], cells["program"])
            assert row.student_unit == cells["recipient_unit"].strip()
            assert (row.course_title, row.heading) == (cells["course_title"].strip(), cells["program_printed"].strip())
            assert str(row.fiscal_year or "") == cells["fiscal_year"]
            assert (row.start_date.isoformat() if row.start_date else "") == cells["start_date"]
            assert (row.quantity, row.total_cost) == (
                int(cells["quantity"]) if cells["quantity"] else None,
                Decimal(cells["total_cost"]) if cells["total_cost"] else None,
            )


def test_a_second_run_changes_nothing(real: dict[str, Any]) -> None:
    stale, batches = StaleFact.objects.count(), ImportBatch.objects.count()
    answer, code = brought_in(*FILES)
    assert code == 0
    assert (answer["read"], answer["unchanged"], answer["kept"], answer["written"]) == (ROWS, ROWS, 0, False)
    assert (StaleFact.objects.count(), ImportBatch.objects.count()) == (stale, batches)


def test_the_control_totals_by_region_are_equal(real: dict[str, Any]) -> None:
    sums = TrainingRecord.objects.values_list("report", "fiscal_year", "region").annotate(
        Count("pk"), Sum("quantity", default=0), Sum("total_cost", default=Decimal(0))
    )
    found = {(report, str(year or ""), region): tuple(figures) for report, year, region, *figures in sums}
    wanted = {
        (row["report"], row["fiscal_year"], row["region"]): (
            int(row["rows"]),
            int(row["quantity"]),
            Decimal(row["total_cost"]),
        )
        for row in plain("control_totals_by_region.csv")
    }
    assert found == wanted


FIELDS = ("report", "region", "country", "iso3", "program", "fiscal_year")


def added_up() -> dict[tuple[str, ...], tuple[int, Decimal]]:
    """Every total of `report fmtr --edition`, and of each `--fiscal-year` of the two editions with two years."""
    found = {}
    for edition in FMTR.editions():
        result = FMTR.build(Asked(fiscal_year=None, edition=edition, as_of=timezone.now()))
        for total in result.totals:
            key = (edition, total["region"], total["country"], total["iso3"] or "", total["program"] or "", "")
            assert key not in found
            found[key] = (total["quantity"], total["total_cost"])
        for year in FMTR.years_of(edition) if edition < "2001" else ():
            for total in FMTR.build(Asked(fiscal_year=year, edition=edition, as_of=timezone.now())).totals:
                key = (
                    edition,
                    total["region"],
                    total["country"],
                    total["iso3"] or "",
                    total["program"] or "",
                    str(year),
                )
                found[key] = (total["quantity"], total["total_cost"])
    return found


def is_reproduced(row: dict[str, str], found: dict[tuple[str, ...], tuple[int, Decimal]]) -> bool:
    """Equal places, and a cost within $2; an empty cell of the publication is nothing to compare."""
    year = row["fiscal_year"] if row["level"] == "program_year" else ""
    key = (*(row[name] for name in FIELDS[:-1]), year)
    places, cost = found.get(key, (0, Decimal(0)))  # a few headings print a total of zero and no row
    return places == int(row["printed_quantity"] or places) and (
        abs(cost - Decimal(row["printed_total_cost"] or cost)) <= 2
    )


def test_the_printed_totals_add_up_but_for_eighteen_defects_of_the_publication(real: dict[str, Any]) -> None:
    found = added_up()
    printed = plain("check_figures_1999_2016.csv.gz")
    assert len(printed) == 13_335
    wrong = [row for row in printed if not is_reproduced(row, found)]
    known = plain("check_figures_not_reproduced.csv")
    assert [[row[name] for name in FIELDS] for row in wrong] == [[row[name] for name in FIELDS] for row in known]
    assert len(printed) - len(wrong) == 13_317


def test_planned_rows_are_those_of_the_second_year_and_count_in_no_fiscal_year(real: dict[str, Any]) -> None:
    planned = TrainingRecord.objects.filter(planned=True).values_list("report", "fiscal_year").annotate(Count("pk"))
    assert set(planned) == {("1999-2000", 2000, 4571), ("2000-2001", 2001, 4913), ("1999-2000", None, 1)}
    done = FMTR.build(Asked(fiscal_year=2000, as_of=timezone.now()))
    assert done.rows.count() == 4231
    assert list(FMTR.years()) == list(range(2015, 1998, -1))
    assert TrainingRecord.objects.actual().count() == ROWS - 4571 - 4913 - 1


def test_the_report_as_a_file_holds_the_rows_of_the_edition(real: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "fmtr.json"
    call_command("report", "fmtr", edition="2004-2005", format="json", out=str(out), stderr=StringIO())
    answer = json.loads(out.read_text())
    assert list(answer["rows"][0]) == answer["columns"] == [
        "country", "iso3", "region", "department", "program", "course_title", "quantity", "location", "student_unit",
        "us_unit", "total_cost", "start_date", "end_date",
    ]  # fmt: skip
    assert len(answer["rows"]) == 9479
    assert set(answer["totals"][0]) == {"country", "iso3", "region", "program", "quantity", "total_cost"}
    countries = [one for one in answer["totals"] if one["program"] is None]
    assert sum(one["quantity"] for one in countries) == 40_842
    assert sum(Decimal(one["total_cost"]) for one in countries) == Decimal("128736338.00")
    unknown = [row for row in answer["rows"] if not row["country"]]
    assert [row["iso3"] for row in unknown] == [None, None]


def test_labels_that_mean_no_one_country_wait_for_a_person(real: dict[str, Any]) -> None:
    assert set(ReportedName.objects.waiting().values_list("sort", "printed")) == {
        ("COUNTRY", ""),
        ("COUNTRY", "Indochina"),
    }


def test_a_label_is_assigned_once_for_all_its_rows(real: dict[str, Any]) -> None:
    laos = ReportedName.objects.get(sort="COUNTRY", printed="Laos").country
    assert laos is not None
    before = TrainingRecord.objects.of_country(laos).count()
    name = ReportedName.objects.get(printed="Indochina")
    assign_name(name=name, country=laos, by=None, version=name.version)
    assert TrainingRecord.objects.of_country(laos).count() == before + 1
    assert StaleFact.objects.filter(fact="training", fiscal_year=None, operating_unit=None).exists()


@pytest.mark.parametrize(
    "query", ["", "?q=helicopter", "?country=COL", "?fiscal_year=2010", "?q=army&sort=-total_cost"]
)
def test_the_list_takes_few_queries_and_the_same_at_any_length(
    real: dict[str, Any], client: Client, query: str, django_assert_max_num_queries: Any
) -> None:
    client.force_login(User.objects.create_user("reader"))
    with django_assert_max_num_queries(25):
        assert client.get(f"/training/{query}").status_code == 200


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("1999_2000_South_Asia.html", "The file is a web page or XML."),
        ("2000_2001_Africa_East_Asia_Pacific.pdf", "The file is a PDF."),
        ("2001_2002_South_Asia_refined.xml", "The file is a web page or XML."),
        ("2004_2005_South_Asia.pdf", "The file is a PDF."),
        ("2006_2007_Europe.html", "The file is a web page or XML."),
        ("2007_2008_Africa_as_printed.tsv", "The columns are separated by tabs."),
        ("2009_2010_South_Central_Asia.pdf", "The file is a PDF."),
        ("2012_2013_South_Central_Asia.pdf", "The file is a PDF."),
        ("2015_2016_South_Central_Asia_as_printed.tsv", "The columns are separated by tabs."),
    ],
)
def test_what_is_not_repaired_is_refused_in_one_plain_line(real: dict[str, Any], name: str, reason: str) -> None:
    answer, code = brought_in(DATA / "raw" / name)
    assert (code, answer["file"], answer["read"], answer["written"]) == (1, name, 0, False)
    (problem,) = answer["problems"]
    assert problem["reason"].startswith(reason)
    assert TrainingRecord.objects.count() == ROWS
