"""Accounts and courses to keep; programs, seats, deliveries and money to look at.

A seat may be started from here too: the same service, the same gate, the same refusal as on its page.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from ground.access import SIGNED_IN, may
from ground.admin import Kept, ReadOnly
from ground.refusals import Refused

from .models import (
    Account,
    Agreement,
    Completion,
    CongressionalNotification,
    Course,
    Delivery,
    FmsCase,
    Fund,
    FundTransaction,
    Obligation,
    Program,
    ReportedName,
    TitleTenAuthority,
    TrainingRecord,
    TrainingSeat,
    TravelOrder,
)
from .services import seats


@admin.register(Account)
class AccountAdmin(Kept):
    list_display = ("code", "name", "kind", "title", "authority")
    list_filter = ("kind",)
    search_fields = ("code", "name")
    ordering = ("code",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("code", "kind") if obj else ()  # figures are counted by them


@admin.register(TitleTenAuthority)
class TitleTenAuthorityAdmin(Kept):
    list_display = ("code", "name", "role", "notice_days", "yearly_cap")
    list_filter = ("role",)
    search_fields = ("code", "name")
    ordering = ("code",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("code",) if obj else ()


@admin.register(Course)
class CourseAdmin(Kept):
    list_display = ("code", "title", "school", "level", "weeks", "is_e_imet")
    list_select_related = ("school",)
    search_fields = ("code", "title", "school__name")
    ordering = ("code",)


class Planned(ReadOnly):
    """What programs decide on their own pages."""

    permission = "programs.view_program"


class Money(ReadOnly):
    """What the ledger keeps."""

    permission = "programs.view_fund"


@admin.register(Program)
class ProgramAdmin(Planned):
    list_display = ("number", "title", "kind", "state", "operating_unit", "fiscal_year", "manager")
    list_filter = ("kind", "state", "fiscal_year")
    search_fields = ("number", "title")
    list_select_related = ("operating_unit", "manager")
    ordering = ("-pk",)


@admin.register(TrainingSeat)
class TrainingSeatAdmin(Planned):
    list_display = ("program", "recipient", "course", "state", "start_on", "end_on")
    list_filter = ("state",)
    search_fields = ("program__number", "course__title")
    list_select_related = ("program", "recipient__person", "recipient__unit", "course")
    ordering = ("-pk",)
    actions = ("start_seats",)

    @admin.action(description="Start the selected seats", permissions=["arrange"])
    def start_seats(self, request: HttpRequest, queryset: Any) -> None:
        """Start each by its own step; what the gate refuses stays as it is, and says why."""
        for seat in queryset:
            try:
                seats.take(seat=seat, step="start", by=request.user)
            except Refused as refused:
                why = " ".join(str(problem) for problem in refused.problems)
                self.message_user(request, f"{seat}: {why}", messages.ERROR)
            else:
                self.message_user(request, f"{seat} has started.", messages.SUCCESS)

    def has_arrange_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "programs.arrange_seat")


@admin.register(TravelOrder)
class TravelOrderAdmin(Planned):
    through = "seat"
    list_display = ("number", "edition", "state", "seat", "travel_from", "travel_until")
    list_filter = ("state",)
    search_fields = ("number",)
    list_select_related = ("seat__recipient__person", "seat__recipient__unit", "seat__course")
    ordering = ("-pk",)


@admin.register(Completion)
class CompletionAdmin(Planned):
    through = "seat"
    list_display = ("seat", "outcome", "on")
    list_filter = ("outcome",)
    list_select_related = ("seat__recipient__person", "seat__recipient__unit", "seat__course")
    ordering = ("-pk",)


@admin.register(Delivery)
class DeliveryAdmin(Planned):
    list_display = ("description", "program", "unit", "person", "quantity", "value", "delivered_on", "recorded_by")
    list_filter = ("what",)
    search_fields = ("program__number", "description")
    list_select_related = ("program", "unit", "person", "recorded_by")
    ordering = ("-pk",)


@admin.register(Agreement)
class AgreementAdmin(Planned):
    list_display = ("title", "operating_unit", "document", "signed_on", "valid")
    search_fields = ("title", "document")
    list_select_related = ("operating_unit",)
    ordering = ("-pk",)


@admin.register(FmsCase)
class FmsCaseAdmin(Planned):
    list_display = ("designator", "title", "program", "kind", "recipients_named", "agreement")
    list_filter = ("recipients_named",)
    search_fields = ("designator", "title")
    list_select_related = ("program", "agreement")
    ordering = ("-pk",)


@admin.register(Fund)
class FundAdmin(Money):
    list_display = (
        "number",
        "title",
        "account",
        "fiscal_year",
        "available_until",
        "cancels_on",
        "obligates_on_apportionment",
    )
    list_filter = ("account", "fiscal_year")
    search_fields = ("number", "title")
    list_select_related = ("account",)
    ordering = ("-pk",)


@admin.register(FundTransaction)
class FundTransactionAdmin(Money):
    list_display = ("fund", "operating_unit", "from_stage", "to_stage", "amount", "effective_on", "evidence", "by")
    list_filter = ("from_stage", "to_stage")
    search_fields = ("evidence", "fund__number")
    list_select_related = ("fund", "operating_unit", "by")
    ordering = ("-pk",)


@admin.register(Obligation)
class ObligationAdmin(Money):
    permission = "programs.view_obligation"
    list_display = (
        "document_number",
        "fund",
        "program",
        "amount",
        "state",
        "effective_on",
        "proposed_by",
        "recorded_by",
    )
    list_filter = ("state", "evidence")
    search_fields = ("document_number",)
    list_select_related = ("fund", "program", "proposed_by", "recorded_by")
    ordering = ("-pk",)


@admin.register(CongressionalNotification)
class CongressionalNotificationAdmin(Money):
    permission = "programs.view_notification"
    list_display = ("number", "title", "kind", "program_kind", "state", "operating_unit", "fiscal_year", "author")
    list_filter = ("state", "kind", "fiscal_year")
    search_fields = ("number", "title")
    list_select_related = ("operating_unit", "author")
    ordering = ("-pk",)


class Published(ReadOnly):
    """Rows as printed, open to everybody who may enter here."""

    permission = SIGNED_IN


@admin.register(ReportedName)
class ReportedNameAdmin(Published):
    """Labels are assigned on their own page, once for all their rows."""

    list_display = ("printed", "sort", "assigned", "country", "label", "kind", "assigned_by")
    list_filter = ("sort", "assigned")
    search_fields = ("printed",)
    list_select_related = ("country", "assigned_by")
    ordering = ("sort", "printed")


@admin.register(TrainingRecord)
class TrainingRecordAdmin(Published):
    list_display = ("row_id", "country", "program", "fiscal_year", "quantity", "total_cost")
    search_fields = ("row_id__startswith",)
    list_select_related = ("country", "program")
    ordering = ("-pk",)
