"""IMET at the keyboard: a new line of a training plan in eight actions at most, and its pages free of faults."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from programs.models import AlumnusPosition, CountryTrainingPlan, Course, TrainingSeat

from .desk import Desk

pytestmark = pytest.mark.django_db  # the test database is made; the rows in it stand outside of each test's transaction

MOST = 8  # actions for a new line


def test_a_new_line_takes_eight_actions_at_most(desk: Callable[[str], Desk]) -> None:
    plan = CountryTrainingPlan.objects.filter(country__iso3="XTM").latest("budget_year")
    before, analyst = plan.lines.count(), desk("analyst")
    analyst.open("/")
    actions: list[Callable[[], None]] = [
        lambda: analyst.follow("Training plans"),
        lambda: analyst.follow("Tamarind"),
        lambda: analyst.follow("Add a line"),
        lambda: analyst.choose("Course", "Naval Staff Course"),
        lambda: analyst.write("Seats wanted", "2"),
        lambda: analyst.write("Planned for each seat", "21500"),
        lambda: analyst.press("Add the line"),
    ]
    assert len(actions) <= MOST
    for act in actions:
        act()
    assert "Added the line." in analyst.page.locator("body").inner_text()
    assert plan.lines.count() == before + 1
    made = plan.lines.latest("pk")
    assert (made.quantity, made.unit_price, made.course.title) == (2, 21_500, "Naval Staff Course, 54 weeks")


def test_the_pages_of_imet_are_free_of_faults(desk: Callable[[str], Desk]) -> None:
    analyst, administrator = desk("analyst"), desk("administrator")
    post = AlumnusPosition.objects.get()
    seat, course = TrainingSeat.objects.get(state="NOMINATED"), Course.objects.get(code="DEMO-C-0204")
    line = CountryTrainingPlan.objects.earliest("budget_year").lines.get(wcn="0001")
    plan = line.plan.get_absolute_url()
    for path in ("/programs/imet/", plan, f"{plan}copy/", f"{plan}edit/", "/training-plans/new/"):
        analyst.open(path)
    for path in (line.get_absolute_url(), f"{line.get_absolute_url()}reallocate/", "/participants/"):
        analyst.open(path)
    for path in ("screen/", "cancel/", "line/", ""):
        analyst.open(f"{seat.get_absolute_url()}{path}")
    for path in ("/alumni/positions/", post.alumnus.get_absolute_url(), f"/alumni/positions/{post.pk}/verify/"):
        analyst.open(path)
    for path in (course.get_absolute_url(), course.school.get_absolute_url()):
        analyst.open(path)
    for path in (f"{course.get_absolute_url()}certify/", "/courses/new/", "/schools/new/"):
        administrator.open(path)
