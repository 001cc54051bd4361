"""Equipment: what was delivered, what of it somebody signed for, and what an inspection found serviceable."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from ground.pages.badges import Badge

from ..models import EquipmentPackage, PackageItem

GIVEN = Q(package__transferred_on__isnull=False)
SIGNED = ~Q(receipt_number="")


def items(user: Any) -> QuerySet[PackageItem]:
    """The items of the packages that the user may see."""
    return PackageItem.objects.filter(package__in=EquipmentPackage.objects.visible_to(user))


@dataclass(frozen=True)
class Accounted:
    """Items in pieces and dollars: delivered, of them accounted for, inspected, serviceable then."""

    delivered: int
    accounted: int
    inspected: int
    serviceable: int
    value: Decimal
    value_missing: Decimal


def accounted(rows: QuerySet[PackageItem]) -> Accounted:
    """What became of these items. One query."""
    found = rows.order_by().aggregate(
        value_missing=Sum("value", filter=GIVEN & ~SIGNED, default=Decimal(0)),
        delivered=Sum("quantity", filter=GIVEN, default=0),
        accounted=Sum("quantity", filter=GIVEN & SIGNED, default=0),
        inspected=Sum("quantity", filter=GIVEN & Q(inspected_on__isnull=False), default=0),
        serviceable=Sum("serviceable", filter=GIVEN, default=0),
        value=Sum("value", filter=GIVEN, default=Decimal(0)),
    )
    return Accounted(**found)


def badge(item: PackageItem) -> Badge:
    """Whether an item is accounted for."""
    if item.package.transferred_on is None:
        return Badge("Not transferred", "idle", "clock")
    if item.accounted:
        return Badge("Accounted for", "good", "okc")
    return Badge("Not accounted for", "bad", "flag")
