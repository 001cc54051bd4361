"""Graduates of IMET who are followed: the positions they hold, each with its source and who verified it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Value

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from partners.models import Country, Person, Source

from ..states import GRADES, Kind, Obtained, Prominence
from .alumni_guards import AlumnusWasTrained

IMET = Value(Kind.IMET.value)
MONTHS = 24  # a position verified within so many months counts as followed up


class AlumnusQuerySet(models.QuerySet["Alumnus"]):
    def visible_to(self, user: Any) -> AlumnusQuerySet:
        """Alumni of the countries where the user may read IMET."""
        here = user.scope.q("programs.view_program", place="person__country__operating_unit", kind="money_kind")
        return self.annotate(money_kind=IMET).filter(here)

    def with_standing(self, on: dt.date) -> AlumnusQuerySet:
        """Whether each holds a post of prominence, and whether a position was verified in the months before a day."""
        positions = AlumnusPosition.objects.filter(alumnus=OuterRef("pk"))
        prominent = positions.exclude(prominence="").filter(until_on=None)
        return self.annotate(
            is_prominent=Exists(prominent),
            is_followed_up=Exists(positions.filter(verified_on__gt=months_before(on))),
        )


def months_before(on: dt.date) -> dt.date:
    """The day `MONTHS` months before a day."""
    year, month = divmod(on.year * 12 + on.month - 1 - MONTHS, 12)
    return dt.date(year, month + 1, min(on.day, 28))


@track()
class Alumnus(Versioned):
    """A graduate of IMET whose later career is followed (22 U.S.C. 2347g)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="alumnus")
    degree = models.CharField("academic degree", max_length=200, blank=True)
    earlier_training = models.CharField(
        "training before the records here", max_length=300, blank=True, help_text="Course, place, years, whose money"
    )

    objects = AlumnusQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name_plural = "alumni"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            AlumnusWasTrained(name="was_trained"),
            Frozen(name="frozen", fields=("person",)),
            NoDelete(name="no_delete"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return f"/participants/{self.person_id}/"

    @property
    def place(self) -> Place:
        unit = self.person.country.operating_unit
        return Place(unit.pk, unit.region, Kind.IMET)


class AlumnusPositionQuerySet(models.QuerySet["AlumnusPosition"]):
    def visible_to(self, user: Any) -> AlumnusPositionQuerySet:
        """Positions of the alumni of the countries where the user may read IMET."""
        field = "alumnus__person__country__operating_unit"
        here = user.scope.q("programs.view_program", place=field, kind="money_kind")
        return self.annotate(money_kind=IMET).filter(here)

    def prominent(self) -> AlumnusPositionQuerySet:
        """Posts of prominence that are held now."""
        return self.exclude(prominence="").filter(until_on=None)

    def titles(self) -> Any:
        """The posts of prominence with how many hold each, by country: what may be made public."""
        return (
            self.prominent()
            .order_by()
            .values("alumnus__person__country__name", "title", "prominence")
            .annotate(n=Count("pk"))
            .order_by("alumnus__person__country__name", "title")
        )


@track()
class AlumnusPosition(Versioned):
    """A position that an alumnus holds or held, from a day, with its source; verified by somebody on a day."""

    alumnus = models.ForeignKey(Alumnus, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField("position", max_length=200)
    organization = models.CharField(max_length=200, blank=True)
    grade = models.CharField(
        "US-equivalent grade", max_length=4, choices=[(grade, grade) for grade in GRADES], blank=True
    )
    prominence = models.CharField(max_length=8, choices=Prominence.choices, blank=True)
    obtained = models.CharField("how it was obtained", max_length=9, choices=Obtained.choices)
    from_on = models.DateField("held from")
    until_on = models.DateField("held until", null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_on = models.DateField(null=True, blank=True)

    objects = AlumnusPositionQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            NotAhead(name="from_not_ahead", field="from_on"),
            NotAhead(name="verified_not_ahead", field="verified_on"),
            Frozen(
                name="frozen",
                fields=("alumnus", "title", "organization", "grade", "prominence", "obtained", "from_on", "source"),
            ),
            Frozen(name="ended", fields=("until_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="alumnus_position_has_title",
                violation_error_message="A position has a title.",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="alumnus_position_in_order",
                violation_error_message="A position ends on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=Q(verified_on=None, verified_by=None)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
                name="alumnus_position_verified_by_somebody",
                violation_error_message="A verified position says by whom and on which day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.alumnus}"

    @property
    def place(self) -> Place:
        return self.alumnus.place


@track()
class PublishedOffice(models.Model):
    """An office that State has published as held by a graduate of IMET: a title, no name. Never changed."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)

    class Meta:
        triggers: ClassVar = [AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["country", "title"], name="published_office_once"),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="published_office_has_source",
                violation_error_message="A published statement names its source.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.country}"
