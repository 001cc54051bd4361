"""Users and their dated assignments. `user.scope` is read once a request and says what may be done where."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models

from ground.access import Grant, Scope
from ground.dates import today
from ground.guards import NoDelete
from ground.history import track
from partners.models import OperatingUnit

from .roles import ROLES, Role


@track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who signs in. Rights come from assignments, never from groups or flags."""

    class Meta:
        triggers: ClassVar = [NoDelete(name="no_delete")]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def scope(self) -> Scope:
        """What the assignments in force today allow. One query, once per request."""
        if not self.is_active:
            return Scope()
        rows = self.assignments.filter(valid__contains=today()).select_related("operating_unit")
        return Scope(tuple(row.grant for row in rows))

    @property
    def roles(self) -> list[str]:
        """The labels of the roles in force, for the header."""
        return list(dict.fromkeys(Role(g.role).label for g in self.scope.grants))


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_force(self, on: Any = None) -> AssignmentQuerySet:
        """Those whose dates include the day."""
        return self.filter(valid__contains=on or today())


@track()
class Assignment(models.Model):
    """A role for a person at a place, from a day until a day, given by somebody."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=30, choices=Role.choices)
    everywhere = models.BooleanField(default=False)
    region = models.CharField(max_length=12, blank=True, help_text="Code of a regional bureau: AF, EAP, EUR …")
    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, null=True, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, help_text="Program kinds; empty means all"
    )
    valid = DateRangeField("from and until")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [NoDelete(name="no_delete")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(everywhere=True, region="", operating_unit__isnull=True)
                | models.Q(everywhere=False, operating_unit__isnull=True) & ~models.Q(region="")
                | models.Q(everywhere=False, region="", operating_unit__isnull=False),
                name="assignment_one_place",
                violation_error_message="Name one place: everywhere, a region, or an operating unit.",
            ),
            models.CheckConstraint(
                condition=models.Q(granted_by__isnull=True) | ~models.Q(granted_by=models.F("user")),
                name="assignment_not_by_oneself",
                violation_error_message="Nobody gives a role to themselves.",
            ),
            ExclusionConstraint(
                name="assignment_no_overlap",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("region", RangeOperators.EQUAL),
                    (models.functions.Coalesce("operating_unit", 0), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="The same role at the same place is already given for some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.where}"

    @property
    def where(self) -> str:
        if self.everywhere:
            return "everywhere"
        return self.region or str(self.operating_unit)

    @property
    def grant(self) -> Grant:
        return Grant(
            role=self.role,
            permissions=ROLES[self.role].permissions,
            everywhere=self.everywhere,
            region=self.region,
            operating_unit=self.operating_unit_id,
            kinds=frozenset(self.kinds),
        )
