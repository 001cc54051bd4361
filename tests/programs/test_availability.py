"""The ends of a fund: the published years one by one, the database's columns beside the rule, the terms that stay."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from ground.dates import today
from ground.history import event_model
from programs import availability
from programs.availability import Ends, clock, ends
from programs.models import Fund

from . import build
from .browse import html, signed_in
from .guards import constraint_of, without

# Fund as published: budget year, years of availability; E, R, C without and C with the authority; where it is printed.
# None where the source prints no year.
PUBLISHED: dict[str, tuple[int, int, int, int, int | None, int | None, str]] = {
    "GPOI FY2014, Q4": (2014, 1, 2014, 2018, 2019, 2023, "DSCA 19-41"),
    "GPOI FY2015, Q5": (2015, 1, 2015, 2019, 2020, 2024, "DSCA 19-41"),
    "GPOI FY2016, Q6": (2016, 1, 2016, 2020, 2021, 2025, "DSCA 19-41"),
    "GPOI FY2017, Q7": (2017, 1, 2017, 2021, 2022, 2026, "DSCA 19-41"),
    "GPOI FY2018, Q8": (2018, 1, 2018, 2022, 2022, 2027, "DSCA 19-41"),
    "PKO/OCO FY2017, P8": (2017, 2, 2018, 2022, None, 2027, "DSCA 17-16"),
    "PKO/OCO FY2018/19, P9": (2018, 2, 2019, 2023, None, None, "DSCA 18-21"),
    "ESF/OCO FY2014/15, DN": (2014, 2, 2015, 2019, None, 2024, "DSCA 19-56"),
}
COMPUTED = {
    "GPOI FY2018, Q8": 2023,
    "PKO/OCO FY2017, P8": 2023,
    "PKO/OCO FY2018/19, P9": 2024,
    "ESF/OCO FY2014/15, DN": 2020,
}  # C without the authority, by the rule of 31 U.S.C. 1552(a), where it is not printed or printed otherwise
CONTRADICTS = {"GPOI FY2018, Q8": ("C without", 2022, 2023)}  # the one printed year that the rule does not give


def september(year: int) -> dt.date:
    return dt.date(year, 9, 30)


@pytest.mark.parametrize("name", PUBLISHED)
def test_each_published_fund_ends_when_its_table_says(name: str) -> None:
    year, years, last, again, without_it, with_it, _ = PUBLISHED[name]
    plain = ends(fiscal_year=year, years=years)
    longer = ends(fiscal_year=year, years=years, reobligation=True)
    assert plain == Ends(september(last), None, september(COMPUTED.get(name, without_it)))  # type: ignore[arg-type]
    assert longer == Ends(september(last), september(again), september(with_it or again + 5))


def test_one_published_year_contradicts_the_rule_and_is_known_by_name() -> None:
    """Data quality: the printed table prints C without the authority of FY 2018 as 2022; five years later is 2023."""
    found = {}
    for name, (year, years, _, _, printed, _, _) in PUBLISHED.items():
        rule = ends(fiscal_year=year, years=years).cancels_on
        if printed and rule and printed != rule.year:
            found[name] = ("C without", printed, rule.year)
    assert found == CONTRADICTS


def test_no_year_money_ends_when_it_is_closed() -> None:
    assert ends(fiscal_year=2020, years=None) == Ends(None, None, None)
    day = dt.date(2026, 3, 3)
    assert ends(fiscal_year=2020, years=None, closed_on=day) == Ends(day, None, day)


@pytest.mark.django_db
@pytest.mark.parametrize("reobligation", [False, True])
@pytest.mark.parametrize("name", PUBLISHED)
def test_the_database_computes_what_the_rule_does(name: str, reobligation: bool) -> None:
    year, years, *_ = PUBLISHED[name]
    fund = build.fund(build.Office(), year=year, years=years, reobligation=reobligation)
    fund.refresh_from_db()
    assert fund.ends == ends(fiscal_year=year, years=years, reobligation=reobligation)
    entry = event_model(Fund).objects.get(pgh_obj_id=fund.pk)
    assert (entry.available_until, entry.reobligate_until, entry.cancels_on) == (
        fund.available_until,
        fund.reobligate_until,
        fund.cancels_on,
    )


@pytest.mark.django_db
def test_the_ends_of_a_fund_are_not_written_by_hand() -> None:
    fund = build.fund(build.Office())

    def call() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE programs_fund SET cancels_on = '2099-09-30' WHERE id = %s", [fund.pk])

    with pytest.raises(Exception, match="can only be updated to DEFAULT"):
        call()


def test_the_clock_counts_to_each_end_and_says_what_is_next() -> None:
    found = ends(fiscal_year=2026, years=1, reobligation=True)
    shown = list(clock(found, dt.date(2026, 11, 25)))
    assert [(end.on.year, end.says, end.is_next) for end in shown] == [
        (2026, "ended 56 days ago", False),
        (2030, "1,405 days left", True),
        (2035, "3,231 days left", False),
    ]
    assert [str(end.rule) for end in shown] == [
        "31 U.S.C. 1502(a), statute, verified",
        "Section 7011 (earlier 511) of the appropriations act, as DSCA 12-45 applies it, policy, verified",
        "31 U.S.C. 1552(a), statute, verified",
    ]
    assert next(iter(clock(found, september(2026)))).says == "last day today"
    assert list(clock(Ends(None, None, None), today())) == []


TERMS: list[tuple[str, dict[str, Any], str, str]] = [
    ("availability_years", {"availability_years": 5}, "programs_fund_frozen", "frozen"),
    ("reobligation_authority", {"reobligation_authority": True}, "programs_fund_frozen", "frozen"),
    ("fiscal_year", {"fiscal_year": 2040}, "programs_fund_frozen", "frozen"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "change", "constraint", "trigger"), TERMS, ids=[row[0] for row in TERMS])
def test_the_terms_of_a_fund_are_the_laws_and_stay(
    name: str, change: dict[str, Any], constraint: str, trigger: str
) -> None:
    fund = build.fund(build.Office())
    rows = Fund.objects.filter(pk=fund.pk)
    later = {**change, "version": fund.version + 1}
    assert constraint_of(lambda: rows.update(**later)) == constraint
    with without("programs_fund", trigger=trigger):
        assert rows.update(**later) == 1


IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    ({"availability_years": 0}, "fund_available_for_years"),
    ({"availability_years": None, "reobligation_authority": True}, "fund_no_year_needs_no_authority"),
    ({"availability_years": 1, "closed_on": dt.date(2026, 1, 1)}, "fund_closed_is_no_year"),
    ({"availability_years": 1, "enacted_on": dt.date(2027, 10, 1)}, "fund_dates_in_order"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("terms", "constraint"), IMPOSSIBLE, ids=[row[1] for row in IMPOSSIBLE])
def test_terms_that_no_act_can_have(terms: dict[str, Any], constraint: str) -> None:
    row = {"account": build.account(), "fiscal_year": 2027, "enacted_on": dt.date(2026, 2, 3), "title": "Fund", **terms}

    def call() -> None:
        Fund.objects.create(number="FUND-1", **row)

    assert constraint_of(call) == constraint
    with without("programs_fund", constraint=constraint):
        call()


@pytest.mark.django_db
def test_the_page_of_a_fund_shows_its_clock() -> None:
    office = build.Office()
    client = signed_in(office.funds)
    fund = build.fund(office, "PKO", reobligation=True)
    shown = html(client, fund.get_absolute_url())
    for end in clock(fund.ends, today()):
        assert end.says in shown and end.means in shown
    no_year = build.fund(office, "PKO", years=None)
    assert "No-year money" in html(client, no_year.get_absolute_url())
    assert "no-year" in html(client, "/funds/")
    assert str(availability.NO_YEAR) in html(client, no_year.get_absolute_url())


@pytest.mark.django_db
def test_funds_with_a_typed_end_are_carried_over_and_back() -> None:
    """The data move of migration 0011, on a table of its shape: the day becomes its fiscal year's end, and stays it."""
    move = import_module("programs.migrations.0011_fund_years_counted")
    rows = [
        (2027, "2027-09-30"),
        (2027, "2028-09-30"),
        (2026, "2026-10-01"),
        (2026, "2025-12-31"),
        (2026, "9999-09-30"),
    ]
    carried = [(1, "2027-09-30"), (2, "2028-09-30"), (2, "2027-09-30"), (1, "2026-09-30"), (None, "9999-09-30")]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE typed (fiscal_year int, available_until date, closed_on date, "
            "availability_years smallint)"
        )
        for row in rows:
            cursor.execute("INSERT INTO typed (fiscal_year, available_until) VALUES (%s, %s)", row)
        for value, counts in ((move.YEARS, True), (move.DAY, False), (move.YEARS, True)):
            cursor.execute(move.ROWS.format(table="typed", value=value))
            cursor.execute("SELECT availability_years, available_until::text FROM typed")
            found = cursor.fetchall()
            assert [years for years, _ in found] == [years for years, _ in carried]
            assert counts or [day for _, day in found] == [day for _, day in carried]
