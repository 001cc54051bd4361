"""Reading xlsx: checked and opened by a limited child process, read exactly or refused in one plain line."""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import subprocess
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from ground.rows import FileRefused, Limits, read_rows

Table = list[list[Any]]
ROSTER: Table = [["Last name", "Born"], ["O'Neill", dt.date(1990, 2, 28)], ["007", 1990]]


def workbook(
    sheets: dict[str, Table] | None = None, change: Callable[..., None] | None = None, **options: Any
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **options}) as book:
        for name, table in (sheets or {"Roster": ROSTER}).items():
            page = book.add_worksheet(name)
            for number, row in enumerate(table):
                page.write_row(number, 0, row)
        if change:
            change(book, book.worksheets()[0])
    return out.getvalue()


def repacked(content: bytes, parts: dict[str, Any], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The archive with parts put in place of, or beside, its own; a function changes the part that is there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            part = old.read(name)
            changed = parts.pop(name, part)
            new.writestr(name, changed(part) if callable(changed) else changed)
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def sheet_with(old: bytes, new: bytes) -> bytes:
    return repacked(workbook(), {"xl/worksheets/sheet1.xml": lambda part: part.replace(old, new, 1)})


def rows_of(content: bytes, **options: Any) -> Table:
    return list(read_rows(io.BytesIO(content), name="roster.xlsx", **options))


def refusal_of(content: bytes, **options: Any) -> str:
    with pytest.raises(FileRefused) as caught:
        rows_of(content, **options)
    assert len(caught.value.file_problems) == 1
    assert "\n" not in caught.value.sentence
    assert caught.value.sentence.startswith("roster.xlsx: ")
    return caught.value.sentence


def test_reads_text_numbers_and_dates_as_they_are():
    table = [["a", "b", "c"], ["007", 12, 1.5], [dt.date(1990, 2, 28), True, ""], ["محمد", -3, "_x0041_"]]
    assert rows_of(workbook({"A": table})) == table


def test_reads_dates_of_the_1904_calendar():
    assert rows_of(workbook({"A": [[dt.date(1990, 2, 28)]]}, date_1904=True)) == [[dt.date(1990, 2, 28)]]


def test_keeps_blank_rows_so_that_rows_count_as_in_the_file():
    read = rows_of(workbook({"A": [["a"], [], [], ["b"]]}))
    assert [row for row in read if any(row)] == [["a"], ["b"]]
    assert len(read) == 4


def test_reads_a_file_given_by_path(tmp_path):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(workbook())
    assert list(read_rows(path)) == ROSTER


class TestChoosingTheSheet:
    two: dict[str, Table] = {"Cover": [["x"]], "Roster": ROSTER}

    def test_by_name_in_any_letter_case_or_by_number(self):
        assert rows_of(workbook(self.two), sheet="roster ") == ROSTER
        assert rows_of(workbook(self.two), sheet=2) == ROSTER

    def test_asks_when_two_sheets_have_rows(self):
        assert "2 sheets with rows: Cover, Roster" in refusal_of(workbook(self.two))

    def test_names_the_sheets_there_are_when_the_one_asked_for_is_missing(self):
        assert "no sheet “Third”; it has Cover, Roster" in refusal_of(workbook(self.two), sheet="Third")
        assert "no sheet 3" in refusal_of(workbook(self.two), sheet=3)

    def test_passes_over_empty_sheets_and_notes(self):
        assert rows_of(workbook({"Empty": [], "Roster": ROSTER, "Notes": [["Filter", "none"]]})) == ROSTER

    def test_does_not_read_a_hidden_sheet_and_says_so(self):
        content = workbook(self.two, change=lambda book, page: (book.worksheets()[1].activate(), page.hide()))
        read = read_rows(io.BytesIO(content), name="roster.xlsx")
        assert list(read) == ROSTER
        assert read.notes == ("The hidden sheet “Cover” was not read.",)

    def test_refuses_a_workbook_without_rows(self):
        assert "no visible sheet with rows" in refusal_of(workbook({"Empty": []}))


class TestCellsThatAreNotWhatTheySeem:
    def test_a_formula_is_refused_by_its_cell(self):
        content = workbook(change=lambda book, page: page.write_formula("B7", "=1+1", None, 2))
        assert "Cell B7 holds a formula. Copy" in refusal_of(content)

    def test_more_formulas_are_counted(self):
        def fill(book: Any, page: Any) -> None:
            for row in range(5, 10):
                page.write_formula(row, 0, "=1+1", None, 2)

        assert "Cell A6 holds a formula, and so do 4 more" in refusal_of(workbook(change=fill))

    def test_a_formula_behind_a_prefix_is_found(self):
        def prefixed(part: bytes) -> bytes:
            part = part.replace(b"<worksheet xmlns=", b"<x:worksheet xmlns:x=").replace(
                b"</worksheet", b"</x:worksheet"
            )
            part = re.sub(rb"<(/?)(sheetData|row|c|v|dimension)\b", rb"<\1x:\2", part)
            return part.replace(b"<x:v>", b"<x:f>1+1</x:f><x:v>", 1)

        assert "holds a formula" in refusal_of(repacked(workbook(), {"xl/worksheets/sheet1.xml": prefixed}))

    def test_a_list_of_allowed_values_is_no_formula(self):
        rule = {"validate": "list", "source": "=Lists!$A$1:$A$2"}
        content = workbook(
            {"Roster": ROSTER, "Lists": []}, change=lambda book, page: page.data_validation("A2:A9", rule)
        )
        assert rows_of(content) == ROSTER

    def test_an_error_value_is_refused_by_its_cell(self):
        changed = sheet_with(b'<c r="B3"><v>1990</v></c>', b'<c r="B3" t="e"><v>#N/A</v></c>')
        assert "Cell B3 holds an error value" in refusal_of(changed)

    def test_merged_ranges_are_told(self):
        content = workbook(change=lambda book, page: page.merge_range("A5:B6", "both"))
        assert read_rows(io.BytesIO(content), name="roster.xlsx").merged == ((5, 6),)


class TestSizes:
    def test_a_lying_dimension_is_harmless(self):
        content = sheet_with(b'<dimension ref="A1:B3"/>', b'<dimension ref="A1:XFD1048576"/>')
        assert rows_of(content) == ROSTER

    def test_a_cell_far_away_is_refused_in_little_memory(self):
        assert "far away from the table" in refusal_of(sheet_with(b'r="B3"', b'r="XFD1048576"'))

    def test_a_row_number_beyond_any_sheet_is_refused(self):
        assert "far away" in refusal_of(sheet_with(b'r="A3"', b'r="A99999999999"'))

    def test_more_rows_columns_or_characters_than_the_limit(self):
        content = workbook({"A": [["x"] * 4] * 4})
        assert "more than 2 rows" in refusal_of(content, limits=Limits(rows=2))
        assert "4 columns; at most 3" in refusal_of(content, limits=Limits(columns=3))
        assert "holds 9 characters" in refusal_of(workbook({"A": [["x" * 9]]}), limits=Limits(cell_characters=8))

    def test_more_parts_than_the_limit(self):
        parts = {f"xl/media/{number}.png": b"x" for number in range(4_000)}
        assert "parts; at most 200" in refusal_of(repacked(workbook(), parts))

    def test_a_bomb_is_refused_by_its_ratio_and_by_its_size(self):
        padded = repacked(workbook(), {"xl/media/big.xml": b"<a>" + b" " * 20_000_000 + b"</a>"})
        assert "zip bomb" in refusal_of(padded)
        many = repacked(workbook(), {f"xl/media/{n}.xml": b"<a>" + b" " * 900_000 + b"</a>" for n in range(150)})
        assert "unpacks to" in refusal_of(many)

    def test_a_bomb_that_lies_about_its_size_is_refused(self):
        content = bytearray(repacked(workbook(), {"xl/media/big.xml": b"<a>" + b" " * 20_000_000 + b"</a>"}))
        place = content.rindex(b"PK\1\2")  # the directory entry of the last part
        content[place + 24 : place + 28] = struct.pack("<I", 1_000)
        assert "damaged" in refusal_of(bytes(content))

    def test_the_child_ends_when_its_memory_or_time_does(self):
        heavy = repacked(workbook(), {"xl/media/big.xml": b"<a>" + b"x" * 60_000_000}, zipfile.ZIP_STORED)
        assert "to open" in refusal_of(heavy, limits=Limits(workbook_memory=64 * 1024 * 1024, file_bytes=2**30))
        assert "to open" in refusal_of(workbook(), limits=Limits(workbook_seconds=0))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "macro": (lambda: repacked(workbook(), {"xl/vbaProject.bin": b"x"}), "macros"),
    "macro by type": (
        lambda: repacked(
            workbook(),
            {"[Content_Types].xml": lambda part: part.replace(b"sheet.main", b"sheet.macroEnabled.main")},
        ),
        "macros",
    ),
    "link to another file": (
        lambda: repacked(workbook(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "linked to another file",
    ),
    "outside target": (
        lambda: repacked(
            workbook(),
            {
                "xl/worksheets/_rels/sheet1.xml.rels": b'<Relationships><Relationship Id="r" Type="x/oleObject" '
                b'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
            },
        ),
        "linked to another file",
    ),
    "DTD": (
        lambda: sheet_with(b"<worksheet", b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet'),
        "document type definition",
    ),
    "UTF-16 part": (
        lambda: repacked(
            workbook(),
            {"xl/worksheets/sheet1.xml": lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16")},
        ),
        "not in UTF-8",
    ),
    "doubled part": (lambda: repacked(workbook(), {"XL/worksheets/SHEET1.xml": b"<worksheet/>"}), "same name"),
    "something before it": (lambda: b"PK" + b"<html>" * 9 + workbook(), "something else before or after"),
    "something after it": (lambda: workbook() + b"<html>" * 9, "something else before or after"),
    "cut off": (lambda: workbook()[:-300], "damaged"),
    "a wrong checksum": (lambda: with_flipped_byte(workbook()), "damaged"),
    "broken zip": (lambda: b"PK\3\4" + b"\0" * 300, "damaged"),
    "plain zip": (lambda: repacked(zip_of({"a.txt": b"x"}), {}), "no .xlsx workbook"),
    "OpenDocument": (lambda: zip_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "no .xlsx"),
    "another packing": (lambda: repacked(workbook(), {}, zipfile.ZIP_BZIP2), "damaged"),
    "broken XML": (lambda: sheet_with(b"</sheetData>", b"<row><c"), "damaged"),
}


def zip_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def with_flipped_byte(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
    place = member.header_offset + 30 + len(member.filename) + member.compress_size // 2
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


@pytest.mark.parametrize("name", HOSTILE)
def test_refuses_a_hostile_workbook_in_one_plain_line(name: str):
    make, words = HOSTILE[name]
    assert words in refusal_of(make())


def test_refuses_a_password():
    content = bytearray(workbook())
    for place in (found.start() for found in re.finditer(b"PK\1\2", bytes(content))):
        content[place + 8] |= 1
    assert "password" in refusal_of(bytes(content))


def test_a_link_to_a_web_page_is_harmless():
    assert ["x", ""] in rows_of(
        workbook(change=lambda book, page: page.write_url("A5", "https://example.org", string="x"))
    )


def test_the_child_inherits_nothing_from_the_environment(monkeypatch):
    seen: dict[str, Any] = {}
    real = subprocess.run

    def spy(*args: Any, **kwargs: Any) -> Any:
        seen.update(kwargs)
        return real(*args, **kwargs)

    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setattr(subprocess, "run", spy)
    rows_of(workbook())
    assert set(seen["env"]) <= {"LD_LIBRARY_PATH"}
