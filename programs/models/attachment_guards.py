"""What Postgres holds about documents: where one is asked for, the step waits until it is attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models

SIGNED_DOCUMENT = "signed_document_at_obligation"  # the parameter: true where it is asked for, by place and dates
BY_DOCUMENT = ("AGREEMENT", "LOAN", "ORDER", "GRANT")  # evidence of 31 U.S.C. 1501(a) that two sides or one have signed


class SignedDocumentAttached(pgtrigger.Trigger):
    """An obligation whose evidence is a document is recorded with that document attached, where a dated parameter asks
    for it at its place. What its apportionment obligates has no document of its own. Gatehouse rule on the documentary
    evidence of 31 U.S.C. 1501(a), verified, and on DoD IG 2017-056: evidence is uploaded."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    condition = pgtrigger.Condition("OLD.state <> 'RECORDED' AND NEW.state = 'RECORDED'")

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("asked", "boolean")]

    def get_func(self, model: type[models.Model]) -> str:
        kinds = ", ".join(f"'{one}'" for one in BY_DOCUMENT)
        return f"""
            IF NEW.evidence NOT IN ({kinds}) OR EXISTS (
                SELECT 1 FROM programs_fund f WHERE f.id = NEW.fund_id AND f.obligates_on_apportionment) THEN
                RETURN NEW;
            END IF;
            SELECT p.value = 'true'::jsonb INTO asked FROM ground_parameter p
                JOIN partners_operatingunit u ON u.id = NEW.operating_unit_id
                WHERE p.key = '{SIGNED_DOCUMENT}' AND p.place IN ('', u.code) AND p.valid @> NEW.effective_on
                ORDER BY p.place DESC LIMIT 1;
            IF asked AND NOT EXISTS (
                SELECT 1 FROM programs_attachment a WHERE a.obligation_id = NEW.id AND a.paper = 'SIGNED') THEN
                {refuse("obligation_document_attached", "The signed document is not attached.")}
            END IF;
            RETURN NEW;
        """
