"""A case: one request for one event, with the law, the money and the people who ask and endorse."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete, marks_stale
from ground.history import track
from ground.models import Versioned
from partners.models import OperatingUnit, Post

from ..lifecycle import CASE_STEPS
from ..states import CaseState
from .guards import EverySubjectDecided, UnitsComeWithPeople
from .laws import Law


class RequestType(models.TextChoices):
    LEAHY = "LEAHY", "Leahy vetting"
    COURTESY = "COURTESY", "Courtesy vetting"


class CaseQuerySet(models.QuerySet["VettingCase"]):
    def visible_to(self, user: Any) -> CaseQuerySet:
        """Cases at the places where the user may read cases; a program manager also their own."""
        return self.filter(user.scope.q("vetting.view_case"))

    def open(self) -> CaseQuerySet:
        return self.exclude(state__in=[CaseState.CLOSED, CaseState.CANCELLED])

    def waiting_for_endorsement(self, user: Any) -> CaseQuerySet:
        """Requests of programs that this user manages."""
        return self.visible_to(user).filter(state=CaseState.SUBMITTED, manager=user)


@track()
class VettingCase(Versioned):
    """A batch of subjects for one event. It keeps the event's text and manager as it was given them."""

    number = models.CharField(max_length=24, unique=True, editable=False)
    request_type = models.CharField(max_length=10, choices=RequestType.choices, default=RequestType.LEAHY)
    state = models.CharField(max_length=20, choices=CaseState.choices, default=CaseState.DRAFT)
    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, related_name="cases")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True)
    event = models.CharField("event", max_length=200)
    need = models.TextField(blank=True, help_text="What the assistance is for, in a sentence or two")
    event_start = models.DateField("starts on")
    event_end = models.DateField("ends on")
    laws = ArrayField(models.CharField(max_length=10, choices=Law.choices))
    funding = models.CharField(max_length=60, blank=True, help_text="Account and year, such as IMET FY 2027")
    program_number = models.CharField("program", max_length=24, blank=True)
    program_kind = models.CharField(max_length=10, blank=True)
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="requested_cases")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="managed_cases")
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    results_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    returns = models.PositiveIntegerField("times returned", default=0)
    return_reason = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *CASE_STEPS.triggers(),
            UnitsComeWithPeople(name="units_come_with_people"),
            EverySubjectDecided(name="every_subject_decided"),
            Frozen(name="frozen", fields=("number", "operating_unit", "requester", "manager", "laws")),
            NoDelete(name="no_delete"),
            *marks_stale(
                "case", keys="EXTRACT(YEAR FROM r.event_start + INTERVAL '3 months')::int, r.operating_unit_id"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(event_end__gte=models.F("event_start")),
                name="case_dates_in_order",
                violation_error_message="The event ends on or after the day it starts.",
            ),
            models.CheckConstraint(
                condition=models.Q(laws__len__gt=0),
                name="case_names_a_law",
                violation_error_message="A case names the law it is vetted under.",
            ),
            models.CheckConstraint(
                condition=~models.Q(requester=models.F("manager")),
                name="case_requester_is_not_manager",
                violation_error_message="Requester and program manager are two people.",
            ),
            models.CheckConstraint(
                condition=models.Q(endorsed_by__isnull=True) | models.Q(endorsed_by=models.F("manager")),
                name="case_endorsed_by_its_manager",
                violation_error_message="Only the program manager approves the request.",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["DRAFT", "SUBMITTED", "RETURNED"], endorsed_by__isnull=True)
                | models.Q(state="CANCELLED")
                | ~models.Q(state__in=["DRAFT", "SUBMITTED", "RETURNED"]) & models.Q(endorsed_by__isnull=False),
                name="case_endorsed_before_it_leaves",
                violation_error_message="A request leaves the program when its manager has approved it.",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by__isnull=True) | ~models.Q(accepted_by=models.F("requester")),
                name="case_not_worked_by_its_requester",
                violation_error_message="Whoever asked for a case does not work it.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "event_start"], name="case_by_state"),
            models.Index(fields=["manager", "state"], name="case_by_manager"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.event}"

    def get_absolute_url(self) -> str:
        return f"/vetting/cases/{self.number}/"

    @property
    def place(self) -> Place:
        return Place(self.operating_unit_id, self.operating_unit.region, self.program_kind)
