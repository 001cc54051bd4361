"""Sites of explosive hazards, the tasks of grants there, land released in three numbers, and its handover."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Now

from ground.access import Place, Scope
from ground.guards import AppendOnly, Frozen, MarksStale, NoDelete, NotAhead, marks_stale
from ground.history import track
from ground.models import Versioned
from partners.models import Country

from ..cwd.lifecycle import SITE_STEPS, TASK_STEPS
from ..cwd.states import Activity, Contaminant, LandUse, Priority, SiteStatus, TaskState
from ..states import Kind
from .clearance_guards import HandoverWithinRelease, ReleaseWithinSite, SiteArea, TaskOfGrant, WorkOfTask
from .grants import Grant, OfNadrQuerySet

ZERO = Decimal(0)


def square_meters(label: str, **more: Any) -> models.DecimalField[Any, Any]:
    """An area; 1 hectare is 10,000 square meters."""
    return models.DecimalField(
        f"{label}, m²", max_digits=14, decimal_places=2, validators=[MinValueValidator(ZERO)], **more
    )


class InCountryQuerySet(models.QuerySet[Any]):
    """What lies in a country, whatever program works there."""

    def visible_to(self, user: Any) -> InCountryQuerySet:
        """Where the user may read NADR programs."""
        grants = tuple(grant for grant in user.scope.grants if not grant.kinds or Kind.NADR in grant.kinds)
        return self.filter(Scope(grants).q("programs.view_program", place="country__operating_unit"))


class InCountry(models.Model):
    """Base of what lies in a country: a site of hazards, a depot."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    admin_area = models.CharField("administrative area", max_length=160)

    objects = InCountryQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        unit = self.country.operating_unit
        return Place(unit.pk, unit.region, Kind.NADR)


@track()
class Site(InCountry, Versioned):
    """An area suspected or confirmed to hold explosive hazards, as the national mine-action database numbers it."""

    hazard_id = models.CharField("hazard id in the national database", max_length=40)
    latitude = models.DecimalField(
        max_digits=8, decimal_places=5, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.DecimalField(
        max_digits=8, decimal_places=5, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    area_m2 = square_meters("area")
    status = models.CharField(max_length=11, choices=SiteStatus.choices, default=SiteStatus.SUSPECTED)

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *SITE_STEPS.triggers(),
            SiteArea(name="area"),
            Frozen(name="frozen", fields=("country", "hazard_id")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "hazard_id"],
                name="site_hazard_once",
                violation_error_message="This hazard is a site already.",
            ),
            models.CheckConstraint(
                condition=Q(area_m2__gt=0),
                name="site_has_area",
                violation_error_message="A site has an area above zero.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="site_on_earth",
                violation_error_message="Latitude lies between -90 and 90, longitude between -180 and 180.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"/sites/{self.pk}/"

    @property
    def released_m2(self) -> Decimal:
        """What is canceled, reduced or cleared of it so far, in square meters. One query."""
        rows = LandRelease.objects.current().filter(task__site=self)
        return Decimal(
            rows.aggregate(sum=Sum(F("canceled_m2") + F("reduced_m2") + F("cleared_m2"), default=ZERO))["sum"]
        )


@track()
class CwdTask(Versioned):
    """A piece of work of a grant: one type of activity, at a site where it has one, and what it makes possible.

    An NGO that clears is not a unit of security forces: what such a unit receives is a delivery, and meets the gate.
    """

    program_path = "grant__program"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="tasks")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    title = models.CharField(max_length=200)
    activity = models.CharField("type of activity", max_length=13, choices=Activity.choices)
    contaminant = models.CharField(max_length=12, choices=Contaminant.choices, default=Contaminant.NONE)
    priority = models.CharField(max_length=14, choices=Priority.choices)
    cost = models.DecimalField("cost, US dollars", max_digits=20, decimal_places=2, null=True, blank=True)
    key_site = models.CharField("key site", max_length=160, blank=True, help_text="Such as a bridge, a clinic, a line")
    unblocks = models.CharField("assistance that it unblocks", max_length=300, blank=True)
    blocked_on = models.DateField("blocked since", null=True, blank=True)
    opened_on = models.DateField("open since", null=True, blank=True)
    assigned_on = models.DateField()
    began_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=18, choices=TaskState.choices, default=TaskState.PLANNED)

    objects = OfNadrQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = "CWD task"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *TASK_STEPS.triggers(),
            TaskOfGrant(name="of_grant"),
            NotAhead(name="assigned_not_ahead", field="assigned_on"),
            NotAhead(name="began_not_ahead", field="began_on"),
            NotAhead(name="opened_not_ahead", field="opened_on"),
            Frozen(name="frozen", fields=("grant", "site", "activity", "assigned_on")),
            Frozen(name="began", fields=("began_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title="") & Q(activity__in=Activity.values),
                name="task_has_activity",
                violation_error_message="A task has a title and one of the eleven types of activity.",
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="task_cost_not_negative",
                violation_error_message="The cost is zero or more.",
            ),
            models.CheckConstraint(
                condition=Q(key_site="", unblocks="", blocked_on=None, opened_on=None)
                | ~Q(key_site="") & ~Q(unblocks="") & Q(blocked_on__isnull=False),
                name="task_key_site_whole",
                violation_error_message="A key site says what it unblocks and since when it is blocked.",
            ),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(opened_on__gte=F("blocked_on")),
                name="task_opened_after_blocked",
                violation_error_message="It opened on the day it was blocked or later.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TaskState.PLANNED, TaskState.ACCREDITED]) | Q(began_on__isnull=False),
                name="task_at_work_has_begun",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["grant", "state"], name="cwd_task_of_grant")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/grants/tasks/{self.pk}/"

    @property
    def place(self) -> Place:
        return self.grant.program.place


class WorkQuerySet(OfNadrQuerySet):
    def current(self) -> WorkQuerySet:
        """Without what a later row replaced."""
        return self.filter(replaced_by=None)


class Work(models.Model):
    """Base of what is recorded of a task over some days: added, never changed; a mistake is replaced by a new row."""

    program_path = "task__grant__program"

    task = models.ForeignKey(CwdTask, on_delete=models.PROTECT, related_name="%(class)ss")
    since = models.DateField("from")
    until = models.DateField()
    document = models.CharField("report it stands in", max_length=120)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = WorkQuerySet.as_manager()

    class Meta:
        abstract = True
        triggers: ClassVar = [
            WorkOfTask(name="of_task"),
            NotAhead(name="not_ahead", field="until"),
            AppendOnly(name="append_only"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.since} to {self.until}"

    @property
    def place(self) -> Place:
        return self.task.place


def counted_anew(fact: str, table: str) -> list[MarksStale]:
    """What a new row, and the row that it replaces, change in counts: the fiscal years in which their days end."""
    return marks_stale(
        fact,
        keys="EXTRACT(year FROM d.day + INTERVAL '3 months')::int, p.operating_unit_id",
        joins=f"""
            JOIN programs_cwdtask t ON t.id = r.task_id JOIN programs_grant g ON g.id = t.grant_id
            JOIN programs_program p ON p.id = g.program_id
            JOIN LATERAL (SELECT r.until AS day UNION
                          SELECT o.until FROM programs_{table} o WHERE o.id = r.replaces_id) d ON true""",
    )[:1]  # rows are added and never changed


def reported(name: str) -> models.CheckConstraint:
    """Each such row names its report and its days in order."""
    return models.CheckConstraint(
        condition=~Q(document="") & Q(since__lte=F("until")),
        name=f"{name}_is_reported",
        violation_error_message="It names its report, and ends on its first day or later.",
    )


@track()
class LandRelease(Work):
    """Land of a site released over some days in three numbers, never added up as “cleared” (IMAS 07.11)."""

    canceled_m2 = square_meters("canceled by non-technical survey", default=0)
    reduced_m2 = square_meters("reduced by technical survey", default=0)
    cleared_m2 = square_meters("cleared", default=0)

    class Meta(Work.Meta):
        triggers: ClassVar = [
            *Work.Meta.triggers,
            ReleaseWithinSite(name="within_site"),
            *counted_anew("land", "landrelease"),
        ]
        constraints: ClassVar = [
            reported("land_release"),
            models.CheckConstraint(
                condition=Q(canceled_m2__gte=0, reduced_m2__gte=0, cleared_m2__gte=0),
                name="land_release_not_negative",
                violation_error_message="Areas are zero or more.",
            ),
        ]


@track()
class Handover(Versioned):
    """Land given back after a task: how much, to how many people, for what use, and looked at again later."""

    program_path = "task__grant__program"

    task = models.OneToOneField(CwdTask, on_delete=models.PROTECT, related_name="handover")
    handed_over_on = models.DateField()
    area_m2 = square_meters("area")
    beneficiaries = models.PositiveIntegerField("direct beneficiaries, persons")
    land_use = models.CharField("land use after", max_length=9, choices=LandUse.choices)
    document = models.CharField("handover certificate", max_length=120)
    assessed_on = models.DateField("post-clearance assessment on", null=True, blank=True)
    impact = models.TextField("what the assessment found", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfNadrQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            HandoverWithinRelease(name="within_release"),
            NotAhead(name="not_ahead", field="handed_over_on"),
            NotAhead(name="assessed_not_ahead", field="assessed_on"),
            Frozen(name="frozen", fields=("task", "handed_over_on", "area_m2", "beneficiaries", "document", "by")),
            Frozen(name="assessed", fields=("assessed_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(area_m2__gt=0) & ~Q(document=""),
                name="handover_has_area_and_document",
                violation_error_message="A handover has an area above zero and a certificate.",
            ),
            models.CheckConstraint(
                condition=Q(assessed_on=None, impact="") | Q(assessed_on__gte=F("handed_over_on")) & ~Q(impact=""),
                name="handover_assessed_whole",
                violation_error_message="An assessment comes after the handover and says what it found.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.handed_over_on}"

    @property
    def place(self) -> Place:
        return self.task.place
