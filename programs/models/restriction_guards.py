"""What Postgres holds about countries: money that the law shuts for a country is not obligated for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from .given_back import net

if TYPE_CHECKING:
    from django.db import models

CHARGED = "(o.state = 'RECORDED' OR o.state = 'PROPOSED' AND f.obligates_on_apportionment)"


def countries_of(obligation: str) -> str:
    """SQL for the countries that an obligation is for: that of its place, and those of the units it names."""
    return f"""(
        SELECT u.country_id FROM partners_operatingunit u WHERE u.id = {obligation}.operating_unit_id
        UNION SELECT n.country_id FROM programs_obligationrecipient x
        JOIN programs_recipient w ON w.id = x.recipient_id JOIN partners_unit n ON n.id = w.unit_id
        WHERE x.obligation_id = {obligation}.id)"""


def touching(obligation: str, fund: str) -> str:
    """SQL for the confirmed restrictions `r` in force that touch an obligation, with `open`, `allowed`, `used`.

    `allowed` is what waivers of an amount, and the part of an act's amount that is not withheld, leave; `used` is what
    is charged to the country beside this obligation: on days of the restriction, or, where an amount is withheld, of
    the whole budget year. A restriction lifted on a day is open from that day on.
    """
    return f"""
        SELECT r.id, r.citation, r.blocks, w.open,
               w.allowed + COALESCE(r.provided - r.withheld, 0) AS allowed, COALESCE((
            SELECT sum({net("o")}) FROM programs_obligation o JOIN programs_fund f ON f.id = o.fund_id
            JOIN programs_account a ON a.id = f.account_id
            JOIN partners_operatingunit u ON u.id = o.operating_unit_id
            WHERE u.country_id = r.country_id AND a.code = ANY (r.accounts) AND {CHARGED} AND o.id <> {obligation}.id
              AND f.fiscal_year = COALESCE(r.fiscal_year, f.fiscal_year)
              AND (r.withheld IS NOT NULL OR r.valid @> o.effective_on)), 0) AS used
        FROM programs_countryrestriction r
        JOIN programs_account own ON own.id = {fund}.account_id AND own.code = ANY (r.accounts)
        CROSS JOIN LATERAL (
            SELECT COALESCE(bool_or(v.amount IS NULL), false) AS open, COALESCE(sum(v.amount), 0) AS allowed
            FROM programs_restrictionwaiver v WHERE v.restriction_id = r.id AND v.confirmed_by_id IS NOT NULL
              AND v.valid @> {obligation}.effective_on) w
        WHERE r.confirmed_by_id IS NOT NULL AND r.country_id IN {countries_of(obligation)}
          AND r.valid @> {obligation}.effective_on AND {fund}.fiscal_year = COALESCE(r.fiscal_year, {fund}.fiscal_year)
          AND NOT COALESCE(r.lifted_on <= {obligation}.effective_on, false)
    """


def refusing(obligation: str, fund: str, amount: str = "") -> str:
    """SQL for those that refuse an obligation, or another amount of it: id, citation, how much of it would be right."""
    amount = amount or f"{obligation}.amount"
    return f"""
        SELECT t.id, t.citation, GREATEST(t.allowed - t.used, 0) AS open_for FROM ({touching(obligation, fund)}) t
        WHERE t.blocks AND NOT t.open AND t.used + {amount} > t.allowed ORDER BY t.id
    """


class CountryOpen(pgtrigger.Trigger):
    """No obligation of an account that the law shuts for its country, beyond what a waiver leaves open.

    Asked when it is recorded, and where the apportionment obligates (FMF) when it is proposed, on the day of its
    document. The restrictions of its countries are locked, so that two recordings under one waiver take turns and none
    passes one that is being confirmed. Basis: the law that the restriction names, statute, not verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("fund", "programs_fund"), ("shut", "record")]

    def get_func(self, model: type[models.Model]) -> str:
        says = "The law shuts this money for the country."
        return f"""
            IF TG_OP = 'UPDATE' AND (OLD.state = 'RECORDED' OR NEW.state <> 'RECORDED') THEN RETURN NEW; END IF;
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            IF NEW.state <> 'RECORDED' AND NOT fund.obligates_on_apportionment THEN RETURN NEW; END IF;
            PERFORM 1 FROM programs_countryrestriction r WHERE r.country_id IN {countries_of("NEW")}
                ORDER BY r.id FOR NO KEY UPDATE;
            FOR shut IN {refusing("NEW", "fund")} LOOP
                {refuse("obligation_country_restricted", says, "shut.open_for || ' ' || shut.citation")}
            END LOOP;
            RETURN NEW;
        """


class RestrictionWritten(pgtrigger.Trigger):
    """A restriction names accounts that there are, and is confirmed or lifted after it was written, never with it."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF TG_OP = 'INSERT' AND (NEW.confirmed_by_id IS NOT NULL OR NEW.lifted_by_id IS NOT NULL) THEN
                {refuse("restriction_not_born_confirmed", "A restriction is written first, and confirmed by another.")}
            END IF;
            IF EXISTS (SELECT unnest(NEW.accounts) EXCEPT SELECT a.code FROM programs_account a) THEN
                {refuse("restriction_accounts_known", "A restriction touches accounts that there are.")}
            END IF;
            RETURN NEW;
        """


class WaiverWritten(pgtrigger.Trigger):
    """A waiver is of a confirmed restriction that stands, and is confirmed after it was written."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.confirmed_by_id IS NOT NULL THEN
                {refuse("waiver_not_born_confirmed", "A waiver is written first, and confirmed by another.")}
            END IF;
            IF NOT EXISTS (SELECT 1 FROM programs_countryrestriction r WHERE r.id = NEW.restriction_id
                           AND r.confirmed_by_id IS NOT NULL AND r.lifted_on IS NULL) THEN
                {refuse("waiver_of_confirmed", "Only a restriction that is confirmed and stands is waived.")}
            END IF;
            RETURN NEW;
        """
