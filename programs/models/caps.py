"""Special authorities of FAA 614, and continuing resolutions: what a fund has until the act of the full year."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from partners.models import Country

from ..caps.rules import SpecialKind
from .cap_guards import ReplacedOnce, Within614
from .funds import Fund

VIEW = "programs.view_fund"


class SpecialQuerySet(models.QuerySet["SpecialUse"]):
    def visible_to(self, user: Any) -> SpecialQuerySet:
        """Those of the countries where the user may read money."""
        return self.filter(user.scope.q(VIEW, place="country__operating_unit"))


@track()
class SpecialUse(Versioned):
    """A determination under FAA 614 for a country: so much in funds or in sales, counted in its fiscal year."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="special_uses")
    kind = models.CharField(max_length=5, choices=SpecialKind.choices)
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)
    determined_on = models.DateField()
    document = models.CharField("determination", max_length=160)
    victim_of_aggression = models.BooleanField("a victim of active aggression", default=False)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal = models.CharField("withdrawn because", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SpecialQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = "use of section 614"
        verbose_name_plural = "uses of section 614"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Within614(name="within_614"),
            NotAhead(name="not_ahead", field="determined_on"),
            NotAhead(name="withdrawn_ahead", field="withdrawn_on"),
            Frozen(
                name="frozen",
                fields=("country", "kind", "amount", "determined_on", "document", "victim_of_aggression", "by"),
            ),
            Frozen(name="withdrawn", fields=("withdrawn_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0) & ~models.Q(document="") & models.Q(kind__in=SpecialKind.values),
                name="special_use_whole",
                violation_error_message="A use names its determination and an amount above zero, in funds or in sales.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None, withdrawal="")
                | models.Q(withdrawn_on__gte=models.F("determined_on")) & ~models.Q(withdrawal=""),
                name="special_use_withdrawn_says_why",
                violation_error_message="A use is withdrawn after its day, and says why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.amount:,.2f}"

    @property
    def place(self) -> Place:
        unit = self.country.operating_unit
        return Place(unit.pk, unit.region)


@track()
class ContinuingResolution(Versioned):
    """What a continuing resolution gives a fund, from a day until a day, all resolutions of the year together; until
    the act of the full year replaces it."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="resolutions")
    public_law = models.CharField(max_length=60)
    valid = DateRangeField("in force")
    amount = models.DecimalField("provides until then, US dollars", max_digits=20, decimal_places=2)
    replaced_on = models.DateField("act of the full year enacted on", null=True, blank=True)
    replaced_by = models.CharField("act of the full year", max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            ReplacedOnce(name="replaced_once"),
            NotAhead(name="not_ahead", field="replaced_on"),
            Frozen(name="frozen", fields=("fund", "public_law", "valid", "amount", "by")),
            Frozen(name="replaced", fields=("replaced_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0)
                & ~models.Q(public_law="")
                & models.Q(valid__isempty=False, valid__startswith__isnull=False, valid__endswith__isnull=False),
                name="continuing_resolution_whole",
                violation_error_message="A continuing resolution has a public law, two days and an amount.",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_on=None, replaced_by="")
                | models.Q(replaced_on__isnull=False) & ~models.Q(replaced_by=""),
                name="continuing_resolution_replaced_whole",
                violation_error_message="The act of the full year has its number and its day.",
            ),
            ExclusionConstraint(
                name="continuing_resolution_one_at_a_time",
                expressions=[("fund", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="Another resolution is in force on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_law}: {self.amount:,.2f}"

    @property
    def place(self) -> Place:
        return self.fund.place
