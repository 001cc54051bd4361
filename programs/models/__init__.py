"""Programs with their details, recipients, seats, deliveries, money, and the reported training. Import from here."""

from .agreements import Agreement, GrantDetermination
from .alumni import Alumnus, AlumnusPosition, PublishedOffice
from .attachments import Attachment
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
from .caps import ContinuingResolution, SpecialUse
from .case_documents import CaseDocument, CaseDuty, CaseMilestone
from .case_funding import CaseFunding, CashFlowPayment
from .clearance import CwdTask, Handover, LandRelease, Site
from .courses import Course, CourseCertification, School
from .cwd_work import OrdnanceDisposal, RiskEducation
from .deliveries import Delivery
from .details import FmfDetail, GscfDetail, ImetDetail, NadrDetail, PkoDetail, TitleTenDetail
from .end_use import EndUseCheck, MisuseReport, MonitoredItem
from .field_contacts import FieldContact
from .fms import FmsCase, FmsCaseLine, LetterOfRequest
from .funds import Account, Fund
from .grants import Grant, GrantDeadline, GrantModification
from .gscf import GscfContribution, JointDecision
from .initiatives import Initiative
from .ledger import Balance, FundTransaction
from .milestones import Milestone
from .mine_action import Accident, TreatyDeadline
from .notifications import Clearance, CongressionalHold, CongressionalNotification, NotificationLine, Transmittal
from .obligations import Obligation, ObligationRecipient
from .offices import Consultation, Implementer, Office, Responsibility
from .pko import Engagement, EquipmentPackage, PackageItem, PkoContribution, TrainingEvent
from .pko_capacity import Capability, CapabilityStatus, CapabilityStep, Deployment, SelfSufficiencyRating
from .pko_reform import CivilianHarmProcess, InstitutionalMilestone
from .programs import Program, Recipient
from .published import Comparator, PublishedFigure
from .reallocations import Reallocation
from .restrictions import CountryRestriction, RestrictionWaiver
from .seats import Completion, TrainingSeat, TravelOrder
from .second_tier import SecondTierMove, TierVerification
from .storage import StorageInspection, StorageSite
from .title_ten import (
    Certification,
    Concurrence,
    ConcurrenceCondition,
    JointPlan,
    OfficeView,
    ProposalElement,
    ReportedStatus,
    TitleTenAuthority,
)
from .training import ReportedName, TrainingRecord
from .training_plans import CountryTrainingPlan, TrainingLine

__all__ = [
    "Accident",
    "Account",
    "Agreement",
    "AllocationReport",
    "AllocationRow",
    "Alumnus",
    "AlumnusPosition",
    "Attachment",
    "Balance",
    "BudgetFigure",
    "BudgetTotal",
    "Capability",
    "CapabilityStatus",
    "CapabilityStep",
    "CaseDocument",
    "CaseDuty",
    "CaseFunding",
    "CaseMilestone",
    "CashFlowPayment",
    "Certification",
    "CivilianHarmProcess",
    "Clearance",
    "Comparator",
    "Completion",
    "Concurrence",
    "ConcurrenceCondition",
    "CongressionalHold",
    "CongressionalNotification",
    "Consultation",
    "ContinuingResolution",
    "CountryRestriction",
    "CountryTrainingPlan",
    "Course",
    "CourseCertification",
    "CwdTask",
    "Delivery",
    "Deployment",
    "EndUseCheck",
    "Engagement",
    "EquipmentPackage",
    "FieldContact",
    "FmfDetail",
    "FmsCase",
    "FmsCaseLine",
    "Fund",
    "FundTransaction",
    "Grant",
    "GrantDeadline",
    "GrantDetermination",
    "GrantModification",
    "GscfContribution",
    "GscfDetail",
    "Handover",
    "ImetDetail",
    "Implementer",
    "Initiative",
    "InstitutionalMilestone",
    "JointDecision",
    "JointPlan",
    "LandRelease",
    "LetterOfRequest",
    "Level",
    "Milestone",
    "MisuseReport",
    "MoneyUnit",
    "MonitoredItem",
    "NadrDetail",
    "NotificationLine",
    "Obligation",
    "ObligationRecipient",
    "Office",
    "OfficeView",
    "OrdnanceDisposal",
    "PackageItem",
    "PkoContribution",
    "PkoDetail",
    "Program",
    "ProposalElement",
    "PublishedFigure",
    "PublishedObligation",
    "PublishedOffice",
    "Reallocation",
    "Recipient",
    "ReportedName",
    "ReportedStatus",
    "Responsibility",
    "RestrictionWaiver",
    "RiskEducation",
    "School",
    "SecondTierMove",
    "SelfSufficiencyRating",
    "Site",
    "SpecialUse",
    "StorageInspection",
    "StorageSite",
    "TierVerification",
    "TitleTenAuthority",
    "TitleTenDetail",
    "TrainingEvent",
    "TrainingLine",
    "TrainingRecord",
    "TrainingSeat",
    "Transmittal",
    "TravelOrder",
    "TreatyDeadline",
    "Vintage",
]
