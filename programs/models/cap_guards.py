"""What Postgres holds about caps of a year and of a continuing resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from ..caps.rules import FUNDS_OF_COUNTRY, FUNDS_OF_YEAR, SALES_OF_YEAR, TOTAL_OF_COUNTRY

if TYPE_CHECKING:
    from django.db import models


def _cap(key: str) -> str:
    return f"""(SELECT (p.value #>> '{{}}')::numeric FROM ground_parameter p WHERE p.key = '{key}' AND p.place = ''
        AND p.valid @> NEW.determined_on AND jsonb_typeof(p.value) = 'number')"""


class Within614(pgtrigger.Trigger):
    """What is determined under FAA 614 in a fiscal year stays within its four caps; one lock makes writers take turns.

    The caps are dated parameters; where there is none for the day, nothing is refused. A country that is a victim of
    active aggression is free of the cap on its funds, and of no other. 22 U.S.C. 2364(a)(4), statute, verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [(name, "numeric") for name in ("of_year", "funds_here", "all_here", "cap")]

    def get_func(self, model: type[models.Model]) -> str:
        year = "EXTRACT(year FROM {}.determined_on + INTERVAL '3 months')"
        checks = (
            (f"CASE NEW.kind WHEN 'FUNDS' THEN {_cap(FUNDS_OF_YEAR)} END", "of_year", "special_funds_of_year",
             "More funds than may be used under section 614 in a fiscal year."),
            (f"CASE NEW.kind WHEN 'SALES' THEN {_cap(SALES_OF_YEAR)} END", "of_year", "special_sales_of_year",
             "More sales than may be made under section 614 in a fiscal year."),
            (f"CASE WHEN NEW.kind = 'FUNDS' AND NOT NEW.victim_of_aggression THEN {_cap(FUNDS_OF_COUNTRY)} END",
             "funds_here", "special_funds_of_country", "More funds than one country may be given in a fiscal year."),
            (_cap(TOTAL_OF_COUNTRY), "all_here", "special_total_of_country",
             "More funds and sales than one country may be given in a fiscal year."),
        )  # fmt: skip
        tests = "".join(
            f"""
            cap := {cap};
            IF {used} + NEW.amount > cap THEN
                {refuse(constraint, says, f"GREATEST(cap - {used}, 0)::text")}
            END IF;"""
            for cap, used, constraint, says in checks
        )
        return f"""
            PERFORM pg_advisory_xact_lock(614);
            SELECT COALESCE(sum(s.amount) FILTER (WHERE s.kind = NEW.kind), 0),
                   COALESCE(sum(s.amount) FILTER (WHERE s.kind = 'FUNDS' AND s.country_id = NEW.country_id), 0),
                   COALESCE(sum(s.amount) FILTER (WHERE s.country_id = NEW.country_id), 0)
                INTO of_year, funds_here, all_here
                FROM programs_specialuse s
                WHERE s.withdrawn_on IS NULL AND {year.format("s")} = {year.format("NEW")};
            {tests}
            RETURN NEW;
        """


class WithinContinuing(pgtrigger.Trigger):
    """While a continuing resolution funds it, a fund has the resolution's amount and no more; between the last one and
    the act of the full year it gets nothing. What is obligated is obligated of that.

    Statute: 31 U.S.C. 1341(a)(1)(B), verified; the amount and the days are the resolution's.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    condition = pgtrigger.Condition("NEW.from_stage = 'OUTSIDE' AND NEW.to_stage = 'APPROPRIATED'")

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("resolution", "programs_continuingresolution"), ("had", "numeric")]

    def get_func(self, model: type[models.Model]) -> str:
        above = "More than the continuing resolution provides until the act of the full year."
        lapsed = "No continuing resolution is in force on that day, and the act of the full year is not enacted."
        return f"""
            PERFORM 1 FROM programs_continuingresolution r WHERE r.fund_id = NEW.fund_id
                ORDER BY r.id FOR NO KEY UPDATE;
            IF NOT FOUND OR EXISTS (SELECT 1 FROM programs_continuingresolution r
                                    WHERE r.fund_id = NEW.fund_id AND r.replaced_on <= NEW.effective_on) THEN
                RETURN NEW;
            END IF;
            SELECT * INTO resolution FROM programs_continuingresolution r
                WHERE r.fund_id = NEW.fund_id AND r.valid @> NEW.effective_on;
            IF resolution.id IS NULL THEN
                {refuse("continuing_resolution_lapsed", lapsed)}
            END IF;
            SELECT COALESCE(sum(CASE WHEN t.from_stage = 'OUTSIDE' THEN t.amount ELSE -t.amount END), 0) INTO had
                FROM programs_fundtransaction t
                WHERE t.fund_id = NEW.fund_id AND 'OUTSIDE' IN (t.from_stage, t.to_stage) AND NOT EXISTS (
                    SELECT 1 FROM programs_continuingresolution r
                    WHERE r.fund_id = NEW.fund_id AND r.replaced_on <= t.effective_on);
            IF had + NEW.amount > resolution.amount THEN
                {refuse("continuing_resolution_amount", above, "GREATEST(resolution.amount - had, 0)::text")}
            END IF;
            RETURN NEW;
        """


class ReplacedOnce(pgtrigger.Trigger):
    """A resolution is written before money is appropriated under it, and the act of the full year comes after it."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF TG_OP = 'INSERT' AND NEW.amount < (
                SELECT COALESCE(sum(CASE WHEN t.from_stage = 'OUTSIDE' THEN t.amount ELSE -t.amount END), 0)
                FROM programs_fundtransaction t WHERE t.fund_id = NEW.fund_id
                  AND 'OUTSIDE' IN (t.from_stage, t.to_stage) AND t.effective_on <@ NEW.valid) THEN
                {refuse("continuing_resolution_amount", "More is appropriated in those days already.")}
            END IF;
            IF NEW.replaced_on < lower(NEW.valid) THEN
                {refuse("continuing_resolution_replaced", "The act of the full year comes after the resolution.")}
            END IF;
            RETURN NEW;
        """
