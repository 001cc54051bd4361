"""`reports` in the API: what there is, and a report as its JSON file has it."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from ground.access import SIGNED_IN
from reporting.reports import REPORTS, Asked, Report, report_of
from reporting.services import reports

from .measures import refuse_unknown


@extend_schema(tags=["reports"])
class ReportViewSet(viewsets.ViewSet):
    """The reports this user may run."""

    permission = SIGNED_IN
    lookup_field = "name"
    lookup_value_regex = "[a-z0-9-]+"

    @extend_schema(operation_id="reports_list", responses=OpenApiTypes.OBJECT)
    def list(self, request: Request) -> Response:
        """Every report, with its definition and the periods it can be run for."""
        refuse_unknown(request, set())
        found = [described(one) for one in REPORTS if one.is_open_to(request.user)]
        return Response({"count": len(found), "next": None, "previous": None, "results": found})

    @extend_schema(
        operation_id="report_rows",
        responses=OpenApiTypes.OBJECT,
        parameters=[
            OpenApiParameter("name", OpenApiTypes.STR, OpenApiParameter.PATH, enum=[one.name for one in REPORTS]),
            OpenApiParameter("fiscal_year", OpenApiTypes.INT),
            OpenApiParameter("edition", OpenApiTypes.STR, description="A printed edition, such as 1999-2000"),
            OpenApiParameter("country", OpenApiTypes.STR, many=True, description="ISO 3166 alpha-3"),
        ],
    )
    def retrieve(self, request: Request, name: str) -> Response:
        """A report for a fiscal year, an edition or one year of it: rows, totals, notes, checksum."""
        report = report_of(name)
        if report is None or not report.is_open_to(request.user):
            raise Http404
        refuse_unknown(request, {"fiscal_year", "edition", "country"})
        return Response(reports.run(report=report, asked=asked(request, report)).payload)


def described(report: Report) -> dict[str, Any]:
    return {
        "name": report.name,
        "title": report.title,
        "law": report.law,
        "definition": report.definition,
        "columns": report.column_names,
        "fiscal_years": list(report.years()),
        "editions": list(report.editions()),
        "url": f"/api/v1/reports/{report.name}/",
    }


def asked(request: Request, report: Report) -> Asked:
    """The question in the address. A year or an edition without rows is said, not answered with nothing."""
    year, edition = request.query_params.get("fiscal_year", ""), request.query_params.get("edition", "")
    if not year and not edition:
        raise exceptions.ValidationError({"fiscal_year": ["Give a fiscal year, an edition or both."]})
    if edition and edition not in report.editions():
        raise exceptions.ValidationError({"edition": [f"There is no edition {edition}."]})
    years = report.years_of(edition) if edition else report.years()
    if year and (not year.isdecimal() or int(year) not in years):
        raise exceptions.ValidationError({"fiscal_year": [f"There are no rows of fiscal year {year}."]})
    countries = tuple(sorted(set(request.query_params.getlist("country"))))
    if any(not re.fullmatch("[A-Z]{3}", code) for code in countries):
        raise exceptions.ValidationError({"country": ["Write ISO 3166 alpha-3 codes, such as JOR."]})
    now = timezone.now().replace(microsecond=0)
    return Asked(
        fiscal_year=int(year) if year else None, edition=edition, countries=countries, as_of=now, user=request.user
    )
