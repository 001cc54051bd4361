"""Security-force units: dated names, dated parents, never deleted. The statutes bar units, not people."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from ground.access import Place
from ground.guards import Frozen, NoDelete
from ground.history import track
from ground.models import Versioned

from .countries import Country
from .guards import ClosedOnly, ForceChanged, NoCircle
from .sources import Source


class ForceType(models.TextChoices):
    """What kind of force a unit belongs to. Unknown counts as in scope of the Leahy laws (620M, policy)."""

    MILITARY = "MILITARY", "Military"
    POLICE = "POLICE", "Police"
    OTHER = "OTHER", "Other force (border, customs, prison, intelligence)"
    UNKNOWN = "UNKNOWN", "Unknown"


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, user: Any) -> UnitQuerySet:
        """Units of the countries where the user may read units."""
        return self.filter(user.scope.q("partners.view_unit", place="country__operating_unit"))

    def named_like(self, text: str) -> UnitQuerySet:
        """Units whose code, name or one of whose aliases contains the text, in any letter case."""
        aliases = UnitName.objects.filter(name__icontains=text).values("unit")
        return self.filter(models.Q(name__icontains=text) | models.Q(code__iexact=text) | models.Q(pk__in=aliases))


@track()
class Unit(Versioned):
    """A unit of a foreign security force, at whatever level a source can show."""

    code = models.CharField(max_length=20, unique=True, help_text="Country and a number, such as DEMO-XTM-0108")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="units")
    name = models.CharField("display name", max_length=300)
    force_type = models.CharField(max_length=10, choices=ForceType.choices, default=ForceType.UNKNOWN)
    echelon = models.CharField(max_length=60, blank=True, help_text="Brigade, battalion, station …")
    headquarters = models.CharField(max_length=300, blank=True)
    external_source = models.CharField(max_length=60, blank=True)
    external_id = models.CharField("identifier at its source", max_length=100, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [*Versioned.Meta.triggers, ForceChanged(name="force_changed"), NoDelete(name="no_delete")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="unit_has_name",
                violation_error_message="A unit has a name.",
            ),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~models.Q(external_id=""),
                name="unit_external_id_once",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="unit_name_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/units/{self.code}/"

    @property
    def place(self) -> Place:
        unit = self.country.operating_unit
        return Place(unit.pk, unit.region)


@track()
class UnitName(models.Model):
    """A name or alias of a unit, for the dates a source can show."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    valid = DateRangeField(null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "name"], name="unit_name_once")]
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="unitname_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class UnitParent(models.Model):
    """A dated line of command between two units, with its source. Overlapping parents may exist: attachments do."""

    class Relation(models.TextChoices):
        COMMAND = "COMMAND", "Commanded by"
        MEMBER = "MEMBER", "Member of"
        ATTACHED = "ATTACHED", "Attached to"

    child = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")
    relation = models.CharField(max_length=10, choices=Relation.choices, default=Relation.COMMAND)
    valid = DateRangeField()
    start_known = models.BooleanField(default=False)
    end_known = models.BooleanField(default=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)

    class Meta:
        triggers: ClassVar = [
            NoCircle(name="no_circle"),
            Frozen(name="frozen", fields=("child", "parent", "relation", "start_known", "source")),
            ClosedOnly(name="closed_only"),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(child=models.F("parent")),
                name="unit_parent_not_itself",
                violation_error_message="A unit is not its own parent.",
            ),
            ExclusionConstraint(
                name="unit_parent_once_at_a_time",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    ("parent", RangeOperators.EQUAL),
                    ("relation", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="This line of command is already recorded for some of these dates.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} {self.get_relation_display().lower()} {self.parent}"
