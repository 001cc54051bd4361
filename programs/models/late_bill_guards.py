"""What Postgres holds about late bills: a current fund pays for an ended one up to a hundredth of what it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models

SHARE = "late_bill_percent"  # key of the dated parameter


class LateBill(pgtrigger.Trigger):
    """A bill of a document whose fund has ended is charged to a current fund of the same account: no more than the
    document left unpaid, and all of them together no more than one percent of what the fund was appropriated.

    The lock on the fund makes two proposals take turns. 31 U.S.C. 1553(b), statute, verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    condition = pgtrigger.Condition("NEW.late_bill_of_id IS NOT NULL")

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("fund", "programs_fund"), ("unpaid", "numeric"), ("cap", "numeric")]

    def get_func(self, model: type[models.Model]) -> str:
        ended = "A late bill is of a recorded document of the same account whose fund has ended."
        unpaid = "More than that document left unpaid."
        above = "Late bills are no more than one percent of what the fund was appropriated."
        others = "SELECT COALESCE(sum(o.amount), 0) FROM programs_obligation o WHERE o.state <> 'WITHDRAWN' AND"
        return f"""
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;
            IF NOT EXISTS (
                SELECT 1 FROM programs_obligation o JOIN programs_fund f ON f.id = o.fund_id
                WHERE o.id = NEW.late_bill_of_id AND o.state = 'RECORDED' AND f.account_id = fund.account_id
                  AND f.cancels_on < NEW.effective_on) THEN
                {refuse("late_bill_of_ended", ended)}
            END IF;
            SELECT COALESCE((SELECT sum(b.amount) FROM programs_balance b
                             WHERE b.obligation_id = NEW.late_bill_of_id AND b.stage = 'OBLIGATED'), 0)
                 + COALESCE((SELECT sum(t.amount) FROM programs_fundtransaction t
                             WHERE t.obligation_id = NEW.late_bill_of_id AND t.to_stage = 'CANCELLED'), 0)
                 - ({others} o.late_bill_of_id = NEW.late_bill_of_id) INTO unpaid;
            IF NEW.amount > unpaid THEN
                {refuse("late_bill_within_document", unpaid, "GREATEST(unpaid, 0)::text")}
            END IF;
            SELECT COALESCE(sum(CASE WHEN t.from_stage = 'OUTSIDE' THEN t.amount ELSE -t.amount END), 0) * COALESCE((
                SELECT (p.value #>> '{{}}')::numeric FROM ground_parameter p WHERE p.key = '{SHARE}' AND p.place = ''
                   AND p.valid @> NEW.effective_on AND jsonb_typeof(p.value) = 'number'), 1) / 100
                 - ({others} o.fund_id = NEW.fund_id AND o.late_bill_of_id IS NOT NULL) INTO cap
            FROM programs_fundtransaction t WHERE t.fund_id = NEW.fund_id AND 'OUTSIDE' IN (t.from_stage, t.to_stage);
            IF NEW.amount > cap THEN
                {refuse("late_bill_within_one_percent", above, "trunc(GREATEST(cap, 0), 2)::text")}
            END IF;
            RETURN NEW;
        """
