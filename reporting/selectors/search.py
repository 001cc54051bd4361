"""One search over cases, units, people, programs, funds, notifications and countries, each scoped to the reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.db.models import Q, QuerySet

from ground.access import SIGNED_IN, may
from ground.pages.templatetags.gatehouse import url_if
from partners.filters import PersonFilter
from partners.models import Country, CountryName, Person, Unit
from programs.models import CongressionalNotification, Fund, Program
from vetting.models import VettingCase

SHOWN = 10
SHORTEST = 2  # letters


@dataclass(frozen=True)
class Found:
    """One record: its number or code where it has one, its name, and what tells it apart."""

    ident: str
    name: str
    under: str
    url: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more` is the address of the list with the rest."""

    title: str
    icon: str
    found: list[Found]
    more: str = ""


def search(text: str, user: Any) -> list[Group]:
    """Groups with something in them. A record out of the reader's scope is not found, as if it did not exist."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    groups = [kind(text, user) for permission, kind in KINDS if permission == SIGNED_IN or may(user, permission)]
    return [group for group in groups if group.found]


def exact(text: str, groups: list[Group]) -> str:
    """The address of the only record whose number or code was typed, or ""."""
    wanted = text.strip().upper()
    hits = [one for group in groups for one in group.found if one.ident.upper() == wanted]
    return hits[0].url if len(hits) == 1 else ""


def _group(title: str, icon: str, rows: QuerySet[Any], found: Callable[[Any], Found], page: str, text: str) -> Group:
    shown = list(rows[: SHOWN + 1])
    address = url_if(page) if len(shown) > SHOWN else ""
    return Group(title, icon, [found(row) for row in shown[:SHOWN]], f"{address}?q={text}" if address else "")


def _cases(text: str, user: Any) -> Group:
    rows = VettingCase.objects.visible_to(user).filter(
        Q(number__icontains=text) | Q(event__icontains=text) | Q(program_number__iexact=text)
    )

    def found(case: Any) -> Found:
        return Found(case.number, case.event, case.get_state_display(), case.get_absolute_url())

    return _group("Cases", "shield", rows.order_by("-pk"), found, "case-list", text)


def _units(text: str, user: Any) -> Group:
    rows = Unit.objects.visible_to(user).filter(Q(pk__in=Unit.objects.named_like(text)) | Q(code__icontains=text))

    def found(unit: Any) -> Found:
        return Found(unit.code, unit.name, str(unit.country), unit.get_absolute_url())

    return _group("Units", "unit", rows.select_related("country").order_by("name", "pk"), found, "unit-list", text)


def _people(text: str, user: Any) -> Group:
    asked = SimpleNamespace(user=user)  # what a filter of a page reads from its request
    rows = PersonFilter({"q": text}, queryset=Person.objects.visible_to(user), request=asked).qs

    def found(person: Any) -> Found:
        known = [person.rank, str(person.country), f"born {person.birth_date}" if person.birth_date else ""]
        return Found("", str(person), ", ".join(one for one in known if one), person.get_absolute_url())

    ordered = rows.select_related("country").order_by("family_names", "given_names", "pk")
    return _group("People", "user", ordered, found, "person-list", text)


def _programs(text: str, user: Any) -> Group:
    rows = Program.objects.visible_to(user).filter(Q(number__icontains=text) | Q(title__icontains=text))

    def found(program: Any) -> Found:
        return Found(program.number, program.title, program.get_state_display(), program.get_absolute_url())

    return _group("Programs", "folder", rows.order_by("-pk"), found, "program-list", text)


def _funds(text: str, user: Any) -> Group:
    rows = Fund.objects.visible_to(user).filter(Q(number__icontains=text) | Q(title__icontains=text))

    def found(fund: Any) -> Found:
        return Found(fund.number, fund.title, f"FY {fund.fiscal_year}", fund.get_absolute_url())

    return _group("Funds", "coins", rows.order_by("-pk"), found, "fund-list", text)


def _notifications(text: str, user: Any) -> Group:
    seen = CongressionalNotification.objects.visible_to(user)
    rows = seen.filter(Q(number__icontains=text) | Q(title__icontains=text)).order_by("-pk")

    def found(notice: Any) -> Found:
        return Found(notice.number, notice.title, notice.get_state_display(), notice.get_absolute_url())

    return _group("Notifications", "mail", rows, found, "notification-list", text)


def _countries(text: str, user: Any) -> Group:
    spelled = CountryName.objects.filter(name__icontains=text).values("country")
    rows = Country.objects.filter(Q(name__icontains=text) | Q(iso3__iexact=text) | Q(pk__in=spelled))

    def found(country: Any) -> Found:
        bureau = country.bureau.name if country.bureau else ""
        return Found(country.iso3, country.name, bureau, country.get_absolute_url())

    return _group("Countries", "globe", rows.select_related("bureau").order_by("name"), found, "country-list", text)


KINDS: tuple[tuple[str, Callable[[str, Any], Group]], ...] = (
    ("vetting.view_case", _cases),
    ("partners.view_unit", _units),
    ("partners.view_person", _people),
    ("programs.view_program", _programs),
    ("programs.view_fund", _funds),
    ("programs.view_notification", _notifications),
    (SIGNED_IN, _countries),
)
