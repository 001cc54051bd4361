"""Every report, in one literal. A report is data and one function; pages, files and the command read it from here."""

from __future__ import annotations

from .allocations import ALLOCATIONS
from .cbj import CBJ
from .cwd import CWD
from .eum import EUM
from .fmtr import FMTR
from .framework import Asked, Column, Report, ReportResult
from .gpoi import GPOI
from .notifications import NOTIFICATIONS
from .pipeline import PIPELINE
from .profile import PROFILE

REPORTS: tuple[Report, ...] = (FMTR, CBJ, ALLOCATIONS, NOTIFICATIONS, PIPELINE, PROFILE, EUM, CWD, GPOI)


def report_of(name: str) -> Report | None:
    """The report of that name, or None."""
    return next((report for report in REPORTS if report.name == name), None)


__all__ = ["REPORTS", "Asked", "Column", "Report", "ReportResult", "report_of"]
