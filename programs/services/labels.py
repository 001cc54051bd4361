"""Labels of budget tables: what a printed line or account stands for is looked up or said once by a person, never
guessed."""

from __future__ import annotations

from functools import cache
from typing import Any

from ground.acting import acting, need
from ground.refusals import Refused
from ground.steps import lock
from partners.models import OperatingUnit
from partners.services.reference import countries_by_spelling, folded
from programs.models import Account, ReportedName

from .training import ASSIGN, SORTS


class Labels:
    """Labels as printed → their rows, for one import. What is known by its spelling, code or name is assigned; any
    other waits for a person."""

    def __init__(self) -> None:
        self.countries = countries_by_spelling()
        self.known = {(name.sort, name.printed): name for name in ReportedName.objects.all()}
        self.units: dict[str, OperatingUnit] = {}
        for unit in OperatingUnit.objects.select_related("country"):
            self.units.update({folded(unit.name): unit, folded(unit.code): unit})
        self.accounts: dict[str, Account] = {}
        for account in Account.objects.all():
            self.accounts.update({folded(account.name): account, folded(account.code): account})

    def country(self, printed: str) -> ReportedName:
        """The label of a country's spelling."""
        return self._label(SORTS.COUNTRY, printed)

    def line(self, printed: str) -> ReportedName:
        """The label of any other line: a regional program, a bureau, a bank."""
        return self._label(SORTS.LINE, printed)

    def place(self, printed: str) -> ReportedName:
        """The label of a country or of another operating unit, by its code or by a spelling of its name: one label,
        however it is written."""
        country, unit = self.countries.get(folded(printed)), self.units.get(folded(printed))
        if country is not None or (unit is not None and (country := unit.country) is not None):
            return self._label(SORTS.COUNTRY, country.name, country=country, assigned=True)
        return self.line(unit.name if unit else printed)

    def account(self, printed: str) -> ReportedName:
        """The label of an account."""
        return self._label(SORTS.ACCOUNT, printed)

    @cache  # noqa: B019 - lives as long as one import
    def contradiction(self, spelling: str, iso3: str) -> str:
        """What to say when the file's own code names another country than the spelling does."""
        country = self.countries.get(folded(spelling))
        if not iso3 or country is None or country.iso3 == iso3:
            return ""
        return f"“{spelling}” stands for {country.iso3} here, and the file says {iso3}. One of the two is wrong."

    def _label(self, sort: str, printed: str, **meaning: Any) -> ReportedName:
        found = self.known.get((sort, printed))
        if found is None:
            meaning = meaning or self._meaning(sort, printed)
            found = ReportedName.objects.create(sort=sort, printed=printed, **meaning)
            self.known[sort, printed] = found
        return found

    def _meaning(self, sort: str, printed: str) -> dict[str, Any]:
        """What a new label stands for, where its spelling is known."""
        key = folded(printed)
        if sort == SORTS.COUNTRY:
            return {"country": self.countries[key], "assigned": True} if key in self.countries else {}
        if sort == SORTS.LINE:
            unit = self.units.get(key)
            return {"operating_unit": unit, "label": unit.name, "assigned": True} if unit else {}
        account = self.accounts.get(key)
        return {"account": account, "label": account.name[:120], "assigned": True} if account else {}


def assign_line(
    *, name: ReportedName, version: int, by: Any, operating_unit: OperatingUnit | None = None, label: str = ""
) -> ReportedName:
    """Say once which operating unit a line of the budget stands for, or by which name it is known when it is none."""
    if operating_unit is None and not label.strip():
        raise Refused("label_needs_unit", "Say which operating unit it is, or write its name.", field="operating_unit")
    return _assign(name, version, by, operating_unit=operating_unit, label=label.strip() or str(operating_unit))


def assign_account(
    *, name: ReportedName, version: int, by: Any, account: Account | None = None, label: str = ""
) -> ReportedName:
    """Say once which account a label stands for, or by which name it is known when it is none of ours."""
    if account is None and not label.strip():
        raise Refused("label_needs_account", "Say which account it is, or write its name.", field="account")
    return _assign(name, version, by, account=account, label=label.strip() or account.name[:120])  # type: ignore[union-attr]


def _assign(name: ReportedName, version: int, by: Any, **meaning: Any) -> ReportedName:
    with acting(by, step="assign_label"):
        need(by, ASSIGN)
        row = lock(name, version=version)
        for field, value in meaning.items():
            setattr(row, field, value)
        row.assigned, row.assigned_by = True, by
        row.save()
        return row
