"""Programs with their details, recipients, seats, deliveries, money, and the reported training. Import from here."""

from .agreements import Agreement, GrantDetermination
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
from .case_documents import CaseDocument, CaseDuty, CaseMilestone
from .case_funding import CaseFunding, CashFlowPayment
from .deliveries import Delivery
from .details import FmfDetail, GscfDetail, ImetDetail, NadrDetail, PkoDetail, TitleTenDetail
from .end_use import EndUseCheck, MisuseReport, MonitoredItem
from .fms import FmsCase, FmsCaseLine, LetterOfRequest
from .funds import Account, Fund
from .gscf import GscfContribution, JointDecision
from .ledger import Balance, FundTransaction
from .milestones import Milestone
from .notifications import Clearance, CongressionalHold, CongressionalNotification, NotificationLine, Transmittal
from .obligations import Obligation, ObligationRecipient
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
    "CaseDocument",
    "CaseDuty",
    "CaseFunding",
    "CaseMilestone",
    "CashFlowPayment",
    "Certification",
    "Clearance",
    "Completion",
    "Concurrence",
    "ConcurrenceCondition",
    "CongressionalHold",
    "CongressionalNotification",
    "Course",
    "Delivery",
    "EndUseCheck",
    "FmfDetail",
    "FmsCase",
    "FmsCaseLine",
    "Fund",
    "FundTransaction",
    "GrantDetermination",
    "GscfContribution",
    "GscfDetail",
    "ImetDetail",
    "JointDecision",
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
    "OfficeView",
    "PkoDetail",
    "Program",
    "ProposalElement",
    "PublishedObligation",
    "Recipient",
    "ReportedName",
    "ReportedStatus",
    "TitleTenAuthority",
    "TitleTenDetail",
    "TrainingRecord",
    "TrainingSeat",
    "Transmittal",
    "TravelOrder",
    "Vintage",
]
