"""A record's history as `includes/history.html` shows it: who did what, when, why, and how long it waited between."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from ..history import Change, Sentence
from ..lifecycle import Lifecycle
from . import words

WAIT = 3  # days between two entries from which the waiting is drawn


@dataclass(frozen=True)
class Entry:
    """One entry, or a gap of days in which nothing happened."""

    says: str = ""
    by: str = ""
    at: dt.datetime | None = None
    note: str = ""
    tone: str = ""
    changes: tuple[Change, ...] = ()
    gap: str = ""


def timeline(
    found: Sequence[Sentence], *, lifecycle: Lifecycle | None = None, tones: Mapping[str, str] | None = None
) -> list[Entry]:
    """The entries of a History tab from `ground.history.sentences`, newest first, in one query for the names.

    With a lifecycle a step is told by its button's words; `tones` marks steps as "bad" or "review".
    """
    names = _names(entry.user_id for entry in found)
    said = {step.name: step.says for step in lifecycle.steps} if lifecycle else {}
    entries: list[Entry] = []
    for i, one in enumerate(found):
        if i and (days := _days(one.at, found[i - 1].at)) >= WAIT:
            entries.append(Entry(gap=words.counted(days, "day")))
        by = names.get(one.user_id, "") if one.user_id else ""
        tone = (tones or {}).get(one.step, "")
        entries.append(Entry(said.get(one.step, one.label), by, one.at, one.note, tone, one.changes))
    return entries


def _days(earlier: dt.datetime, later: dt.datetime) -> int:
    return (timezone.localtime(later).date() - timezone.localtime(earlier).date()).days


def _names(ids: Iterable[Any]) -> dict[int, str]:
    wanted = {one for one in ids if one}
    return {user.pk: str(user) for user in get_user_model()._default_manager.filter(pk__in=wanted)} if wanted else {}
