"""Who holds a right where, for the choices that forms offer."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from partners.models import OperatingUnit

from .models import Assignment, User
from .roles import ROLES


def holders(permission: str, places: QuerySet[OperatingUnit]) -> QuerySet[User]:
    """Active people whose roles in force today include the permission at one of these places."""
    roles = [role for role, spec in ROLES.items() if permission in spec.permissions]
    regions = places.exclude(region="").order_by().values("region")
    there = Q(everywhere=True) | Q(region__in=regions) | Q(operating_unit__in=places)
    holding = Assignment.objects.in_force().filter(there, role__in=roles).values("user")
    return User.objects.filter(pk__in=holding, is_active=True).order_by("last_name", "username")
