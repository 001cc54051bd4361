"""Offices with what each answers for, from when until when; who carries a program out; whom it was consulted with."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce, Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import BASES, Versioned
from partners.models import OperatingUnit
from partners.models.guards import ClosedOnly

from ..states import OF_PROGRAMS, Department, Duty, ImplementerSort, Kind, Position
from .programs import Program


@track()
class Office(Versioned):
    """An office by its symbol, such as PM/SA. Names change, and what an office answers for has dates of its own."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=160)
    agency = models.CharField(max_length=10, choices=Department.choices)
    does = models.TextField("what it does", blank=True)
    source = models.CharField(max_length=300)

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Frozen(name="frozen", fields=("code",)),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(source="") & ~models.Q(name="") & models.Q(agency__in=Department.values),
                name="office_has_name_and_source",
                violation_error_message="An office has a name, an agency and a source.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.name}"

    def get_absolute_url(self) -> str:
        return f"/offices/{self.slug}/"

    @property
    def slug(self) -> str:
        """Its symbol in an address: PM/SA is pm-sa."""
        return self.code.lower().replace("/", "-")


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def on(self, day: dt.date) -> ResponsibilityQuerySet:
        """Those in force on a day."""
        return self.filter(valid__contains=day)

    def at(self, operating_unit: Any, region: Any) -> ResponsibilityQuerySet:
        """Those that cover a place, the narrowest first: its own, its region's, then everywhere."""
        own = models.Q(operating_unit=operating_unit)
        wide = models.Q(operating_unit=None) & (models.Q(region=region) | models.Q(region=""))
        return self.filter(own | wide).order_by(models.F("operating_unit").asc(nulls_last=True), "-region", "pk")


@track()
class Responsibility(models.Model):
    """What an office answers for: a duty, for one kind of program, at a place, from a day until a day. Closed, never
    rewritten; for each duty, kind and place one office at a time."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="responsibilities")
    duty = models.CharField(max_length=12, choices=Duty.choices)
    kind = models.CharField("kind of program", max_length=10, choices=Kind.choices, blank=True)
    region = models.CharField(max_length=10, blank=True)
    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    valid = DateRangeField()
    start_known = models.BooleanField(default=False)
    end_known = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    basis = models.CharField(max_length=20, choices=BASES)
    verified = models.BooleanField(default=False)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "responsibilities"
        triggers: ClassVar = [
            ClosedOnly(name="closed_only"),
            Frozen(
                name="frozen", fields=("office", "duty", "kind", "region", "operating_unit", "start_known", "source")
            ),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="responsibility_one_office_at_a_time",
                expressions=[
                    ("duty", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("region", RangeOperators.EQUAL),
                    (Coalesce("operating_unit", 0), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another office answers for this on some of these dates. Close it first.",
            ),
            models.CheckConstraint(
                condition=models.Q(region="") | models.Q(operating_unit=None),
                name="responsibility_of_one_place",
                violation_error_message="A responsibility is for one place, for a region, or for everywhere.",
            ),
            models.CheckConstraint(
                condition=models.Q(duty__in=OF_PROGRAMS, kind__in=Kind.values)
                | models.Q(duty__in=[Duty.HUMAN_RIGHTS, Duty.CONGRESS], kind=""),
                name="responsibility_names_its_kind",
                violation_error_message="A duty for programs names their kind; another duty names none.",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="responsibility_has_source",
                violation_error_message="A responsibility says where it stands.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office.code} {self.get_duty_display().lower()} {self.kind}".strip()

    @property
    def where(self) -> str:
        """The place in words."""
        if self.operating_unit is not None:
            return str(self.operating_unit)
        return self.region or "everywhere"


class OfAProgramQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> OfAProgramQuerySet:
        """Those of the programs that the user may read."""
        return self.filter(user.scope.q("programs.view_program", place="program__operating_unit", kind="program__kind"))


@track()
class Implementer(models.Model):
    """Who carries a program out, or a part of it, and from when until when. Closed, never rewritten."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="implementers")
    sort = models.CharField("what it is", max_length=12, choices=ImplementerSort.choices)
    name = models.CharField(max_length=200)
    does = models.CharField("what it does here", max_length=300)
    document = models.CharField(max_length=120, blank=True)
    valid = DateRangeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfAProgramQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            ClosedOnly(name="closed_only"),
            Frozen(name="frozen", fields=("program", "sort", "name", "does", "document", "by")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="implementer_once_at_a_time",
                expressions=[
                    ("program", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    ("does", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="It is recorded for this already on some of these dates.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(does="") & models.Q(sort__in=ImplementerSort.values),
                name="implementer_says_who_and_what",
                violation_error_message="An implementer has a name, a sort and what it does.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return self.program.place


@track()
class Consultation(models.Model):
    """What another agency said about a program on a day, or that it had no view. Never changed: it was said."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="consultations")
    agency = models.CharField(max_length=10, choices=Department.choices)
    office = models.CharField(max_length=120, blank=True)
    held_on = models.DateField()
    view = models.CharField(max_length=12, choices=Position.choices)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfAProgramQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [NotAhead(name="not_ahead", field="held_on"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(text="")
                & models.Q(agency__in=Department.values)
                & models.Q(view__in=Position.values)
                & (~models.Q(agency=Department.OTHER) | ~models.Q(office="")),
                name="consultation_says_who_and_what",
                violation_error_message="A consultation names the agency, its view, and what it said.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_agency_display()}, {self.held_on}"

    @property
    def place(self) -> Place:
        return self.program.place
