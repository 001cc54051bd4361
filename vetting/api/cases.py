"""Cases in the API: read, open a draft, fill its roster, take its steps, give a review."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ground.api.resources import Resource, with_steps

from .. import acts
from ..filters import CaseFilter
from ..lifecycle import CASE_STEPS
from ..models import VettingCase, VettingSubject
from ..selectors import cases_for_lists
from ..services import cases, reviews
from .serializers import CaseSerializer, GiveReviewSerializer, NewCaseSerializer, RosterEntrySerializer


@extend_schema(tags=["cases"])
@with_steps(CASE_STEPS, acts.CASE)
class CaseViewSet(Resource):
    """Vetting cases."""

    permission = "vetting.view_case"
    queryset = VettingCase.objects.none()
    serializer_class = CaseSerializer
    filterset_class = CaseFilter
    lookup_field = "number"
    ordering_fields = ("number", "state", "event_start", "submitted_at")

    def get_queryset(self) -> QuerySet[VettingCase]:
        user: Any = self.request.user
        return cases_for_lists(user).order_by("-pk")

    def take(self, step: str, row: VettingCase, *, version: int, note: str) -> Any:
        return acts.CASE[step](row, self.request.user, version, note)

    def answer(self, number: str, status: int = 200) -> Response:
        return Response(self.get_serializer(self.get_queryset().get(number=number)).data, status=status)

    @extend_schema(request=NewCaseSerializer, responses={201: CaseSerializer}, summary="Open a draft")
    def create(self, request: Request) -> Response:
        """Open a case in draft."""
        sent = NewCaseSerializer(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        data = {**sent.validated_data, "laws": sorted(sent.validated_data["laws"])}
        made = cases.open_case(**data, recipients=[], by=request.user)
        return self.answer(made.number, 201)

    @extend_schema(request=RosterEntrySerializer, responses=CaseSerializer, filters=False)
    @action(detail=True, methods=["post"])
    def recipients(self, request: Request, number: str = "") -> Response:
        """Put a person in a unit, or a unit with its commander, on the roster of a draft."""
        case = self.get_object()
        sent = RosterEntrySerializer(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        data = sent.validated_data
        if data["person"] is not None:
            cases.add_person(
                case=case,
                person=data["person"],
                unit=data["unit"],
                position=data["position"],
                version=data["version"],
                by=request.user,
            )
        else:
            cases.add_unit(
                case=case, unit=data["unit"], commander=data["commander"], version=data["version"], by=request.user
            )
        return self.answer(case.number)

    @extend_schema(request=GiveReviewSerializer, responses=CaseSerializer, filters=False)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, number: str = "") -> Response:
        """Give the bureau or the human-rights review."""
        case = self.get_object()
        sent = GiveReviewSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        data = dict(sent.validated_data)
        if data["subjects"] is not None:
            chosen = list(VettingSubject.objects.filter(case=case, pk__in=data["subjects"]))
            if len(chosen) != len(set(data["subjects"])):
                raise Http404
            data["subjects"] = chosen
        reviews.review(case=case, by=request.user, **data)
        return self.answer(case.number)
