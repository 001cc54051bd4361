"""Grants, scopes and undeclared pages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.models import User
from accounts.roles import Role
from accounts.services.assignments import assign, create_user
from ground.access import Grant, PermissionMiddleware, Place, Scope
from ground.refusals import Refused
from partners.models import OperatingUnit

EVERYWHERE = Q(pk__isnull=False)  # an empty Q would be dropped by an OR
HERE, THERE = Place(1, "AF", "IMET"), Place(2, "EUR", "FMF")


def grant(**where: object) -> Grant:
    return Grant(role="ANALYST", permissions=frozenset({"x.view_y"}), **where)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "covers_here", "covers_there"),
    [
        ({"everywhere": True}, True, True),
        ({"region": "AF"}, True, False),
        ({"operating_unit": 1}, True, False),
        ({"operating_unit": None}, False, False),
        ({"everywhere": True, "kinds": frozenset({"FMF"})}, False, True),
        ({"region": "AF", "kinds": frozenset({"FMF"})}, False, False),
    ],
)
def test_a_grant_covers_its_place_and_kinds(where: dict[str, object], covers_here: bool, covers_there: bool) -> None:
    scope = Scope((grant(**where),))
    assert scope.permits("x.view_y", HERE) is covers_here
    assert scope.permits("x.view_y", THERE) is covers_there
    assert not scope.permits("x.other", HERE)


def test_without_a_grant_the_filter_matches_nothing() -> None:
    assert Scope().q("x.view_y") == Q(pk__in=[])


def test_a_grant_everywhere_wins_over_narrower_ones_in_either_order() -> None:
    wide, narrow = grant(everywhere=True), grant(region="AF")
    assert Scope((wide, narrow)).q("x.view_y") == EVERYWHERE
    assert Scope((narrow, wide)).q("x.view_y") == EVERYWHERE


@pytest.mark.django_db
def test_rights_begin_and_end_with_the_dates_of_their_assignment() -> None:
    user = create_user(username="dated", password="a long enough passphrase")
    today = dt.date.today()
    place = OperatingUnit.objects.create(kind="GLOBAL", code="GLOBAL-X", name="Global")
    assign(
        user=user,
        role=Role.ANALYST,
        from_on=today - dt.timedelta(9),
        until_on=today - dt.timedelta(1),
        operating_unit=place,
    )
    assign(user=user, role=Role.AUDITOR, from_on=today + dt.timedelta(1), everywhere=True)
    assert User.objects.get(pk=user.pk).scope.permissions == frozenset()
    assign(user=user, role=Role.AUDITOR, from_on=today, until_on=today, operating_unit=place)
    assert User.objects.get(pk=user.pk).scope.has("reporting.view_audit")
    assert not User.objects.get(pk=user.pk).has_perm("vetting.accept_case")


@pytest.mark.django_db
def test_nobody_gives_a_role_to_themselves() -> None:
    user = create_user(username="selfmade", password="a long enough passphrase")
    with pytest.raises(Refused) as caught:
        assign(user=user, role=Role.AUDITOR, from_on=dt.date.today(), everywhere=True, by=user)
    assert caught.value.code == "assignment_not_by_oneself"


def test_a_view_without_a_declared_permission_cannot_be_reached() -> None:
    request = RequestFactory().get("/")
    request.resolver_match = None

    def view(request: object) -> HttpResponse:
        return HttpResponse("reached")

    with pytest.raises(PermissionDenied):
        PermissionMiddleware(view).process_view(request, view, (), {})
