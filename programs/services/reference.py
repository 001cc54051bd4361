"""Accounts, authorities of Title 10, offices, published figures, dated parameters, known labels of reports and budget
tables: what is missing is added, no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange

from ground.models import Parameter
from ground.refusals import refusals
from partners.models import OperatingUnit
from partners.services.reference import table
from programs.models import Account, Office, PublishedFigure, ReportedName, Responsibility, TitleTenAuthority


def load_accounts() -> int:
    """The appropriation accounts and Title 10 authorities; how many were added."""
    there = set(Account.objects.values_list("code", flat=True))
    rows = (
        Account(
            code=row["code"], name=row["name"], kind=row["kind"], title=int(row["title"]), authority=row["authority"]
        )
        for row in table("accounts")
        if row["code"] not in there
    )
    with refusals():
        return len(Account.objects.bulk_create(rows))


def load_program_labels() -> int:
    """The labels of training programs that are known, each assigned to its one name; how many were added."""
    sort = ReportedName.Sort.PROGRAM
    return _add_labels(
        ReportedName(sort=sort, printed=row["printed"], assigned=True, label=row["label"], kind=row["kind"])
        for row in table("training_programs")
    )


def load_budget_labels() -> int:
    """The labels of accounts, and of the lines of budget tables that are no country; how many were added. A line that
    is none of our operating units has a name and no unit."""
    return _add_labels((*_accounts(), *_lines()))


def _accounts() -> Iterator[ReportedName]:
    accounts = {account.code: account for account in Account.objects.all()}
    aliases = {row["account"]: row["aliases"].split("; ") for row in table("budget_accounts")}
    for code in dict.fromkeys((*aliases, *accounts)):
        account = accounts.get(code)
        name = account.name[:120] if account else code
        for printed in dict.fromkeys(filter(None, (code, name, *aliases.get(code, ())))):
            yield ReportedName(
                sort=ReportedName.Sort.ACCOUNT, printed=printed, assigned=True, label=name, account=account
            )


def _lines() -> Iterator[ReportedName]:
    units = {unit.code: unit for unit in OperatingUnit.objects.filter(country=None)}
    for row in table("budget_lines"):
        for printed in filter(None, (row["name"], *row["aliases"].split("; "))):
            yield ReportedName(
                sort=ReportedName.Sort.LINE,
                printed=printed,
                assigned=True,
                label=row["name"],
                operating_unit=units.get(row["operating_unit"]),
            )


def _add_labels(rows: Iterable[ReportedName]) -> int:
    """Add the labels that are not there yet; how many."""
    there = set(ReportedName.objects.values_list("sort", "printed"))
    with refusals():
        return len(ReportedName.objects.bulk_create(row for row in rows if (row.sort, row.printed) not in there))


def load_authorities() -> int:
    """The authorities of Title 10 and what each asks of State; how many were added."""
    there = set(TitleTenAuthority.objects.values_list("code", flat=True))
    rows = (
        TitleTenAuthority(
            code=row["code"],
            name=row["name"],
            role=row["role"],
            joint_planning=row["joint_planning"] == "yes",
            certifications=[one for one in row["certifications"].split("; ") if one],
            elements=row["elements"] == "yes",
            notice_days=int(row["notice_days"]) if row["notice_days"] else None,
            yearly_cap=row["yearly_cap"] or None,
            report=row["report"],
            source=row["source"],
        )
        for row in table("title_ten_authorities")
        if row["code"] not in there
    )
    with refusals():
        return len(TitleTenAuthority.objects.bulk_create(rows))


def load_offices() -> dict[str, int]:
    """The offices and what each answers for; how many of each were added. Where an office answers for the same already,
    by whatever row, nothing is added: whoever closed or moved it keeps that."""
    there = set(Office.objects.values_list("code", flat=True))
    with refusals():
        made = Office.objects.bulk_create(Office(**row) for row in table("offices") if row["code"] not in there)
        offices = {office.code: office for office in Office.objects.all()}
        units = {unit.code: unit for unit in OperatingUnit.objects.all()}
        known = set(Responsibility.objects.values_list("duty", "kind", "region", "operating_unit__code"))
        rows = (
            Responsibility(
                office=offices[row["office"]],
                duty=row["duty"],
                kind=row["kind"],
                region=row["region"],
                operating_unit=units.get(row["operating_unit"]),
                valid=DateRange(_day(row["valid_from"]), _day(row["valid_until"]), "[]"),
                start_known=bool(row["valid_from"]),
                end_known=bool(row["valid_until"]),
                source=row["source"],
                basis=row["basis"],
                verified=row["verified"] == "yes",
            )
            for row in table("responsibilities")
            if (row["duty"], row["kind"], row["region"], row["operating_unit"] or None) not in known
        )
        return {"offices": len(made), "responsibilities": len(Responsibility.objects.bulk_create(rows))}


def load_published_figures() -> int:
    """Figures that others have published, each with its edition and source; how many were added."""
    there = set(PublishedFigure.objects.values_list("key", "edition", "unit"))
    rows = (
        PublishedFigure(**{**row, "value": Decimal(row["value"])})
        for row in table("published_figures")
        if (row["key"], row["edition"], row["unit"]) not in there
    )
    with refusals():
        return len(PublishedFigure.objects.bulk_create(rows))


def load_parameters() -> int:
    """Dated numbers of rules that may change or were not checked; how many were added. One that is there stays."""
    there = set(Parameter.objects.values_list("key", "place"))
    rows = (
        Parameter(
            key=row["key"],
            place=row["place"],
            value=int(row["value"]) if row["value"].isdigit() else row["value"],
            valid=DateRange(date.fromisoformat(row["valid_from"]), _day(row["valid_until"]), "[]"),
            source=row["source"],
            basis=row["basis"],
            verified=row["verified"] == "yes",
        )
        for row in table("parameters")
        if (row["key"], row["place"]) not in there
    )
    with refusals():
        return len(Parameter.objects.bulk_create(rows))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
