"""Files of training rows: what is kept, what waits for a person, what is refused and why; all or nothing."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection, transaction

from accounts.roles import Role
from ground.history import event_model
from ground.models import ImportBatch, StaleFact
from ground.refusals import Refused
from ground.rows import ExportColumn, write_xlsx
from partners.models import Country
from programs.imports.training import LAYOUT, is_total
from programs.models import ReportedName, TrainingRecord
from programs.services.training import assign_name, import_training
from tests import make

pytestmark = pytest.mark.django_db

TITLES = [column.name for column in LAYOUT.columns]
LINE = {
    "row_id": "2012-2013/Western_Hemisphere/00001",
    "report": "2012-2013",
    "fiscal_year": "2012",
    "region": "Western Hemisphere",
    "country": "Tamarind",
    "iso3": "XTM",
    "department": "DoS",
    "program": "IMET-1",
    "course_title": "Coastal Radar Operator",
    "recipient_unit": "2nd Coastal Patrol Squadron (invented)",
    "start_date": "2012-01-09",
    "end_date": "2012-04-27",
    "location": "Yorktown, VA",
    "quantity": "2",
    "total_cost": "29344",
    "program_printed": "IMET-1 - Fiscal Year 2012 Department of State Training",
}


@pytest.fixture
def tamarind() -> Country:
    from partners.services.reference import add_names

    country = make.country()
    add_names(country=country, names=["Tamarind"], source="test")
    ReportedName.objects.create(sort="PROGRAM", printed="IMET-1", assigned=True, label="IMET", kind="IMET")
    return country


Writes = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path, tamarind: Country) -> Writes:
    def write(*changes: dict[str, str], name: str = "rows.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, TITLES, restval="")
            writer.writeheader()
            for place, change in enumerate(changes, start=1):
                writer.writerow({**LINE, "row_id": f"2012-2013/Western_Hemisphere/{place:05}", **change})
        return path

    return write


def run(*files: Path, **options: Any) -> tuple[dict[str, Any], int]:
    out = StringIO()
    try:
        call_command("import_training", *map(str, files), json=True, stdout=out, stderr=StringIO(), **options)
    except SystemExit as end:
        return json.loads(out.getvalue()), int(end.code or 0)
    return json.loads(out.getvalue()), 0


class TestWhatIsKept:
    def test_repeated_lines_have_numbers_of_their_own_and_all_stay(self, file: Writes) -> None:
        answer, code = run(file({}, {}, {}))
        assert (code, answer["kept"], answer["merged"], answer["written"]) == (0, 3, 0, True)
        assert TrainingRecord.objects.count() == 3

    def test_prints_exactly_the_object_of_the_contract(self, file: Writes) -> None:
        answer, _ = run(file({}))
        assert answer == {
            "file": "rows.csv", "read": 1, "kept": 1, "unchanged": 0, "merged": 0, "review": 0, "refused": 0,
            "problems": [], "written": True,
        }  # fmt: skip

    def test_a_second_run_changes_nothing(self, file: Writes) -> None:
        path = file({}, {})
        run(path)
        events = event_model(ImportBatch).objects.count(), event_model(ReportedName).objects.count()
        answer, code = run(path)
        assert (code, answer["unchanged"], answer["kept"], answer["written"]) == (0, 2, 0, False)
        assert (event_model(ImportBatch).objects.count(), event_model(ReportedName).objects.count()) == events
        assert ImportBatch.objects.count() == 1

    def test_the_batch_says_what_the_file_was_and_who_brought_it(self, file: Writes) -> None:
        user = make.user(Role.ANALYST)
        run(file({}), by=user.username)
        batch = ImportBatch.objects.get()
        assert (batch.kind, batch.file_name, batch.by, len(batch.sha256)) == ("training", "rows.csv", user, 64)
        assert batch.counts == {"read": 1, "kept": 1, "unchanged": 0, "merged": 0, "review": 0, "refused": 0}

    def test_new_rows_join_those_that_are_here(self, file: Writes) -> None:
        run(file({}))
        answer, _ = run(file({}, {}))
        assert (answer["read"], answer["unchanged"], answer["kept"]) == (2, 1, 1)

    def test_the_same_file_twice_in_one_run_is_one_set_of_rows(self, file: Writes) -> None:
        path = file({}, {})
        answer, code = run(path, path)
        assert (code, answer["kept"], answer["merged"], len(answer["files"])) == (0, 2, 2, 2)
        assert TrainingRecord.objects.count() == 2

    def test_reads_gzip_and_a_workbook_alike(self, file: Writes, tmp_path: Path) -> None:
        packed = tmp_path / "rows.csv.gz"
        packed.write_bytes(gzip.compress(file({}).read_bytes()))
        assert run(packed)[0]["kept"] == 1
        book = tmp_path / "rows.xlsx"
        columns = [ExportColumn(title, title) for title in TITLES]
        line = {**dict.fromkeys(TITLES, ""), **LINE, "fiscal_year": 2012, "quantity": 2, "total_cost": 29344}
        write_xlsx(str(book), columns, [line], sheet="rows")
        assert run(book)[0]["unchanged"] == 1

    def test_the_second_year_of_a_title_is_planned(self, file: Writes) -> None:
        run(file({"fiscal_year": "2012"}, {"fiscal_year": "2013"}, {"fiscal_year": ""}))
        assert list(TrainingRecord.objects.order_by("id").values_list("fiscal_year", "planned")) == [
            (2012, False), (2013, True), (None, True),
        ]  # fmt: skip

    def test_a_dry_run_says_what_would_happen_and_writes_nothing(self, file: Writes) -> None:
        answer, code = run(file({"country": "Nowhere", "iso3": ""}), dry_run=True)
        assert (code, answer["kept"], answer["review"], answer["written"]) == (0, 1, 1, False)
        assert not TrainingRecord.objects.exists()
        assert not ReportedName.objects.filter(printed="Nowhere").exists()

    def test_what_was_counted_from_training_is_stale(self, file: Writes) -> None:
        run(file({}))
        assert list(StaleFact.objects.values_list("fact", "fiscal_year")) == [("training", 2012)]


class TestLabels:
    def test_an_unknown_country_is_kept_as_printed_and_never_guessed_from_its_code(self, file: Writes) -> None:
        answer, code = run(file({"country": "Tamarindo", "iso3": "XTM"}, {}))
        assert (code, answer["kept"], answer["review"]) == (0, 2, 1)
        name = ReportedName.objects.get(printed="Tamarindo")
        assert (name.assigned, name.country) == (False, None)

    def test_an_unknown_program_is_kept_under_its_label(self, file: Writes) -> None:
        assert run(file({"program": "Section 9999"}))[0]["review"] == 1
        assert TrainingRecord.objects.get().program.printed == "Section 9999"

    def test_a_known_spelling_in_any_letter_case_finds_its_country(self, file: Writes, tamarind: Country) -> None:
        run(file({"country": "TAMARIND"}))
        assert TrainingRecord.objects.get().country.country == tamarind

    def test_a_code_that_contradicts_the_spelling_is_refused(self, file: Writes) -> None:
        answer, code = run(file({"iso3": "COL"}))
        assert code == 1
        assert answer["problems"][0]["reason"].startswith("“Tamarind” stands for XTM here, and the file says COL.")

    def test_a_person_assigns_a_label_once_for_all_its_rows(self, file: Writes, tamarind: Country) -> None:
        run(file({"country": "Tamarindo"}, {"country": "Tamarindo"}, {}))
        analyst = make.user(Role.ANALYST)
        name = ReportedName.objects.get(printed="Tamarindo")
        assign_name(name=name, version=name.version, country=tamarind, by=analyst)
        assert TrainingRecord.objects.of_country(tamarind).count() == 3
        assert StaleFact.objects.filter(fact="training", fiscal_year=None, operating_unit=None).count() == 1
        name.refresh_from_db()
        assert name.assigned_by == analyst

    def test_who_may_not_assign_is_refused(self, file: Writes, tamarind: Country) -> None:
        run(file({"country": "Tamarindo"}))
        name = ReportedName.objects.get(printed="Tamarindo")
        with pytest.raises(Refused) as refused:
            assign_name(name=name, version=name.version, country=tamarind, by=make.user(Role.REQUESTER))
        assert refused.value.code == "permission"

    def test_a_stale_writer_and_an_empty_answer_are_refused(self, file: Writes, tamarind: Country) -> None:
        run(file({"country": "Tamarindo", "program": "Section 9999"}))
        country, program = ReportedName.objects.waiting().order_by("sort")
        for name, given, code in (
            (country, {"version": 7, "country": tamarind}, "stale"),
            (country, {"version": 1}, "label_needs_country"),
            (program, {"version": 1, "label": " "}, "label_needs_program"),
        ):
            with pytest.raises(Refused) as refused:
                assign_name(name=name, by=None, **given)  # type: ignore[arg-type]
            assert refused.value.code == code

    def test_the_database_refuses_an_assigned_label_that_stands_for_nothing(self) -> None:
        with pytest.raises(IntegrityError, match="reported_name_assigned_to_something"), transaction.atomic():
            ReportedName.objects.create(sort="COUNTRY", printed="Nowhere", assigned=True)


BAD_CELLS = [
    ({"quantity": "-3"}, "quantity", "is below zero"),
    ({"quantity": "NaN"}, "quantity", "is not a whole number"),
    ({"quantity": "1e3"}, "quantity", "is not a whole number"),
    ({"total_cost": "NaN"}, "total_cost", "is not an amount in dollars"),
    ({"total_cost": "-1.00"}, "total_cost", "is below zero"),
    ({"start_date": "03/04/1985"}, "start_date", "can be read in two ways"),
    ({"start_date": "2012-02-30"}, "start_date", "is not a date"),
    ({"row_id": ""}, "row_id", "The cell is empty"),
    ({"program": ""}, "program", "The cell is empty"),
    ({"report": "2012"}, "report", "is not the title of a report"),
    ({"report": "2012-2014"}, "report", "is not the title of a report"),
    ({"fiscal_year": "2011"}, "fiscal_year", "has no fiscal year 2011"),
    ({"recipient_unit": "abc\u202edcba"}, "recipient_unit", "reverses the reading order"),
    ({"course_title": "x" * 501}, "course_title", "at most 500 fit"),
    ({"course_title": "FY 2012 Program Totals"}, "course_title", "is a printed total, not an activity"),
    ({"course_title": "Tamarind Fiscal Year 2012 Totals"}, "course_title", "is a printed total"),
    ({"country": "Grand Total", "iso3": ""}, "country", "is a printed total"),
]


class TestWhatIsRefused:
    @pytest.mark.parametrize(("change", "column", "reason"), BAD_CELLS, ids=[f"{c}: {r}" for _, c, r in BAD_CELLS])
    def test_a_bad_cell_refuses_the_run_and_names_its_place(
        self, file: Writes, change: dict[str, str], column: str, reason: str
    ) -> None:
        answer, code = run(file({}, change))
        assert (code, answer["written"], answer["refused"], answer["read"]) == (1, False, 1, 2)
        (problem,) = answer["problems"]
        assert (problem["row"], problem["column"]) == (2, column)
        assert reason in problem["reason"]
        assert not TrainingRecord.objects.exists()
        assert not ImportBatch.objects.exists()

    def test_a_course_about_totals_is_a_course(self, file: Writes) -> None:
        titles = ["TOTAL QUALITY MGMT", "CONTRACTS - TOTAL", "TOTAL ARMY INSTRUCTOR TNG"]
        assert run(file(*({"course_title": title} for title in titles)))[0]["kept"] == 3

    @pytest.mark.parametrize("title", ["Total", "Grand Totals:", "Sub-total", "Total - Tamarind", "IMET-1 total"])
    def test_the_line_under_a_block_is_a_total(self, title: str) -> None:
        assert is_total(title, LINE)

    def test_a_row_that_is_here_with_other_content_is_refused(self, file: Writes) -> None:
        run(file({}))
        answer, code = run(file({"total_cost": "1", "location": "Elsewhere"}, {}))
        assert (code, answer["refused"], answer["written"]) == (1, 1, False)
        assert answer["problems"][0]["reason"] == (
            "The row is here already with other content: location, total_cost. It is never changed."
        )
        assert TrainingRecord.objects.get().location == "Yorktown, VA"

    def test_one_number_for_two_rows_is_refused_and_twice_the_same_row_is_one(self, file: Writes) -> None:
        same = {"row_id": "2012-2013/Western_Hemisphere/00001"}
        answer, code = run(file({}, same))
        assert (code, answer["kept"], answer["merged"]) == (0, 1, 1)
        answer, code = run(file({}, {**same, "quantity": "9"}, name="other.csv"))
        assert code == 1
        assert "stands above with other content" in answer["problems"][0]["reason"]

    def test_one_bad_file_keeps_the_others_out(self, file: Writes) -> None:
        good = file({}, name="good.csv")
        bad = file({"row_id": "2012-2013/Africa/1", "quantity": "-1"}, name="bad.csv")
        answer, code = run(good, bad)
        assert (code, answer["written"]) == (1, False)
        assert [one["written"] for one in answer["files"]] == [False, False]
        assert {"file", "row", "column", "value", "reason"} == set(answer["problems"][0])
        assert (answer["file"], answer["problems"][0]["file"]) == ("good.csv, bad.csv", "bad.csv")
        assert not TrainingRecord.objects.exists()

    @pytest.mark.parametrize(
        ("spoil", "reason"),
        [
            (lambda text: text.replace(b"quantity", b"places", 1), "This column is not known here"),
            (lambda text: text.replace(b"total_cost", b"Quantity", 1), "The column is there twice"),
            (lambda text: b"a,b\n1,2\n", "None of the titles is known here"),
            (lambda text: b"", "The file is empty"),
            (lambda text: text.decode().encode("utf-16"), "The file is in UTF-16"),
            (lambda text: text + b'"an open quote', "quotation mark"),
            (lambda text: text + b"\0", "NUL"),
            (lambda text: text + b"\xff\xfe", "is not UTF-8"),
            (lambda text: text.replace(b"Coastal Radar", b"x" * 2_000_000), "characters"),
            (lambda text: gzip.compress(text)[:-20], "damaged or cut off"),
            (lambda text: b"PK\3\4 no workbook", "workbook"),
        ],
    )
    def test_a_bad_file_is_refused_in_plain_lines(
        self, file: Writes, spoil: Callable[[bytes], bytes], reason: str
    ) -> None:
        path = file({}, {})
        path.write_bytes(spoil(path.read_bytes()))
        answer, code = run(path)
        assert (code, answer["read"], answer["written"]) == (1, 0, False)
        assert any(reason in problem["reason"] for problem in answer["problems"])
        assert not TrainingRecord.objects.exists()

    def test_a_user_nobody_knows_is_bad_usage(self, file: Writes) -> None:
        with pytest.raises(CommandError, match="There is no active user “nobody”") as refused:
            call_command("import_training", str(file({})), by="nobody", stderr=StringIO())
        assert refused.value.returncode == 2


class TestAllOrNothing:
    def test_a_failure_in_the_second_file_undoes_the_first(self, file: Writes) -> None:
        first, second = file({}, name="a.csv"), file({"row_id": "2012-2013/Africa/1"}, name="b.csv")
        with connection.cursor() as cursor:
            cursor.execute(
                """
                CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$;
                CREATE TRIGGER fails BEFORE INSERT ON ground_importbatch FOR EACH ROW
                WHEN (NEW.file_name = 'b.csv') EXECUTE FUNCTION fails();
                """
            )
        with pytest.raises(OperationalError):
            import_training(files=[first, second], by=None)
        assert not TrainingRecord.objects.exists()
        assert not ImportBatch.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_a_backend_killed_in_the_middle_leaves_nothing(self, file: Writes) -> None:
        def kill(done: int) -> None:
            connection.cursor().execute("SELECT pg_terminate_backend(pg_backend_pid())")

        before = ReportedName.objects.count()
        with pytest.raises(OperationalError):
            import_training(files=[file({"country": "Nowhere", "iso3": ""})], by=None, told=kill)
        connection.close()
        assert not TrainingRecord.objects.exists()
        assert ReportedName.objects.count() == before

    def test_published_rows_are_never_changed_or_removed(self, file: Writes) -> None:
        run(file({}))
        row = TrainingRecord.objects.get()
        for act in (row.delete, row.save, lambda: TrainingRecord.objects.update(quantity=9)):
            with pytest.raises(IntegrityError, match="never changed or removed") as refused, transaction.atomic():
                act()
            assert refused.value.__cause__.diag.constraint_name == "programs_trainingrecord_append_only"  # type: ignore[union-attr]

    def test_a_row_done_without_a_year_is_refused_by_the_database(self, file: Writes) -> None:
        run(file({}))
        row = TrainingRecord.objects.get()
        row.pk, row.row_id, row.fiscal_year = None, "other", None
        with pytest.raises(IntegrityError, match="training_done_in_a_year"), transaction.atomic():
            row.save(force_insert=True)


def test_words_of_a_search_are_all_found_in_any_letter_case(file: Writes) -> None:
    run(file({}, {"course_title": "Boat Maintenance", "location": "Yorktown, VA"}))
    found = TrainingRecord.objects.mentioning("yorktown RADAR")
    assert [row.course_title for row in found] == ["Coastal Radar Operator"]
