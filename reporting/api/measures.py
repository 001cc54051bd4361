"""`measures` and `reports` in the API: the same figures as the pages, from the same place."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from ground.access import SIGNED_IN
from partners.models import OperatingUnit
from reporting.measures import MEASURES, Measure, measure_of
from reporting.models import Rollup
from reporting.selectors.figures import freshness

FILTERS = ("fiscal_year", "country", "region")


class MeasureSerializer(serializers.Serializer[Any]):
    """What a measure is."""

    name = serializers.CharField()
    title = serializers.CharField()
    definition = serializers.CharField()
    unit = serializers.CharField()
    dimensions = serializers.ListField(child=serializers.CharField())
    additive = serializers.BooleanField()
    published_in = serializers.CharField()
    as_of = serializers.DateTimeField(allow_null=True)
    fresh = serializers.BooleanField()
    url = serializers.CharField()


class FigureSerializer(serializers.Serializer[Any]):
    """One figure of a measure, with the keys it stands for."""

    keys = serializers.DictField()
    value = serializers.DecimalField(max_digits=25, decimal_places=3)
    unit = serializers.CharField()
    as_of = serializers.DateTimeField(allow_null=True)
    fresh = serializers.BooleanField()


@extend_schema(tags=["measures"])
class MeasureViewSet(viewsets.GenericViewSet[Rollup]):
    """The measures this user may read, and the rows of each."""

    permission = SIGNED_IN
    lookup_field = "name"
    lookup_value_regex = "[a-z_]+"
    queryset = Rollup.objects.none()
    filter_backends: list[Any] = []

    @extend_schema(responses=MeasureSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Every measure this user may read, with its definition."""
        refuse_unknown(request, {"page", "page_size"})
        stands = freshness()
        found = [described(one, stands[one.name]) for one in MEASURES if one.is_open_to(request.user)]
        page = self.paginate_queryset(found)
        return self.get_paginated_response(page)

    @extend_schema(
        operation_id="measure_figures",
        responses=FigureSerializer(many=True),
        parameters=[
            OpenApiParameter("name", OpenApiTypes.STR, OpenApiParameter.PATH, enum=[one.name for one in MEASURES]),
            OpenApiParameter("fiscal_year", OpenApiTypes.INT),
            OpenApiParameter("country", OpenApiTypes.STR, description="ISO 3166 alpha-3, or another operating unit"),
            OpenApiParameter("region", OpenApiTypes.STR, description="Code of a regional bureau, such as AF"),
            OpenApiParameter("page", OpenApiTypes.INT),
            OpenApiParameter("page_size", OpenApiTypes.INT),
        ],
    )
    def retrieve(self, request: Request, name: str) -> Response:
        """The rows of a measure: keys, value, unit, as of, fresh. Dimensions are filters too (`stage=OBLIGATED`)."""
        measure = measure_of(name)
        if measure is None or not measure.is_open_to(request.user):
            raise Http404
        refuse_unknown(request, {"page", "page_size", *FILTERS, *measure.dimensions})
        stands = freshness()[measure.name]
        rows = (
            Rollup.objects.of(measure, request.user)
            .filter(asked(request, measure))
            .select_related("operating_unit")
            .order_by("fiscal_year", "operating_unit__code", "pk")
        )
        page = self.paginate_queryset(rows) or []
        return self.get_paginated_response(
            [
                {
                    "keys": keys_of(row),
                    "value": measure.written(row.value),
                    "unit": measure.unit,
                    "as_of": stands.at,
                    "fresh": stands.fresh,
                }
                for row in page
            ]
        )


def described(measure: Measure, stands: Any) -> dict[str, Any]:
    return {
        "name": measure.name,
        "title": measure.title,
        "definition": measure.definition,
        "unit": measure.unit,
        "dimensions": ["fiscal_year", "operating_unit", *measure.dimensions],
        "additive": measure.additive,
        "published_in": measure.source,
        "as_of": stands.at,
        "fresh": stands.fresh,
        "url": f"/api/v1/measures/{measure.name}/",
    }


def keys_of(row: Rollup) -> dict[str, Any]:
    """What a figure stands for. `country` is the ISO alpha-3 code, or the label as printed that nobody has assigned."""
    unit = row.operating_unit
    is_country = unit is not None and unit.kind == OperatingUnit.Kind.COUNTRY
    country = unit.code if unit is not None and is_country else row.keys.get("country")
    place = {"operating_unit": unit.code if unit else None, "country": country}
    return {"fiscal_year": row.fiscal_year, **row.keys, **place}


def asked(request: Request, measure: Measure) -> Q:
    """The filters of the address, a dimension by its exact value."""
    where = Q()
    params = request.query_params
    if "fiscal_year" in params:
        if not params["fiscal_year"].isdigit():
            raise exceptions.ValidationError({"fiscal_year": ["Write a year, such as 2016."]})
        where &= Q(fiscal_year=int(params["fiscal_year"]))
    if "country" in params and "country" not in measure.dimensions:
        where &= Q(operating_unit__code=params["country"])
    if "country" in params and "country" in measure.dimensions:
        where &= Q(operating_unit__code=params["country"]) | Q(keys__country=params["country"])
    if "region" in params and "region" not in measure.dimensions:
        where &= Q(operating_unit__region=params["region"])
    for name in measure.dimensions:
        if name in params and name != "country":
            where &= Q(**{f"keys__{name}": params[name]})
    return where


def refuse_unknown(request: Request, known: set[str]) -> None:
    """An unknown query parameter is refused, not ignored."""
    unknown = sorted(set(request.query_params) - known - {"format"})
    if unknown:
        raise exceptions.ValidationError({name: ["This parameter does not exist here."] for name in unknown})
