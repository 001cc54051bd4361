"""`funds`, `obligations` and `transactions` in the API."""

from __future__ import annotations

import datetime as dt
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ground.api.serializers import StepSerializer, StrictSerializer
from ground.dates import last_day

from ..filters.programs import FundFilter, ObligationFilter, TransactionFilter
from ..lifecycle import OBLIGATION_STEPS
from ..models import Account, CongressionalNotification, Fund, FundTransaction, Obligation, Recipient, TrainingSeat
from ..models.obligations import Evidence, Exemption, Need
from ..services import exits, ledger, notifications, obligations
from ..states import UNRESERVED
from . import base


class FundSerializer(base.Addressed):
    resource, key = "funds", "number"
    account = serializers.CharField(source="account.code")

    class Meta:
        model = Fund
        fields = ("url", "version", "number", "account", "fiscal_year", "title", "public_law", "enacted_on")
        fields += ("availability_years", "closed_on", "reobligation_authority")
        fields += ("available_until", "reobligate_until", "cancels_on")
        fields += ("obligates_on_apportionment", "requires_notification", "obligating_document")


class NewFundSerializer(StrictSerializer):
    account = serializers.SlugRelatedField(queryset=Account.objects.all(), slug_field="code")
    fiscal_year = serializers.IntegerField(min_value=1990, max_value=2100)
    title = serializers.CharField(max_length=200)
    enacted_on = serializers.DateField()
    availability_years = serializers.IntegerField(min_value=1, max_value=10, allow_null=True)
    reobligation_authority = serializers.BooleanField(required=False)
    public_law = serializers.CharField(required=False, allow_blank=True, max_length=60)
    obligates_on_apportionment = serializers.BooleanField(required=False)
    requires_notification = serializers.BooleanField(required=False)
    obligating_document = serializers.CharField(required=False, allow_blank=True, max_length=200)


class MoveSerializer(base.Versioned):
    amount = base.money()
    effective_on = serializers.DateField()
    evidence = serializers.CharField(max_length=120)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class ApportionSerializer(MoveSerializer):
    operating_unit = base.place(required=False)
    program = base.program(required=False)
    naming = serializers.CharField(required=False, allow_blank=True, max_length=300)
    agreement = base.agreement(required=False)
    notification = base.named(CongressionalNotification, "number", required=False)


class AllotSerializer(MoveSerializer):
    operating_unit = base.place()


class RescindSerializer(MoveSerializer):
    stage = serializers.ChoiceField(choices=[stage.value for stage in UNRESERVED])
    operating_unit = base.place(required=False, allow_null=True)


class TransferSerializer(MoveSerializer):
    target = base.named(Fund, "number")


class CloseNoYearSerializer(base.Versioned):
    closed_on = serializers.DateField()
    determination = serializers.CharField(max_length=200)


class TransactionSerializer(base.Addressed):
    resource = "transactions"
    fund = serializers.CharField(source="fund.number")
    operating_unit = serializers.CharField(source="operating_unit.code", default=None)
    program = serializers.CharField(source="program.number", default=None)
    by = serializers.CharField(source="by.username", default=None)

    class Meta:
        model = FundTransaction
        fields = ("url", "version", "id", "fund", "operating_unit", "program", "obligation", "from_stage", "to_stage")
        fields += ("amount", "effective_on", "reverses", "transfer", "evidence", "note", "by", "at")


ACTS = ("create", "appropriate", "apportion", "allot", "rescind", "transfer", "close")


@extend_schema(tags=["funds"])
class FundViewSet(base.Resource):
    """Appropriation lines, by number."""

    model = Fund
    permission = "programs.view_fund"
    serializer_class = FundSerializer
    filterset_class = FundFilter
    permissions = dict.fromkeys(ACTS, ledger.RECORD)
    lookup_field = "number"
    lookup_value_regex = "[A-Z0-9-]+"
    related = ("account",)
    order = ("-fiscal_year", "number")
    ordering_fields = ("number", "fiscal_year", "available_until", "cancels_on")

    @extend_schema(request=NewFundSerializer, responses={201: FundSerializer})
    def create(self, request: Request) -> Response:
        """Open a fund. It holds no money until it is appropriated."""
        return self.shown(
            ledger.open_fund(by=request.user, **self.read(request, NewFundSerializer)), status.HTTP_201_CREATED
        )

    def _move(self, request: Request, act: Any, sent: type[MoveSerializer]) -> Response:
        data = self.read(request, sent)
        row = act(fund=self.fresh(data), by=request.user, **data)
        answer = TransactionSerializer(row, context=self.get_serializer_context())
        return Response(answer.data, status=status.HTTP_201_CREATED)

    @extend_schema(request=MoveSerializer, responses={201: TransactionSerializer})
    @action(detail=True, methods=["post"])
    def appropriate(self, request: Request, number: str) -> Response:
        """Money of an act enters the fund."""
        return self._move(request, ledger.appropriate, MoveSerializer)

    @extend_schema(request=ApportionSerializer, responses={201: TransactionSerializer})
    @action(detail=True, methods=["post"])
    def apportion(self, request: Request, number: str) -> Response:
        """Apportion; where that obligates, the obligation is proposed with it."""
        return self._move(request, ledger.apportion, ApportionSerializer)

    @extend_schema(request=AllotSerializer, responses={201: TransactionSerializer})
    @action(detail=True, methods=["post"])
    def allot(self, request: Request, number: str) -> Response:
        """Allot to an operating unit."""
        return self._move(request, ledger.allot, AllotSerializer)

    @extend_schema(request=RescindSerializer, responses={201: TransactionSerializer})
    @action(detail=True, methods=["post"])
    def rescind(self, request: Request, number: str) -> Response:
        """Congress takes back what is not obligated."""
        return self._move(request, exits.rescind, RescindSerializer)

    @extend_schema(request=TransferSerializer, responses={201: TransactionSerializer})
    @action(detail=True, methods=["post"])
    def transfer(self, request: Request, number: str) -> Response:
        """Transfer to a fund of another account; the answer is the half that entered there."""
        data = self.read(request, TransferSerializer)
        row = exits.transfer(source=self.fresh(data), by=request.user, **data)
        answer = TransactionSerializer(row, context=self.get_serializer_context())
        return Response(answer.data, status=status.HTTP_201_CREATED)

    @extend_schema(request=CloseNoYearSerializer, responses=FundSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, number: str) -> Response:
        """Close no-year money."""
        data = self.read(request, CloseNoYearSerializer)
        return self.shown(exits.close_no_year(fund=self.fresh(data), by=request.user, **data))


class ObligationSerializer(base.Addressed):
    resource = "obligations"
    fund = serializers.CharField(source="fund.number")
    operating_unit = serializers.CharField(source="operating_unit.code")
    program = serializers.CharField(source="program.number", default=None)
    recipients = serializers.SerializerMethodField()
    vetted = serializers.SerializerMethodField()
    notification = serializers.CharField(source="notification.number", default=None)
    service_from = serializers.SerializerMethodField()
    service_until = serializers.SerializerMethodField()
    proposed_by = serializers.CharField(source="proposed_by.username")
    recorded_by = serializers.CharField(source="recorded_by.username", default=None)

    class Meta:
        model = Obligation
        fields = ("url", "version", "id", "fund", "operating_unit", "program", "state", "amount", "document_number")
        fields += ("evidence", "counterparty", "effective_on", "reobligation", "service_from", "service_until", "need")
        fields += ("exemption", "late_bill_of")
        fields += ("recipients_named", "recipients", "vetted", "naming")
        fields += ("agreement", "notification", "proposed_by", "recorded_by")

    def get_recipients(self, row: Obligation) -> list[int]:
        return [link.recipient_id for link in row.recipients.all()]

    def get_service_from(self, row: Obligation) -> dt.date | None:
        return row.service.lower if row.service else None

    def get_service_until(self, row: Obligation) -> dt.date | None:
        return last_day(row.service) if row.service else None

    def get_vetted(self, row: Obligation) -> str:
        """Named recipients met the gate when it was recorded; nobody else is vetted by it."""
        return "recipients named" if row.recipients_named else "not unit-vetted"


class NewObligationSerializer(StrictSerializer):
    program = base.program()
    fund = base.named(Fund, "number")
    amount = base.money()
    document_number = serializers.CharField(max_length=60)
    evidence = serializers.ChoiceField(choices=Evidence.choices)
    effective_on = serializers.DateField()
    recipients = base.numbered(Recipient, many=True, required=False)
    seats = base.numbered(TrainingSeat, many=True, required=False)
    naming = serializers.CharField(required=False, allow_blank=True, max_length=300)
    agreement = base.agreement(required=False, allow_null=True)
    notification = base.named(CongressionalNotification, "number", required=False, allow_null=True)
    counterparty = serializers.CharField(required=False, allow_blank=True, max_length=200)
    reobligation = serializers.BooleanField(required=False)
    service_from = serializers.DateField(required=False)
    service_until = serializers.DateField(required=False)
    need = serializers.ChoiceField(required=False, allow_blank=True, choices=Need.choices)
    exemption = serializers.ChoiceField(required=False, allow_blank=True, choices=Exemption.choices)
    late_bill_of = base.numbered(Obligation, required=False, allow_null=True)


class ChooseNotificationSerializer(base.Versioned):
    notification = base.named(CongressionalNotification, "number", allow_null=True)


@extend_schema(tags=["obligations"])
class ObligationViewSet(base.Resource):
    """Documents that bind the United States: proposed by one person, recorded by another."""

    model = Obligation
    permission = "programs.view_obligation"
    serializer_class = ObligationSerializer
    filterset_class = ObligationFilter
    permissions = {
        **dict.fromkeys(("create", "choose_notification"), "programs.propose_obligation"),
        **dict.fromkeys(("disburse", "deobligate"), ledger.RECORD),
    }
    related = ("fund__account", "operating_unit", "program", "notification", "proposed_by", "recorded_by")
    ordering_fields = ("id", "effective_on", "amount", "state")

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related("recipients")

    @extend_schema(request=NewObligationSerializer, responses={201: ObligationSerializer})
    def create(self, request: Request) -> Response:
        """Propose an obligation; its amount is committed."""
        data = self.read(request, NewObligationSerializer)
        terms = obligations.Terms.of(data)
        made = obligations.propose_obligation(by=request.user, terms=terms, **data)
        return self.shown(made, status.HTTP_201_CREATED)

    @extend_schema(operation_id="obligations_step", request=StepSerializer, responses=ObligationSerializer)
    @action(detail=True, methods=["post"], url_path=base.step_pattern(OBLIGATION_STEPS))
    def step(self, request: Request, pk: str, step: str) -> Response:
        """Record what another person proposed, or withdraw it."""
        row = self.get_object()
        act: Any = {"record": obligations.record, "withdraw": obligations.withdraw}[step]
        return self.shown(act(obligation=row, by=request.user, **self.read(request, StepSerializer)))

    @extend_schema(request=ChooseNotificationSerializer, responses=ObligationSerializer)
    @action(detail=True, methods=["post"])
    def choose_notification(self, request: Request, pk: str) -> Response:
        """Put a proposal under a notification, or under none."""
        data = self.read(request, ChooseNotificationSerializer)
        return self.shown(notifications.place_obligation(obligation=self.fresh(data), by=request.user, **data))

    def _move(self, request: Request, act: Any) -> Response:
        data = self.read(request, MoveSerializer)
        act(obligation=self.fresh(data), by=request.user, **data)
        return self.shown(self.get_object())

    @extend_schema(request=MoveSerializer, responses=ObligationSerializer)
    @action(detail=True, methods=["post"])
    def disburse(self, request: Request, pk: str) -> Response:
        """Record a payment under it."""
        return self._move(request, ledger.disburse)

    @extend_schema(request=MoveSerializer, responses=ObligationSerializer)
    @action(detail=True, methods=["post"])
    def deobligate(self, request: Request, pk: str) -> Response:
        """Give back what it will not need."""
        return self._move(request, ledger.deobligate)


class ReversalSerializer(base.Versioned):
    effective_on = serializers.DateField()
    evidence = serializers.CharField(max_length=120)
    note = serializers.CharField(max_length=300)


@extend_schema(tags=["transactions"])
class TransactionViewSet(base.Resource):
    """Each move of money, for ever."""

    model = FundTransaction
    permission = "programs.view_fund"
    serializer_class = TransactionSerializer
    filterset_class = TransactionFilter
    permissions = {"reverse": ledger.RECORD}
    related = ("fund__account", "operating_unit", "program", "obligation__operating_unit", "by")
    ordering_fields = ("id", "effective_on", "amount")

    @extend_schema(request=ReversalSerializer, responses={201: TransactionSerializer})
    @action(detail=True, methods=["post"])
    def reverse(self, request: Request, pk: str) -> Response:
        """Take a mistaken move back by its mirror."""
        data = self.read(request, ReversalSerializer)
        made = ledger.reverse(transaction=self.fresh(data), by=request.user, **data)
        return self.shown(made, status.HTTP_201_CREATED)
