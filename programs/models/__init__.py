"""Programs with their details, recipients, seats, deliveries, money, and the reported training. Import from here."""

from .agreements import Agreement
from .budget import (
    AllocationReport,
    AllocationRow,
    BudgetFigure,
    BudgetTotal,
    Level,
    MoneyUnit,
    PublishedObligation,
    Vintage,
)
from .deliveries import Delivery
from .details import FmfDetail, GscfDetail, ImetDetail, NadrDetail, PkoDetail, TitleTenDetail
from .fms import FmsCase, FmsCaseLine
from .funds import Account, Fund
from .gscf import GscfContribution, JointDecision
from .ledger import Balance, FundTransaction
from .milestones import Milestone
from .notifications import Clearance, CongressionalHold, CongressionalNotification, NotificationLine, Transmittal
from .obligations import Obligation, ObligationRecipient
from .pko import Engagement, EquipmentPackage, PackageItem, PkoContribution, TrainingEvent
from .pko_capacity import Capability, CapabilityStatus, CapabilityStep, Deployment, SelfSufficiencyRating
from .pko_reform import CivilianHarmProcess, InstitutionalMilestone
from .programs import Program, Recipient
from .seats import Completion, Course, TrainingSeat, TravelOrder
from .title_ten import (
    Certification,
    Concurrence,
    ConcurrenceCondition,
    OfficeView,
    ProposalElement,
    ReportedStatus,
    TitleTenAuthority,
)
from .training import ReportedName, TrainingRecord

__all__ = [
    "Account",
    "Agreement",
    "AllocationReport",
    "AllocationRow",
    "Balance",
    "BudgetFigure",
    "BudgetTotal",
    "Capability",
    "CapabilityStatus",
    "CapabilityStep",
    "Certification",
    "CivilianHarmProcess",
    "Clearance",
    "Completion",
    "Concurrence",
    "ConcurrenceCondition",
    "CongressionalHold",
    "CongressionalNotification",
    "Course",
    "Delivery",
    "Deployment",
    "Engagement",
    "EquipmentPackage",
    "FmfDetail",
    "FmsCase",
    "FmsCaseLine",
    "Fund",
    "FundTransaction",
    "GscfContribution",
    "GscfDetail",
    "ImetDetail",
    "InstitutionalMilestone",
    "JointDecision",
    "Level",
    "Milestone",
    "MoneyUnit",
    "NadrDetail",
    "NotificationLine",
    "Obligation",
    "ObligationRecipient",
    "OfficeView",
    "PackageItem",
    "PkoContribution",
    "PkoDetail",
    "Program",
    "ProposalElement",
    "PublishedObligation",
    "Recipient",
    "ReportedName",
    "ReportedStatus",
    "SelfSufficiencyRating",
    "TitleTenAuthority",
    "TitleTenDetail",
    "TrainingEvent",
    "TrainingRecord",
    "TrainingSeat",
    "Transmittal",
    "TravelOrder",
    "Vintage",
]
