"""What Postgres holds about time: no money moves before it exists, none is obligated late, and what is left ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from ..states import SETTLED, UNOBLIGATED

if TYPE_CHECKING:
    from django.db import models

NOTICE_ABOVE = "reobligation_notice_above"  # key of the dated parameter, in US dollars
TODAY = "(now() AT TIME ZONE 'America/New_York')::date"  # `ground.dates.today` in SQL
OPEN, ENDED = (", ".join(f"'{stage}'" for stage in sorted(stages)) for stages in (UNOBLIGATED, SETTLED))


def standing(on: str) -> str:
    """SQL for the stage at which a balance `b` of the fund `f` stands by law on a day, whether that was posted or not.

    `BalanceQuerySet.standing` is the same for the ORM. Money that waits for a document dated in time waits on.
    """
    return f"""
        CASE WHEN f.cancels_on < {on} AND b.stage NOT IN ({ENDED}) THEN 'CANCELLED'
             WHEN f.available_until < {on} AND b.stage IN ({OPEN}) AND b.obligation_id IS NULL THEN 'EXPIRED'
             WHEN f.reobligate_until < {on} AND b.stage = 'DEOBLIGATED' THEN 'EXPIRED'
             ELSE b.stage END
    """


class MoneyInTime(pgtrigger.Trigger):
    """Each move is dated within the life of its fund, and the document that it obligates is dated in time.

    Enactment: 31 U.S.C. 1341(a)(1)(B). New obligations until E: 31 U.S.C. 1501(a)(1), 1502(a). Obligated again until R:
    section 7011 of the act, policy. Expired money for what was obligated in time: 31 U.S.C. 1553(a). Payments until C
    and what is left then: 31 U.S.C. 1552(a). All verified. E, R and C are the fund's; a document that obligates again
    says so. Two rows of one no-year fund meet its closing in one order, by the share lock.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("fund", "programs_fund"), ("again", "boolean"), ("dated", "date"), ("until", "date")]

    def get_func(self, model: type[models.Model]) -> str:
        early = "The money does not exist before its appropriation."
        gone = "The fund has ended: what was left in it is cancelled and pays nothing more."
        closed = "The fund was open for new obligations until an earlier day; what is left of it has expired."
        late = "The document is dated after the last day on which this money could be obligated."
        apart = "De-obligated money goes to a document that obligates again, and no other money does."
        where = "De-obligated money stands apart where its act lets it be obligated again, until that ends."
        plain = "('ALLOTTED', 'COMMITTED')"
        return f"""
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            IF fund.availability_years IS NULL THEN
                SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id FOR SHARE;
            END IF;
            SELECT o.reobligation, o.effective_on INTO again, dated
                FROM programs_obligation o WHERE o.id = NEW.obligation_id;
            until := CASE WHEN again THEN fund.reobligate_until ELSE fund.available_until END;
            IF NEW.effective_on < fund.enacted_on THEN
                {refuse("ledger_after_enactment", early, "fund.enacted_on::text")}
            END IF;
            IF NEW.effective_on > fund.cancels_on AND NEW.to_stage <> 'CANCELLED'
               AND NOT (NEW.to_stage = 'EXPIRED' AND NEW.by_id IS NULL) THEN
                {refuse("ledger_until_cancelled", gone, "fund.cancels_on::text")}
            END IF;
            IF NEW.to_stage = 'CANCELLED' AND NOT COALESCE(NEW.effective_on > fund.cancels_on, false)
               OR NEW.to_stage = 'EXPIRED' AND NOT COALESCE(NEW.effective_on > CASE
                   WHEN NEW.from_stage IN ('DEOBLIGATED', 'OBLIGATED')
                       THEN COALESCE(fund.reobligate_until, fund.available_until)
                   ELSE until END, false) THEN
                {refuse("ledger_ends_by_rule", "Money expires and is cancelled when its fund's day has passed.")}
            END IF;
            IF NEW.effective_on > fund.available_until
               AND (NEW.to_stage IN ({OPEN}, 'TRANSFERRED') OR (NEW.from_stage, NEW.to_stage) = {plain}) THEN
                {refuse("ledger_expired", closed, "fund.available_until::text")}
            END IF;
            IF NEW.reverses_id IS NULL AND (
                   NEW.to_stage = 'DEOBLIGATED' AND NOT COALESCE(NEW.effective_on <= fund.reobligate_until, false)
                   OR NEW.from_stage = 'DEOBLIGATED' AND NEW.to_stage = 'COMMITTED'
                      AND NEW.effective_on > fund.reobligate_until
                   OR NEW.from_stage = 'OBLIGATED' AND NEW.to_stage = 'ALLOTTED' AND fund.reobligation_authority) THEN
                {refuse("ledger_reobligated_until", where, "COALESCE(fund.reobligate_until::text, '')")}
            END IF;
            IF 'COMMITTED' IN (NEW.from_stage, NEW.to_stage)
               AND ('DEOBLIGATED' IN (NEW.from_stage, NEW.to_stage) AND again IS NOT TRUE
                    OR 'ALLOTTED' IN (NEW.from_stage, NEW.to_stage) AND again) THEN
                {refuse("ledger_obligates_again", apart)}
            END IF;
            IF NEW.reverses_id IS NULL AND dated > until
               AND (NEW.to_stage = 'OBLIGATED' OR NEW.from_stage = 'EXPIRED' AND NEW.to_stage = 'COMMITTED') THEN
                {refuse("ledger_availability", late, "until::text")}
            END IF;
            RETURN NEW;
        """


class NeedOfThePeriod(pgtrigger.Trigger):
    """What an obligation buys is needed while its money is available; where it is not, it says why.

    The need may end later, so the days of service only have to meet the period. The reason is recorded with it, and
    the recorder approves both. Bona fide need: 31 U.S.C. 1502(a), statute, verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("fund", "programs_fund")]

    def get_func(self, model: type[models.Model]) -> str:
        says = "The days of service lie outside the period for which this money is available."
        return f"""
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            IF NEW.need = '' AND NOT NEW.service && daterange(fund.enacted_on, CASE
                   WHEN NEW.reobligation THEN fund.reobligate_until ELSE fund.available_until END, '[]') THEN
                {refuse("obligation_need_of_the_period", says)}
            END IF;
            RETURN NEW;
        """


class ReobligationNoticed(pgtrigger.Trigger):
    """More than so many dollars of a fund, obligated again in a fiscal year without a notification, are refused.

    The number is a dated parameter; where there is none for the day, nothing is refused. The lock on the fund makes
    two recordings take turns. Section 7015 of the appropriations act of fiscal year 2026, statute, not verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update
    condition = pgtrigger.Condition(
        "OLD.state <> 'RECORDED' AND NEW.state = 'RECORDED' AND NEW.reobligation AND NEW.notification_id IS NULL"
    )

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("above", "numeric"), ("used", "numeric")]

    def get_func(self, model: type[models.Model]) -> str:
        says = "So much is obligated again under a congressional notification only."
        year = "EXTRACT(year FROM {}.effective_on + INTERVAL '3 months')"
        return f"""
            PERFORM 1 FROM programs_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;
            SELECT (p.value #>> '{{}}')::numeric INTO above FROM ground_parameter p
                WHERE p.key = '{NOTICE_ABOVE}' AND p.place = '' AND p.valid @> NEW.effective_on
                  AND jsonb_typeof(p.value) = 'number';
            SELECT COALESCE(sum(o.amount), 0) INTO used FROM programs_obligation o
                WHERE o.fund_id = NEW.fund_id AND o.reobligation AND o.state = 'RECORDED'
                  AND o.notification_id IS NULL AND {year.format("o")} = {year.format("NEW")};
            IF used + NEW.amount > above THEN
                {refuse("reobligation_is_noticed", says, "GREATEST(0, above - used)::text")}
            END IF;
            RETURN NEW;
        """


class NoYearCloses(pgtrigger.Trigger):
    """No-year money is closed when nothing was paid for two fiscal years. Statute: 31 U.S.C. 1555, verified.

    That its purpose is carried out is a determination of the head of the agency, which the closing names.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("quiet", "date")]

    def get_func(self, model: type[models.Model]) -> str:
        says = "Something was paid in one of the last two fiscal years."
        return f"""
            IF OLD.closed_on IS NULL AND NEW.closed_on IS NOT NULL THEN
                SELECT make_date(EXTRACT(year FROM GREATEST(max(t.effective_on), NEW.enacted_on)
                                         + INTERVAL '3 months')::int + 2, 9, 30)
                    INTO quiet FROM programs_fundtransaction t WHERE t.fund_id = NEW.id AND t.to_stage = 'DISBURSED';
                IF NEW.closed_on < quiet THEN
                    {refuse("fund_closes_when_quiet", says, "quiet::text")}
                END IF;
            END IF;
            RETURN NEW;
        """
