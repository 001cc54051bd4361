"""What Postgres holds about CWD sites, their tasks and what is recorded under a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from .grant_guards import SHUT, late

if TYPE_CHECKING:
    from django.db import models

CURRENT = "NOT EXISTS (SELECT 1 FROM programs_{table} x WHERE x.replaces_id = {alias}.id)"


def released(site: str) -> str:
    """SQL: the square meters of a site that are canceled, reduced or cleared, without what a later row replaced."""
    return f"""(
        SELECT COALESCE(sum(r.canceled_m2 + r.reduced_m2 + r.cleared_m2), 0)
        FROM programs_landrelease r JOIN programs_cwdtask k ON k.id = r.task_id
        WHERE k.site_id = {site} AND {CURRENT.format(table="landrelease", alias="r")})"""


def handed_over(site: str) -> str:
    """SQL: the square meters of a site that are handed over."""
    return f"""(
        SELECT COALESCE(sum(h.area_m2), 0) FROM programs_handover h JOIN programs_cwdtask k ON k.id = h.task_id
        WHERE k.site_id = {site})"""


class SiteArea(pgtrigger.Trigger):
    """A site is never smaller than what was released of it, and is released when all of it is. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.area_m2 < OLD.area_m2 AND NEW.area_m2 < {released("NEW.id")} THEN
                {
            refuse("site_not_below_released", "More than that is released of the site.", released("NEW.id") + "::text")
        }
            END IF;
            IF NEW.status IN ('RELEASED', 'HANDED_OVER') AND NEW.area_m2 <> {released("NEW.id")} THEN
                {
            refuse(
                "site_released_whole",
                "A part of the site is neither canceled, reduced nor cleared.",
                f"(NEW.area_m2 - {released('NEW.id')})::text",
            )
        }
            END IF;
            RETURN NEW;
        """


class TaskOfGrant(pgtrigger.Trigger):
    """A task is added, and begins, under an active grant with nothing late on its calendar, at a site of the grant's
    country. Gatehouse rule, answering OIG AUD-MERO-17-49."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("award", "programs_grant"), ("day", "date")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT g.* INTO award FROM programs_grant g WHERE g.id = NEW.grant_id FOR SHARE;
            IF NEW.site_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM programs_site s
                    WHERE s.id = NEW.site_id AND s.country_id = award.country_id) THEN
                {refuse("task_site_in_country", "The site lies in another country than the grant works in.")}
            END IF;
            IF TG_OP = 'INSERT' THEN
                day := NEW.assigned_on;
            ELSIF NEW.state = 'IN_PROGRESS' AND OLD.state <> 'IN_PROGRESS' THEN
                day := NEW.began_on;
            ELSE
                RETURN NEW;
            END IF;
            IF award.state <> 'ACTIVE' THEN
                {refuse("task_grant_is_active", "The grant is not active.", "award.state")}
            END IF;
            IF EXISTS ({late("NEW.grant_id", "day")}) THEN
                {refuse("task_grant_is_kept", SHUT, "award.award_number")}
            END IF;
            RETURN NEW;
        """


class WorkOfTask(pgtrigger.Trigger):
    """Work is recorded under a task at work or done, and a row replaces one of the same task. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        table = model._meta.db_table
        return f"""
            IF NOT EXISTS (SELECT 1 FROM programs_cwdtask t WHERE t.id = NEW.task_id
                           AND t.state IN ('IN_PROGRESS', 'QUALITY_CONTROLLED', 'COMPLETED')) THEN
                {refuse("work_of_task_at_work", "The task is not at work.")}
            END IF;
            IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM {table} r WHERE r.id = NEW.replaces_id AND r.task_id = NEW.task_id) THEN
                {refuse("work_replaces_its_own", "A record replaces one of the same task.")}
            END IF;
            RETURN NEW;
        """


class ReleaseWithinSite(pgtrigger.Trigger):
    """What is canceled, reduced and cleared of a site over time is never more than its area. Gatehouse rule.

    The lock on the site makes two writers take turns.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("place", "programs_site"), ("total", "numeric")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT s.* INTO place FROM programs_site s JOIN programs_cwdtask t ON t.site_id = s.id
            WHERE t.id = NEW.task_id FOR NO KEY UPDATE OF s;
            IF place.id IS NULL THEN
                {refuse("land_release_of_site", "Land is released under a task that names its site.")}
            END IF;
            IF place.status IN ('RELEASED', 'HANDED_OVER') THEN
                {refuse("land_release_before_release", "The whole site is released already.")}
            END IF;
            total := {released("place.id")} + NEW.canceled_m2 + NEW.reduced_m2 + NEW.cleared_m2 - COALESCE((
                SELECT r.canceled_m2 + r.reduced_m2 + r.cleared_m2 FROM programs_landrelease r
                WHERE r.id = NEW.replaces_id AND {CURRENT.format(table="landrelease", alias="r")}), 0);
            IF total > place.area_m2 THEN
                {
            refuse(
                "land_release_within_site",
                "More than the area of the site would be released.",
                f"(place.area_m2 - {released('place.id')})::text",
            )
        }
            END IF;
            IF NEW.replaces_id IS NOT NULL AND total < {handed_over("place.id")} THEN
                {refuse("land_release_covers_handover", "More of the site is handed over than would be released.")}
            END IF;
            RETURN NEW;
        """


class HandoverWithinRelease(pgtrigger.Trigger):
    """Land is handed over of a completed task, and no more of its site than was released. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("task", "programs_cwdtask")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT t.* INTO task FROM programs_cwdtask t WHERE t.id = NEW.task_id;
            IF task.site_id IS NULL OR task.state <> 'COMPLETED' THEN
                {refuse("handover_of_completed_task", "Land is handed over of a completed task at a site.")}
            END IF;
            PERFORM 1 FROM programs_site WHERE id = task.site_id FOR NO KEY UPDATE;
            IF NEW.area_m2 + {handed_over("task.site_id")} > {released("task.site_id")} THEN
                {
            refuse(
                "handover_within_release",
                "More than was released of the site would be handed over.",
                f"({released('task.site_id')} - {handed_over('task.site_id')})::text",
            )
        }
            END IF;
            RETURN NEW;
        """
