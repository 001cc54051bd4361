"""The reference tables are sound, and every spelling and label of the training reports finds its row in them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from ground.rows import Column, Layout, money, read_rows, text, whole_number

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "partners" / "reference"
REPORTS = ROOT.parent / "shared" / "data" / "fmtr"


def table(name: str) -> list[dict[str, str]]:
    titles, *rows = read_rows(TABLES / f"{name}.csv")
    return [dict(zip(map(str, titles), map(str, row), strict=True)) for row in rows]


def folded(name: str) -> str:
    return " ".join(name.split()).lower()


def spellings() -> list[tuple[str, str]]:
    """(spelling, iso3) of every name and alias."""
    return [
        (folded(name), row["iso3"])
        for row in table("countries")
        for name in [row["name"], *row["aliases"].split("; ")]
        if name
    ]


@pytest.fixture(scope="module")
def reports() -> list[Path]:
    files = sorted(REPORTS.glob("fmtr_*.csv.gz"))
    if not files:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("The training reports are not beside the repository.")
    return files


class TestCountries:
    def test_cover_iso_3166_and_four_codes_beside_it(self):
        import pycountry

        codes = {row["iso3"]: (row["iso2"], row["numeric"]) for row in table("countries")}
        iso = {country.alpha_3: (country.alpha_2, country.numeric) for country in pycountry.countries}
        assert codes.keys() - iso.keys() == {"XKX", "ANT", "SCG", "YUG"}
        assert {code: codes[code] for code in iso} == iso

    def test_hold_no_invented_partner(self):
        assert not {"XLK", "XBS", "XTM", "XSF", "XJN", "XCB"} & {row["iso3"] for row in table("countries")}

    def test_a_spelling_stands_for_one_country_once(self):
        names = [name for name, _ in spellings()]
        assert len(names) == len(set(names))
        assert max(map(len, names)) <= 120

    def test_name_only_known_bureaus_and_commands(self):
        bureaus = {row["code"] for row in table("bureaus")} | {""}
        commands = {row["code"] for row in table("combatant_commands")} | {""}
        assert all(row["bureau"] in bureaus and row["combatant_command"] in commands for row in table("countries"))

    @pytest.mark.parametrize(
        ("iso3", "bureau", "command"),
        [
            ("EGY", "NEA", "USCENTCOM"),
            ("MAR", "NEA", "USAFRICOM"),
            ("ISR", "NEA", "USCENTCOM"),
            ("IND", "SCA", "USINDOPACOM"),
            ("KAZ", "SCA", "USCENTCOM"),
            ("MEX", "WHA", "USNORTHCOM"),
            ("COL", "WHA", "USSOUTHCOM"),
            ("TUR", "EUR", "USEUCOM"),
        ],
    )
    def test_bureau_and_command_are_two_maps(self, iso3: str, bureau: str, command: str):
        (row,) = (row for row in table("countries") if row["iso3"] == iso3)
        assert (row["bureau"], row["combatant_command"]) == (bureau, command)


def test_a_country_has_at_most_one_post():
    posts = table("posts")
    assert len({row["iso3"] for row in posts}) == len(posts)
    assert {row["iso3"] for row in posts} <= {row["iso3"] for row in table("countries")}
    assert all(row["name"] and row["city"] for row in posts)


def test_accounts_say_their_title_and_their_law():
    accounts = {row["code"]: row for row in table("accounts")}
    assert {"FMF", "IMET", "PKO", "NADR", "GSCF", "T10-333"} <= accounts.keys()
    assert accounts["GSCF"]["law"] == "STATE; DOD"
    assert {(row["title"], row["law"]) for row in accounts.values() if row["kind"] == "TITLE-10"} == {("10", "DOD")}
    assert all(row["authority"] for row in accounts.values())


class TestTheReports:
    def test_every_country_finds_its_code_and_nothing_else_does(self, reports: list[Path]):
        known = dict(spellings())
        printed = {(row["country"], row["iso3"]) for file in reports for row in rows_of(file)}
        wrong = {(country, iso3) for country, iso3 in printed if known.get(folded(country), "") != iso3}
        assert wrong == set()
        assert {country for country, iso3 in printed if not iso3} == {"Indochina", ""}

    def test_every_program_label_has_one_name(self, reports: list[Path]):
        programs = table("training_programs")
        labels = [row["printed"] for row in programs]
        assert len(set(labels)) == len(labels)
        assert {row["program"] for file in reports for row in rows_of(file)} == set(labels)
        assert len({(row["label"], row["kind"]) for row in programs}) == len({row["label"] for row in programs})

    def test_are_read_whole_and_exactly(self, reports: list[Path]):
        rows = [row for file in reports for row in rows_of(file)]
        assert len(rows) == 193_514
        assert sum(row["quantity"] or 0 for row in rows) == 809_344
        assert str(sum(row["total_cost"] or 0 for row in rows)) == "3091081446.170"


LAYOUT = Layout(
    (
        Column("country"),
        Column("iso3", text(3)),
        Column("program"),
        Column("quantity", whole_number()),
        Column("total_cost", money(places=3)),  # two printed costs have tenths of a cent
    ),
    others=True,
)


def rows_of(file: Path) -> list[dict[str, Any]]:
    rows = list(LAYOUT.read(file))
    assert not [problem for row in rows for problem in row.problems]
    return [row.values for row in rows]
