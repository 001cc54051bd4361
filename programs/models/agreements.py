"""Written agreements under which assistance goes where recipient units cannot be named before transfer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from ground.access import Place
from ground.guards import NoDelete
from ground.history import track
from ground.models import Versioned
from partners.models import OperatingUnit


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: Any) -> AgreementQuerySet:
        return self.filter(user.scope.q("programs.view_program"))


@track()
class Agreement(Versioned):
    """The agreement and list of 22 U.S.C. 2378d(c)(1): what stands behind assistance that is "not unit-vetted"."""

    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=200)
    document = models.CharField("document reference", max_length=120)
    signed_on = models.DateField()
    valid = DateRangeField("in force")
    list_sent_on = models.DateField("list of barred units last sent on", null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [*Versioned.Meta.triggers, NoDelete(name="no_delete")]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.operating_unit_id, self.operating_unit.region)
