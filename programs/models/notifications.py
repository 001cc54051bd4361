"""Congressional notifications: what is notified, who cleared it, which committee has it, and who holds it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete
from ground.history import track
from ground.models import Versioned
from partners.models import OperatingUnit

from ..notifications import rules
from ..notifications.clock import Clock
from ..notifications.lifecycle import NOTIFICATION_STEPS
from ..notifications.rules import (
    ClearanceAnswer,
    ClearingOffice,
    Committee,
    NotificationKind,
    NotificationState,
    Result,
)
from ..states import Kind, ObligationState
from .funds import Fund
from .notification_guards import ClearanceInRound, HoldOfCommittee, LineInDraft, NoticeMoves, SentWhenCleared
from .programs import Program

if TYPE_CHECKING:
    from .obligations import Obligation

VIEW = "programs.view_notification"


class NotificationQuerySet(models.QuerySet["CongressionalNotification"]):
    def visible_to(self, user: Any) -> NotificationQuerySet:
        """Those of the kinds and places where the user may read notifications."""
        return self.filter(user.scope.q(VIEW, kind="program_kind"))

    def with_rows(self) -> NotificationQuerySet:
        """With what their clocks are read from: two queries for all of them."""
        held = CongressionalHold.objects.select_related("line__fund", "line__operating_unit")
        return self.prefetch_related("transmittals", models.Prefetch("holds", held))


@track()
class CongressionalNotification(Versioned):
    """A notice to committees before money is obligated. Its clock is days and committees of its kind, or more."""

    number = models.CharField(max_length=20, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=NotificationKind.choices)
    program_kind = models.CharField("money of", max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    justification = models.TextField("what it is for", blank=True)
    otherwise_served = models.CharField("whom the money would otherwise have served", max_length=300, blank=True)
    fiscal_year = models.PositiveIntegerField()
    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, related_name="notifications")
    state = models.CharField(max_length=12, choices=NotificationState.choices, default=NotificationState.DRAFT)
    round = models.PositiveIntegerField("round of clearance", default=0)
    clock_days = models.PositiveIntegerField("calendar days to wait")
    committees = ArrayField(models.CharField(max_length=8, choices=Committee.choices))
    renotifies = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renotified_by",
        verbose_name="notifies again",
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = NotificationQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *NOTIFICATION_STEPS.triggers(),
            NoticeMoves(name="state_stands"),
            Frozen(name="frozen", fields=("number", "author")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=rules.of_its_kind(),
                name="notification_clock_of_its_kind",
                violation_error_message="A notification waits as long, and goes to those, as the law asks of its kind.",
            ),
            models.CheckConstraint(
                condition=~models.Q(renotifies=models.F("id")),
                name="notification_not_of_itself",
                violation_error_message="A notification does not notify itself again.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return f"/notifications/{self.number}/"

    @property
    def place(self) -> Place:
        return Place(self.operating_unit_id, self.operating_unit.region, self.program_kind)

    @property
    def clock(self) -> Clock:
        """Its days, read from its rows now."""
        sent = self.transmittals.all()
        return Clock(
            kind=self.kind,
            state=self.state,
            days=self.clock_days,
            committees=tuple(self.committees),
            sent={row.committee: row.sent_on for row in sent},
            results=frozenset(row.result for row in sent),
            holds=tuple(hold for hold in self.holds.all() if hold.released_on is None and hold.line_id is None),
            parts=tuple(hold for hold in self.holds.all() if hold.released_on is None and hold.line_id is not None),
        )

    def moved(self, fund: Fund, operating_unit: int) -> Decimal:
        """What it notifies of a fund's account and year at a place, in dollars."""
        of = {"fund__account": fund.account_id, "fund__fiscal_year": fund.fiscal_year, "operating_unit": operating_unit}
        return Decimal(self.lines.filter(**of).aggregate(sum=models.Sum("amount", default=Decimal(0)))["sum"])

    def missing_for(self, obligation: Obligation, *, held: bool = False) -> Decimal:
        """How much of an obligation is not notified, beside all that was recorded before less what of it was given
        back; with `held`, without the parts that committees hold. Zero or less is covered."""
        place: dict[str, Any] = {"fund": obligation.fund_id, "operating_unit": obligation.operating_unit_id}
        lines = list(self.lines.filter(**place))
        notified = {row.program_id: row.amount for row in lines}
        if held:
            parts = rules.held_parts({row.pk: row.amount for row in lines}, self.holds.all(), obligation.effective_on)
            notified = {row.program_id: row.amount - parts[row.pk] for row in lines}
        counts = models.Q(state=ObligationState.RECORDED)
        if obligation.fund.obligates_on_apportionment:
            counts |= models.Q(state=ObligationState.PROPOSED)
        used: dict[int | None, Decimal] = {obligation.program_id: obligation.amount}
        others = self.obligations.filter(counts, **place).exclude(pk=obligation.pk).net()
        for one in others:
            used[one.program_id] = used.get(one.program_id, Decimal(0)) + one.net_amount
        return rules.uncovered(notified, used)


@track()
class NotificationLine(models.Model):
    """An amount that is notified: of one fund, for one place, and for one program where it says so."""

    notification = models.ForeignKey(CongressionalNotification, on_delete=models.PROTECT, related_name="lines")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="notified")
    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, related_name="+")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="notified")
    amount = models.DecimalField("amount, US dollars", max_digits=20, decimal_places=2)

    class Meta:
        triggers: ClassVar = [LineInDraft(name="in_draft")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notification", "fund", "operating_unit", "program"],
                name="notification_line_once",
                nulls_distinct=False,
                violation_error_message="This fund, place and program have an amount already.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="notification_line_positive",
                violation_error_message="An amount above zero is notified.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund.number}, {self.operating_unit}, {self.amount:,.2f}"


@track()
class Clearance(models.Model):
    """What an office answered, on a day, in a round. The latest of a round counts; none is taken back."""

    notification = models.ForeignKey(CongressionalNotification, on_delete=models.PROTECT, related_name="clearances")
    office = models.CharField(max_length=4, choices=ClearingOffice.choices)
    answer = models.CharField(max_length=18, choices=ClearanceAnswer.choices)
    round = models.PositiveIntegerField()
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers: ClassVar = [ClearanceInRound(name="in_round"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(answer__in=ClearanceAnswer.values, office__in=ClearingOffice.values),
                name="clearance_answer_listed",
                violation_error_message="An office answers in the words of the field.",
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=sorted(rules.WITHOUT_NOTE)) | ~models.Q(note=""),
                name="clearance_says_why",
                violation_error_message="A question, a hold or a No says why.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_office_display()}: {self.get_answer_display()}"


@track()
class Transmittal(models.Model):
    """That a committee has the notification, since a day, and what it said."""

    notification = models.ForeignKey(CongressionalNotification, on_delete=models.PROTECT, related_name="transmittals")
    committee = models.CharField(max_length=8, choices=Committee.choices)
    sent_on = models.DateField()
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.PENDING)
    result_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers: ClassVar = [
            SentWhenCleared(name="sent_when_cleared"),
            Frozen(name="frozen", fields=("notification", "committee", "sent_on", "by")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notification", "committee"],
                name="transmittal_once",
                violation_error_message="This committee has it already.",
            ),
            models.CheckConstraint(
                condition=models.Q(result=Result.PENDING, result_on__isnull=True)
                | models.Q(
                    result__in=[Result.APPROVED, Result.DENIED, Result.WITHDRAWN], result_on__gte=models.F("sent_on")
                ),
                name="transmittal_result_dated",
                violation_error_message="A result has a day after the transmittal; On-hold is a hold of its own.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_committee_display()}, {self.sent_on}"


class HoldQuerySet(models.QuerySet["CongressionalHold"]):
    def visible_to(self, user: Any) -> HoldQuerySet:
        return self.filter(user.scope.q(VIEW, place="notification__operating_unit", kind="notification__program_kind"))


@track()
class CongressionalHold(models.Model):
    """A committee's hold, open until its release is recorded by somebody who may; no time releases it.

    It is of the whole notification, or of one amount of it (`line`), or of so much of that: the rest goes on.
    """

    notification = models.ForeignKey(CongressionalNotification, on_delete=models.PROTECT, related_name="holds")
    committee = models.CharField(max_length=8, choices=Committee.choices)
    line = models.ForeignKey(
        NotificationLine, on_delete=models.PROTECT, null=True, blank=True, related_name="holds", verbose_name="only of"
    )
    amount = models.DecimalField(
        "only so much of it, US dollars", max_digits=20, decimal_places=2, null=True, blank=True
    )
    opened_on = models.DateField()
    note = models.CharField("what it is about", max_length=300)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_on = models.DateField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    release_note = models.CharField("how it was released", max_length=300, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        triggers: ClassVar = [
            HoldOfCommittee(name="of_committee"),
            Frozen(
                name="frozen", fields=("notification", "committee", "line", "amount", "opened_on", "note", "opened_by")
            ),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notification", "committee", "line"],
                condition=models.Q(released_on__isnull=True),
                name="hold_open_once",
                nulls_distinct=False,
                violation_error_message="This committee holds it already.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gt=0, line__isnull=False),
                name="hold_part_of_a_line",
                violation_error_message="A part that is held is above zero, and of one amount of the notification.",
            ),
            models.CheckConstraint(
                condition=~models.Q(note=""),
                name="hold_says_why",
                violation_error_message="A hold says what it is about.",
            ),
            models.CheckConstraint(
                condition=models.Q(released_on__isnull=True, released_by__isnull=True, release_note="")
                | models.Q(released_on__gte=models.F("opened_on"), released_by__isnull=False)
                & ~models.Q(release_note=""),
                name="hold_release_complete",
                violation_error_message="A release has its day, who recorded it, and how the hold was released.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_committee_display()}, since {self.opened_on}"

    @property
    def place(self) -> Place:
        return self.notification.place
