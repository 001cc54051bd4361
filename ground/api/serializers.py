"""Serializers that refuse what they do not know, and what every step is sent."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses unknown fields in what is sent."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = sorted(set(data) - set(self.fields))
            if unknown:
                raise serializers.ValidationError({name: ["This field does not exist here."] for name in unknown})
        return super().to_internal_value(data)


class StepSerializer(StrictSerializer):
    """What every step is sent: the version that was read, and a note where the step asks for one."""

    version = serializers.IntegerField(min_value=1)
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)
