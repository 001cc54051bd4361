"""`programs`, `recipients` and `seats` in the API."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ground.api.serializers import StepSerializer, StrictSerializer
from partners.models import Person

from .. import kinds
from ..filters.programs import ProgramFilter, RecipientFilter, SeatFilter
from ..lifecycle import PROGRAM_STEPS, SEAT_STEPS
from ..models import Completion, Course, Initiative, Program, Recipient, TrainingSeat
from ..services import programs, seat_life, seats
from ..states import GRADES, CancelledBy, Content, Kind, StatedPurpose
from . import base


def manager(**more: Any) -> base.ByName:
    return base.named(get_user_model(), "username", **more)


class ProgramSerializer(base.Addressed):
    resource, key = "programs", "number"
    operating_unit = serializers.CharField(source="operating_unit.code")
    manager = serializers.CharField(source="manager.username")
    author = serializers.CharField(source="author.username")
    initiative = serializers.CharField(source="initiative.code", default=None)
    copied_from = serializers.CharField(source="copied_from.number", default=None)
    detail = serializers.SerializerMethodField()

    class Meta:
        model = Program
        fields = ("url", "version", "number", "kind", "title", "state", "operating_unit", "fiscal_year", "laws")
        fields += ("purpose", "stated_purposes", "initiative", "copied_from", "planned_amount", "manager", "author")
        fields += ("detail",)

    def get_detail(self, program: Program) -> dict[str, Any]:
        spec = kinds.of(program.kind)
        detail = spec.detail_of(program)
        return {name: getattr(detail, name) for name in spec.detail_fields} if detail else {}


class NewProgramSerializer(StrictSerializer):
    kind = serializers.ChoiceField(choices=Kind.choices)
    title = serializers.CharField(max_length=200)
    operating_unit = base.place()
    fiscal_year = serializers.IntegerField(min_value=1990, max_value=2100)
    manager = manager()
    purpose = serializers.CharField(required=False, allow_blank=True)
    stated_purposes = serializers.ListField(child=serializers.ChoiceField(StatedPurpose.choices), required=False)
    initiative = base.named(Initiative, "code", required=False, allow_null=True)
    planned_amount = base.money(required=False, min_value=0)
    detail = serializers.DictField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {**attrs, **_known_detail(kinds.of(attrs["kind"]), attrs)}


class EditProgramSerializer(base.Versioned):
    title = serializers.CharField(max_length=200, required=False)
    manager = manager(required=False)
    purpose = serializers.CharField(required=False, allow_blank=True)
    stated_purposes = serializers.ListField(child=serializers.ChoiceField(StatedPurpose.choices), required=False)
    initiative = base.named(Initiative, "code", required=False, allow_null=True)
    planned_amount = base.money(required=False, min_value=0)
    detail = serializers.DictField(required=False)


def _known_detail(spec: kinds.KindSpec, sent: dict[str, Any]) -> dict[str, Any]:
    """The kind's own fields; an unknown one is refused like any other unknown field."""
    unknown = sorted(set(sent.get("detail", {})) - set(spec.detail_fields))
    if unknown:
        raise serializers.ValidationError({f"detail.{name}": ["This field does not exist here."] for name in unknown})
    return {"detail": sent["detail"]} if "detail" in sent else {}


@extend_schema(tags=["programs"])
class ProgramViewSet(base.Resource):
    """Programs of six kinds, by number."""

    model = Program
    serializer_class = ProgramSerializer
    filterset_class = ProgramFilter
    permissions = {"create": "programs.draft_program", "partial_update": "programs.change_program"}
    lookup_field = "number"
    lookup_value_regex = "[A-Z0-9-]+"
    related = (
        "operating_unit",
        "manager",
        "author",
        "initiative",
        "copied_from",
        *(s.detail.__name__.lower() for s in kinds.SPECS.values()),
    )
    order = ("-fiscal_year", "number")
    ordering_fields = ("number", "fiscal_year", "state", "planned_amount")

    @extend_schema(request=NewProgramSerializer, responses={201: ProgramSerializer})
    def create(self, request: Request) -> Response:
        """A plan in draft."""
        data = self.read(request, NewProgramSerializer)
        return self.shown(programs.create_program(by=request.user, **data), status.HTTP_201_CREATED)

    @extend_schema(request=EditProgramSerializer, responses=ProgramSerializer)
    def partial_update(self, request: Request, number: str) -> Response:
        """Change a plan while it is in draft."""
        program = self.get_object()
        data = self.read(request, EditProgramSerializer)
        data = {**data, **_known_detail(kinds.of(program.kind), data)}
        return self.shown(programs.edit_program(program=program, by=request.user, **data))

    @extend_schema(operation_id="programs_step", request=StepSerializer, responses=ProgramSerializer)
    @action(detail=True, methods=["post"], url_path=base.step_pattern(PROGRAM_STEPS))
    def step(self, request: Request, number: str, step: str) -> Response:
        """Take a step of the program."""
        program = self.get_object()
        data = self.read(request, StepSerializer)
        return self.shown(programs.take(program=program, step=step, by=request.user, **data))


class RecipientSerializer(base.Addressed):
    resource = "recipients"
    program = serializers.CharField(source="program.number")
    unit = serializers.CharField(source="unit.code")
    case = serializers.CharField(source="case.number", default=None)

    class Meta:
        model = Recipient
        fields = ("url", "version", "id", "program", "unit", "person", "case", "note")


class NewRecipientSerializer(StrictSerializer):
    program = base.program()
    unit = base.unit()
    person = base.numbered(Person, required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


@extend_schema(tags=["recipients"])
class RecipientViewSet(base.Resource):
    """Units and people nominated to programs. A nomination approves nobody."""

    model = Recipient
    serializer_class = RecipientSerializer
    filterset_class = RecipientFilter
    permissions = {"create": "programs.nominate_recipient"}
    related = ("program", "unit", "case")
    ordering_fields = ("id",)

    @extend_schema(request=NewRecipientSerializer, responses={201: RecipientSerializer})
    def create(self, request: Request) -> Response:
        """Nominate a unit, or a person in it."""
        data = self.read(request, NewRecipientSerializer)
        program = data.pop("program")
        rows = [programs.RecipientRow(**data)]
        (made,) = programs.nominate_recipients(program=program, rows=rows, by=request.user)
        return self.shown(made, status.HTTP_201_CREATED)


class SeatSerializer(base.Addressed):
    resource = "seats"
    program = serializers.CharField(source="program.number")
    course = serializers.CharField(source="course.code")

    class Meta:
        model = TrainingSeat
        fields = ("url", "version", "id", "program", "recipient", "course", "state", "start_on", "end_on")
        fields += ("price", "tuition", "allowances", "other_costs", "penalty", "is_reimbursable", "obligation", "line")
        fields += ("attache_consulted_on", "grade", "is_civilian", "ministry", "content", "screened_on", "cancelled_by")


class NewSeatSerializer(StrictSerializer):
    recipient = base.numbered(Recipient)
    course = base.named(Course, "code")
    start_on = serializers.DateField()
    end_on = serializers.DateField()
    tuition = base.money(required=False, min_value=0)
    allowances = base.money(required=False, min_value=0)
    other_costs = base.money(required=False, min_value=0)
    price = base.money(required=False, min_value=0)
    is_reimbursable = serializers.BooleanField(required=False)


class NominationSerializer(base.Versioned):
    attache_consulted_on = serializers.DateField()
    attache_office = serializers.CharField(max_length=120)
    grade = serializers.ChoiceField(choices=list(GRADES), required=False)
    is_civilian = serializers.BooleanField(required=False)
    ministry = serializers.CharField(required=False, allow_blank=True, max_length=120)
    content = serializers.ChoiceField(choices=Content.choices, required=False)


class ScreeningSerializer(base.Versioned):
    screened_on = serializers.DateField()
    english_score = serializers.IntegerField(required=False, min_value=0, max_value=100)


class CancellationSerializer(base.Versioned):
    cancelled_by = serializers.ChoiceField(choices=CancelledBy.choices)
    penalty = base.money(required=False, min_value=0)
    note = serializers.CharField(max_length=2000)


class OrderSerializer(base.Versioned):
    travel_from = serializers.DateField()
    travel_until = serializers.DateField()


class CompletionSerializer(base.Versioned):
    outcome = serializers.ChoiceField(choices=Completion.Outcome.choices)
    on = serializers.DateField()
    place_name = serializers.CharField(required=False, allow_blank=True, max_length=120)


@extend_schema(tags=["seats"])
class SeatViewSet(base.Resource):
    """Seats in courses. The gate stands on each travel order and each start."""

    model = TrainingSeat
    serializer_class = SeatSerializer
    filterset_class = SeatFilter
    permissions = dict.fromkeys(
        ("create", "step", "nominate", "screen", "cancel", "issue_order", "complete"), "programs.arrange_seat"
    )
    related = ("program__operating_unit", "course")
    ordering_fields = ("id", "start_on", "end_on", "state")

    @extend_schema(request=NewSeatSerializer, responses={201: SeatSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a seat."""
        row = seats.SeatRow(**self.read(request, NewSeatSerializer))
        (made,) = seats.request_seats(rows=[row], by=request.user)
        return self.shown(made, status.HTTP_201_CREATED)

    @extend_schema(operation_id="seats_step", request=StepSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"], url_path=base.step_pattern(SEAT_STEPS))
    def step(self, request: Request, pk: str, step: str) -> Response:
        """Take a step of the seat that needs no more than a note."""
        seat = self.get_object()
        return self.shown(seats.take(seat=seat, step=step, by=request.user, **self.read(request, StepSerializer)))

    @extend_schema(request=NominationSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def nominate(self, request: Request, pk: str) -> Response:
        """Nominate the student, the defense attache having been consulted."""
        seat = self.get_object()
        data = self.read(request, NominationSerializer)
        return self.shown(seat_life.nominate(seat=seat, by=request.user, **data))

    @extend_schema(request=ScreeningSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def screen(self, request: Request, pk: str) -> Response:
        """Record the screening: medical, English, security."""
        seat = self.get_object()
        data = self.read(request, ScreeningSerializer)
        return self.shown(seat_life.screen(seat=seat, by=request.user, **data))

    @extend_schema(request=CancellationSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Cancel the seat: by whom, why, and at what penalty."""
        seat = self.get_object()
        data = self.read(request, CancellationSerializer)
        return self.shown(seat_life.cancel(seat=seat, by=request.user, **data))

    @extend_schema(request=OrderSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def issue_order(self, request: Request, pk: str) -> Response:
        """Issue the travel order, gated for the whole trip."""
        seat = self.get_object()
        seats.issue_order(seat=seat, by=request.user, **self.read(request, OrderSerializer))
        return self.shown(seat)

    @extend_schema(request=CompletionSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, pk: str) -> Response:
        """Record how the seat ended, and the training delivered by it."""
        seat = self.get_object()
        seats.complete(seat=seat, by=request.user, **self.read(request, CompletionSerializer))
        return self.shown(seat)
