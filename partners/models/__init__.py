"""Countries and units, with dated names, parents and postings. Import from here."""

from .countries import Bureau, CombatantCommand, Country, CountryName, OperatingUnit, Post
from .dollars import Deflator, constant
from .people import IdentifierKind, Person, PersonIdentifier, PersonName, Posting
from .sources import Source
from .units import ForceType, Unit, UnitName, UnitParent

__all__ = [
    "Bureau",
    "CombatantCommand",
    "Country",
    "CountryName",
    "Deflator",
    "ForceType",
    "IdentifierKind",
    "OperatingUnit",
    "Person",
    "PersonIdentifier",
    "PersonName",
    "Post",
    "Posting",
    "Source",
    "Unit",
    "UnitName",
    "UnitParent",
    "constant",
]
