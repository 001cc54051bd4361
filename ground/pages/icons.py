"""Icons: one SVG sprite served as a static file, each icon a `<use>` of it.

An icon never stands alone: a word beside it carries the meaning, so every icon is hidden from assistive technology.
"""

from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = "gatehouse/icons.svg"

NAMES = frozenset(
    {
        "arrow",
        "back",
        "ban",
        "bell",
        "bureau",
        "cal",
        "cap",
        "chart",
        "clock",
        "coins",
        "doc",
        "done",
        "down",
        "eye",
        "file",
        "filter",
        "flag",
        "folder",
        "gate",
        "get",
        "globe",
        "hands",
        "hist",
        "home",
        "info",
        "land",
        "left",
        "link",
        "lock",
        "mail",
        "menu",
        "minus",
        "note",
        "ok",
        "okc",
        "pause",
        "pin",
        "plus",
        "queue",
        "right",
        "scales",
        "search",
        "shield",
        "split",
        "table",
        "two",
        "unit",
        "unlock",
        "up",
        "user",
        "warn",
        "wave",
        "x",
    }
)


@cache
def icon(name: str) -> SafeString:
    """The icon called `name`; a name the sprite lacks is a mistake in the template and raises `KeyError`."""
    if name not in NAMES:
        raise KeyError(f"no icon called {name!r} in {SPRITE}")
    return format_html(
        '<svg class="gh-i" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static(SPRITE),
        name,
    )


def sprite_names(path: Path) -> frozenset[str]:
    """The names the sprite file at `path` really holds; a test compares them with `NAMES`."""
    return frozenset(part.split('"', 1)[0] for part in path.read_text().split('<symbol id="')[1:])
