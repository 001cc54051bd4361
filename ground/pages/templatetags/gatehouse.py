"""Template tags and filters of Gatehouse. They are builtins: templates use them without `{% load %}`.

`{% icon %}`, `{% badge %}`, `{% flag %}`, `{% ring %}` draw; `money`, `amount`, `day`, `moment`, `counted` write
figures; `bdi` and `ident` wrap names and numbers of records; `{% url_if %}` links only to what exists.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import words
from ..badges import Badge, badge_html, flag_html, ring_html
from ..icons import icon as icon_html
from ..tables import cells, foot_cells

register = template.Library()
register.filter(cells)
register.filter(foot_cells)

for _name in ("amount", "money", "short_money", "long_day", "moment", "count", "counted", "noun"):
    register.filter(_name, getattr(words, _name))


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from assistive technology: the word beside it says it."""
    return icon_html(name)


@register.simple_tag
def badge(word: str | Badge, tone: str = "idle", icon: str = "") -> SafeString:
    """A state: `{% badge subject.badge %}` or `{% badge "Approved" "good" %}`."""
    return word.__html__() if isinstance(word, Badge) else badge_html(word, tone, icon)


@register.simple_tag
def flag(word: str | Badge, tone: str = "idle", icon: str = "") -> SafeString:
    """A badge without its box."""
    return flag_html(word.word, word.tone, word.icon) if isinstance(word, Badge) else flag_html(word, tone, icon)


@register.simple_tag
def ring(used: int, allowed: int | None = None, unit: str = "working days used", paused: bool = False) -> SafeString:
    """An age ring: days used of days allowed."""
    return ring_html(used, allowed, unit, paused=paused)


@register.filter
def day(value: Any) -> SafeString:
    """A day in a table, which stays on one line: Nov 25."""
    return format_html('<span class="gh-nowrap">{}</span>', words.day(value))


@register.filter
def bdi(value: Any) -> SafeString | str:
    """A name in its own direction, so that a right-to-left one does not turn the sentence around it."""
    return format_html("<bdi>{}</bdi>", value) if value not in (None, "") else ""


@register.filter
def ident(value: Any) -> SafeString | str:
    """The number or code of a record, in the figures' typeface."""
    return format_html('<span class="gh-id">{}</span>', value) if value not in (None, "") else ""


@register.filter
def reason(problem: Any) -> SafeString:
    """Why something is shut; a name inside the sentence (`who`, where the problem has one) in its own direction."""
    sentence, who = str(problem.reason), str(getattr(problem, "who", ""))
    before, found, after = sentence.partition(who) if who else (sentence, "", "")
    return format_html("{}<bdi>{}</bdi>{}", before, found, after) if found else format_html("{}", sentence)


@register.filter
def opening(sentence: str) -> SafeString:
    """What opens it: "Opens when …" with its first word marked, or what to do, introduced as such."""
    first, _, rest = str(sentence).partition(" ")
    if first == "Opens":
        return format_html("<strong>Opens</strong> {}", rest)
    return format_html("<strong>To open it:</strong> {}", sentence)


@register.filter
def any_needs_note(offers: Iterable[Any]) -> bool:
    """Whether an open step among the offers asks for a reason."""
    return any(offer.is_open and offer.step.needs_note for offer in offers)


@register.filter
def needing_note(offers: Iterable[Any]) -> str:
    """The open steps that ask for a reason, as a person reads them."""
    return ", ".join(f"“{offer.step.says}”" for offer in offers if offer.is_open and offer.step.needs_note)


@register.simple_tag
def url_if(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page, or "" when this installation does not have it."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""
