"""Entry without burden, counted: what one has to do at the keyboard for twelve deliveries, and for next year's plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ground.dates import today
from programs.models import Delivery, Program

from .desk import Desk

pytestmark = pytest.mark.django_db  # the test database is made; the rows in it stand outside of each test's transaction

MOST = 20  # actions for twelve deliveries


def test_twelve_deliveries_take_twenty_actions_at_most(desk: Callable[[str], Desk]) -> None:
    program = Program.objects.get(kind="NADR", operating_unit__code="XBS")
    before, analyst = Delivery.objects.count(), desk("analyst")
    analyst.open("/")
    started = analyst.acts
    analyst.follow("Programs")
    analyst.follow(program.number)
    analyst.follow("Paste deliveries")
    rows = [f"DEMO-XBS-0044\tArticle\tDetector {n}\t1\t1,500\t{today()}\tKorund depot" for n in range(1, 13)]
    analyst.paste("Rows from a spreadsheet", "\n".join(rows))
    analyst.press("Record them all")
    assert "Recorded 12 deliveries." in analyst.page.locator("body").inner_text()
    assert analyst.acts - started <= MOST
    assert Delivery.objects.count() == before + 12


def test_what_is_wrong_with_a_pasted_row_is_said_by_its_cell(desk: Callable[[str], Desk]) -> None:
    program, analyst = Program.objects.get(kind="NADR", operating_unit__code="XBS"), desk("analyst")
    analyst.open(f"{program.get_absolute_url()}deliveries/paste/")
    analyst.paste("Rows from a spreadsheet", f"DEMO-XBS-0044\tArticle\tDetector\tmany\t1,500\t{today()}")
    analyst.reach(analyst.page.get_by_role("button", name="Record them all"))
    with analyst.page.expect_navigation():
        analyst.page.keyboard.press("Enter")
    assert "Nothing is recorded: 1 cell needs another value" in analyst.reads()
    assert any("400" in one for one in analyst.complaints)
    analyst.complaints.clear()


def test_the_pages_of_what_every_kind_has_are_free_of_faults(desk: Callable[[str], Desk]) -> None:
    analyst, administrator = desk("analyst"), desk("administrator")
    border = Program.objects.get(kind="GSCF", operating_unit__code="XLK").get_absolute_url()
    for path in ("?tab=around", "purposes/", "implementers/new/", "consultations/new/", "attachments/new/"):
        analyst.open(f"{border}{path}")
    for path in ("/about/", "/offices/pm-sa/", "/initiatives/coast-watch/", "/initiatives/new/", "/countries/XJN/"):
        analyst.open(path)
    for path in ("/offices/new/", "/offices/pm-sa/responsibilities/new/"):
        administrator.open(path)
    analyst.open("/reports/country-profile/?country=XJN")
    analyst.open("/programs/new/?kind=IMET&from=" + Program.objects.get(kind="IMET", operating_unit__code="XTM").number)
