"""Lists and validity rules to keep; cases, subjects, reviews, approvals, standing and hits to look at."""

from __future__ import annotations

from django.contrib import admin

from ground.admin import DatedForm, Kept, ReadOnly

from .models import (
    Approval,
    Hit,
    ListVersion,
    Review,
    UnitStanding,
    ValidityRule,
    VettingCase,
    VettingSubject,
    WatchList,
)


class ValidityRuleForm(DatedForm):
    class Meta:
        model = ValidityRule
        fields = ("law", "help", "rule", "from_on", "until_on", "source", "basis", "verified", "version")


@admin.register(ValidityRule)
class ValidityRuleAdmin(Kept):
    form = ValidityRuleForm
    list_display = ("law", "help", "rule", "valid", "basis", "verified", "source")
    ordering = ("law", "help")


@admin.register(WatchList)
class WatchListAdmin(ReadOnly):
    """Lists are brought in by `import_watchlist`, never typed."""

    list_display = ("name", "publisher", "current")
    list_select_related = ("current__batch", "current__list")
    ordering = ("name",)


@admin.register(ListVersion)
class ListVersionAdmin(ReadOnly):
    list_display = ("list", "layout", "batch")
    list_select_related = ("list", "batch")
    ordering = ("list__name", "-pk")


class Decided(ReadOnly):
    """What vetting decides on its own pages."""

    permission = "vetting.view_case"


@admin.register(VettingCase)
class VettingCaseAdmin(Decided):
    list_display = ("number", "event", "state", "operating_unit", "event_start", "requester", "manager")
    list_filter = ("state",)
    search_fields = ("number", "event")
    list_select_related = ("operating_unit", "requester", "manager")
    ordering = ("-pk",)


@admin.register(VettingSubject)
class VettingSubjectAdmin(Decided):
    list_display = ("case", "row", "person", "unit", "state", "round", "decided_at")
    list_filter = ("state",)
    search_fields = ("case__number",)
    list_select_related = ("case", "person", "unit")
    ordering = ("-pk",)


@admin.register(Review)
class ReviewAdmin(Decided):
    through = "subject"
    list_display = ("subject", "kind", "round", "verdict", "reviewer", "at")
    list_filter = ("kind", "verdict")
    list_select_related = ("subject__person", "subject__unit", "reviewer")
    ordering = ("-pk",)


@admin.register(Approval)
class ApprovalAdmin(Decided):
    list_display = ("subject", "law", "valid", "state", "round")
    list_filter = ("state", "law")
    list_select_related = ("subject__person", "subject__unit", "person", "unit")
    ordering = ("-pk",)


@admin.register(UnitStanding)
class UnitStandingAdmin(Decided):
    list_display = ("unit", "state", "since", "proposed_by", "confirmed_by")
    list_filter = ("state",)
    list_select_related = ("unit", "proposed_by", "confirmed_by")
    ordering = ("-pk",)


@admin.register(Hit)
class HitAdmin(Decided):
    list_display = ("subject", "matched_name", "score", "state", "resolved_by", "resolved_at")
    list_filter = ("state",)
    list_select_related = ("subject__person", "subject__unit", "resolved_by")
    ordering = ("-pk",)
