"""Restrictions on countries as dated rows: what the law shuts, for which accounts, from when, and who confirmed it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from partners.models import Country

from ..restrictions.rules import Opening, RestrictionKind
from .restriction_guards import RestrictionWritten, WaiverWritten

VIEW = "programs.view_program"
PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+"}


def two_people(name: str, field: str, sentence: str) -> models.CheckConstraint:
    """Who wrote a row is not who confirmed or lifted it, and both have their day."""
    by, on = f"{field}_by", f"{field}_on"
    return models.CheckConstraint(
        condition=models.Q(**{by: None, on: None})
        | models.Q(**{f"{by}__isnull": False, f"{on}__isnull": False}) & ~models.Q(**{by: models.F("written_by")}),
        name=name,
        violation_error_message=sentence,
    )


class RestrictionQuerySet(models.QuerySet["CountryRestriction"]):
    def visible_to(self, user: Any) -> RestrictionQuerySet:
        """Those of the countries where the user may read programs."""
        return self.filter(user.scope.q(VIEW, place="country__operating_unit"))

    def standing(self, on: dt.date) -> RestrictionQuerySet:
        """Those in force on a day, confirmed or not."""
        return self.filter(models.Q(lifted_on=None) | models.Q(lifted_on__gt=on), valid__contains=on)


@track()
class CountryRestriction(Versioned):
    """What a law shuts for a country: accounts, days, and whether it blocks the obligation or only warns.

    It blocks once a second person has confirmed it; `counsel` is the paper in which counsel confirmed its law, and
    empty means that nobody has. With `withheld`, that much of what an act `provided` for the country in a budget year
    waits for a certification, and the rest is open. Facts are never rewritten: a wrong row is lifted.
    """

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="restrictions")
    kind = models.CharField(max_length=16, choices=RestrictionKind.choices)
    citation = models.CharField("authority", max_length=160)
    accounts = ArrayField(models.CharField(max_length=12))
    fiscal_year = models.PositiveIntegerField("money of budget year", null=True, blank=True)
    valid = DateRangeField("in force")
    blocks = models.BooleanField("the law blocks obligation", default=True)
    provided = models.DecimalField("provided, US dollars", max_digits=20, decimal_places=2, null=True, blank=True)
    withheld = models.DecimalField("withheld, US dollars", max_digits=20, decimal_places=2, null=True, blank=True)
    until_certified = models.CharField("withheld until it is certified that", max_length=300, blank=True)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    counsel = models.CharField("confirmed by counsel in", max_length=160, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **PERSON)
    confirmed_on = models.DateField(null=True, blank=True)
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **PERSON)
    lifting = models.CharField("lifted by the document", max_length=160, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            RestrictionWritten(name="written"),
            Frozen(
                name="frozen",
                fields=(
                    *("country", "kind", "citation", "accounts", "fiscal_year", "valid", "blocks"),
                    *("provided", "withheld", "until_certified", "source", "note", "written_by"),
                ),
            ),
            Frozen(name="confirmed", fields=("confirmed_by", "confirmed_on"), once_null=True),
            Frozen(name="lifted", fields=("lifted_on", "lifted_by"), once_null=True),
            NotAhead(name="confirmed_ahead", field="confirmed_on"),
            NotAhead(name="lifted_ahead", field="lifted_on"),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(citation="") & ~models.Q(source="") & models.Q(kind__in=RestrictionKind.values),
                name="restriction_has_source",
                violation_error_message="A restriction names its law, and where it was read.",
            ),
            models.CheckConstraint(
                condition=models.Q(accounts__len__gt=0),
                name="restriction_touches_accounts",
                violation_error_message="A restriction touches at least one account.",
            ),
            models.CheckConstraint(
                condition=models.Q(valid__isempty=False, valid__startswith__isnull=False),
                name="restriction_has_first_day",
                violation_error_message="A restriction is in force from a day on.",
            ),
            models.CheckConstraint(
                condition=models.Q(provided=None, withheld=None, until_certified="")
                | models.Q(withheld__gt=0, provided__gte=models.F("withheld"), fiscal_year__isnull=False)
                & ~models.Q(until_certified=""),
                name="restriction_withholds_whole",
                violation_error_message="A withheld amount is part of what a budget year provides, until something is "
                "certified.",
            ),
            two_people(
                "restriction_two_people",
                "confirmed",
                "Whoever wrote a restriction does not confirm it.",
            ),
            two_people("restriction_lifted_by_another", "lifted", "Whoever wrote a restriction does not lift it."),
            models.CheckConstraint(
                condition=models.Q(lifted_on=None, lifting="")
                | models.Q(lifted_on__isnull=False) & ~models.Q(lifting=""),
                name="restriction_lifted_by_document",
                violation_error_message="A restriction is lifted by a document.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["country"], name="restriction_by_country")]

    def __str__(self) -> str:
        return f"{self.country}: {self.citation}"

    def get_absolute_url(self) -> str:
        return f"/restrictions/{self.pk}/"

    @property
    def place(self) -> Place:
        unit = self.country.operating_unit
        return Place(unit.pk, unit.region)


@track()
class RestrictionWaiver(Versioned):
    """A waiver or an exception: for so much, or for all where `amount` is empty, between two days. It opens nothing
    until a second person has confirmed it."""

    restriction = models.ForeignKey(CountryRestriction, on_delete=models.PROTECT, related_name="waivers")
    kind = models.CharField(max_length=9, choices=Opening.choices)
    citation = models.CharField("authority", max_length=160)
    document = models.CharField(max_length=160)
    amount = models.DecimalField("for, US dollars", max_digits=20, decimal_places=2, null=True, blank=True)
    valid = DateRangeField("in force")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **PERSON)
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            WaiverWritten(name="written"),
            Frozen(
                name="frozen",
                fields=("restriction", "kind", "citation", "document", "amount", "valid", "written_by"),
            ),
            Frozen(name="confirmed", fields=("confirmed_by", "confirmed_on"), once_null=True),
            NotAhead(name="confirmed_ahead", field="confirmed_on"),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(citation="") & ~models.Q(document="") & models.Q(kind__in=Opening.values),
                name="waiver_has_document",
                violation_error_message="A waiver names its authority and its document.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gt=0),
                name="waiver_amount_positive",
                violation_error_message="A waiver is for an amount above zero, or for all.",
            ),
            models.CheckConstraint(
                condition=models.Q(valid__isempty=False, valid__startswith__isnull=False),
                name="waiver_has_first_day",
                violation_error_message="A waiver is in force from a day on.",
            ),
            two_people("waiver_two_people", "confirmed", "Whoever wrote a waiver does not confirm it."),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.document}"

    @property
    def place(self) -> Place:
        return self.restriction.place
