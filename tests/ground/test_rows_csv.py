"""Reading csv: what is read is exact, and what cannot be read is refused in one plain line."""

from __future__ import annotations

import gzip
import io
import resource
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ground.rows import FileRefused, Limits, read_rows

HEADER = "name,unit\n"


def rows_of(content: bytes | str, *, name: str = "roster.csv", **options: object) -> list[list[object]]:
    content = content.encode() if isinstance(content, str) else content
    return [row for row in read_rows(io.BytesIO(content), name=name, **options) if row]  # type: ignore[arg-type]


def refusal_of(content: bytes | str, **options: object) -> str:
    with pytest.raises(FileRefused) as caught:
        rows_of(content, **options)
    assert len(caught.value.file_problems) == 1
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


def test_reads_every_cell_as_it_stands():
    content = 'name,unit\r\n"O\'Neill, Null","007"\r\n"He said ""go""","line\none"\r\n\r\nÅsa,\r\n'
    assert rows_of(content) == [
        ["name", "unit"],
        ["O'Neill, Null", "007"],
        ['He said "go"', "line\none"],
        ["Åsa", ""],
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_loses_no_row_to_line_ends(ends: str):
    assert len(rows_of(ends.join(["name,unit", "a,1", "b,2", "c,3"]))) == 4


def test_reads_utf8_with_and_without_its_mark():
    assert rows_of("naïve,unit\n".encode("utf-8-sig")) == [["naïve", "unit"]]


def test_reads_gzip_and_a_path(tmp_path: Path):
    path = tmp_path / "roster.csv.gz"
    path.write_bytes(gzip.compress(b"name,unit\na,1\n"))
    assert list(read_rows(path)) == [["name", "unit"], ["a", "1"]]


def test_reads_latin_1_and_tabs_only_when_told_to():
    content = "name\tunit\nJosé\t1\n".encode("latin-1")
    assert rows_of(content, encoding="latin-1", delimiter="\t")[1] == ["José", "1"]
    assert "separated by tabs" in refusal_of("name\tunit\na\t1\n")
    assert "0xe9 is not UTF-8" in refusal_of("name,unit\nJosé,1\n".encode("latin-1"))


def test_leaves_out_the_dos_end_of_file():
    assert rows_of("a,1\nb,2\n\x1a") == [["a", "1"], ["b", "2"]]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=2)))
def test_gives_back_whatever_a_csv_writer_wrote(table: list[list[str]]):
    import csv

    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["name", "unit"], *table])
    kept = [row for row in table if "".join(row).strip()]
    assert rows_of(out.getvalue())[1:] == kept


HOSTILE = {
    "empty": (b"", "empty"),
    "utf16": ("name,unit\nÅsa,1\n".encode("utf-16"), "UTF-16"),
    "utf16 without its mark": ("name,unit\na,1\n".encode("utf-16-le"), "NUL"),
    "NUL": (b"name,unit\na\0b,1\n", "NUL"),
    "a mark that lies": (b"\xef\xbb\xbfname,unit\nJos\xe9,1\n", "Row 2"),
    "cp1256": ("name,unit\nمحمد,1\n".encode("cp1256"), "is not UTF-8"),
    "lone surrogate": (b"name,unit\n\xed\xb2\x80,1\n", "is not UTF-8"),
    "a lone quote": (b'name,unit\na,1\n"b,2\nc,3\nd,4\n', "Row 3: A quotation mark opens here and never closes"),
    "a quote in the middle": (b'name,unit\n"a" b,1\n', "Text follows a closing quotation mark"),
    "a name of 2 MB": (HEADER.encode() + b"x" * 2_000_000 + b",1\n", "Row 2"),
    "a cell over the limit": (HEADER.encode() + b"x" * 32_768 + b",1\n", "32,768 characters"),
    "ten thousand columns": (b",".join(b"c%d" % n for n in range(10_000)), "10,000 cells"),
    "semicolons": (b"name;unit\na;1\n", "semicolons"),
    "sep line": (b"sep=,\nname,unit\na,1\n", "sep="),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "html": (b"<!DOCTYPE html><table>", "web page or XML"),
    "xml": (b'\xef\xbb\xbf <?xml version="1.0"?><a/>', "web page or XML"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel workbook"),
    "cut gzip": (gzip.compress(b"name,unit\n" + b"a,1\n" * 5000)[:-20], "damaged or cut off"),
    "broken gzip": (b"\x1f\x8b\x08\x00" + b"\x55" * 60, "damaged or cut off"),
    "gzip of a pdf": (gzip.compress(b"%PDF-1.7\n"), "PDF"),
    "gzip of a zip": (gzip.compress(b"PK\3\4" + b"\0" * 60), "NUL"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refuses_a_hostile_file_in_one_plain_line(name: str):
    content, words = HOSTILE[name]
    sentence = refusal_of(content)
    assert sentence.startswith("roster.csv: ")
    assert words in sentence


def test_refuses_a_csv_called_a_workbook():
    assert "called a workbook" in refusal_of("name,unit\na,1\n", name="roster.xlsx")


def test_refuses_a_missing_file_and_a_folder(tmp_path: Path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(FileRefused, match="no such file"):
            read_rows(path)


def test_refuses_more_rows_than_the_limit():
    limits = Limits(rows=3)
    assert len(rows_of("name\n" + "a\n" * 3, limits=limits)) == 4
    assert "more than 3 rows" in refusal_of("name\n" + "a\n" * 4, limits=limits)


def test_refuses_a_file_over_its_bytes_before_it_reads_a_row():
    assert "bytes" in refusal_of("name\n" + "a\n" * 50, limits=Limits(file_bytes=60))


def test_stops_a_gzip_bomb_at_the_limit_and_in_little_memory():
    bomb = gzip.compress(b"name\n" + b"a" * 60 + b"\n" + (b"b" * 99 + b"\n") * 600_000)  # 60 MB from 60 KB
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "once unpacked" in refusal_of(bomb, limits=Limits(inflated_bytes=1_000_000))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32_000


def test_a_million_rows_end_at_the_limit():
    def lines() -> bytes:
        return b"name,unit\n" + b"a,1\n" * 1_000_000

    packed = io.BytesIO(gzip.compress(lines(), 1))
    read = 0
    with pytest.raises(FileRefused, match="more than 500,000 rows"):
        for _ in read_rows(packed, name="roster.csv.gz"):
            read += 1
    assert read == 500_001


def test_yields_rows_while_it_reads():
    rows = iter(read_rows(io.BytesIO(b'name\na\n"b'), name="roster.csv"))
    assert next(rows) == ["name"]
    assert next(rows) == ["a"]
    with pytest.raises(FileRefused):
        next(rows)
