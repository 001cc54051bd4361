"""Accounts and the known program labels of the training reports: what is missing is added, nothing is overwritten."""

from __future__ import annotations

from ground.refusals import refusals
from partners.services.reference import table
from programs.models import Account, ReportedName


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
    there = set(ReportedName.objects.filter(sort=sort).values_list("printed", flat=True))
    rows = (
        ReportedName(sort=sort, printed=row["printed"], assigned=True, label=row["label"], kind=row["kind"])
        for row in table("training_programs")
        if row["printed"] not in there
    )
    with refusals():
        return len(ReportedName.objects.bulk_create(rows))
