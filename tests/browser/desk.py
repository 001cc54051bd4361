"""A person at a browser with the keyboard alone, and what is looked at on every page they meet.

Nothing here clicks. A control is reached with Tab, as many times as it takes; each stop on the way has to show that it
has the focus and must not lie hidden behind something else.
"""

from __future__ import annotations

import datetime as dt
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from demo.cast import CAST

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 375, "height": 812}
GRAVE = ["serious", "critical"]
STOPS = 400  # Tab presses after which a control counts as out of reach
AXE = """async grave => {
  const {violations} = await axe.run({resultTypes: ["violations"], preload: false});
  return violations.filter(one => grave.includes(one.impact)).flatMap(one =>
    one.nodes.slice(0, 3).map(node => `axe, ${one.id} (${one.impact}): ${node.html.slice(0, 160)}`));
}"""
# What axe found well is not given to it again: the same page word for word, whoever's name and navigation frame it. The
# first page of each person is their own, and their frame is looked at with it.
WELL: set[str] = set()
BODY = """() => {
  const body = document.body.cloneNode(true);
  body.querySelectorAll("header.gh-top, nav.gh-side").forEach(frame => frame.remove());
  return body.outerHTML;
}"""
TOKEN = re.compile(r'(?<=value=")\w{64}(?=")')  # against forged requests, another one each time

# Where the focus is: whether on one of the wanted, whether one sees it, and what it is.
FOCUS = """wanted => {
  const e = document.activeElement;
  if (!e || e === document.body) return {there: false, fault: "", is: "the page"};
  const css = getComputedStyle(e), box = e.getClientRects()[0] || e.getBoundingClientRect();
  const ring = (css.outlineStyle !== "none" && parseFloat(css.outlineWidth) > 0) || css.boxShadow !== "none";
  const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]];
  const seen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return hit && (e.contains(hit) || hit.closest("label")?.contains(e));
  });
  const fault = !ring ? "shows no focus" : !seen ? "has the focus and is hidden" : "";
  return {there: wanted.includes(e), fault, is: e.outerHTML.slice(0, 160)};
}"""
# What stands out to the side; a chart gets three seconds to fit itself to a new width.
WIDER = """async () => {
  const page = document.documentElement, fits = () => page.scrollWidth <= page.clientWidth;
  for (let turn = 0; turn < 60 && !fits(); turn++) await new Promise(done => setTimeout(done, 50));
  if (fits()) return "";
  const room = page.clientWidth, over = e => e.getBoundingClientRect().right > room + 1;
  const first = [...document.querySelectorAll("body *")].find(over) || document.body;
  return `${page.scrollWidth} px in ${room}: ${first.outerHTML.slice(0, 160)}`;
}"""


class Desk:
    """One signed-in person, their page, and whatever the browser complained of since it was last looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.acts = 0  # links followed, buttons pressed, fields filled in
        self.axe = Axe()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":  # a breach of the content security policy is one
            self.complaints.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    # --- Looking ----------------------------------------------------------------------------------------------

    def look(self) -> None:
        """The page as it stands, wide and narrow, is free of faults."""
        faults = [*self.complaints, *self._heads()]
        self.complaints.clear()
        page = TOKEN.sub("", self.page.evaluate(BODY))
        for size in (NARROW, WIDE):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            if wider := self.page.evaluate(WIDER):
                faults.append(f"overflows at {size['width']}: {wider}")
            if page not in WELL:
                faults += [f"{fault} at {size['width']}" for fault in self._grave()]
        faults += self.complaints
        self.complaints.clear()
        assert not faults, "\n".join([self.page.url, *faults])
        WELL.add(page)

    def _heads(self) -> list[str]:
        found = []
        if (headings := self.page.locator("h1").count()) != 1:
            found.append(f"{headings} first headings")
        if self.page.title().startswith("Error:") or not self.page.title():
            found.append(f"title “{self.page.title()}”")
        return found

    def _grave(self) -> list[str]:
        """What axe calls serious or critical."""
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(self.axe.axe_script)
        found: list[str] = self.page.evaluate(AXE, GRAVE)
        return found

    # --- Keys -------------------------------------------------------------------------------------------------

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)
        self.look()

    def reach(self, wanted: Locator) -> Locator:
        """Tab until the focus is on one of the wanted."""
        handles = wanted.element_handles()
        assert handles, f"{wanted} is not on {self.page.url}"
        for _ in range(STOPS):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(FOCUS, handles)
            assert not stop["fault"], f"{stop['is']} {stop['fault']} on {self.page.url}"
            if stop["there"]:
                return self.page.locator("*:focus")
        raise AssertionError(f"no key reaches {wanted} on {self.page.url}")

    def follow(self, name: str) -> None:
        """Go where the link of this name leads."""
        self._enter(self.page.get_by_role("link", name=name))

    def press(self, name: str) -> None:
        """Press the button of this name, which sends a form."""
        self._enter(self.page.get_by_role("button", name=name))

    def _enter(self, wanted: Locator) -> None:
        self.reach(wanted)
        self.acts += 1
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def why_shut(self, name: str) -> str:
        """What a shut button says of itself; it takes the focus, and pressing it changes nothing."""
        button = self.reach(self.page.get_by_role("button", name=name))
        assert button.get_attribute("aria-disabled") == "true", f"“{name}” is open on {self.page.url}"
        before = self.page.content()
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Space")
        assert self.page.content() == before
        return self.page.locator(f"[id='{button.get_attribute('aria-describedby')}']").inner_text()

    def write(self, label: str, text: str) -> None:
        """Type into a field, over what it holds."""
        field = self.reach(self._field(label))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.acts += 1
        assert field.input_value() == text

    def paste(self, label: str, text: str) -> None:
        """Put copied text into a field; its tabs stay tabs."""
        field = self.reach(self._field(label))
        self.page.keyboard.insert_text(text)
        self.acts += 1
        assert field.input_value() == text

    def date(self, label: str, day: dt.date) -> None:
        """Type month, day and year into the browser's own date field."""
        field = self.reach(self._field(label))
        self.page.keyboard.type(f"{day:%m%d%Y}")
        self.acts += 1
        assert field.input_value() == day.isoformat()

    def choose(self, label: str, words: str) -> None:
        """Go down a list until the choice reads so."""
        field = self.reach(self._field(label))
        self.acts += 1
        for _ in range(field.locator("option").count()):
            if words in field.locator("option:checked").inner_text():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"“{words}” is no choice of “{label}” on {self.page.url}")

    def tick(self, label: str) -> None:
        """Tick a box."""
        box = self.reach(self._field(label))
        self.page.keyboard.press("Space")
        self.acts += 1
        assert box.is_checked()

    def _field(self, label: str) -> Locator:
        return self.page.locator("main").get_by_label(label).and_(self.page.locator("input, select, textarea"))

    def reads(self) -> str:
        """The words of the page, as one sees them."""
        return " ".join(self.page.locator("main").inner_text().split())

    def sign_in(self, username: str) -> None:
        """Step in as somebody of the demonstration."""
        part = next(part for part in CAST if part.username == username)
        self.open("/accounts/login/")
        self.press(f"Continue as {part.name}")
