"""Initiatives: a name that programs of several accounts carry together, such as a partnership of a region."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ground.guards import Frozen, NoDelete
from ground.history import track
from ground.models import Versioned


@track()
class Initiative(Versioned):
    """A name across accounts. What its programs have unspent is asked for under it (GAO-14-518)."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=160, unique=True)
    what = models.TextField("what it is for", blank=True)

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            Frozen(name="frozen", fields=("code",)),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(code=""),
                name="initiative_has_name",
                violation_error_message="An initiative has a code and a name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/initiatives/{self.code}/"
