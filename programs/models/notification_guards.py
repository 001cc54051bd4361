"""What Postgres holds about congressional notifications, and about money that waits for one.

A hold, a transmittal and a recording of money each take the notification's row lock first, so they happen in one order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from ..notifications.rules import ClearingOffice
from .notice_coverage import COVERAGE, coverage

if TYPE_CHECKING:
    from django.db import models

TODAY = "(now() AT TIME ZONE 'America/New_York')::date"
SMALL = "notice_exempt_below"  # key of the dated parameter, in US dollars
OFFICES = ", ".join(f"'{office}'" for office in ClearingOffice.values)


def _locked(column: str = "NEW.notification_id") -> str:
    return f"SELECT * INTO notice FROM programs_congressionalnotification WHERE id = {column} FOR NO KEY UPDATE;"


class OfNotice(pgtrigger.Trigger):
    """A guard that reads the notification under its lock."""

    when = pgtrigger.Before

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("notice", "programs_congressionalnotification")]


class NoticeMoves(pgtrigger.Trigger):
    """What offices cleared stays as it was; each state is reached with what it stands for, never by waiting."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    text: tuple[str, ...] = (
        *("kind", "program_kind", "title", "justification", "otherwise_served", "fiscal_year", "operating_unit_id"),
        *("clock_days", "committees", "renotifies_id"),
    )

    def get_func(self, model: type[models.Model]) -> str:
        old, new = (", ".join(f"{row}.{column}" for column in self.text) for row in ("OLD", "NEW"))
        return f"""
            IF OLD.state <> 'DRAFT' AND ({old}) IS DISTINCT FROM ({new}) THEN
                {refuse("notification_as_cleared", "What offices clear does not change; take it back to the draft.")}
            END IF;
            IF NEW.round <> OLD.round + (OLD.state = 'DRAFT' AND NEW.state = 'CLEARING')::int THEN
                {refuse("notification_round", "Each sending for clearance is a round of its own.")}
            END IF;
            IF OLD.state = NEW.state THEN RETURN NEW; END IF;
            IF NEW.state = 'CLEARING' AND (NEW.justification = '' OR NOT EXISTS (
                SELECT 1 FROM programs_notificationline l WHERE l.notification_id = NEW.id)) THEN
                {refuse("notification_has_lines", "It says what for, and names at least one amount.")}
            END IF;
            IF NEW.state = 'CLEARED' AND EXISTS (
                SELECT 1 FROM unnest(ARRAY[{OFFICES}]) asked WHERE 'YES' IS DISTINCT FROM (
                    SELECT c.answer FROM programs_clearance c
                    WHERE c.notification_id = NEW.id AND c.office = asked AND c.round = NEW.round
                    ORDER BY c.id DESC LIMIT 1)) THEN
                {refuse("notification_is_cleared", "An office has not cleared it yet.")}
            END IF;
            IF NEW.state = 'TRANSMITTED' AND EXISTS (
                SELECT 1 FROM unnest(NEW.committees) required WHERE NOT EXISTS (
                    SELECT 1 FROM programs_transmittal t
                    WHERE t.notification_id = NEW.id AND t.committee = required)) THEN
                {refuse("notification_is_sent", "A committee does not have it yet.")}
            END IF;
            IF NEW.state = 'DRAFT' AND EXISTS (
                SELECT 1 FROM programs_transmittal t WHERE t.notification_id = NEW.id) THEN
                {refuse("notification_not_taken_back", "A committee has it; withdraw it and notify again.")}
            END IF;
            IF NEW.state = 'WITHDRAWN' AND EXISTS (SELECT 1 FROM programs_obligation o
                WHERE o.notification_id = NEW.id AND o.state = 'RECORDED') THEN
                {refuse("notification_is_used", "Money is obligated under it; it is closed, not withdrawn.")}
            END IF;
            IF NEW.state = 'CLOSED' AND EXISTS (SELECT 1 FROM programs_congressionalhold h
                WHERE h.notification_id = NEW.id AND h.released_on IS NULL) THEN
                {refuse("notification_closes_without_hold", "A hold is open.")}
            END IF;
            RETURN NEW;
        """


class LineInDraft(OfNotice):
    """Lines change in the draft alone. Each is money of the notification's kind, at its place, for a program there."""

    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            {_locked("COALESCE(NEW.notification_id, OLD.notification_id)")}
            IF notice.state <> 'DRAFT'
               OR TG_OP = 'UPDATE' AND NEW.notification_id IS DISTINCT FROM OLD.notification_id THEN
                {refuse("notification_lines_settled", "Amounts change in the draft alone; take it back first.")}
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            IF NOT EXISTS (SELECT 1 FROM programs_fund f JOIN programs_account a ON a.id = f.account_id
                           WHERE f.id = NEW.fund_id AND a.kind IN ('', notice.program_kind)) THEN
                {refuse("line_of_its_kind", "The fund is money of another kind than the notification.")}
            END IF;
            IF NEW.operating_unit_id <> notice.operating_unit_id AND NOT EXISTS (
                SELECT 1 FROM partners_operatingunit whole, partners_operatingunit part
                WHERE whole.id = notice.operating_unit_id AND part.id = NEW.operating_unit_id
                  AND (whole.kind IN ('GLOBAL', 'BUREAU') OR whole.kind = 'REGIONAL' AND whole.region = part.region)
            ) THEN
                {refuse("line_at_its_place", "The amount is for another place than the notification.")}
            END IF;
            IF NEW.program_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id
                  AND p.operating_unit_id = NEW.operating_unit_id AND p.kind = notice.program_kind) THEN
                {refuse("line_of_its_program", "The program is of another place or kind.")}
            END IF;
            RETURN NEW;
        """


class ClearanceInRound(OfNotice):
    """Offices answer while it is in clearance, in the round that is running, and not by the hand of its author."""

    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            {_locked()}
            IF notice.state <> 'CLEARING' OR notice.round <> NEW.round THEN
                {refuse("clearance_in_round", "It is not in clearance now.")}
            END IF;
            IF notice.author_id = NEW.by_id THEN
                {refuse("clearance_not_by_author", "Whoever drafts a notification records no clearance of it.")}
            END IF;
            IF NEW.on > {TODAY} THEN
                {refuse("clearance_has_happened", "An answer is recorded on or after its day.")}
            END IF;
            RETURN NEW;
        """


class SentWhenCleared(OfNotice):
    """A committee has it after the last office cleared it, and no later than the day it is recorded."""

    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            {_locked()}
            IF notice.state <> 'CLEARED' OR NEW.committee <> ALL (notice.committees) THEN
                {refuse("transmittal_when_cleared", "It is sent when every office has cleared it, to its committees.")}
            END IF;
            IF NEW.sent_on > {TODAY} OR NEW.sent_on < (
                SELECT max(c.on) FROM programs_clearance c
                WHERE c.notification_id = notice.id AND c.round = notice.round) THEN
                {refuse("transmittal_has_happened", "It was sent after its last clearance and not after today.")}
            END IF;
            RETURN NEW;
        """


class HoldOfCommittee(OfNotice):
    """A committee that has the notification holds it; a released hold stays as it is, and a new one is opened."""

    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            {_locked()}
            IF TG_OP = 'UPDATE' THEN
                IF OLD.released_on IS NOT NULL THEN
                    {refuse("hold_stays_released", "A hold that was released does not change.")}
                END IF;
                IF NEW.released_on > {TODAY} THEN
                    {refuse("hold_has_happened", "A release is recorded on or after its day.")}
                END IF;
                RETURN NEW;
            END IF;
            IF NEW.released_on IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM programs_transmittal t WHERE t.notification_id = NEW.notification_id
                  AND t.committee = NEW.committee AND t.sent_on <= NEW.opened_on)
               OR notice.state NOT IN ('CLEARED', 'TRANSMITTED') THEN
                {refuse("hold_by_recipient", "A committee holds what it has been sent, before it is closed.")}
            END IF;
            IF NEW.opened_on > {TODAY} THEN
                {refuse("hold_has_happened", "A hold is recorded on or after its day.")}
            END IF;
            IF NEW.line_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM programs_notificationline l WHERE l.id = NEW.line_id
                  AND l.notification_id = NEW.notification_id AND l.amount >= COALESCE(NEW.amount, l.amount)) THEN
                {refuse("hold_of_its_line", "A part that is held is of one amount of the notification, and no more.")}
            END IF;
            RETURN NEW;
        """


_DECLARED = [
    ("fund", "programs_fund"),
    ("notice", "programs_congressionalnotification"),
    ("obligation", "programs_obligation"),
    ("earliest", "date"),
    *COVERAGE,
]


def notified(row: str, on: str) -> str:
    """PL/pgSQL that refuses the obligation `row` on the day `on` unless its notification is open for it and covers it.

    Holds refuse whatever the day, also a day inside a hold that was released since; a hold of a part leaves the rest.
    """
    return f"""
        {_locked(f"{row}.notification_id")}
        IF notice.id IS NULL
           OR notice.state <> 'TRANSMITTED' AND NOT (notice.kind = 'EMERGENCY' AND notice.state = 'CLEARED')
           OR EXISTS (SELECT 1 FROM programs_transmittal t
                      WHERE t.notification_id = notice.id AND t.result IN ('DENIED', 'WITHDRAWN')) THEN
            {
        refuse(
            "obligation_is_notified",
            "This money is obligated under a congressional notification that every committee has.",
            "notice.number",
        )
    }
        END IF;
        IF EXISTS (SELECT 1 FROM programs_congressionalhold h WHERE h.notification_id = notice.id AND h.line_id IS NULL
                   AND (h.released_on IS NULL OR {on} >= h.opened_on AND {on} < h.released_on)) THEN
            {refuse("obligation_under_hold", "A committee holds the notification.", "notice.number")}
        END IF;
        IF notice.kind <> 'EMERGENCY' THEN
            SELECT CASE WHEN count(*) = cardinality(notice.committees) THEN max(t.sent_on) + notice.clock_days END
                INTO earliest
            FROM programs_transmittal t
            WHERE t.notification_id = notice.id AND t.committee = ANY (notice.committees);
            IF earliest IS NULL OR {on} < earliest OR {TODAY} < earliest THEN
                {refuse("obligation_after_notice", "The notification period has not ended.", "earliest::text")}
            END IF;
        END IF;
        {coverage(row, f"{row}.amount", on)}
    """


class ObligationNotified(pgtrigger.Trigger):
    """Money that needs notice, or names one, is recorded when its clock has run, no hold is open, and it is covered.

    Where apportionment obligates (FMF), the gate stands at the proposal that comes with it too. The notification of a
    recorded obligation stays. Basis: 22 U.S.C. 2394-1, statute, verified; section 7015, not verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [one for one in _DECLARED if one[0] != "obligation"]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF TG_OP = 'UPDATE' AND OLD.state = 'RECORDED' THEN
                IF OLD.notification_id IS DISTINCT FROM NEW.notification_id THEN
                    {refuse("obligation_keeps_notice", "The notification of a recorded obligation does not change.")}
                END IF;
                RETURN NEW;
            END IF;
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            IF (fund.requires_notification AND NEW.exemption = '' OR NEW.notification_id IS NOT NULL)
               AND (NEW.state = 'RECORDED' OR TG_OP = 'INSERT' AND fund.obligates_on_apportionment) THEN
                {notified("NEW", "NEW.effective_on")}
            END IF;
            RETURN NEW;
        """


class ExemptFromNotice(pgtrigger.Trigger):
    """An exemption from notification is of IMET, under the small amount, where the country's program was justified.

    The amount is a dated parameter; where there is none for the day, nothing is exempt. Justified is a figure of the
    country for the account and year in a budget justification or a 653(a) report. 22 U.S.C. 2394-1(b), statute,
    verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    condition = pgtrigger.Condition("NEW.exemption <> ''")

    def get_func(self, model: type[models.Model]) -> str:
        says = "Exempt is IMET under the small amount, where the country's program was justified."
        printed = """
            JOIN programs_reportedname l ON l.sort = 'ACCOUNT' AND l.printed = p.account AND l.account_id = a.id
            JOIN programs_reportedname n ON n.id = p.name_id
            JOIN partners_operatingunit u ON u.id = NEW.operating_unit_id
                AND (n.operating_unit_id = u.id OR n.country_id = u.country_id)"""
        return f"""
            IF NEW.notification_id IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM programs_fund f JOIN programs_account a ON a.id = f.account_id
                JOIN ground_parameter s ON s.key = '{SMALL}' AND s.place = '' AND s.valid @> NEW.effective_on
                WHERE f.id = NEW.fund_id AND a.kind = 'IMET' AND NEW.amount < (s.value #>> '{{{{}}}}')::numeric
                  AND (EXISTS (SELECT 1 FROM programs_budgetfigure p {printed}
                               WHERE p.fiscal_year = f.fiscal_year AND p.amount > 0)
                       OR EXISTS (SELECT 1 FROM programs_allocationrow p {printed}
                                  JOIN programs_allocationreport r ON r.id = p.report_id
                                  WHERE r.fiscal_year = f.fiscal_year AND p.amount > 0))) THEN
                {refuse("obligation_exemption", says)}
            END IF;
            RETURN NEW;
        """


class ApportionedAsNotified(pgtrigger.Trigger):
    """An apportionment that obligates money which needs notice belongs to a notified obligation and is no more than it.

    Basis: notification precedes what obligates; for FMF that is the apportionment (31 U.S.C. 1501(a)(5)(C)), inferred.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return _DECLARED

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.to_stage <> 'APPORTIONED' OR NEW.reverses_id IS NOT NULL THEN RETURN NEW; END IF;
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            IF NOT (fund.requires_notification AND fund.obligates_on_apportionment) THEN RETURN NEW; END IF;
            SELECT * INTO obligation FROM programs_obligation WHERE id = NEW.obligation_id;
            IF obligation.id IS NULL OR obligation.state <> 'PROPOSED' OR NEW.amount > obligation.amount - COALESCE((
                SELECT sum(CASE WHEN t.to_stage = 'APPORTIONED' THEN t.amount ELSE -t.amount END)
                FROM programs_fundtransaction t WHERE t.obligation_id = NEW.obligation_id
                  AND 'APPORTIONED' IN (t.from_stage, t.to_stage)), 0) THEN
                {refuse("apportionment_is_notified", "This apportionment obligates: it needs a notified obligation.")}
            END IF;
            {notified("obligation", "NEW.effective_on")}
            RETURN NEW;
        """
