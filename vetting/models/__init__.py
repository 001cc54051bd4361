"""Cases with their subjects, decisions, unit standing, lists and hits. Import from here."""

from .approvals import Approval, Law, ValidityRule
from .cases import CaseState, RequestType, VettingCase
from .laws import law_words
from .lists import EntryKind, ListEntry, ListName, ListVersion, WatchList
from .screening import Hit, HitState
from .standing import LineOfCommand, UnitStanding
from .subjects import Review, SubjectState, Verdict, VettingSubject

__all__ = [
    "Approval",
    "CaseState",
    "EntryKind",
    "Hit",
    "HitState",
    "Law",
    "LineOfCommand",
    "ListEntry",
    "ListName",
    "ListVersion",
    "RequestType",
    "Review",
    "SubjectState",
    "UnitStanding",
    "ValidityRule",
    "Verdict",
    "VettingCase",
    "VettingSubject",
    "WatchList",
    "law_words",
]
