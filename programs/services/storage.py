"""Depots of arms and ammunition and their inspections."""

from __future__ import annotations

from typing import Any

from ground.acting import acting, need
from partners.models import Country

from ..cwd.lifecycle import WRITE
from ..models import StorageInspection, StorageSite
from .fields import checked


def record_depot(*, country: Country, name: str, admin_area: str, holder: str, by: Any) -> StorageSite:
    """A depot and who holds it."""
    row = StorageSite(country=country, name=name, admin_area=admin_area, holder=holder)
    need(by, WRITE, row)
    with acting(by, step="record_depot"):
        checked(row).save()
    return row


def inspect(*, row: StorageInspection, by: Any) -> StorageInspection:
    """Record what an inspection found. One after the upgrade follows one before it."""
    need(by, WRITE, row)
    with acting(by, step="inspect"):
        row.by = by
        checked(row).save()
    return row
