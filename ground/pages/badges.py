"""A state as a badge: a word, a tone and an icon, always all three. Color alone never carries a state.

Apps map their states to `Badge`s once, beside the states, and templates write `{% badge subject.badge %}`.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .icons import icon

Tone = Literal["good", "warn", "bad", "work", "review", "idle"]
TONES: frozenset[str] = frozenset(get_args(Tone))

# What a tone looks like when nothing more telling is chosen: work is in someone's hands, review is a second person's.
ICONS: dict[str, str] = {
    "good": "okc",
    "warn": "clock",
    "bad": "ban",
    "work": "arrow",
    "review": "two",
    "idle": "info",
}


@dataclass(frozen=True)
class Badge:
    """One state's word, tone and icon; without an icon the tone's own."""

    word: str
    tone: Tone = "idle"
    icon: str = ""

    def __html__(self) -> SafeString:
        return badge_html(self.word, self.tone, self.icon)


def badge_html(word: str, tone: str = "idle", icon_name: str = "") -> SafeString:
    """The markup of a badge."""
    if tone not in TONES:
        raise KeyError(f"no tone called {tone!r}")
    mark = icon(icon_name or ICONS[tone])
    return format_html('<span class="gh-badge gh-badge--{}">{}{}</span>', tone, mark, word)


def flag_html(word: str, tone: str = "idle", icon_name: str = "") -> SafeString:
    """The markup of a flag: a badge without its box, for a second mark in a row."""
    if tone not in TONES:
        raise KeyError(f"no tone called {tone!r}")
    mark = icon(icon_name or ICONS[tone])
    return format_html('<span class="gh-flag gh-flag--{}">{}{}</span>', tone, mark, word)


def ring_html(used: int, allowed: int | None, unit: str = "working days used", *, paused: bool = False) -> SafeString:
    """A clock with a number inside: days used of days allowed. Late from the last day on, soon from two thirds."""
    share = 0 if not allowed else min(100, max(2, round(100 * used / allowed)))
    if paused:
        tone = "paused"
    elif allowed and used >= allowed:
        tone = "late"
    elif allowed and 3 * used >= 2 * allowed:
        tone = "soon"
    else:
        tone = "ok"
    return format_html(
        '<span class="gh-ring gh-ring--{}"><svg viewBox="0 0 34 34" aria-hidden="true" focusable="false">'
        '<circle cx="17" cy="17" r="14.5"/><circle class="arc" cx="17" cy="17" r="14.5" pathLength="100" '
        'stroke-dasharray="{} 100"/></svg>{}<span class="usa-sr-only"> {}</span></span>',
        tone,
        share,
        used,
        unit if not allowed else f"{unit}, of {allowed}",
    )
