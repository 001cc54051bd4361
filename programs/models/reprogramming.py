"""Money above a country's 653(a) figure: what a notification must say before it is obligated (L12), and its guard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.db.models import Sum

from ground.guards import refuse

from ..notifications.rules import ABOVE, MOVED
from .budget import AllocationReport, AllocationRow
from .training import ReportedName

if TYPE_CHECKING:
    from django.db import models

    from partners.models import OperatingUnit

    from .funds import Fund


def allocated(fund: Fund, operating_unit: OperatingUnit) -> Decimal | None:
    """What the latest 653(a) report of the fund's year gives this account at this place, in dollars: zero where it
    gives nothing, None where there is no report to compare with or the money is not of Title 22. Two queries."""
    report = AllocationReport.objects.filter(fiscal_year=fund.fiscal_year).order_by("-version").first()
    if report is None or fund.account.title != 22:
        return None
    rows: Any = report.rows.all()
    sums = rows.of_unit(operating_unit).of_account(fund.account.code).aggregate(sum=Sum("amount", default=Decimal(0)))
    return Decimal(sums["sum"])


def allocated_by(years: Iterable[int]) -> dict[int, dict[tuple[int, int], Decimal]]:
    """The same of several years at once: by year that has a report, then by account and place. Three queries."""
    latest = AllocationReport.objects.filter(fiscal_year__in=years).order_by("fiscal_year", "-version")
    reports = {report.pk: report.fiscal_year for report in latest.distinct("fiscal_year")}
    labels = ReportedName.objects.filter(sort=ReportedName.Sort.ACCOUNT, account__isnull=False)
    accounts = dict(labels.values_list("printed", "account"))
    found: dict[int, dict[tuple[int, int], Decimal]] = {year: {} for year in reports.values()}
    rows = AllocationRow.objects.filter(report__in=reports).values_list(
        "report", "account", "name__operating_unit", "name__country__operating_unit", "amount"
    )
    for report, printed, line, country, amount in rows:
        place, account = line or country, accounts.get(printed)
        if place and account:
            of_year = found[reports[report]]
            of_year[account, place] = of_year.get((account, place), Decimal(0)) + amount
    return found


@dataclass(frozen=True)
class Reprogramming:
    """An account at a place in a year: its 653(a) figure, the total that is reached, and the amount that is moved."""

    figure: Decimal
    total: Decimal
    moved: Decimal

    @property
    def above(self) -> Decimal:
        return self.total - self.figure

    @property
    def asks_for_detail(self) -> bool:
        """Whether its notification says whom the money would otherwise have served."""
        return self.above > ABOVE and self.moved > MOVED


class FullerNotice(pgtrigger.Trigger):
    """Money more than $5.0m above its country's 653(a) figure, by a reprogramming of more than $1.0m, is recorded under
    a notification that says whom it would otherwise have served. Statute: 22 U.S.C. 2394-1, verified.

    The lock on the place lets no two recordings pass the figure side by side. Without a report there is nothing to
    compare with.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [
            ("fund", "programs_fund"),
            ("report", "bigint"),
            ("figure", "numeric"),
            ("total", "numeric"),
            ("moved", "numeric"),
        ]

    def get_func(self, model: type[models.Model]) -> str:
        of_kind = "f.account_id = fund.account_id AND f.fiscal_year = fund.fiscal_year"
        return f"""
            IF TG_OP = 'UPDATE' AND (OLD.state = 'RECORDED' OR NEW.state <> 'RECORDED') THEN RETURN NEW; END IF;
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            IF TG_OP = 'INSERT' AND NOT fund.obligates_on_apportionment THEN RETURN NEW; END IF;
            SELECT r.id INTO report FROM programs_allocationreport r
            WHERE r.fiscal_year = fund.fiscal_year
              AND EXISTS (SELECT 1 FROM programs_account a WHERE a.id = fund.account_id AND a.title = 22)
            ORDER BY r.version DESC LIMIT 1;
            IF report IS NULL THEN RETURN NEW; END IF;
            PERFORM 1 FROM partners_operatingunit WHERE id = NEW.operating_unit_id FOR NO KEY UPDATE;
            SELECT NEW.amount + COALESCE(sum(o.amount), 0) INTO total
            FROM programs_obligation o JOIN programs_fund f ON f.id = o.fund_id
            WHERE o.operating_unit_id = NEW.operating_unit_id AND {of_kind} AND o.id <> NEW.id
              AND (o.state = 'RECORDED' OR o.state = 'PROPOSED' AND f.obligates_on_apportionment);
            SELECT COALESCE(sum(part.amount), 0) INTO figure
            FROM programs_allocationrow part
            JOIN programs_reportedname place ON place.id = part.name_id
            JOIN programs_reportedname label ON label.sort = 'ACCOUNT' AND label.printed = part.account
            JOIN partners_operatingunit unit ON unit.id = NEW.operating_unit_id
            WHERE part.report_id = report AND label.account_id = fund.account_id
              AND (place.operating_unit_id = unit.id OR place.country_id = unit.country_id);
            SELECT CASE WHEN NEW.notification_id IS NULL THEN NEW.amount ELSE COALESCE(sum(l.amount), 0) END INTO moved
            FROM programs_notificationline l JOIN programs_fund f ON f.id = l.fund_id
            WHERE l.notification_id = NEW.notification_id AND l.operating_unit_id = NEW.operating_unit_id AND {of_kind};
            IF total - figure > {ABOVE} AND moved > {MOVED} AND NOT EXISTS (
                SELECT 1 FROM programs_congressionalnotification n
                WHERE n.id = NEW.notification_id AND n.otherwise_served <> '') THEN
                {
            refuse(
                "obligation_above_allocation",
                "Its country is above the 653(a) figure, and no notification says whom the money would have served.",
                "(total - figure)::text",
            )
        }
            END IF;
            RETURN NEW;
        """
