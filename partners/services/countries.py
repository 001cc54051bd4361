"""Countries beyond the reference tables: a partner with its spelling, its post and its operating unit at once."""

from __future__ import annotations

from typing import Any

from ground.acting import acting, need
from partners.models import Bureau, CombatantCommand, Country, OperatingUnit, Post

from .reference import add_names


def add_country(
    *,
    iso3: str,
    name: str,
    bureau: str,
    command: str,
    post: str,
    city: str,
    source: str,
    by: Any,
    invented: bool = False,
) -> Country:
    """A country under a bureau and a command, with the post that covers it. `source` says who spells it so."""
    need(by, "partners.manage_reference")
    with acting(by, step="add_country"):
        country = Country.objects.create(
            iso3=iso3,
            name=name,
            bureau=Bureau.objects.get(code=bureau),
            command=CombatantCommand.objects.get(code=command),
            invented=invented,
        )
        add_names(country=country, names=[name], source=source)
        Post.objects.create(country=country, name=post, city=city)
        OperatingUnit.objects.create(
            kind=OperatingUnit.Kind.COUNTRY, code=iso3, name=name, country=country, region=bureau
        )
    return country
