"""What the resources of this app share: read lists, addresses, versions on writes, steps."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from ground.api.serializers import StrictSerializer
from ground.lifecycle import Lifecycle
from ground.steps import stale
from partners.models import OperatingUnit, Unit

from ..amounts import amount_says
from ..models import Agreement, FmsCaseLine, Program

ONCE = 1  # the version of a row that never changes


class Addressed(serializers.ModelSerializer[Any]):
    """A read row with its address in the API and its version."""

    url = serializers.SerializerMethodField()
    version = serializers.SerializerMethodField()
    resource = ""
    key = "pk"

    def get_url(self, row: Any) -> str:
        return f"/api/v1/{self.resource}/{getattr(row, self.key)}/"

    def get_version(self, row: Any) -> int:
        return int(getattr(row, "version", ONCE))


class Scoped:
    """A row named by its number, code or id, among those its sender may see: hidden reads like missing."""

    def get_queryset(self) -> QuerySet[Any]:
        rows: Any = super().get_queryset()  # type: ignore[misc]
        seen = getattr(rows, "visible_to", None)
        return seen(self.context["request"].user) if seen else rows  # type: ignore[attr-defined]


MISSING = {"does_not_exist": "There is no such row for you."}


class ByName(Scoped, serializers.SlugRelatedField[Any]):
    """Named by a number or code."""

    default_error_messages = MISSING


class ById(Scoped, serializers.PrimaryKeyRelatedField[Any]):
    """Named by its id."""

    default_error_messages = MISSING


def named(model: Any, slug: str, **more: Any) -> ByName:
    return ByName(queryset=model._default_manager.all(), slug_field=slug, **more)


def numbered(model: Any, **more: Any) -> ById:
    return ById(queryset=model._default_manager.all(), **more)


def program(**more: Any) -> ByName:
    return named(Program, "number", **more)


def place(**more: Any) -> ByName:
    return named(OperatingUnit, "code", **more)


def unit(**more: Any) -> ByName:
    return named(Unit, "code", **more)


def agreement(**more: Any) -> ById:
    return numbered(Agreement, **more)


class Line(ById):
    """A case line of a program its sender may see."""

    def get_queryset(self) -> QuerySet[Any]:
        seen = Program.objects.visible_to(self.context["request"].user)
        return FmsCaseLine.objects.filter(case__program__in=seen).select_related("case")


class MoneyField(serializers.DecimalField):
    """An amount that, where it is none, says the rule and the figure that would be right."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            return super().to_internal_value(data)
        except serializers.ValidationError as error:
            if says := amount_says(data):
                raise serializers.ValidationError(says, code="amount") from error
            raise


def money(**more: Any) -> serializers.DecimalField:
    return MoneyField(max_digits=20, decimal_places=2, **more)


class Versioned(StrictSerializer):
    """What every write on a row is sent: the version that was read."""

    version = serializers.IntegerField(min_value=1)


class Resource(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """Read lists and rows from `visible_to`; subclasses add what is sent."""

    permission = "programs.view_program"
    permissions: dict[str, str] = {}
    model: Any
    related: tuple[str, ...] = ()
    order: tuple[str, ...] = ("-pk",)
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):  # the schema is written without a user
            return self.model.objects.none()
        return self.model.objects.visible_to(self.request.user).select_related(*self.related).order_by(*self.order)

    def read(self, request: Request, serializer: type[serializers.BaseSerializer[Any]], **more: Any) -> dict[str, Any]:
        """What was sent, checked against a serializer; unknown fields are refused."""
        sent = serializer(data=request.data, context=self.get_serializer_context(), **more)
        sent.is_valid(raise_exception=True)
        return dict(sent.validated_data)

    def fresh(self, data: dict[str, Any]) -> Any:
        """The row at this address, if its version is the one that was read. Takes the version out of what was sent."""
        row, version = self.get_object(), data.pop("version")
        current = getattr(row, "version", ONCE)
        if version != current:
            raise (
                stale(row, version)
                if hasattr(row, "version")
                else serializers.ValidationError({"version": [f"This row never changes; its version is {ONCE}."]})
            )
        return row

    def shown(self, row: Any, code: int = status.HTTP_200_OK) -> Response:
        """The row as its reader sees it, read anew."""
        return Response(self.get_serializer(self.get_queryset().get(pk=row.pk)).data, status=code)


def step_pattern(lifecycle: Lifecycle) -> str:
    """The part of an address that names one of the steps taken by a button."""
    return f"(?P<step>{'|'.join(step.name for step in lifecycle.steps if step.offered)})"
