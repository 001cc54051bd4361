"""Where everything takes place: countries with their posts, units and lines of command, people and their postings."""

from __future__ import annotations

from collections.abc import Iterator

from partners.models import IdentifierKind
from partners.services import people, units
from partners.services.countries import add_country
from partners.services.people import Identity

from .names import RANKS, name_of
from .partners import INVENTED, PARTNERS, Partner, UnitPlan
from .world import World

SOURCE = f"Order of battle, demonstration {INVENTED}"
POSTED = -1600  # since when people serve where they are


def found(world: World) -> None:
    """Put the six partners on the map, with nobody in them; whoever loads the demonstration does it."""
    for partner in PARTNERS:
        world.countries[partner.iso3] = add_country(
            iso3=partner.iso3,
            name=partner.name,
            bureau=partner.region,
            command=partner.command,
            post=partner.post,
            city=partner.city,
            source=f"Demonstration {INVENTED}",
            invented=True,
            by=None,
        )


def settle(world: World) -> None:
    """Raise their units and post their people, as an analyst would."""
    world.sources["order"] = units.record_source(
        title=SOURCE, publisher=f"Demonstration {INVENTED}", by=world.who["analyst"]
    )
    numbers = iter(range(10_000))
    for partner in PARTNERS:
        for plan in partner.units:
            _raise(world, partner, plan)
            _man(world, partner, plan, numbers)


def _raise(world: World, partner: Partner, plan: UnitPlan) -> None:
    key, by = f"{partner.iso3}-{plan.number}", world.who["analyst"]
    unit = world.units[key] = units.create_unit(
        country=world.countries[partner.iso3],
        code=f"DEMO-{key}",
        name=f"{plan.name} {INVENTED}",
        force_type=plan.force,
        echelon=plan.echelon,
        headquarters=partner.city,
        aliases=plan.aliases,
        source=world.sources["order"],
        by=by,
    )
    if plan.parent:
        units.set_parent(
            child=unit,
            parent=world.units[f"{partner.iso3}-{plan.parent}"],
            from_on=world.day(POSTED),
            source=world.sources["order"],
            by=by,
        )


def _man(world: World, partner: Partner, plan: UnitPlan, numbers: Iterator[int]) -> None:
    """People of a unit, the first of them its commander."""
    key, by = f"{partner.iso3}-{plan.number}", world.who["analyst"]
    identities = [
        _identity(world, partner, number, _rank(plan.force, place))
        for place, number in zip(range(plan.people), numbers, strict=False)
    ]
    world.people[key] = people.create_people(identities=identities, by=by)
    for place, person in enumerate(world.people[key]):
        people.post(
            person=person,
            unit=world.units[key],
            title="Commander" if place == 0 else "",
            from_on=world.day(POSTED),
            is_commander=place == 0,
            source=world.sources["order"],
            by=by,
        )


def _rank(force: str, place: int) -> str:
    """The highest for the commander, the others in turn for the rest."""
    highest, *others = RANKS[force]
    return highest if place == 0 else others[(place - 1) % len(others)]


def _identity(world: World, partner: Partner, number: int, rank: str) -> Identity:
    given, family = name_of(number)
    return Identity(
        country=world.countries[partner.iso3],
        given_names=given,
        family_names=family,
        birth_date=f"{1978 + number % 22}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        birth_place=f"{partner.city}, {partner.name}",
        sex="F" if number % 4 == 1 else "M",
        rank=rank,
        identifiers=((IdentifierKind.NATIONAL_ID, f"{partner.iso3}{500_000 + number * 37}"),),
    )
