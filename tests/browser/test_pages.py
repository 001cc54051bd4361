"""Every page of the navigation, for each role, wide and narrow; and that whoever looks would see what is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.roles import Role
from demo.cast import CAST
from programs.models import Fund

from .desk import Desk

pytestmark = pytest.mark.django_db  # the test database is made; the rows in it stand outside of each test's transaction

FIRST = {role: next(part.username for part in CAST if part.role == role) for role in Role}
FAULTS = {
    "image-alt": "main.append(Object.assign(new Image(), {src: '/static/gatehouse/favicon.svg'}))",
    "color-contrast": "main.append(Object.assign(document.createElement('p'), {textContent: 'Faint', id: 'faint'}));"
    " const sheet = new CSSStyleSheet(); sheet.replaceSync('#faint {color: #ccc; background: #fff}');"
    " document.adoptedStyleSheets = [sheet]",
    "Content Security Policy": "main.append(Object.assign(document.createElement('script'), {textContent: '1'}))",
    "overflows at 375": "main.append(Object.assign(document.createElement('canvas'), {width: 700}))",
    "2 first headings": "main.append(Object.assign(document.createElement('h1'), {textContent: 'Again'}))",
    "title “Error: ": "document.title = 'Error: ' + document.title",
    "404: ": "await fetch('/nowhere')",
}
UNSEEN = {
    "shows no focus": "* { outline: 0 !important; box-shadow: none !important }",
    "has the focus and is hidden": "main::after { content: ''; position: fixed; inset: 0; z-index: 99 }",
}


@pytest.mark.parametrize("role", Role)
def test_every_page_of_the_navigation_is_free_of_faults(desk: Callable[[str], Desk], role: Role) -> None:
    mine = desk(FIRST[role])
    mine.open("/")
    links = mine.page.locator("nav.gh-side li a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) > 5
    faults = []
    for path in links:
        try:
            mine.open(path)
        except AssertionError as fault:
            faults.append(str(fault))
    assert not faults, "\n\n".join(faults)


@pytest.mark.parametrize(("seen", "done"), FAULTS.items(), ids=FAULTS)
def test_a_fault_put_into_a_page_is_seen(desk: Callable[[str], Desk], seen: str, done: str) -> None:
    auditor = desk("auditor")
    auditor.page.goto("/help/")
    auditor.page.evaluate(f"async () => {{ const main = document.querySelector('main'); {done} }}")
    with pytest.raises(AssertionError, match=seen):
        auditor.look()


@pytest.mark.parametrize(("seen", "rule"), UNSEEN.items(), ids=UNSEEN)
def test_a_focus_that_one_does_not_see_is_found(desk: Callable[[str], Desk], seen: str, rule: str) -> None:
    auditor = desk("auditor")
    auditor.page.goto("/help/")
    auditor.page.evaluate(
        "rule => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rule); document.adoptedStyleSheets = [sheet] }",
        rule,
    )
    with pytest.raises(AssertionError, match=seen):
        auditor.reach(auditor.page.get_by_role("link", name="Dashboard"))


def test_a_fund_near_its_end_is_free_of_faults_on_any_day(desk: Callable[[str], Desk]) -> None:
    funds, fund = desk("funds"), Fund.objects.get(title__startswith="GPOI")
    address = fund.get_absolute_url()
    for path in ("", f"?as_of={fund.available_until}", "rescind/", "transfer/"):
        funds.open(f"{address}{path}")
    funds.open(address)
    funds.date("At the end of", fund.available_until)
    funds.press("Show")
    assert "As it stood at the end of September 30" in funds.reads()
