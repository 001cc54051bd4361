"""Reads of restrictions on countries: why an obligation is shut, and what a plan should know. They never write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import QuerySet

from ground.dates import today
from ground.refusals import Problem

from .rules import refusal

if TYPE_CHECKING:
    from ..models import CountryRestriction, Obligation


def country_is_open(obligation: Obligation, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """No obligation that the law shuts for its country, beyond its waivers. Statute: the law that the restriction
    names, not verified; asked of the same SQL as the guard."""
    from ..models.restriction_guards import refusing

    sql = f"""
        SELECT x.citation, x.open_for FROM programs_obligation mine JOIN programs_fund fund ON fund.id = mine.fund_id
        CROSS JOIN LATERAL ({refusing("mine", "fund")}) x WHERE mine.id = %s
    """  # noqa: S608 - our own tables
    with connection.cursor() as cursor:
        cursor.execute(sql, [obligation.pk])
        for citation, left in cursor.fetchall():
            yield refusal(citation, left)


def standing_for(*, kind: Any, operating_unit: Any, on: dt.date | None = None) -> QuerySet[CountryRestriction]:
    """What a plan should know: the restrictions of its country in force that touch money of its kind. Both may be
    references to an outer query, so that a page asks whether there are any along with its record."""
    from ..models import Account, CountryRestriction

    codes = ArraySubquery(Account.objects.filter(kind=kind).values("code"))
    rows = CountryRestriction.objects.standing(on or today()).filter(country__operating_unit=operating_unit)
    return rows.filter(accounts__overlap=codes).select_related("country").order_by("-blocks", "pk")
