"""A person at a browser with the keyboard alone, and what is looked at on every page they meet.

Nothing here clicks. A control is reached with Tab, as many times as it takes; each stop on the way has to show that it
has the focus and must not lie hidden behind something else.
"""

from __future__ import annotations

from typing import Any

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

# Where the focus is: whether on one of the wanted, whether one sees it, and what it is.
FOCUS = """wanted => {
  const e = document.activeElement;
  if (!e || e === document.body) return {there: false, fault: "", is: "the page"};
  const css = getComputedStyle(e), box = e.getBoundingClientRect();
  const ring = (css.outlineStyle !== "none" && parseFloat(css.outlineWidth) > 0) || css.boxShadow !== "none";
  const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]];
  const seen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return hit && (e.contains(hit) || hit.contains(e));
  });
  const fault = !ring ? "shows no focus" : !seen ? "has the focus and is hidden" : "";
  return {there: wanted.includes(e), fault, is: e.outerHTML.slice(0, 160)};
}"""
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return "";
  const over = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > room + 1);
  return `${document.documentElement.scrollWidth} px in ${room}: ` + (over[0] || document.body).outerHTML.slice(0, 160);
}"""


class Desk:
    """One signed-in person, their page, and whatever the browser complained of since it was last looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
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
        for size in (NARROW, WIDE):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            if wider := self._wider():
                faults.append(f"overflows at {size['width']}: {wider}")
            faults += [f"{fault} at {size['width']}" for fault in self._grave()]
        faults += self.complaints
        self.complaints.clear()
        assert not faults, "\n".join([self.page.url, *faults])

    def _wider(self) -> str:
        """What runs out to the side. A chart is drawn anew after its window changes, so it is given three seconds."""
        for _ in range(20):
            wider = str(self.page.evaluate(WIDER))
            if not wider:
                break
            self.page.wait_for_timeout(150)
        return wider

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

    def reach(self, role: Any, name: str) -> Locator:
        """Tab until a control of this role and name has the focus."""
        wanted = self.page.get_by_role(role, name=name).element_handles()
        assert wanted, f"no {role} “{name}” on {self.page.url}"
        for _ in range(STOPS):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(FOCUS, wanted)
            assert not stop["fault"], f"{stop['is']} {stop['fault']} on {self.page.url}"
            if stop["there"]:
                return self.page.locator("*:focus")
        raise AssertionError(f"no key reaches {role} “{name}” on {self.page.url}")

    def press(self, role: Any, name: str) -> None:
        """Reach a link or button and go where it leads."""
        self.reach(role, name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def sign_in(self, username: str) -> None:
        """Step in as somebody of the demonstration."""
        part = next(part for part in CAST if part.username == username)
        self.open("/accounts/login/")
        self.press("button", f"Continue as {part.name}")
