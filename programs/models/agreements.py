"""Written agreements: those that assistance rests on, with their amendments; and what the President determined."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models.functions import Now

from ground.access import Place
from ground.guards import AppendOnly, Frozen, NoDelete, NotAhead
from ground.history import track
from ground.models import Versioned
from partners.models import OperatingUnit

from ..fms.states import AgreementKind, Determined, Term
from .fms_guards import AmendsItsLike


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: Any) -> AgreementQuerySet:
        return self.filter(user.scope.q("programs.view_program"))


@track()
class Agreement(Versioned):
    """An agreement with a partner or an implementer, or, with `amends`, an amendment of one.

    Of kind RECIPIENTS it is the agreement and list of 22 U.S.C. 2378d(c)(1): what stands behind assistance that is
    "not unit-vetted". A section 505 agreement holds the four terms of 22 U.S.C. 2314(a).
    """

    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=12, choices=AgreementKind.choices, default=AgreementKind.RECIPIENTS)
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    title = models.CharField(max_length=200)
    document = models.CharField("document reference", max_length=120)
    parties = models.CharField(max_length=200, blank=True, help_text="Who signed, where it is not the partner alone")
    terms = ArrayField(models.CharField(max_length=12, choices=Term.choices), default=list, blank=True)
    signed_on = models.DateField()
    valid = DateRangeField("in force")
    list_sent_on = models.DateField("list of barred units last sent on", null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta(Versioned.Meta):
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            AmendsItsLike(name="amends_its_like"),
            Frozen(name="frozen", fields=("operating_unit", "kind", "amends", "terms", "signed_on")),
            NoDelete(name="no_delete"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(kind=AgreementKind.SECTION_505) | models.Q(terms__contains=Term.values),
                name="agreement_505_has_its_terms",
                violation_error_message="A section 505 agreement holds all four terms of 22 U.S.C. 2314(a).",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        return Place(self.operating_unit_id, self.operating_unit.region)


@track()
class GrantDetermination(models.Model):
    """One of the four determinations before grant articles above the yearly amount reach a country. Never changed."""

    operating_unit = models.ForeignKey(OperatingUnit, on_delete=models.PROTECT, related_name="grant_determinations")
    fiscal_year = models.PositiveIntegerField()
    what = models.CharField(max_length=12, choices=Determined.choices)
    determined_on = models.DateField()
    document = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers: ClassVar = [NotAhead(name="not_ahead", field="determined_on"), AppendOnly(name="append_only")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["operating_unit", "fiscal_year", "what"],
                name="grant_determination_once",
                violation_error_message="This is determined for that year already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(document="") & models.Q(what__in=Determined.values),
                name="grant_determination_has_document",
                violation_error_message="A determination names its document.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operating_unit}, FY {self.fiscal_year}: {self.get_what_display()}"

    @property
    def place(self) -> Place:
        return Place(self.operating_unit_id, self.operating_unit.region)
