"""How much of what is obligated a notification covers, and what committees hold of that: one SQL for all guards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from .given_back import net
from .restriction_guards import refusing

if TYPE_CHECKING:
    from django.db import models

COVERAGE = [("missing", "numeric"), ("shut", "numeric")]


def held_part(line: str, on: str) -> str:
    """SQL for what committees hold of a notified amount on a day: each hold's part of it, together no more than it."""
    return f"""LEAST({line}.amount, COALESCE((
        SELECT sum(COALESCE(h.amount, {line}.amount)) FROM programs_congressionalhold h WHERE h.line_id = {line}.id
          AND (h.released_on IS NULL OR {on} >= h.opened_on AND {on} < h.released_on)), 0))"""


def coverage(row: str, amount: str, on: str) -> str:
    """PL/pgSQL that refuses `amount` more under the notification of the obligation `row` unless it is covered.

    What programs use above their own line comes out of the line without a program, together with all that was recorded
    before, less what of it was de-obligated. A part that a committee holds covers nothing while it does.
    """
    place = f"fund_id = {row}.fund_id AND {{0}}.operating_unit_id = {row}.operating_unit_id"
    of_lines, of_money = (f"{a}.notification_id = {row}.notification_id AND {a}.{place.format(a)}" for a in "lo")
    return f"""
        WITH lines AS MATERIALIZED (
            SELECT l.program_id, l.amount, {held_part("l", on)} AS held
            FROM programs_notificationline l WHERE {of_lines}
        ), used AS (
            SELECT one.program_id, sum(one.amount) AS amount FROM (
                SELECT o.program_id, {net("o")} AS amount FROM programs_obligation o
                WHERE {of_money} AND o.id <> {row}.id
                  AND (o.state = 'RECORDED' OR o.state = 'PROPOSED' AND fund.obligates_on_apportionment)
                UNION ALL SELECT {row}.program_id, {amount}) one
            GROUP BY one.program_id
        ), rest AS (
            SELECT COALESCE(sum(l.amount), 0) AS amount, COALESCE(sum(l.held), 0) AS held FROM lines l
            WHERE l.program_id IS NULL
        )
        SELECT COALESCE(sum(CASE WHEN u.program_id IS NULL THEN u.amount
                                 ELSE greatest(u.amount - COALESCE(l.amount, 0), 0) END), 0)
                   - (SELECT r.amount FROM rest r),
               COALESCE(sum(CASE WHEN u.program_id IS NULL THEN u.amount
                                 ELSE greatest(u.amount - COALESCE(l.amount - l.held, 0), 0) END), 0)
                   - (SELECT r.amount - r.held FROM rest r)
            INTO missing, shut FROM used u LEFT JOIN lines l ON l.program_id = u.program_id;
        IF missing > 0 THEN
            {
        refuse(
            "obligation_within_notice",
            "More than was notified for this fund and place.",
            f"GREATEST({amount} - missing, 0)::text",
        )
    }
        ELSIF shut > 0 THEN
            {
        refuse(
            "obligation_part_under_hold",
            "A committee holds a part of what was notified.",
            f"GREATEST({amount} - shut, 0)::text",
        )
    }
        END IF;
    """


class PutBackAsAllowed(pgtrigger.Trigger):
    """What was de-obligated is put back by a reversal only as far as its notification and its country are still open.

    Something else may have been obligated in its stead meanwhile. Basis: 22 U.S.C. 2394-1, statute, verified; the law
    that a restriction names.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    condition = pgtrigger.Condition(
        "NEW.to_stage = 'OBLIGATED' AND NEW.from_stage IN ('ALLOTTED', 'DEOBLIGATED', 'EXPIRED')"
    )

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("fund", "programs_fund"), ("obligation", "programs_obligation"), ("shut_for", "record"), *COVERAGE]

    def get_func(self, model: type[models.Model]) -> str:
        amount = f"({net('obligation')} + NEW.amount)"
        restricted = refuse(
            "obligation_country_restricted",
            "The law shuts this money for the country.",
            "shut_for.open_for || ' ' || shut_for.citation",
        )
        return f"""
            SELECT * INTO obligation FROM programs_obligation WHERE id = NEW.obligation_id;
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            IF obligation.notification_id IS NOT NULL THEN
                PERFORM 1 FROM programs_congressionalnotification WHERE id = obligation.notification_id
                    FOR NO KEY UPDATE;
                {coverage("obligation", amount, "NEW.effective_on")}
            END IF;
            FOR shut_for IN {refusing("obligation", "fund", amount)} LOOP
                {restricted}
            END LOOP;
            RETURN NEW;
        """
