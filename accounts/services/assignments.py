"""Users and roles: make a person, give a role, end one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import Assignment, User
from accounts.roles import Role
from ground.refusals import refusals
from partners.models import OperatingUnit


def create_user(
    *, username: str, password: str, first_name: str = "", last_name: str = "", is_staff: bool = False
) -> User:
    """A person who can sign in and may do nothing yet."""
    with refusals():
        return User.objects.create_user(
            username, password=password, first_name=first_name, last_name=last_name, is_staff=is_staff
        )


def assign(
    *,
    user: User,
    role: Role,
    from_on: dt.date,
    until_on: dt.date | None = None,
    everywhere: bool = False,
    region: str = "",
    operating_unit: OperatingUnit | None = None,
    kinds: tuple[str, ...] = (),
    by: Any = None,
) -> Assignment:
    """Give a role at one place for some days (`until_on` is the last day; None is until further notice)."""
    end = until_on + dt.timedelta(days=1) if until_on else None
    with refusals():
        made = Assignment.objects.create(
            user=user,
            role=role,
            everywhere=everywhere,
            region=region,
            operating_unit=operating_unit,
            kinds=list(kinds),
            valid=DateRange(from_on, end),
            granted_by=by,
        )
    user.__dict__.pop("scope", None)
    return made
