"""The people of the demonstration: one for each role, and as many more as its rules of two and four people need.

`demo_users` is what the sign-in page and `./run status` show. Their password is published here, so they are made in a
demonstration only, never beside real records.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from accounts.roles import ROLES, Role
from accounts.services.assignments import assign, create_user
from ground.pages.words import counted
from partners.models import Country, OperatingUnit, Person, Unit
from programs.models import Program
from vetting.models import VettingCase

PASSWORD = "demonstration-only"  # noqa: S105 - published on purpose, see above
EVERYWHERE = "everywhere"
SERVED = dt.timedelta(days=4000)  # since when everybody has had their role


@dataclass(frozen=True)
class Part:
    """Somebody who signs in: their role, and where: everywhere, regions, or operating units by their code."""

    username: str
    first_name: str
    last_name: str
    role: Role
    places: tuple[str, ...] = (EVERYWHERE,)
    does: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


ICONS = {
    Role.REQUESTER: "flag",
    Role.ANALYST: "search",
    Role.PROGRAM_MANAGER: "folder",
    Role.FUNDS_OFFICER: "coins",
    Role.LEGISLATIVE_AFFAIRS: "mail",
    Role.BUREAU_REVIEWER: "bureau",
    Role.HUMAN_RIGHTS_REVIEWER: "scales",
    Role.AUDITOR: "eye",
    Role.ADMINISTRATOR: "lock",
}
REGIONS = frozenset({"AF", "EAP", "EUR", "NEA", "SCA", "WHA"})
CAST: tuple[Part, ...] = (
    Part(
        "requester",
        "Karin",
        "Ostrander",
        Role.REQUESTER,
        ("XTM",),
        "Works at the post in Tamarind: proposes its people and units, and sees nothing of other countries.",
    ),
    Part("analyst", "Theo", "Lindqvist", Role.ANALYST),
    Part(
        "manager",
        "Dana",
        "Whitlock",
        Role.PROGRAM_MANAGER,
        does="Manages the programs of four partners: approves their requests and proposes their obligations. "
        "Gives the bureau review on cases of others.",
    ),
    Part(
        "bureau",
        "Hanne",
        "Brandvold",
        Role.BUREAU_REVIEWER,
        ("AF", "EAP", "EUR"),
        "Gives the bureau review for the partners in Africa, East Asia and Europe.",
    ),
    Part("rights", "Miguel", "Sandoval", Role.HUMAN_RIGHTS_REVIEWER),
    Part("funds", "Ines", "Haverkamp", Role.FUNDS_OFFICER),
    Part("legislative", "Noor", "Vandersteen", Role.LEGISLATIVE_AFFAIRS),
    Part("auditor", "Paul", "Achterberg", Role.AUDITOR),
    Part("administrator", "Rosa", "Okafor", Role.ADMINISTRATOR),
    Part(
        "requester2",
        "Felix",
        "Aldaine",
        Role.REQUESTER,
        ("XLK", "XBS", "XSF", "XJN", "XCB"),
        "Proposes people and units for the five other posts.",
    ),
    Part(
        "manager2",
        "Remi",
        "Adeyemi",
        Role.PROGRAM_MANAGER,
        does="Manages the programs of Basalt and Cobalt Coast, and approves plans that others wrote.",
    ),
    Part(
        "rights2",
        "Priya",
        "Vanterpool",
        Role.HUMAN_RIGHTS_REVIEWER,
        does="The second of two: confirms findings on units and lifts suspensions that her colleague began.",
    ),
    Part(
        "funds2",
        "Ruben",
        "Castellane",
        Role.FUNDS_OFFICER,
        does="The second of two: records what his colleague has apportioned.",
    ),
)


def demo_users() -> list[dict[str, str]]:
    """Whoever of the cast is there, in order: username, password, name, role and what they do."""
    there = set(User.objects.filter(username__in=[p.username for p in CAST]).values_list("username", flat=True))
    return [
        {
            "username": part.username,
            "password": PASSWORD,
            "name": part.name,
            "role": str(part.role.label),
            "does": part.does or ROLES[part.role].does,
            "icon": ICONS[part.role],
        }
        for part in CAST
        if part.username in there
    ]


def demo_figures() -> list[dict[str, str | int]]:
    """How large this demonstration is, for the sign-in page."""
    partners = Country.objects.filter(invented=True).count()
    return [
        {
            "label": "Invented partners",
            "value": partners,
            "note": f"{counted(Unit.objects.count(), 'unit')}, {counted(Person.objects.count(), 'person,people')}",
        },
        {"label": "Programs", "value": Program.objects.count(), "note": "all six kinds"},
        {"label": "Vetting cases", "value": VettingCase.objects.count(), "note": "in every state"},
    ]


def engage(on: dt.date) -> dict[str, User]:
    """Make the cast, each with their role since long before the story begins; the administrator gives the others'."""
    made = {
        part.username: create_user(
            username=part.username,
            password=PASSWORD,
            first_name=part.first_name,
            last_name=part.last_name,
            is_staff=part.role == Role.ADMINISTRATOR,
        )
        for part in CAST
    }
    units = {unit.code: unit for unit in OperatingUnit.objects.all()}
    for part in CAST:
        for place in part.places:
            assign(
                user=made[part.username],
                role=part.role,
                from_on=on - SERVED,
                everywhere=place == EVERYWHERE,
                region=place if place in REGIONS else "",
                operating_unit=units.get(place),
                by=None if part.role == Role.ADMINISTRATOR else made["administrator"],
            )
    return made
