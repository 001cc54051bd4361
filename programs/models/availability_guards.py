"""What Postgres holds about time: no money moves before it exists or after its fund has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models


class MoneyInTime(pgtrigger.Trigger):
    """Each move is dated after its fund's enactment and within the fund's ends.

    Enactment: 31 U.S.C. 1341(a)(1)(B). New obligations until E: 31 U.S.C. 1502(a). Payments until C: 31 U.S.C. 1552(a).
    Statutes, verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("fund", "programs_fund")]

    def get_func(self, model: type[models.Model]) -> str:
        early = "The money does not exist before its appropriation."
        late = "The fund was open for new obligations until an earlier day."
        gone = "The fund has ended: what was left in it is cancelled and pays nothing more."
        return f"""
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            IF NEW.effective_on < fund.enacted_on THEN
                {refuse("ledger_after_enactment", early, "fund.enacted_on::text")}
            END IF;
            IF NEW.to_stage = 'OBLIGATED' AND NEW.reverses_id IS NULL AND NEW.effective_on > fund.available_until THEN
                {refuse("ledger_availability", late, "fund.available_until::text")}
            END IF;
            IF NEW.effective_on > fund.cancels_on THEN
                {refuse("ledger_until_cancelled", gone, "fund.cancels_on::text")}
            END IF;
            RETURN NEW;
        """
