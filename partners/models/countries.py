"""Countries with dated names, the bureaus and commands that cover them, posts, and operating units."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from ground.access import Place
from ground.history import track


@track()
class Bureau(models.Model):
    """A regional bureau of the Department of State. Data, not code: offices change."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.code


@track()
class CombatantCommand(models.Model):
    """A geographic combatant command."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.code


@track()
class Country(models.Model):
    """A partner country. `iso3` is its address; user-assigned codes (X…) are the invented partners of the demo."""

    iso3 = models.CharField("ISO alpha-3", max_length=3, unique=True)
    iso2 = models.CharField("ISO alpha-2", max_length=2, blank=True)
    numeric = models.CharField("ISO numeric", max_length=3, blank=True)
    name = models.CharField(max_length=100)
    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, null=True, blank=True)
    command = models.ForeignKey(CombatantCommand, on_delete=models.PROTECT, null=True, blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "countries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(iso3__regex=r"^[A-Z]{3}$"),
                name="country_iso3_shape",
                violation_error_message="An ISO alpha-3 code is three capital letters.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/countries/{self.iso3}/"


@track()
class CountryName(models.Model):
    """A spelling of a country in some source, for some dates. A spelling means one country at a time."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, editable=False, help_text="Lower case, single spaces: what is compared")
    valid = DateRangeField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folded"],
                name="country_name_one_country",
                violation_error_message="This spelling already stands for a country.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@track()
class Post(models.Model):
    """A US diplomatic post: where requests come from."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=120)
    city = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["country", "name"], name="post_once_per_country"),
        ]

    def __str__(self) -> str:
        return self.name


class OperatingUnitQuerySet(models.QuerySet["OperatingUnit"]):
    """Every signed-in user may read operating units: they are reference."""

    def within(self, user: Any, permission: str) -> OperatingUnitQuerySet:
        """Those at which the user holds a permission, for choices in forms."""
        q = models.Q(pk__in=[])
        for grant in user.scope.grants:
            if permission not in grant.permissions:
                continue
            if grant.everywhere:
                return self
            q |= models.Q(region=grant.region) if grant.region else models.Q(pk=grant.operating_unit)
        return self.filter(q)


@track()
class OperatingUnit(models.Model):
    """A row of the budget justification: what money, programs, cases and rollups carry. Each country has one."""

    class Kind(models.TextChoices):
        COUNTRY = "COUNTRY", "Country"
        REGIONAL = "REGIONAL", "Regional"
        GLOBAL = "GLOBAL", "Global"
        BUREAU = "BUREAU", "Bureau"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=12, unique=True, help_text="ISO alpha-3 for a country, our own code otherwise")
    name = models.CharField(max_length=120)
    country = models.OneToOneField(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="operating_unit"
    )
    region = models.CharField(max_length=12, blank=True, db_index=True, help_text="Code of the regional bureau")

    objects = OperatingUnitQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="COUNTRY", country__isnull=False)
                | ~models.Q(kind="COUNTRY") & models.Q(country__isnull=True),
                name="operating_unit_country_matches_kind",
                violation_error_message="A country row names its country; no other row does.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return Place(self.pk, self.region)
