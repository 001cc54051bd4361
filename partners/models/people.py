"""People in security forces: names, identifiers at rest in cipher, and dated postings in units."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from encrypted_fields.fields import EncryptedTextField

from ground.access import Place
from ground.guards import Frozen, NoDelete
from ground.history import track
from ground.models import Versioned

from .countries import Country
from .guards import ClosedOnly, LocksPerson
from .sources import Source
from .units import Unit


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Any) -> PersonQuerySet:
        """People of the countries where the user may read people."""
        return self.filter(user.scope.q("partners.view_person", place="country__operating_unit"))


@track()
class Person(Versioned):
    """A member of a security force, or another proposed recipient. Names as given; one of the two may be empty."""

    class Sex(models.TextChoices):
        FEMALE = "F", "Female"
        MALE = "M", "Male"
        NOT_GIVEN = "", "Not given"

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="people", help_text="Citizenship")
    family_names = models.CharField(max_length=150, blank=True)
    given_names = models.CharField(max_length=150, blank=True)
    birth_date = models.CharField(
        "date of birth", max_length=10, blank=True, help_text="As precise as known: 1984, 1984-02 or 1984-02-19"
    )
    birth_place = models.CharField("place of birth", max_length=200, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True, default="")
    rank = models.CharField(max_length=80, blank=True)
    is_civilian = models.BooleanField("civilian", default=False)
    external_source = models.CharField(max_length=60, blank=True)
    external_id = models.CharField("identifier at its source", max_length=100, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name_plural = "people"
        triggers: ClassVar = [*Versioned.Meta.triggers, NoDelete(name="no_delete")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(family_names="", given_names=""),
                name="person_has_name",
                violation_error_message="A person has a family name or a given name.",
            ),
            models.CheckConstraint(
                condition=models.Q(birth_date__regex=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"),
                name="person_birth_date_shape",
                violation_error_message="Write a date of birth as 1984-02-19, 1984-02 or 1984.",
            ),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~models.Q(external_id=""),
                name="person_external_id_once",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("family_names"), name="gin_trgm_ops"), name="person_family_trigrams"),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_names}".strip()

    def get_absolute_url(self) -> str:
        return f"/people/{self.pk}/"

    @property
    def place(self) -> Place:
        unit = self.country.operating_unit
        return Place(unit.pk, unit.region)


@track()
class PersonName(models.Model):
    """Another name of a person: former, nickname, other spelling or script."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "name"], name="person_name_once")]

    def __str__(self) -> str:
        return self.name


class IdentifierKind(models.TextChoices):
    NATIONAL_ID = "NATIONAL_ID", "National ID"
    PASSPORT = "PASSPORT", "Passport"
    FORCE_ID = "FORCE_ID", "Military or police number"


def digest(kind: str, number: str) -> str:
    """Keyed hash of an identifier, for exact match without reading it: letters and digits only, upper case."""
    plain = re.sub(r"[^0-9A-Z]", "", number.upper())
    return hmac.new(str(settings.SALT_KEY).encode(), f"{kind}:{plain}".encode(), hashlib.sha256).hexdigest()


@track()
class PersonIdentifier(models.Model):
    """A number on a document. The number is kept in cipher, in history too; `digest` finds an exact match."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=12, choices=IdentifierKind.choices)
    number = EncryptedTextField()
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "digest"], name="person_identifier_once"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@track()
class Posting(models.Model):
    """A person in a unit for a time, with a source. Closed, never rewritten; one principal posting at a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    title = models.CharField("position", max_length=200, blank=True)
    rank = models.CharField(max_length=80, blank=True)
    is_commander = models.BooleanField("commander", default=False)
    is_principal = models.BooleanField("principal posting", default=True)
    valid = DateRangeField()
    start_known = models.BooleanField(default=False)
    end_known = models.BooleanField(default=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)

    class Meta:
        triggers: ClassVar = [
            LocksPerson(name="locks_person"),
            Frozen(
                name="frozen",
                fields=("person", "unit", "title", "rank", "is_commander", "is_principal", "start_known", "source"),
            ),
            ClosedOnly(name="closed_only"),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="posting_one_principal_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                condition=models.Q(is_principal=True),
                violation_error_message="This person already serves in a unit on some of these days. Close that first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.unit}"
