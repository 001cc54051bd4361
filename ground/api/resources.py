"""Resources of the API: lists and single rows from `visible_to`, and each step of a lifecycle as an address of its own.

`with_steps` gives a viewset one action a step: `POST …/<id>/<step>/` with `version` and `note`, named in the
documentation by the step's own words. The viewset says which service takes it (`take`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from ground.lifecycle import Lifecycle

from .serializers import StepSerializer

V = TypeVar("V", bound=type[Any])


class Resource(ReadOnlyModelViewSet[Any]):
    """A resource that is read. Subclasses set permission, serializer_class, filterset_class, ordering_fields."""

    permission = ""
    lookup_value_regex = r"[A-Za-z0-9_-]+"
    ordering_fields: Any = ()

    def get_object(self) -> Any:
        """The row at this address; what cannot be an address at all is as missing as what is hidden."""
        try:
            return super().get_object()
        except (ValueError, OverflowError):
            raise Http404 from None


def with_steps(lifecycle: Lifecycle, names: Iterable[str]) -> Callable[[V], V]:
    """Give a viewset an action for each named step of a lifecycle; its `take(step, row, version=, note=)` takes it."""

    def give(viewset: V) -> V:
        for name in names:
            _add(viewset, lifecycle, name)
        return viewset

    return give


def _add(viewset: type[Any], lifecycle: Lifecycle, name: str) -> None:
    step = lifecycle.step(name)

    def act(self: Any, request: Request, **kwargs: Any) -> Response:
        row = self.get_object()
        sent = StepSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        self.take(name, row, version=sent.validated_data["version"], note=sent.validated_data["note"])
        return Response(self.get_serializer(self.get_object()).data)

    act.__name__ = f"step_{name}"
    act.__doc__ = f"{step.says}."
    taken = action(detail=True, methods=["post"], url_path=name)(act)  # it sets what the description is kept in
    setattr(viewset, act.__name__, extend_schema(summary=step.says, request=StepSerializer, filters=False)(taken))
