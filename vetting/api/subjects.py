"""Subjects, possible matches, approvals and standings of units in the API: read, and their steps."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ground.api.resources import Resource, with_steps
from ground.api.serializers import StepSerializer
from ground.refusals import refusals
from partners.services.units import record_source

from .. import acts
from ..filters import ApprovalFilter, HitFilter, StandingFilter, SubjectFilter
from ..lifecycle import APPROVAL_STEPS, STANDING_STEPS, SUBJECT_STEPS
from ..models import Approval, Hit, Review, UnitStanding, VettingSubject
from ..services import hits, standing
from .serializers import (
    ApprovalSerializer,
    HitSerializer,
    ProposeSerializer,
    ResolveSerializer,
    StandingSerializer,
    SubjectSerializer,
)


@extend_schema(tags=["subjects"])
@with_steps(SUBJECT_STEPS, [*acts.ONE_BY_ONE, *acts.SUBJECT])
class SubjectViewSet(Resource):
    """Rows of rosters: a person in a unit, or a unit with its commander."""

    permission = "vetting.view_case"
    queryset = VettingSubject.objects.none()
    serializer_class = SubjectSerializer
    filterset_class = SubjectFilter
    ordering_fields = ("id", "row", "state")

    def get_queryset(self) -> QuerySet[VettingSubject]:
        given = Prefetch("reviews", queryset=Review.objects.select_related("reviewer").order_by("at"))
        return (
            VettingSubject.objects.visible_to(self.request.user)
            .select_related("case__operating_unit", "person", "unit")
            .prefetch_related(given)
            .order_by("case", "row")
        )

    def take(self, step: str, row: VettingSubject, *, version: int, note: str) -> Any:
        return acts.subject_step(step, row, by=self.request.user, version=version, note=note)


@extend_schema(tags=["hits"])
class HitViewSet(Resource):
    """Possible matches, each decided by a named person."""

    permission = "vetting.view_case"
    queryset = Hit.objects.none()
    serializer_class = HitSerializer
    filterset_class = HitFilter
    ordering_fields = ("id", "score", "state")

    def get_queryset(self) -> QuerySet[Hit]:
        return (
            Hit.objects.visible_to(self.request.user)
            .select_related("subject__case__operating_unit", "entry__version__list", "resolved_by")
            .order_by("pk")
        )

    @extend_schema(request=ResolveSerializer, responses=HitSerializer, filters=False)
    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, pk: str = "") -> Response:
        """Decide that a possible match is the same party or a different one, and why."""
        hit = self.get_object()
        sent = ResolveSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        hits.resolve(hit=hit, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=StepSerializer, responses=HitSerializer, filters=False)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str = "") -> Response:
        """Take a decision back."""
        hit = self.get_object()
        sent = StepSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        hits.reopen(hit=hit, by=request.user, **sent.validated_data)
        return Response(self.get_serializer(self.get_object()).data)


@extend_schema(tags=["approvals"])
@with_steps(APPROVAL_STEPS, acts.APPROVAL)
class ApprovalViewSet(Resource):
    """Approvals: of one person in one unit, or one unit, under one law, for dates."""

    permission = "vetting.view_case"
    queryset = Approval.objects.none()
    serializer_class = ApprovalSerializer
    filterset_class = ApprovalFilter
    ordering_fields = ("id", "valid", "state")

    def get_queryset(self) -> QuerySet[Approval]:
        return (
            Approval.objects.visible_to(self.request.user)
            .select_related("subject__case__operating_unit", "unit", "person")
            .order_by("pk")
        )

    def take(self, step: str, row: Approval, *, version: int, note: str) -> Any:
        return acts.APPROVAL[step](row, self.request.user, version, note)


@extend_schema(tags=["standings"])
@with_steps(STANDING_STEPS, acts.STANDING)
class StandingViewSet(Resource):
    """Units with a standing on record, addressed by the unit's code. A unit without one has no finding."""

    permission = "vetting.view_case"
    queryset = UnitStanding.objects.none()
    serializer_class = StandingSerializer
    filterset_class = StandingFilter
    lookup_field = "unit__code"
    ordering_fields = ("since", "state")

    def get_queryset(self) -> QuerySet[UnitStanding]:
        return (
            UnitStanding.objects.visible_to(self.request.user)
            .select_related("unit__country__operating_unit", "source", "proposed_by", "confirmed_by")
            .order_by("pk")
        )

    def take(self, step: str, row: UnitStanding, *, version: int, note: str) -> Any:
        return acts.STANDING[step](row, self.request.user, version, note)

    @extend_schema(request=ProposeSerializer, responses={201: StandingSerializer}, summary="Propose as ineligible")
    def create(self, request: Request) -> Response:
        """Open a review of a unit: no program may help it until another person confirms or closes it."""
        sent = ProposeSerializer(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        data, by = sent.validated_data, request.user
        with refusals():  # the source goes with the finding, or neither is kept
            source = record_source(
                title=data["source_title"], publisher=data["source_publisher"], address=data["source_address"], by=by
            )
            row = standing.propose_ineligible(
                unit=data["unit"], grounds=data["grounds"], source=source, version=data["version"], by=by
            )
        return Response(self.get_serializer(self.get_queryset().get(pk=row.pk)).data, status=201)
