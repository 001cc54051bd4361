"""`/about/`: every statement of the reference has a page that an analyst can open, and its figures."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import today
from programs.models import Comparator, PublishedFigure
from programs.services import consultations
from reporting.about import PAGES, STATEMENTS, counted, lines
from tests import make
from tests.programs import build
from tests.programs.browse import html, signed_in
from tests.programs.guards import constraint_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> Client:
    return signed_in(make.user(Role.ANALYST))


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one.key)
def test_every_statement_has_a_page_that_an_analyst_can_open(statement: object, analyst: Client) -> None:
    assert analyst.get(statement.page).status_code == 200  # type: ignore[attr-defined]


def test_every_page_belongs_to_a_statement_and_every_statement_says_something_of_its_own() -> None:
    assert set(PAGES) == {one.key for one in STATEMENTS}
    assert len({one.says for one in STATEMENTS}) == len(STATEMENTS) == 22


def test_the_page_shows_each_with_link_figure_and_source(analyst: Client) -> None:
    call_command("load_reference")
    page = html(analyst, "/about/")
    for one in STATEMENTS:
        assert f'id="{one.key}"' in page
        assert f'href="{one.page.replace("&", "&amp;")}"' in page
    assert "over 50 countries" in page
    assert "nearly $1.5 billion" in page
    assert "as of FY 2023" in page
    assert "To Walk the Earth in Safety, 23rd edition" in page


def test_every_figure_that_a_statement_names_is_in_the_reference() -> None:
    call_command("load_reference")
    shown = {key for one in STATEMENTS for key in one.published}
    assert shown <= set(PublishedFigure.objects.values_list("key", flat=True))


def test_figures_count_what_the_reader_may_see_in_one_query() -> None:
    office = build.Office()
    program = build.program(office, "PKO")
    build.program(office, "GSCF", state="DRAFT")
    consultations.consult(
        program=program, agency="JUSTICE", held_on=today(), view="SUPPORT", text="Yes.", by=office.analyst
    )
    reader, stranger = office.analyst, make.user(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur"))
    assert reader.scope
    assert stranger.scope
    with CaptureQueriesContext(connection) as found:
        mine = counted(reader)
    assert len(found) == 1
    assert (mine["directs"], mine["titles"], mine["pko"], mine["pko-purposes"]) == (1, 2, 500_000, 1)
    assert not any(counted(stranger).values())
    with CaptureQueriesContext(connection) as found:
        shown = lines(reader)
    assert len(found) == 2
    assert [one.value for one in shown if one.statement.key == "pko"] == ["$500,000"]


def test_a_published_figure_has_its_source_and_is_never_changed() -> None:
    row = PublishedFigure(key="k", statement="S", value=3, unit="countries", as_of="2020", edition="E", source="")
    assert constraint_of(row.save) == "published_figure_has_source"
    row.source = "A report"
    row.save()
    rows = PublishedFigure.objects.filter(pk=row.pk)
    assert constraint_of(lambda: rows.update(value=4)) == "programs_publishedfigure_append_only"
    again = PublishedFigure(key="k", statement="S", value=5, unit="countries", as_of="2020", edition="E", source="R")
    assert constraint_of(again.save) == "published_figure_once"


@pytest.mark.parametrize(
    ("value", "unit", "comparator", "worded"),
    [
        (1_500_000_000, "US dollars", "NEARLY", "nearly $1.5 billion"),
        (5_090_000_000, "US dollars", "OVER", "over $5.09 billion"),
        (108_000_000, "US dollars", "EXACT", "$108 million"),
        (228_658, "persons", "EXACT", "228,658 persons"),
        (50, "countries", "OVER", "over 50 countries"),
        (41_000, "missiles", "ABOUT", "about 41,000 missiles"),
    ],
)
def test_it_is_worded_as_it_was_published(value: int, unit: str, comparator: str, worded: str) -> None:
    row = PublishedFigure(
        key="k", statement="S", value=value, unit=unit, comparator=Comparator(comparator), as_of="x", edition="e"
    )
    row.source = "s"
    row.save()
    row.refresh_from_db()
    assert row.worded == worded
