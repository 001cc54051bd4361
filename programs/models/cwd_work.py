"""What CWD tasks destroy and whom they teach: ordnance by class, risk education by sex and age."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from ground.history import track

from .clearance import Work, counted_anew, reported


def count(label: str) -> models.PositiveIntegerField[int, int]:
    """A number of things or people."""
    return models.PositiveIntegerField(label, default=0)


@track()
class OrdnanceDisposal(Work):
    """Ordnance destroyed over some days, by class. Pieces, rounds and tonnes are three units and never added up;
    IEDs and MANPADS stand apart."""

    ap_mines = count("anti-personnel mines")
    av_mines = count("anti-vehicle mines")
    submunitions = count("submunitions")
    other_uxo = count("other unexploded ordnance")
    ieds = count("IEDs")
    weapons = count("small arms and light weapons, pieces")
    ammunition_rounds = count("ammunition, rounds")
    ammunition_tonnes = models.DecimalField(
        "ammunition, tonnes", max_digits=12, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    manpads_missiles = count("MANPADS, missiles")
    manpads_gripstocks = count("MANPADS, gripstocks")

    class Meta(Work.Meta):
        triggers: ClassVar = [*Work.Meta.triggers, *counted_anew("ordnance", "ordnancedisposal")]
        constraints: ClassVar = [
            reported("ordnance_disposal"),
            models.CheckConstraint(
                condition=Q(ammunition_tonnes__gte=0),
                name="ordnance_not_negative",
                violation_error_message="Tonnes are zero or more.",
            ),
        ]


CLASSES = (
    "ap_mines",
    "av_mines",
    "submunitions",
    "other_uxo",
    "ieds",
    "weapons",
    "ammunition_rounds",
    "ammunition_tonnes",
    "manpads_missiles",
    "manpads_gripstocks",
)
PEOPLE = ("girls", "boys", "women", "men", "unknown")


@track()
class RiskEducation(Work):
    """Sessions of risk education and who was there. An estimate of those reached indirectly stays a field of its own;
    people who came to several sessions are flagged, since they are counted again."""

    sessions = models.PositiveIntegerField()
    girls = count("girls")
    boys = count("boys")
    women = count("women")
    men = count("men")
    unknown = count("sex or age not known")
    direct = models.PositiveIntegerField("direct beneficiaries, all together")
    indirect = models.PositiveIntegerField("reached indirectly, estimate", null=True, blank=True)
    counted_again = models.BooleanField("some came to several sessions and are counted again", default=False)

    class Meta(Work.Meta):
        triggers: ClassVar = [*Work.Meta.triggers, *counted_anew("education", "riskeducation")]
        constraints: ClassVar = [
            reported("risk_education"),
            models.CheckConstraint(
                condition=Q(sessions__gt=0),
                name="risk_education_has_sessions",
                violation_error_message="At least one session.",
            ),
            models.CheckConstraint(
                condition=Q(direct=F("girls") + F("boys") + F("women") + F("men") + F("unknown")),
                name="risk_education_adds_up",
                violation_error_message="Girls, boys, women, men and not known add up to the direct beneficiaries.",
            ),
        ]
