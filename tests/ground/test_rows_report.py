"""The report of an import: its JSON is the contract's, its counts add up, its lines are plain and few."""

from __future__ import annotations

import json

import pytest

from ground.refusals import Refused
from ground.rows import FileRefused, ImportReport, Problem, shown


def test_prints_exactly_the_keys_of_the_contract():
    report = ImportReport(
        file="roster.csv",
        read=9,
        kept=5,
        unchanged=1,
        merged=1,
        review=2,
        refused=2,
        problems=[Problem(9, "Date of birth", "31/02/1990", "“31/02/1990” is not a date.")],
        written=True,
    )
    assert json.loads(json.dumps(report.as_json())) == {
        "file": "roster.csv",
        "read": 9,
        "kept": 5,
        "unchanged": 1,
        "merged": 1,
        "review": 2,
        "refused": 2,
        "problems": [
            {
                "row": 9,
                "column": "Date of birth",
                "value": "31/02/1990",
                "reason": "“31/02/1990” is not a date.",
            }
        ],
        "written": True,
    }


@pytest.mark.parametrize(
    "counts",
    [{"read": 3, "kept": 2}, {"read": 1, "kept": 2, "refused": -1}, {"read": 1, "kept": 1, "review": 2}],
)
def test_refuses_counts_that_do_not_add_up(counts: dict[str, int]):
    with pytest.raises(ValueError, match=r"rows|review"):
        ImportReport(file="roster.csv", **counts)  # type: ignore[arg-type]


def test_says_the_counts_and_caps_the_problems():
    problems = [Problem(row, "Unit", "x", "“x” is not a unit.") for row in range(1, 1_225)]
    report = ImportReport(file="roster.csv", read=1_224, refused=1_224, problems=problems)
    lines = list(report.as_lines())
    assert len(lines) == 22
    assert lines[0] == "roster.csv: Row 1, Unit: “x” is not a unit."
    assert lines[20] == "roster.csv: … and 1,204 more"
    assert lines[21] == ("roster.csv: 1,224 read, 0 kept, 0 unchanged, 0 merged, 1,224 refused; nothing written")
    listed = report.as_json()["problems"]
    assert len(listed) == 1_001
    assert listed[-1]["reason"] == "224 more problems are not listed."


def test_says_how_many_wait_for_review():
    report = ImportReport(file="a.csv", read=5, kept=5, review=2, written=True)
    assert list(report.as_lines()) == [
        "a.csv: 5 read, 5 kept, 0 unchanged, 0 merged, 0 refused, 2 of the kept wait for review; written"
    ]


def test_says_what_was_left_out_and_why():
    places = ImportReport(
        file="places.csv", read=2, kept=2, left_out=3, why="There is no room for areas.", written=True
    )
    assert list(places.as_lines()) == [
        "places.csv: 2 read, 2 kept, 0 unchanged, 0 merged, 0 refused; written, 3 left out. There is no room for areas."
    ]
    assert (places.as_json()["left_out"], places.as_json()["why"]) == (3, "There is no room for areas.")
    whole = ImportReport(file="other.csv", why="It is no file of this list.")
    assert list(whole.as_lines()) == ["other.csv: left out. It is no file of this list."]


def test_a_refused_file_is_a_refusal_and_a_report():
    refusal = FileRefused.because("The file is empty.", file="a.csv")
    assert isinstance(refusal, Refused)
    assert refusal.sentence == "a.csv: The file is empty."
    report = ImportReport.of_refused_file(refusal)
    assert (report.file, report.read, report.written) == ("a.csv", 0, False)
    assert report.as_json()["problems"] == [{"row": None, "column": "", "value": "", "reason": "The file is empty."}]


def test_shows_no_control_or_direction_character_to_a_terminal():
    assert shown("a\x1b[31m\u202eb") == "a\\u001b[31m\\u202eb"
    assert shown("x" * 100) == "x" * 59 + "…"
    line = Problem(1, "Na\x1bme", "", "reason").as_line("fi\x07le.csv")
    assert line.isprintable()
