"""Cases, subjects, hits, approvals and standings as the API shows them, and what their acts are sent."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from accounts.models import User
from ground.api.serializers import StrictSerializer
from partners.api.serializers import dates
from partners.models import OperatingUnit, Person, Unit

from ..models import Approval, Hit, Law, Review, UnitStanding, Verdict, VettingCase, VettingSubject


class CaseSerializer(serializers.ModelSerializer[VettingCase]):
    url = serializers.HyperlinkedIdentityField(view_name="api-case-detail", lookup_field="number")
    operating_unit = serializers.CharField(source="operating_unit.code")
    requester = serializers.CharField(source="requester.username")
    manager = serializers.CharField(source="manager.username")
    people = serializers.IntegerField()
    units = serializers.IntegerField()
    suspended = serializers.IntegerField()
    approved = serializers.IntegerField()
    hits_open = serializers.IntegerField()

    class Meta:
        model = VettingCase
        fields = (
            "url", "version", "number", "state", "request_type", "operating_unit", "event", "need", "event_start",
            "event_end", "laws", "funding", "program_number", "program_kind", "requester", "manager", "people", "units",
            "suspended", "approved", "hits_open", "returns", "return_reason", "submitted_at", "endorsed_at",
            "accepted_at", "sent_at", "results_at", "closed_at",
        )  # fmt: skip


class ReviewSerializer(serializers.ModelSerializer[Review]):
    reviewer = serializers.CharField(source="reviewer.username")

    class Meta:
        model = Review
        fields = ("round", "kind", "verdict", "reason", "valid_until", "conditions", "reviewer", "at")


class SubjectSerializer(serializers.ModelSerializer[VettingSubject]):
    url = serializers.HyperlinkedIdentityField(view_name="api-subject-detail")
    case = serializers.CharField(source="case.number")
    unit = serializers.CharField(source="unit.code")
    name = serializers.CharField(source="__str__")
    reviews = ReviewSerializer(many=True)

    class Meta:
        model = VettingSubject
        fields = (
            "url", "version", "id", "case", "row", "name", "person", "unit", "commander", "comes_with_person",
            "position", "state", "state_reason", "round", "screened_at", "decided_at", "reviews",
        )  # fmt: skip


class HitSerializer(serializers.ModelSerializer[Hit]):
    url = serializers.HyperlinkedIdentityField(view_name="api-hit-detail")
    case = serializers.CharField(source="subject.case.number")
    source = serializers.CharField(source="entry.version.list.name")
    source_id = serializers.CharField(source="entry.source_id")
    resolved_by = serializers.CharField(source="resolved_by.username", default="")

    class Meta:
        model = Hit
        fields = (
            "url", "version", "id", "case", "subject", "about_commander", "source", "source_id", "matched_name",
            "score", "band", "reasons", "state", "resolved_by", "resolved_at", "note",
        )  # fmt: skip


class ApprovalSerializer(serializers.ModelSerializer[Approval]):
    url = serializers.HyperlinkedIdentityField(view_name="api-approval-detail")
    case = serializers.CharField(source="subject.case.number")
    unit = serializers.CharField(source="unit.code")
    valid = serializers.SerializerMethodField()

    class Meta:
        model = Approval
        fields = (
            "url", "version", "id", "case", "subject", "unit", "person", "law", "valid", "conditions", "state",
            "state_reason",
        )  # fmt: skip

    @extend_schema_field({"type": "object"})
    def get_valid(self, approval: Approval) -> dict[str, Any]:
        return dates(approval.valid)


class StandingSerializer(serializers.ModelSerializer[UnitStanding]):
    url = serializers.SerializerMethodField()
    unit = serializers.CharField(source="unit.code")
    source = serializers.CharField(source="source.title", default="")
    proposed_by = serializers.CharField(source="proposed_by.username", default="")
    confirmed_by = serializers.CharField(source="confirmed_by.username", default="")

    class Meta:
        model = UnitStanding
        fields = ("url", "version", "unit", "state", "grounds", "source", "since", "proposed_by", "confirmed_by")

    def get_url(self, standing: UnitStanding) -> str:
        """Addressed as the unit is, by its code."""
        return reverse("api-standing-detail", [standing.unit.code], request=self.context["request"])


# What acts are sent. Rows are named as their addresses are: codes, numbers, ids; only what the sender may see is found.


class Visible(serializers.SlugRelatedField[Any]):
    """A row by its address, among those the sender may see; hidden reads the same as missing."""

    def __init__(self, model: Any, slug_field: str, **kwargs: Any) -> None:
        self.model = model
        super().__init__(slug_field, queryset=model.objects.all(), **kwargs)

    def get_queryset(self) -> Any:
        return self.model.objects.visible_to(self.context["request"].user)


class NewCaseSerializer(StrictSerializer):
    operating_unit = serializers.SlugRelatedField("code", queryset=OperatingUnit.objects.all())
    event = serializers.CharField(max_length=200)
    need = serializers.CharField(max_length=4000)
    start = serializers.DateField()
    end = serializers.DateField()
    laws = serializers.MultipleChoiceField(choices=Law.choices, allow_empty=False)
    funding = serializers.CharField(max_length=60)
    manager = serializers.SlugRelatedField("username", queryset=User.objects.filter(is_active=True))


class RosterEntrySerializer(StrictSerializer):
    """A person in a unit, or a unit with its commander, onto a draft's roster."""

    version = serializers.IntegerField(min_value=1)
    unit = Visible(Unit, "code")
    person = Visible(Person, "id", required=False, allow_null=True, default=None)
    commander = Visible(Person, "id", required=False, allow_null=True, default=None)
    position = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class GiveReviewSerializer(StrictSerializer):
    """A review of the whole roster that waits for it, or of the subjects named."""

    version = serializers.IntegerField(min_value=1)
    kind = serializers.ChoiceField(choices=Review.Kind.choices)
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    subjects = serializers.ListField(child=serializers.IntegerField(), required=False, default=None)
    valid_until = serializers.DateField(required=False, allow_null=True, default=None)
    conditions = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)


class ResolveSerializer(StrictSerializer):
    version = serializers.IntegerField(min_value=1)
    same = serializers.BooleanField()
    note = serializers.CharField(max_length=2000)


class ProposeSerializer(StrictSerializer):
    """A review of a unit, with what is known and the source that shows it."""

    unit = Visible(Unit, "code")
    version = serializers.IntegerField(min_value=1, help_text="Of the unit's standing; 1 when it has none yet")
    grounds = serializers.CharField(max_length=4000)
    source_title = serializers.CharField(max_length=500)
    source_publisher = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
    source_address = serializers.URLField(required=False, default="", allow_blank=True)
