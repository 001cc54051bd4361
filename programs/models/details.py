"""What each kind adds to a program: one row beside it. `check_books` proves that kind and detail agree."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from ground.history import track

from .programs import Program
from .title_ten import TitleTenAuthority


class Detail(models.Model):
    """Base of the six; abstract, so that each is a table of its own."""

    program = models.OneToOneField(Program, on_delete=models.PROTECT, primary_key=True, related_name="%(class)s")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.program)


@track()
class FmfDetail(Detail):
    """FMF: financing of procurement by a partner (22 U.S.C. 2763)."""

    partner_need = models.TextField("the partner's stated defense need", blank=True)
    cash_flow = models.BooleanField("cash-flow financing approved", default=False)


@track()
class ImetDetail(Detail):
    """IMET: the country training plan (22 U.S.C. 2347)."""

    objectives = models.TextField("objectives of the country training plan", blank=True)
    planning_year = models.PositiveIntegerField(null=True, blank=True)


@track()
class PkoDetail(Detail):
    """PKO: one of the seven purposes, and the global program it belongs to (22 U.S.C. 2348)."""

    class Purpose(models.TextChoices):
        P1 = "P1", "Non-UN operations"
        P2 = "P2", "Partner capacity for peacekeeping"
        P3 = "P3", "African counter-terrorism operations"
        P4 = "P4", "Peace process and stabilization"
        P5 = "P5", "African maritime security"
        P6 = "P6", "Counter wildlife trafficking"
        P7 = "P7", "Security sector reform"

    class GlobalProgram(models.TextChoices):
        NONE = "", "None"
        GPOI = "GPOI", "Global Peace Operations Initiative"
        GDRP = "GDRP", "Global Defense Reform Program"
        SFP = "SFP", "Security Force Professionalization"

    class Objective(models.TextChoices):
        """What the GPOI works toward now (programs 2.3)."""

        CAPABILITIES = "CAPABILITIES", "Critical mission capabilities"
        READINESS = "READINESS", "Planning, training and readiness"
        DEPLOYMENT = "DEPLOYMENT", "Effective deployments"
        WOMEN = "WOMEN", "Women's participation"
        ORGANIZATIONS = "ORGANIZATIONS", "United Nations and regional organizations"

    pko_purpose = models.CharField("PKO purpose", max_length=2, choices=Purpose.choices)
    global_program = models.CharField(
        max_length=4,
        choices=GlobalProgram.choices,
        blank=True,
        default="",
        help_text="GPOI with P2, GDRP or SFP with P7",
    )
    objective = models.CharField(
        "GPOI objective", max_length=13, choices=Objective.choices, blank=True, default="", db_default=""
    )
    assessed_dues = models.BooleanField(
        "pays UN assessed dues",
        default=False,
        db_default=False,
        help_text="Paid from this heading where the act says so; kept out of every PKO total",
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(global_program="")
                | models.Q(global_program="GPOI", pko_purpose="P2")
                | models.Q(global_program__in=["GDRP", "SFP"], pko_purpose="P7"),
                name="pko_global_program_fits",
                violation_error_message="GPOI belongs to purpose P2, GDRP and SFP to P7.",
            ),
            models.CheckConstraint(
                condition=models.Q(objective="")
                | models.Q(
                    global_program="GPOI",
                    objective__in=["CAPABILITIES", "READINESS", "DEPLOYMENT", "WOMEN", "ORGANIZATIONS"],
                ),
                name="pko_objective_of_gpoi",
                violation_error_message="The objectives are those of the GPOI.",
            ),
            models.CheckConstraint(
                condition=models.Q(assessed_dues=False) | models.Q(pko_purpose="P1"),
                name="pko_assessed_dues_of_operations",
                violation_error_message="Assessed dues are paid for an operation, purpose P1.",
            ),
        ]


@track()
class NadrDetail(Detail):
    """NADR: the sub-account, conventional weapons destruction among them."""

    class SubAccount(models.TextChoices):
        CWD = "CWD", "Conventional weapons destruction"
        ATA = "ATA", "Anti-terrorism assistance"
        TIP = "TIP", "Terrorist interdiction"
        CTF = "CTF", "Counter-terrorism finance and engagement"
        EXBS = "EXBS", "Export control and border security"
        NDF = "NDF", "Nonproliferation and Disarmament Fund"
        GTR = "GTR", "Global threat reduction"
        IAEA = "IAEA", "Voluntary contribution to the IAEA"
        WMDT = "WMDT", "WMD terrorism"
        CTBT = "CTBT", "CTBT bodies and monitoring"
        OTHER = "OTHER", "Other"

    sub_account = models.CharField(max_length=5, choices=SubAccount.choices)
    implementer = models.CharField(max_length=200, blank=True)


@track()
class GscfDetail(Detail):
    """GSCF: two contributions that stay two funds; both Leahy laws apply."""

    class AssistanceType(models.TextChoices):
        SECURITY = "SECURITY", "Train and equip security forces"
        JUSTICE = "JUSTICE", "Justice sector, rule of law, stabilization"

    assistance_type = models.CharField(max_length=10, choices=AssistanceType.choices)
    mission = models.CharField(max_length=200, blank=True)


@track()
class TitleTenDetail(Detail):
    """DoD Title 10: the authority of a DoD proposal that State reviews."""

    authority = models.CharField(max_length=60, help_text="Such as 10 U.S.C. 333")
    proposer = models.CharField("proposing command", max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(authority=""), name="title_ten_names_authority"),
        ]

    @property
    def rules(self) -> TitleTenAuthority | None:
        """What the authority asks of State, or None for one that is not in the table of authorities."""
        return TitleTenAuthority.objects.filter(code=self.authority).first()

    @property
    def use_until(self) -> dt.date | None:
        """The last day on which money of section 333 that began in the program's fiscal year is used.

        The end of the third fiscal year after it, of the second for money before fiscal year 2025. Statute: 10 U.S.C.
        333(g) at release point 119-100, verified.
        """
        if self.authority != "10 U.S.C. 333":
            return None
        year = self.program.fiscal_year
        return dt.date(year + (3 if year >= 2025 else 2), 9, 30)
