"""What Postgres itself holds about vetting, whichever way a row is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from ..states import BARRED

if TYPE_CHECKING:
    from django.db import models


class UnitsComeWithPeople(pgtrigger.Trigger):
    """A case leaves its requester only when each person's unit is on the roster too. Statute: 2378d(d)(5)."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.state = 'SUBMITTED' AND OLD.state <> 'SUBMITTED' THEN
                IF NOT EXISTS (SELECT 1 FROM vetting_vettingsubject s
                               WHERE s.case_id = NEW.id AND s.state NOT IN ('CANCELLED', 'REMOVED')) THEN
                    {refuse("vetting_case_has_subjects", "The roster is empty.")}
                END IF;
                IF EXISTS (
                    SELECT 1 FROM vetting_vettingsubject s
                    WHERE s.case_id = NEW.id AND s.person_id IS NOT NULL AND s.state NOT IN ('CANCELLED', 'REMOVED')
                      AND NOT EXISTS (
                          SELECT 1 FROM vetting_vettingsubject u
                          WHERE u.case_id = NEW.id AND u.person_id IS NULL AND u.unit_id = s.unit_id
                            AND u.state NOT IN ('CANCELLED', 'REMOVED'))
                ) THEN
                    {refuse("vetting_unit_with_person", "A person on the roster has a unit that is not.")}
                END IF;
            END IF;
            RETURN NEW;
        """


class EverySubjectDecided(pgtrigger.Trigger):
    """Results go back when each row of the roster has an explicit outcome. Gatehouse rule (I2)."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.state = 'RESULTS_RETURNED' AND OLD.state <> 'RESULTS_RETURNED' AND EXISTS (
                SELECT 1 FROM vetting_vettingsubject s WHERE s.case_id = NEW.id
                  AND s.state NOT IN ('APPROVED', 'REJECTED', 'RECALLED', 'CANCELLED', 'REMOVED')
            ) THEN
                {refuse("vetting_every_subject_decided", "Some of the roster have no outcome.")}
            END IF;
            RETURN NEW;
        """


class JoinsInDraft(pgtrigger.Trigger):
    """Nobody joins a roster that its manager has seen: what was endorsed is what is vetted. Gatehouse rule.

    FOR SHARE on the case makes a late row wait for the submission, and the submission for it.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            PERFORM 1 FROM vetting_vettingcase WHERE id = NEW.case_id AND state IN ('DRAFT', 'RETURNED') FOR SHARE;
            IF NOT FOUND THEN
                {refuse("vetting_subject_joins_in_draft", "The roster is settled; this case is no longer a draft.")}
            END IF;
            RETURN NEW;
        """


class TwoReviews(pgtrigger.Trigger):
    """Approved takes both reviews of the present round, both approving, by two people. Gatehouse rule (I1, I6)."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.state = 'APPROVED' AND OLD.state <> 'APPROVED' AND (
                SELECT count(DISTINCT r.kind) FROM vetting_review r
                WHERE r.subject_id = NEW.id AND r.round = NEW.round AND r.verdict = 'APPROVE'
            ) < 2 THEN
                {refuse("vetting_two_reviews", "Approval takes both reviews, by two people.")}
            END IF;
            IF NEW.state = 'APPROVED' AND OLD.state <> 'APPROVED' AND EXISTS (
                SELECT 1 FROM vetting_hit h WHERE h.subject_id = NEW.id AND h.state = 'OPEN'
            ) THEN
                {refuse("vetting_hits_resolved", "A possible match has no decision yet.")}
            END IF;
            RETURN NEW;
        """


class RoundsRise(pgtrigger.Trigger):
    """Each way into review opens a round of its own, so that earlier reviews never count again. Gatehouse rule (I1)."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.round <> OLD.round
               + (NEW.state = 'WASHINGTON_REVIEW' AND OLD.state <> 'WASHINGTON_REVIEW')::int THEN
                {refuse("vetting_round_rises", "Each way into review opens the next round, and nothing else does.")}
            END IF;
            RETURN NEW;
        """


class RowSettled(pgtrigger.Trigger):
    """A row past its draft keeps its commander, and a decision its moment: the gate asks which one came later (I3)."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.state = OLD.state AND NEW.decided_at IS DISTINCT FROM OLD.decided_at THEN
                {refuse("vetting_decision_keeps_its_moment", "The moment of a decision does not change afterwards.")}
            END IF;
            IF OLD.state <> 'DRAFT' AND NEW.commander_id IS DISTINCT FROM OLD.commander_id THEN
                {refuse("vetting_commander_settled", "The commander on a settled roster does not change.")}
            END IF;
            RETURN NEW;
        """


class ReviewerStandsApart(pgtrigger.Trigger):
    """A reviewer neither asked, nor manages, nor endorsed, nor resolved a hit on the subject. Gatehouse rule (I6)."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF EXISTS (
                SELECT 1 FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id
                WHERE s.id = NEW.subject_id AND NEW.reviewer_id IN (c.requester_id, c.manager_id)
            ) THEN
                {refuse("review_not_by_requester_or_manager", "Requester and manager do not review.")}
            END IF;
            IF EXISTS (
                SELECT 1 FROM vetting_hit h WHERE h.subject_id = NEW.subject_id AND h.resolved_by_id = NEW.reviewer_id
            ) THEN
                {refuse("review_not_by_clearer", "Whoever resolved a hit on this subject does not review it.")}
            END IF;
            IF NOT EXISTS (
                SELECT 1 FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id
                WHERE s.id = NEW.subject_id AND s.round = NEW.round AND s.state = 'WASHINGTON_REVIEW'
                  AND c.state IN ('WASHINGTON', 'RESULTS_RETURNED', 'CLOSED')
            ) THEN
                {refuse("review_while_in_review", "This subject is not in review.")}
            END IF;
            RETURN NEW;
        """


class ApprovalFollowsDecision(pgtrigger.Trigger):
    """An approval is of an approved subject, for that subject's person and unit and the case's law, never by hand."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NOT EXISTS (
                SELECT 1 FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id
                WHERE s.id = NEW.subject_id AND s.state = 'APPROVED' AND s.round = NEW.round
                  AND s.unit_id = NEW.unit_id AND s.person_id IS NOT DISTINCT FROM NEW.person_id
                  AND NEW.law = ANY (c.laws)
            ) THEN
                {refuse("approval_follows_decision", "An approval follows from two reviews of its own subject.")}
            END IF;
            IF EXISTS (
                SELECT 1 FROM vetting_review r
                WHERE r.subject_id = NEW.subject_id AND r.round = NEW.round AND r.valid_until < upper(NEW.valid) - 1
            ) THEN
                {refuse("approval_within_reviews", "An approval lasts no longer than each reviewer allowed.")}
            END IF;
            RETURN NEW;
        """


class LocksSubject(pgtrigger.Trigger):
    """A change of approval, standing or outcome waits for a gate that reads it, and the gate for it (race rule).

    `unit` and `person` name the columns; the gate holds FOR SHARE on the same rows.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, *, name: str, person: bool) -> None:
        self.person = person
        super().__init__(name=name)

    def get_func(self, model: type[models.Model]) -> str:
        person = "PERFORM 1 FROM partners_person WHERE id = NEW.person_id FOR NO KEY UPDATE;" if self.person else ""
        return f"""
            PERFORM 1 FROM partners_unit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
            {person}
            RETURN NEW;
        """


class StaysBelow(pgtrigger.Trigger):
    """A line of command to a barred unit, or to one below it, is not ended: that would open the gate for what stands
    below, by one person, while it took two to shut it. Gatehouse rule. The gate's own locks keep the order of a review
    that opens at the same moment; the name of this trigger lets it run after the one that locks child and parent."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    condition = pgtrigger.Q(new__valid__df=pgtrigger.F("old__valid"))

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("barred", "text")]

    def get_func(self, model: type[models.Model]) -> str:
        states = ", ".join(f"'{state}'" for state in sorted(BARRED))
        return f"""
            PERFORM vetting_lock(ARRAY[OLD.parent_id], ARRAY[]::bigint[]);
            WITH RECURSIVE up(id) AS (
                SELECT OLD.parent_id
                UNION
                SELECT p.parent_id FROM partners_unitparent p JOIN up ON p.child_id = up.id
                WHERE p.valid && daterange(upper(NEW.valid), upper(OLD.valid))
            )
            SELECT string_agg(u.name || ' (' || u.code || ')', ', ' ORDER BY u.code) INTO barred
            FROM up JOIN vetting_unitstanding s ON s.unit_id = up.id JOIN partners_unit u ON u.id = up.id
            WHERE s.state IN ({states});
            IF barred IS NOT NULL THEN
                {refuse("vetting_line_of_barred_stays", "A unit above is under review or ineligible.", "barred")}
            END IF;
            RETURN NEW;
        """


class HitResolvedByAnother(pgtrigger.Trigger):
    """Whoever asked for the assistance, or reviews the subject, does not clear its hits. Gatehouse rule (I6)."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.resolved_by_id IS NOT NULL AND EXISTS (
                SELECT 1 FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id
                WHERE s.id = NEW.subject_id AND c.requester_id = NEW.resolved_by_id
            ) THEN
                {refuse("hit_not_by_requester", "Whoever asked does not resolve a possible match.")}
            END IF;
            IF NEW.resolved_by_id IS NOT NULL AND EXISTS (
                SELECT 1 FROM vetting_review r
                WHERE r.subject_id = NEW.subject_id AND r.reviewer_id = NEW.resolved_by_id
            ) THEN
                {refuse("hit_not_by_reviewer", "Whoever reviewed this subject does not resolve its matches.")}
            END IF;
            RETURN NEW;
        """
