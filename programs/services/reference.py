"""Accounts, authorities of Title 10 and known program labels: what is missing is added, nothing is overwritten."""

from __future__ import annotations

from ground.refusals import refusals
from partners.services.reference import table
from programs.models import Account, ReportedName, TitleTenAuthority


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
