"""`notifications` in the API: congressional notifications, by number."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ground.api.serializers import StepSerializer, StrictSerializer

from ..models import CongressionalHold, CongressionalNotification, Fund, NotificationLine
from ..notifications import rules
from ..notifications.lifecycle import CLEAR, DRAFT, NOTIFICATION_STEPS, TRANSMIT
from ..notifications.selectors import with_figures
from ..services import notifications
from ..states import Kind
from ..tables.notifications import NotificationFilter
from . import base


class LineSerializer(serializers.ModelSerializer[NotificationLine]):
    fund = serializers.CharField(source="fund.number")
    operating_unit = serializers.CharField(source="operating_unit.code")
    program = serializers.CharField(source="program.number", default=None)

    class Meta:
        model = NotificationLine
        fields = ("id", "fund", "operating_unit", "program", "amount")


class HoldSerializer(serializers.ModelSerializer[CongressionalHold]):
    class Meta:
        model = CongressionalHold
        fields = ("committee", "line", "amount", "opened_on", "note", "released_on", "release_note")


class NotificationSerializer(base.Addressed):
    resource, key = "notifications", "number"
    operating_unit = serializers.CharField(source="operating_unit.code")
    renotifies = serializers.CharField(source="renotifies.number", default=None)
    author = serializers.CharField(source="author.username")
    amount = serializers.DecimalField(source="amount_sum", max_digits=20, decimal_places=2)
    earliest_obligation_on = serializers.DateField(source="earliest_day")
    open_for_money = serializers.BooleanField(source="clock.is_open")
    clock = serializers.CharField(source="clock.says")
    opens = serializers.CharField(source="clock.opens")
    lines = LineSerializer(many=True)
    transmittals = serializers.SerializerMethodField()
    clearances = serializers.SerializerMethodField()
    holds = HoldSerializer(many=True)

    class Meta:
        model = CongressionalNotification
        fields = ("url", "version", "number", "kind", "program_kind", "title", "justification", "otherwise_served")
        fields += ("operating_unit", "fiscal_year", "state", "round", "clock_days", "committees", "renotifies")
        fields += ("author", "amount", "earliest_obligation_on", "open_for_money", "clock", "opens", "lines")
        fields += ("transmittals", "clearances", "holds")

    def get_transmittals(self, row: CongressionalNotification) -> list[dict[str, Any]]:
        """Who has it since when, and what each said."""
        names = ("committee", "sent_on", "result", "result_on", "note")
        return [{name: getattr(sent, name) for name in names} for sent in row.transmittals.all()]

    def get_clearances(self, row: CongressionalNotification) -> list[dict[str, Any]]:
        """What offices answered, in order, each round apart."""
        names = ("round", "office", "answer", "on", "note")
        return [{name: getattr(said, name) for name in names} for said in row.clearances.all()]


class WordsSerializer(StrictSerializer):
    title = serializers.CharField(max_length=200)
    justification = serializers.CharField(required=False, allow_blank=True)
    otherwise_served = serializers.CharField(required=False, allow_blank=True, max_length=300)
    renotifies = base.named(CongressionalNotification, "number", required=False, allow_null=True)


class NewNotificationSerializer(WordsSerializer):
    kind = serializers.ChoiceField(choices=rules.NotificationKind.choices)
    program_kind = serializers.ChoiceField(choices=Kind.choices)
    operating_unit = base.place()
    fiscal_year = serializers.IntegerField(min_value=1990, max_value=2100)


class EditSerializer(WordsSerializer, base.Versioned):
    title = serializers.CharField(required=False, max_length=200)


class NewLineSerializer(base.Versioned):
    fund = base.named(Fund, "number")
    operating_unit = base.place()
    program = base.program(required=False, allow_null=True)
    amount = base.money()


class RemoveLineSerializer(base.Versioned):
    line = serializers.IntegerField(min_value=1)


class ClearanceSerializer(base.Versioned):
    office = serializers.ChoiceField(choices=rules.ClearingOffice.choices)
    answer = serializers.ChoiceField(choices=rules.ClearanceAnswer.choices)
    on = serializers.DateField()
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class TransmittalSerializer(base.Versioned):
    committees = serializers.ListField(
        child=serializers.ChoiceField(choices=rules.Committee.choices), allow_empty=False
    )
    sent_on = serializers.DateField()


class OfCommitteeSerializer(base.Versioned):
    committee = serializers.ChoiceField(choices=rules.Committee.choices)


class ResultSerializer(OfCommitteeSerializer):
    result = serializers.ChoiceField(choices=rules.Result.choices)
    on = serializers.DateField()
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class NewHoldSerializer(OfCommitteeSerializer):
    opened_on = serializers.DateField()
    note = serializers.CharField(max_length=300)
    line = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    amount = base.money(required=False, allow_null=True)


class ReleaseSerializer(OfCommitteeSerializer):
    line = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    released_on = serializers.DateField()
    note = serializers.CharField(max_length=300)


@extend_schema(tags=["notifications"])
class NotificationViewSet(base.Resource):
    """Notices to committees before money is obligated. Its clock is computed; a hold ends by its release alone."""

    model = CongressionalNotification
    permission = "programs.view_notification"
    serializer_class = NotificationSerializer
    filterset_class = NotificationFilter
    permissions = {
        **dict.fromkeys(("create", "edit", "add_line", "remove_line"), DRAFT),
        "record_clearance": CLEAR,
        **dict.fromkeys(("record_transmittals", "record_result"), TRANSMIT),
        "open_hold": notifications.HOLD,
        "release_hold": notifications.RELEASE,
    }
    lookup_field = "number"
    lookup_value_regex = "[A-Z0-9-]+"
    related = ("operating_unit", "author", "renotifies")
    ordering_fields = ("number", "fiscal_year", "state")

    def get_queryset(self) -> Any:
        rows = ("lines__fund", "lines__operating_unit", "lines__program", "clearances")
        return with_figures(super().get_queryset()).with_rows().prefetch_related(*rows)

    @extend_schema(request=NewNotificationSerializer, responses={201: NotificationSerializer})
    def create(self, request: Request) -> Response:
        """Draft a notification; its kind brings its days and committees."""
        data = self.read(request, NewNotificationSerializer)
        return self.shown(notifications.draft_notification(by=request.user, **data), status.HTTP_201_CREATED)

    @extend_schema(operation_id="notifications_step", request=StepSerializer, responses=NotificationSerializer)
    @action(detail=True, methods=["post"], url_path=base.step_pattern(NOTIFICATION_STEPS))
    def step(self, request: Request, number: str, step: str) -> Response:
        """Send for clearance, take back to the draft, close or withdraw."""
        row = self.get_object()
        made = notifications.take(notification=row, step=step, by=request.user, **self.read(request, StepSerializer))
        return self.shown(made)

    def _act(self, request: Request, act: Any, sent: type[StrictSerializer]) -> Response:
        data = self.read(request, sent)
        row = self.fresh(data)
        act(notification=row, by=request.user, **data)
        return self.shown(row)

    @extend_schema(request=EditSerializer, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def edit(self, request: Request, number: str) -> Response:
        """Change the words of a draft."""
        return self._act(request, notifications.edit_notification, EditSerializer)

    @extend_schema(request=NewLineSerializer, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def add_line(self, request: Request, number: str) -> Response:
        """Add an amount to a draft."""
        data = self.read(request, NewLineSerializer)
        row = self.fresh(data)
        notifications.add_line(notification=row, row=notifications.LineRow(**data), by=request.user)
        return self.shown(row)

    @extend_schema(request=RemoveLineSerializer, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def remove_line(self, request: Request, number: str) -> Response:
        """Take an amount out of a draft."""
        data = self.read(request, RemoveLineSerializer)
        row = self.fresh(data)
        lines = row.lines.select_related("notification__operating_unit")
        notifications.remove_line(line=get_object_or_404(lines, pk=data["line"]), by=request.user)
        return self.shown(row)

    @extend_schema(request=ClearanceSerializer, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def record_clearance(self, request: Request, number: str) -> Response:
        """Record what an office answered."""
        return self._act(request, notifications.record_clearance, ClearanceSerializer)

    @extend_schema(request=TransmittalSerializer, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def record_transmittals(self, request: Request, number: str) -> Response:
        """Record which committees have it since a day."""
        return self._act(request, notifications.record_transmittals, TransmittalSerializer)

    @extend_schema(request=ResultSerializer, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def record_result(self, request: Request, number: str) -> Response:
        """Record what a committee said."""
        data = self.read(request, ResultSerializer)
        row = self.fresh(data)
        sent = row.transmittals.filter(committee=data.pop("committee")).select_related("notification__operating_unit")
        notifications.record_result(transmittal=get_object_or_404(sent), by=request.user, **data)
        return self.shown(row)

    @extend_schema(request=NewHoldSerializer, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def open_hold(self, request: Request, number: str) -> Response:
        """Record a committee's hold: of the notification, or only of one amount of it, or of so much of that."""
        data = self.read(request, NewHoldSerializer)
        row, line = self.fresh(data), data.pop("line", None)
        of = get_object_or_404(row.lines, pk=line) if line else None
        notifications.open_hold(notification=row, line=of, by=request.user, **data)
        return self.shown(row)

    @extend_schema(request=ReleaseSerializer, responses=NotificationSerializer)
    @action(detail=True, methods=["post"])
    def release_hold(self, request: Request, number: str) -> Response:
        """Record that a committee released its hold, and how."""
        data = self.read(request, ReleaseSerializer)
        row = self.fresh(data)
        held = row.holds.filter(committee=data.pop("committee"), line=data.pop("line", None), released_on=None)
        hold = get_object_or_404(held.select_related("notification__operating_unit"))
        notifications.release_hold(hold=hold, by=request.user, **data)
        return self.shown(row)
