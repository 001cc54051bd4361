"""What Postgres holds about FMS cases: documents that add up, money committed within its fund, lawful deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from ..fms.states import WRITTEN, Determined

if TYPE_CHECKING:
    from django.db import models

OPEN = ", ".join(f"'{state}'" for state in WRITTEN)
NET = "CASE WHEN f.returns_id IS NULL THEN f.amount ELSE -f.amount END"
HELD = """(
    SELECT COALESCE(sum(b.amount), 0) FROM programs_balance b
    WHERE b.fund_id = NEW.fund_id AND b.operating_unit_id = {place} AND b.stage IN ('OBLIGATED', 'DISBURSED'))"""
USED = f"""(
    SELECT COALESCE(sum({NET}), 0) FROM programs_casefunding f
    JOIN programs_fmscase c ON c.id = f.case_id JOIN programs_program p ON p.id = c.program_id
    WHERE f.fund_id = NEW.fund_id AND p.operating_unit_id = {{place}})"""
YEAR = "EXTRACT(year FROM {}::date + INTERVAL '3 months')"


def limit(key: str, day: str, otherwise: int) -> str:
    """SQL of a dated number on a day; the number of the statute where none is kept."""
    return f"""COALESCE((
        SELECT (p.value #>> '{{}}')::numeric FROM ground_parameter p WHERE p.key = '{key}' AND p.place = ''
          AND p.valid @> {day} AND jsonb_typeof(p.value) = 'number'), {otherwise})"""


class AmendsItsLike(pgtrigger.Trigger):
    """An amendment is of an agreement of its kind with the same partner, not of another amendment. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.amends_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM programs_agreement a WHERE a.id = NEW.amends_id AND a.amends_id IS NULL
                  AND (a.operating_unit_id, a.kind) = (NEW.operating_unit_id, NEW.kind)) THEN
                {refuse("agreement_amends_its_like", "An amendment is of an agreement of its kind and partner.")}
            END IF;
            RETURN NEW;
        """


class LineOfOpenDocument(pgtrigger.Trigger):
    """A line stands in a document of its case and changes while that is written; its delivery days may slip later.

    The share lock makes a proposal at the same moment wait. Gatehouse rule.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: type[models.Model]) -> str:
        kept = "case_id document_id number description category quantity unit unit_price total is_sme is_mde end_use"
        same = " AND ".join(f"OLD.{c} IS NOT DISTINCT FROM NEW.{c}" for c in kept.split())
        return f"""
            IF TG_OP = 'UPDATE' AND {same} THEN RETURN NEW; END IF;
            IF TG_OP <> 'INSERT' THEN
                PERFORM 1 FROM programs_casedocument d WHERE d.id = OLD.document_id AND d.state IN ({OPEN}) FOR SHARE;
                IF NOT FOUND THEN
                    {refuse("fms_line_of_open_document", "The document of this line is not being written.")}
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            END IF;
            PERFORM 1 FROM programs_casedocument d
                WHERE d.id = NEW.document_id AND d.case_id = NEW.case_id AND d.state IN ({OPEN}) FOR SHARE;
            IF NOT FOUND THEN
                {refuse("fms_line_of_open_document", "A line stands in a document of its case that is being written.")}
            END IF;
            RETURN NEW;
        """


class DocumentStands(pgtrigger.Trigger):
    """A document leaves the writing when its lines add up to its value (Gatehouse rule), keeps loans apart (DSCA policy
    memorandum 16-17, verified), and follows an implemented basic one."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("financing", "text"), ("added", "numeric"), ("kept", "bigint")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT c.financing INTO financing FROM programs_fmscase c WHERE c.id = NEW.case_id;
            IF financing = 'LOAN' AND NEW.loan_share <> NEW.total_value OR financing <> 'LOAN' AND NEW.loan_share <> 0
            THEN
                {refuse("case_loan_apart", "Loan money stands on a case of its own, and no other money with it.")}
            END IF;
            IF TG_OP = 'INSERT' THEN
                IF NEW.kind <> 'BASIC' AND NOT EXISTS (
                    SELECT 1 FROM programs_casedocument d WHERE d.case_id = NEW.case_id AND d.kind = 'BASIC'
                      AND d.implemented_on IS NOT NULL AND d.state <> 'CANCELLED') THEN
                    {refuse("case_document_after_basic", "The basic document of the case is not implemented.")}
                END IF;
                RETURN NEW;
            END IF;
            IF OLD.state <> NEW.state AND NEW.state IN ('REVIEW', 'PROPOSED') THEN
                SELECT COALESCE(sum(l.total), 0), count(*) INTO added, kept
                    FROM programs_fmscaseline l WHERE l.document_id = NEW.id;
                IF added <> NEW.total_value OR kept = 0 AND NEW.kind = 'BASIC' THEN
                    {refuse("case_document_adds_up", "The lines of a document add up to its value.", "added::text")}
                END IF;
            END IF;
            RETURN NEW;
        """


class FundedWithin(pgtrigger.Trigger):
    """A case is funded from FMF that its partner has in the fund and no case has yet, up to the FMF share of the case.

    31 U.S.C. 1341(a), statute, verified. Grant money stays off a case on a loan (DSCA policy memorandum 16-17). A
    direct commercial contract needs the purchasing country's agreement first, and outside Israel and Egypt stays
    within the yearly amount: 22 U.S.C. 2763(h), statute, verified. The locks make writers on one fund, case or year
    take turns.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [
            ("fms", "programs_fmscase"),
            ("given", "programs_casefunding"),
            ("place", "bigint"),
            ("iso", "text"),
            ("room", "numeric"),
        ]

    def get_func(self, model: type[models.Model]) -> str:
        year = YEAR.format("NEW.committed_on")
        return f"""
            PERFORM 1 FROM programs_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;
            SELECT * INTO fms FROM programs_fmscase WHERE id = NEW.case_id FOR NO KEY UPDATE;
            SELECT p.operating_unit_id, COALESCE(k.iso3, '') INTO place, iso FROM programs_program p
                JOIN partners_operatingunit u ON u.id = p.operating_unit_id
                LEFT JOIN partners_country k ON k.id = u.country_id WHERE p.id = fms.program_id;
            IF NOT EXISTS (SELECT 1 FROM programs_fund f JOIN programs_account a ON a.id = f.account_id
                           WHERE f.id = NEW.fund_id AND a.kind = 'FMF') THEN
                {refuse("case_funding_of_fmf", "A case is funded from a fund of FMF.")}
            END IF;
            IF fms.financing = 'LOAN' THEN
                {refuse("case_funding_no_loan", "Grant money is not committed to a case on a loan.")}
            END IF;
            IF NEW.returns_id IS NOT NULL THEN
                SELECT * INTO given FROM programs_casefunding WHERE id = NEW.returns_id;
                IF given.returns_id IS NOT NULL OR NEW.committed_on < given.committed_on
                   OR (given.case_id, given.fund_id) IS DISTINCT FROM (NEW.case_id, NEW.fund_id)
                   OR NEW.amount + COALESCE((SELECT sum(r.amount) FROM programs_casefunding r
                                             WHERE r.returns_id = given.id), 0) > given.amount THEN
                    {refuse("case_funding_return_within", "A return takes back a commitment, and no more than it.")}
                END IF;
                RETURN NEW;
            END IF;
            room := {HELD.format(place="place")} - {USED.format(place="place")};
            IF NEW.amount > room THEN
                {
            refuse("case_funding_uncommitted", "More than the partner has uncommitted in this fund.", "room::text")
        }
            END IF;
            SELECT COALESCE((SELECT sum(d.fmf_share) FROM programs_casedocument d
                             WHERE d.case_id = fms.id AND d.state NOT IN ('CANCELLED', 'WITHDRAWN')), 0)
                 - COALESCE((SELECT sum({NET}) FROM programs_casefunding f WHERE f.case_id = fms.id), 0) INTO room;
            IF NEW.amount > room THEN
                {refuse("case_funding_within_share", "More than the FMF share of the case.", "room::text")}
            END IF;
            IF fms.kind <> 'DIRECT' THEN RETURN NEW; END IF;
            IF NOT EXISTS (SELECT 1 FROM programs_agreement a WHERE a.operating_unit_id = place
                           AND a.kind = 'DIRECT' AND a.valid @> NEW.committed_on) THEN
                {
            refuse("direct_contract_agreed", "The purchasing country has no agreement on direct commercial contracts.")
        }
            END IF;
            IF iso IN ('ISR', 'EGY') THEN RETURN NEW; END IF;
            PERFORM pg_advisory_xact_lock(hashtext('direct_contracts'), {year}::int);
            SELECT {limit("direct_contracts_yearly_limit", "NEW.committed_on", 100_000_000)} - COALESCE(sum(
                       f.amount - COALESCE((SELECT sum(r.amount) FROM programs_casefunding r
                                            WHERE r.returns_id = f.id), 0)), 0) INTO room
                FROM programs_casefunding f
                JOIN programs_fmscase c ON c.id = f.case_id AND c.kind = 'DIRECT'
                JOIN programs_program p ON p.id = c.program_id
                JOIN partners_operatingunit u ON u.id = p.operating_unit_id
                LEFT JOIN partners_country k ON k.id = u.country_id
                WHERE f.returns_id IS NULL AND COALESCE(k.iso3, '') NOT IN ('ISR', 'EGY')
                  AND {YEAR.format("f.committed_on")} = {year};
            IF NEW.amount > room THEN
                {
            refuse(
                "direct_contracts_yearly",
                "More than direct commercial contracts outside Israel and Egypt may take this fiscal year.",
                "GREATEST(0, room)::text",
            )
        }
            END IF;
            RETURN NEW;
        """


class KeepsCaseFunding(pgtrigger.Trigger):
    """What is committed to cases is not taken from the obligation of its fund by anybody; by rule it is cancelled.
    Statute: 31 U.S.C. 1341(a), verified."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert
    condition = pgtrigger.Condition(
        "NEW.by_id IS NOT NULL AND NEW.from_stage IN ('OBLIGATED', 'DISBURSED')"
        " AND NEW.to_stage NOT IN ('OBLIGATED', 'DISBURSED')"
    )

    def get_func(self, model: type[models.Model]) -> str:
        place = "NEW.operating_unit_id"
        return f"""
            PERFORM 1 FROM programs_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;
            IF {USED.format(place=place)} > 0
               AND {HELD.format(place=place)} - NEW.amount < {USED.format(place=place)} THEN
                {
            refuse(
                "ledger_committed_to_cases",
                "That money is committed to cases.",
                f"GREATEST(0, {HELD.format(place=place)} - {USED.format(place=place)})::text",
            )
        }
            END IF;
            RETURN NEW;
        """


class CashFlowApproved(pgtrigger.Trigger):
    """A partner plans payments when its cash flow financing is approved. 22 U.S.C. 2765(d), statute, verified."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NOT EXISTS (SELECT 1 FROM programs_fmfdetail d JOIN programs_program p ON p.id = d.program_id
                           WHERE p.operating_unit_id = NEW.operating_unit_id AND d.cash_flow
                             AND p.state IN ('APPROVED', 'EXECUTING', 'CLOSED')) THEN
                {refuse("cash_flow_approved", "Cash flow financing is not approved for this partner.")}
            END IF;
            RETURN NEW;
        """


class DeliveryAsOrdered(pgtrigger.Trigger):
    """A line is delivered once its document is implemented, and never above what it orders (Gatehouse rules).

    A defense article that FMF grants reaches a partner with a section 505 agreement in force, and above the yearly
    amount only after the four determinations: 22 U.S.C. 2314, statute, verified. The locks make writers take turns.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("item", "programs_fmscaseline"), ("place", "bigint"), ("room", "numeric")]

    def get_func(self, model: type[models.Model]) -> str:
        year = YEAR.format("NEW.delivered_on")
        granted = """c.financing = 'GRANT' AND EXISTS (
            SELECT 1 FROM programs_casedocument d WHERE d.case_id = c.id AND d.fmf_share > 0)"""
        return f"""
            IF NEW.line_id IS NULL OR NEW.reverses_id IS NOT NULL THEN RETURN NEW; END IF;
            SELECT * INTO item FROM programs_fmscaseline WHERE id = NEW.line_id FOR NO KEY UPDATE;
            PERFORM 1 FROM programs_casedocument d WHERE d.id = item.document_id AND d.state = 'IMPLEMENTED' FOR SHARE;
            IF NOT FOUND AND item.document_id IS NOT NULL THEN
                {refuse("delivery_of_implemented", "The document of this line is not implemented.")}
            END IF;
            SELECT item.quantity - COALESCE(sum(d.quantity), 0) INTO room
                FROM programs_delivery d WHERE d.line_id = item.id;
            IF NEW.quantity > room THEN
                {refuse("delivery_within_line", "More than the line has left to deliver.", "room::text")}
            END IF;
            SELECT p.operating_unit_id INTO place FROM programs_fmscase c JOIN programs_program p ON p.id = c.program_id
                WHERE c.id = item.case_id AND {granted};
            IF item.category <> 'ARTICLE' OR place IS NULL THEN RETURN NEW; END IF;
            IF NOT EXISTS (SELECT 1 FROM programs_agreement a WHERE a.operating_unit_id = place
                           AND a.kind = 'SECTION_505' AND a.valid @> NEW.delivered_on) THEN
                {refuse("delivery_under_505", "No section 505 agreement with the partner is in force on that day.")}
            END IF;
            PERFORM 1 FROM partners_operatingunit WHERE id = place FOR NO KEY UPDATE;
            SELECT {limit("grant_articles_yearly_limit", "NEW.delivered_on", 3_000_000)} - COALESCE(sum(d.value), 0)
                INTO room FROM programs_delivery d
                JOIN programs_fmscaseline l ON l.id = d.line_id AND l.category = 'ARTICLE'
                JOIN programs_fmscase c ON c.id = l.case_id JOIN programs_program p ON p.id = c.program_id
                WHERE p.operating_unit_id = place AND {YEAR.format("d.delivered_on")} = {year} AND {granted};
            IF NEW.value > room AND (
                SELECT count(*) FROM programs_grantdetermination g
                WHERE g.operating_unit_id = place AND g.fiscal_year = {year}
                  AND g.determined_on <= NEW.delivered_on) < {len(Determined)} THEN
                {
            refuse(
                "delivery_determined",
                "Above this amount grant articles need the four determinations of the President.",
                "GREATEST(0, room)::text",
            )
        }
            END IF;
            RETURN NEW;
        """


class ItemOfLine(pgtrigger.Trigger):
    """A monitored item is of a line whose end use is monitored, which orders that many pieces. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("item", "programs_fmscaseline")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT * INTO item FROM programs_fmscaseline WHERE id = NEW.line_id FOR NO KEY UPDATE;
            IF item.end_use = 'NONE' THEN
                {refuse("monitored_item_of_class", "The end use of this line is not monitored.")}
            END IF;
            IF (SELECT count(*) + 1 FROM programs_monitoreditem i WHERE i.line_id = item.id) > item.quantity THEN
                {refuse("monitored_item_within_line", "The line orders no more pieces.", "item.quantity::text")}
            END IF;
            RETURN NEW;
        """


class CheckOfItem(pgtrigger.Trigger):
    """A check comes after the receipt of its item; an enhanced one is of an item of that class. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NOT EXISTS (
                SELECT 1 FROM programs_monitoreditem i JOIN programs_fmscaseline l ON l.id = i.line_id
                WHERE i.id = NEW.item_id AND i.received_on <= NEW.checked_on
                  AND (NEW.kind = 'ROUTINE' OR l.end_use = 'ENHANCED')) THEN
                {refuse("end_use_check_of_item", "The check is before the receipt, or not of the class of its item.")}
            END IF;
            RETURN NEW;
        """
