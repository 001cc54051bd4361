"""Somebody at a keyboard. There is no mouse here: what Tab does not reach cannot be used.

After each page the desk looks at it as an inspector would: axe, what the policy blocked, whether it scrolls sideways,
on a wide screen and on a phone.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 812}
MOST_TABS = 400
SERIOUS = {"serious", "critical"}
BLOCKED = """
    window.blocked = [];
    document.addEventListener("securitypolicyviolation", (e) =>
        window.blocked.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""


class Desk:
    """One person's browser window."""

    def __init__(self, browser: Browser, url: str, folder: Path) -> None:
        self.url, self.folder, self.complaints = url, folder, []
        self.context = browser.new_context(viewport=WIDE, locale="en-US", timezone_id="America/New_York")
        self.context.add_init_script(BLOCKED)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("pageerror", lambda error: self.complain(f"script error: {error}"))
        self.page.on("console", self.hear)
        self.page.on("response", self.receive)
        self.seen: set[str] = set()
        self.count = itertools.count(1)

    # --- Going about ---------------------------------------------------------------------------------------------

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto(f"{self.url}/accounts/login/")
        self.look()
        self.write("Username", username)
        self.write("Password", password)
        self.press("Sign in")

    def follow(self, name: str | re.Pattern[str], *, within: str = "body") -> None:
        """Tab to a link and open it."""
        self.enter(self.page.locator(within).get_by_role("link", name=name).first)

    def press(self, name: str | re.Pattern[str], *, within: str = "body") -> None:
        """Tab to a button and press it."""
        self.enter(self.page.locator(within).get_by_role("button", name=name).first)

    def enter(self, target: Locator) -> None:
        """Tab there, press Enter, wait for the next page and look at it."""
        self.tab_to(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state("load")
        self.look()

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the element has the focus, and see that the focus shows."""
        target.wait_for(state="attached")
        handle = target.element_handle()
        for _ in range(MOST_TABS):
            if handle.evaluate("el => el === document.activeElement"):
                assert handle.evaluate(VISIBLE_FOCUS), f"the focus on {target} does not show"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} tabs do not reach {target} on {self.page.url}")

    # --- Filling in ----------------------------------------------------------------------------------------------

    def field(self, label: str) -> Locator:
        return self.page.locator("main").get_by_label(label).and_(self.page.locator("input, select, textarea")).first

    def write(self, label: str, text: str) -> None:
        self.tab_to(self.field(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def on(self, label: str, day: dt.date) -> None:
        """A date, digit by digit, as the browser's own field takes it."""
        self.tab_to(self.field(label))
        self.page.keyboard.type(f"{day:%m%d%Y}")
        assert self.field(label).input_value() == day.isoformat()

    def choose(self, label: str, option: str) -> None:
        """An option of a list, by its first letters."""
        self.tab_to(self.field(label))
        self.page.keyboard.type(option)
        shown = self.field(label).evaluate("el => el.selectedOptions[0].textContent.trim()")
        assert option in shown, f"{label}: {shown}"

    def tick(self, label: str | re.Pattern[str]) -> None:
        """A box or a round button, by Space."""
        box = self.page.locator("main").get_by_label(label).first
        self.tab_to(box)
        self.page.keyboard.press("Space")
        assert box.is_checked()

    # --- Looking -------------------------------------------------------------------------------------------------

    def reads(self, text: str) -> bool:
        """Whether the page says so, to whoever sees it."""
        return text.lower() in re.sub(r"\s+", " ", self.page.locator("main").inner_text()).lower()

    def look(self) -> None:
        """Inspect the page at both widths."""
        name = re.sub(r"\W+", "-", self.page.url.removeprefix(self.url)).strip("-") or "home"
        for size in (PHONE, WIDE):
            self.page.set_viewport_size(size)
            where = f"{name} at {size['width']} px"
            self.page.screenshot(
                path=self.folder / f"{next(self.count):02d}-{name[:60]}-{size['width']}.png", full_page=True
            )
            wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if wide > 0:
                self.complain(f"{where} scrolls sideways by {wide} px: {self.page.evaluate(TOO_WIDE)}")
            for found in Axe().run(self.page).response["violations"]:
                if found["impact"] in SERIOUS:
                    nodes = [node["html"][:160] for node in found["nodes"][:3]]
                    self.complain(f"{where}: {found['id']} ({found['impact']}), {found['help']}: {nodes}")
        for blocked in self.page.evaluate("window.blocked.splice(0)"):
            self.complain(f"{name}: blocked by the policy: {blocked}")

    def complain(self, line: str) -> None:
        if line not in self.complaints:
            self.complaints.append(line)

    def hear(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complain(f"console: {message.text}")

    def receive(self, response: Any) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.complain(f"{response.status} {response.url}")

    def leave(self) -> None:
        self.context.close()


# An outline, a ring or a changed border: something tells where the keyboard is. Wrappers may draw it for their input.
VISIBLE_FOCUS = """
    (el) => [el, el.parentElement, el.nextElementSibling].filter(Boolean).some((one) => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    })
"""
TOO_WIDE = """
    [...document.querySelectorAll("body *")]
        .filter((el) => el.getBoundingClientRect().right > window.innerWidth + 1)
        .slice(0, 3).map((el) => el.outerHTML.slice(0, 120))
"""
