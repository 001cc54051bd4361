"""`training` in the API: the published rows, read by every signed-in user, filtered as on their page."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from ground.access import SIGNED_IN
from ground.api.resources import Resource
from programs.filters.training import TrainingFilter
from programs.models import TrainingRecord


class TrainingSerializer(serializers.ModelSerializer[TrainingRecord]):
    """A row as printed, with what its labels stand for."""

    url = serializers.HyperlinkedIdentityField(view_name="api-training-detail")
    version = serializers.SerializerMethodField()
    country = serializers.CharField(source="country.printed")
    iso3 = serializers.CharField(source="country.country.iso3", default=None, allow_null=True)
    program = serializers.CharField(source="program.printed")
    program_name = serializers.CharField(source="program.label", help_text="Empty while the label waits for a person")
    kind = serializers.CharField(source="program.kind", help_text="Empty where the account or Title 10 is not known")
    total_cost = serializers.SerializerMethodField()

    class Meta:
        model = TrainingRecord
        fields = (
            "id",
            "url",
            "version",
            "row_id",
            "report",
            "fiscal_year",
            "planned",
            "region",
            "country",
            "iso3",
            "department",
            "program",
            "program_name",
            "kind",
            "course_title",
            "location",
            "student_unit",
            "us_unit",
            "us_quantity",
            "start_date",
            "end_date",
            "quantity",
            "total_cost",
            "source_page",
            "flags",
        )

    def get_version(self, record: TrainingRecord) -> int:
        """Always 1: published rows are never changed."""
        return 1

    def get_total_cost(self, record: TrainingRecord) -> str | None:
        """Nominal US dollars as printed; null where no cost is printed."""
        return None if record.total_cost is None else str(record.total_cost)


@extend_schema(tags=["training"])
class TrainingViewSet(Resource):
    """Training activities as the annual reports print them, newest report first."""

    permission = SIGNED_IN
    serializer_class = TrainingSerializer
    filterset_class = TrainingFilter
    ordering_fields = ("fiscal_year", "start_date", "end_date", "quantity", "total_cost", "id")
    queryset = TrainingRecord.objects.listed().in_printed_order()
