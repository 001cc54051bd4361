"""IMET: seats against the level, cost by level, expanded IMET, women, bands, cancellations and why, alumni, lapses."""

from __future__ import annotations

from typing import Any

from ground.dates import today

from ... import badges, imet_figures
from ...models import Alumnus, AlumnusPosition

SHOWN = 10


def education(user: Any) -> dict[str, Any]:
    """What analysts ask about IMET, of all that the reader may see."""
    seats = imet_figures.seats_of(user)
    alumni = Alumnus.objects.visible_to(user).with_standing(today())
    return {
        "imet": imet_figures.whole(seats),
        "imet_plans": imet_figures.against_level(user),
        "imet_priority": imet_figures.priorities(user),
        "imet_levels": imet_figures.by_level(seats),
        "imet_bands": imet_figures.by_band(seats),
        "imet_unused": [(seat, badges.SEAT[seat.state], why) for seat, why in imet_figures.unused(user, SHOWN)],
        "imet_lapsing": imet_figures.lapsing(user),
        "imet_topics": imet_figures.contacts_by_topic(user),
        "imet_posts": AlumnusPosition.objects.visible_to(user).titles()[:SHOWN],
        "imet_alumni": alumni.count(),
        "imet_followed": alumni.filter(is_followed_up=True).count(),
    }
