"""What the reform programs are judged by: institutional milestones (GDRP), civilian-harm processes (SFP)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ground.access import Place
from ground.guards import Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned

from .pko import OfProgramQuerySet
from .pko_guards import OfPko
from .programs import Program


@track()
class InstitutionalMilestone(Versioned):
    """What an institution could do before, what it shall be able to do by a day, and when it could, with evidence."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="institutional_milestones")
    institution = models.CharField(max_length=120, help_text="Such as the ministry of defense, its budget office")
    baseline = models.CharField(max_length=300)
    baseline_on = models.DateField("baseline taken on")
    target = models.CharField(max_length=300)
    target_on = models.DateField("target for")
    reached_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)

    objects = OfProgramQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            OfPko(
                name="of_gdrp",
                constraint="institutional_milestone_of_gdrp",
                message="An institutional milestone belongs to a program of the GDRP.",
                asks="d.global_program = 'GDRP'",
            ),
            NotAhead(name="not_ahead", field="reached_on"),
            NotAhead(name="not_ahead_baseline", field="baseline_on"),
            Frozen(name="frozen", fields=("program", "institution", "baseline", "baseline_on", "target")),
            Frozen(name="reached", fields=("reached_on",), once_null=True),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(institution="") & ~models.Q(baseline="") & ~models.Q(target=""),
                name="institutional_milestone_says_what",
                violation_error_message="It names the institution, its baseline and its target.",
            ),
            models.CheckConstraint(
                condition=models.Q(target_on__gt=models.F("baseline_on")),
                name="institutional_milestone_target_later",
                violation_error_message="The target is for a day after the baseline.",
            ),
            models.CheckConstraint(
                condition=models.Q(reached_on=None, evidence="")
                | models.Q(reached_on__gt=models.F("baseline_on")) & ~models.Q(evidence=""),
                name="institutional_milestone_has_evidence",
                violation_error_message="A target is reached after its baseline, with evidence.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.target}"

    @property
    def place(self) -> Place:
        return self.program.place


class Level(models.TextChoices):
    """How far a process is: none is an answer too, an empty level is not."""

    NONE = "NONE", "No process"
    WRITTEN = "WRITTEN", "Written"
    TAUGHT = "TAUGHT", "Taught"
    IN_USE = "IN_USE", "In use"


@track()
class CivilianHarmProcess(Versioned):
    """How a partner keeps civilians from harm in one respect, before the program and after it."""

    class Process(models.TextChoices):
        PLANNING = "PLANNING", "Civilians considered in planning"
        TRACKING = "TRACKING", "Harm tracked"
        INVESTIGATION = "INVESTIGATION", "Incidents investigated"
        RESPONSE = "RESPONSE", "Victims answered and redressed"
        LEARNING = "LEARNING", "Lessons carried into training"

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="harm_processes")
    process = models.CharField(max_length=13, choices=Process.choices)
    before = models.CharField("level before", max_length=7, choices=Level.choices)
    before_on = models.DateField("assessed before on")
    after = models.CharField("level after", max_length=7, choices=Level.choices, blank=True)
    after_on = models.DateField("assessed after on", null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)

    objects = OfProgramQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name_plural = "civilian harm processes"
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            OfPko(
                name="of_sfp",
                constraint="harm_process_of_sfp",
                message="A civilian-harm process belongs to a program of the SFP.",
                asks="d.global_program = 'SFP'",
            ),
            NotAhead(name="not_ahead_before", field="before_on"),
            NotAhead(name="not_ahead_after", field="after_on"),
            Frozen(name="frozen", fields=("program", "process", "before", "before_on")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "process"],
                name="harm_process_once",
                violation_error_message="This process is assessed already.",
            ),
            models.CheckConstraint(
                condition=models.Q(before__in=Level.values, after__in=["", *Level.values]),
                name="harm_process_level_known",
                violation_error_message="The level is one of the four.",
            ),
            models.CheckConstraint(
                condition=models.Q(after="", after_on=None)
                | ~models.Q(after="") & ~models.Q(evidence="") & models.Q(after_on__gt=models.F("before_on")),
                name="harm_process_after_is_whole",
                violation_error_message="The level after has a later day and its evidence.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_process_display()

    @property
    def place(self) -> Place:
        return self.program.place
