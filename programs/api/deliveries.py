"""`deliveries` in the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from ground.api.serializers import StrictSerializer
from partners.models import Person

from ..filters.programs import DeliveryFilter
from ..models import Delivery, FmsCaseLine
from ..services.deliveries import DeliveryRow, record_deliveries
from . import base


class DeliverySerializer(base.Addressed):
    resource = "deliveries"
    program = serializers.CharField(source="program.number")
    unit = serializers.CharField(source="unit.code", default=None)
    recorded_by = serializers.CharField(source="recorded_by.username")

    class Meta:
        model = Delivery
        fields = ("url", "version", "id", "program", "unit", "person", "seat", "line", "agreement", "what")
        fields += ("description", "quantity", "value", "delivered_on", "place_name", "recorded_by", "recorded_at")
        fields += ("reverses",)


class NewDeliverySerializer(StrictSerializer):
    program = base.program()
    unit = base.unit(required=False, allow_null=True)
    person = base.numbered(Person, required=False, allow_null=True)
    agreement = base.agreement(required=False, allow_null=True)
    line = base.Line(queryset=FmsCaseLine.objects.all(), required=False, allow_null=True)
    what = serializers.ChoiceField(choices=Delivery.What.choices)
    description = serializers.CharField(max_length=200)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=2)
    value = base.money()
    delivered_on = serializers.DateField()
    place_name = serializers.CharField(required=False, allow_blank=True, max_length=120)


@extend_schema(tags=["deliveries"])
class DeliveryViewSet(base.Resource):
    """What reached whom; recorded once, gated on its day, never changed."""

    model = Delivery
    serializer_class = DeliverySerializer
    filterset_class = DeliveryFilter
    permissions = {"create": "programs.record_delivery"}
    related = ("program", "unit", "recorded_by")
    ordering_fields = ("id", "delivered_on", "value")

    @extend_schema(request=NewDeliverySerializer, responses={201: DeliverySerializer})
    def create(self, request: Request) -> Response:
        """Record a delivery. The gate answers for its day."""
        data: dict[str, Any] = self.read(request, NewDeliverySerializer)
        (made,) = record_deliveries(rows=[DeliveryRow(**data)], by=request.user)
        return self.shown(made, status.HTTP_201_CREATED)
