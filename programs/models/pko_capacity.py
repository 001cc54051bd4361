"""What became of it: a partner's capabilities and self-sufficiency, dated, and the deployments of trained units."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from partners.models import Country

from .pko import PERSONS, OfProgramQuerySet, People, TrainingEvent
from .pko_guards import AfterItsTraining, ForItsUnit, OfPko, StepInOrder
from .programs import Program, Recipient


class OfPartnerQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Those of the partners, under the kinds of program, that the user may read."""
        return self.filter(user.scope.q("programs.view_program", place="country__operating_unit", kind="program__kind"))


class CapabilityStatus(models.TextChoices):
    PLEDGED = "PLEDGED", "Pledged"
    DEVELOPMENT = "DEVELOPMENT", "In development"
    CERTIFIED = "CERTIFIED", "Certified"
    DEPLOYED = "DEPLOYED", "Deployed"
    RETIRED = "RETIRED", "Retired"


C = CapabilityStatus
CAPABILITY_EDGES: tuple[tuple[str, str], ...] = (
    *(("", C.PLEDGED), ("", C.DEVELOPMENT), (C.PLEDGED, C.DEVELOPMENT), (C.DEVELOPMENT, C.CERTIFIED)),
    *((C.CERTIFIED, C.DEPLOYED), (C.DEPLOYED, C.CERTIFIED)),  # it comes home, still certified
    *((C.PLEDGED, C.RETIRED), (C.DEVELOPMENT, C.RETIRED), (C.CERTIFIED, C.RETIRED), (C.DEPLOYED, C.RETIRED)),
)


@track()
class Capability(models.Model):
    """Something a partner can send to a mission. Where it stands is its latest step. Never changed."""

    class Sort(models.TextChoices):
        AVIATION = "AVIATION", "Aviation"
        ENGINEERING = "ENGINEERING", "Engineering"
        LOGISTICS = "LOGISTICS", "Logistics"
        MEDICAL = "MEDICAL", "Medical"
        COMMAND = "COMMAND", "Command and control"
        POLICE = "POLICE", "Formed police unit"
        INFANTRY = "INFANTRY", "Infantry"

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="capabilities")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="capabilities")
    sort = models.CharField("type", max_length=11, choices=Sort.choices)
    title = models.CharField(max_length=160)

    objects = OfPartnerQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "capabilities"
        triggers: ClassVar = [
            OfPko(
                name="of_gpoi",
                constraint="capability_of_gpoi",
                message="A capability is developed by a program of the GPOI.",
                asks="d.global_program = 'GPOI'",
            ),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "title"],
                name="capability_once",
                violation_error_message="This capability of the partner is on the register already.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    sort__in=[*("AVIATION", "ENGINEERING", "LOGISTICS", "MEDICAL", "COMMAND", "POLICE", "INFANTRY")]
                )
                & ~models.Q(title=""),
                name="capability_of_a_type",
                violation_error_message="A capability has a title and one of the seven types.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return self.program.place


@track()
class CapabilityStep(models.Model):
    """One step of a capability on a day, with its evidence. Never changed."""

    capability = models.ForeignKey(Capability, on_delete=models.PROTECT, related_name="steps")
    status = models.CharField(max_length=11, choices=CapabilityStatus.choices)
    on_day = models.DateField("on")
    level = models.CharField("UNPCRS level", max_length=40, blank=True)
    evidence = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers: ClassVar = [
            StepInOrder(name="in_order", edges=CAPABILITY_EDGES),
            NotAhead(name="not_ahead", field="on_day"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(evidence=""),
                name="capability_step_has_evidence",
                violation_error_message="A step has its evidence.",
            ),
            models.CheckConstraint(
                condition=models.Q(level="") | models.Q(status="CERTIFIED"),
                name="capability_level_is_certified",
                violation_error_message="A UNPCRS level is given when it is certified.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.on_day}"

    @property
    def place(self) -> Place:
        return self.capability.place


@track()
class SelfSufficiencyRating(models.Model):
    """How far a partner trains and keeps its peacekeepers by itself in one domain, on a day. Never changed: a partner
    that falls back gets another rating, and both stay to be seen."""

    class Domain(models.TextChoices):
        TRAINING = "TRAINING", "Core training"
        PLANNING = "PLANNING", "Planning and staff"
        LOGISTICS = "LOGISTICS", "Logistics"
        MEDICAL = "MEDICAL", "Medical support"
        WOMEN = "WOMEN", "Women's participation"

    class Rating(models.TextChoices):
        DEPENDENT = "DEPENDENT", "Depends on help"
        PARTLY = "PARTLY", "Partly self-sufficient"
        SELF_SUFFICIENT = "SELF_SUFFICIENT", "Self-sufficient"

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="ratings")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="ratings")
    domain = models.CharField(max_length=9, choices=Domain.choices)
    rating = models.CharField(max_length=15, choices=Rating.choices)
    rated_on = models.DateField()
    evidence = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfPartnerQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            OfPko(
                name="of_gpoi",
                constraint="rating_of_gpoi",
                message="Self-sufficiency is rated under a program of the GPOI.",
                asks="d.global_program = 'GPOI'",
            ),
            NotAhead(name="not_ahead", field="rated_on"),
            AppendOnly(name="append_only"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "domain", "rated_on"],
                name="rating_once_a_day",
                violation_error_message="The partner was rated in this domain on that day.",
            ),
            models.CheckConstraint(
                condition=models.Q(rating__in=["DEPENDENT", "PARTLY", "SELF_SUFFICIENT"]) & ~models.Q(evidence=""),
                name="rating_has_evidence",
                violation_error_message="A rating is one of the three and has its evidence.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_domain_display()}: {self.get_rating_display()}, {self.rated_on}"

    @property
    def place(self) -> Place:
        return self.program.place


@track()
class Deployment(Versioned, People):
    """A unit of a partner in an operation, from a day on, with the event that trained it."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="deployments")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="deployments")
    operation = models.CharField(max_length=80)
    from_on = models.DateField("since")
    until_on = models.DateField("until", null=True, blank=True)
    trained_by = models.ForeignKey(
        TrainingEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="deployments"
    )

    objects = OfProgramQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            OfPko(name="of_pko", constraint="deployment_of_pko", message="A deployment belongs to a PKO program."),
            ForItsUnit(name="for_its_unit"),
            AfterItsTraining(name="after_training"),
            NotAhead(name="not_ahead", field="from_on"),
            NotAhead(name="not_ahead_until", field="until_on"),
            Frozen(name="frozen", fields=("program", "recipient", "operation", "from_on")),
            Frozen(name="credited", fields=("trained_by",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recipient", "operation", "from_on"],
                name="deployment_once",
                violation_error_message="This deployment is recorded already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(operation="") & (models.Q(military__gt=0) | models.Q(police__gt=0)),
                name="deployment_counts_somebody",
                violation_error_message="A deployment names its operation and counts its persons.",
            ),
            models.CheckConstraint(
                condition=models.Q(women__lte=PERSONS),
                name="deployment_women_within",
                violation_error_message="Women are counted among the persons deployed.",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="deployment_dates_in_order",
                violation_error_message="A deployment ends on or after the day it began.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["program", "from_on"], name="deployment_by_program")]

    def __str__(self) -> str:
        return f"{self.recipient}, {self.operation}"

    @property
    def place(self) -> Place:
        return self.program.place
