"""End-use monitoring: serial numbers of what was received, checks of them, and reports of possible misuse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import Problem
from ground.steps import lock
from partners.models import Unit

from ..checks import HAPPENED
from ..fms.states import Duty, ItemStatus
from ..models import CaseDuty, EndUseCheck, FmsCaseLine, MisuseReport, MonitoredItem, Program
from .fields import checked, refuse

RECORD = "programs.record_delivery"
CHANGE = "programs.change_program"
TOLD_WITHIN = dt.timedelta(days=30)  # a day to look at; the law names none
OPENS = {MisuseReport.Substance.MISUSE: Duty.INFORM, MisuseReport.Substance.DIVERTED: Duty.DIVERTED}


def receive_items(
    *,
    line: FmsCaseLine,
    serials: Sequence[str],
    received_on: dt.date,
    by: Any,
    unit: Unit | None = None,
    site: str = "",
    consent: str = "",
) -> list[MonitoredItem]:
    """Keep the serial numbers of what was received on a line whose end use is monitored: all of them or none."""
    need(by, RECORD, line)
    with acting(by, step="receive_items"):
        rows = [
            MonitoredItem(
                line=line, serial=serial.strip(), received_on=received_on, unit=unit, site=site, consent=consent
            )
            for serial in serials
        ]
        return MonitoredItem.objects.bulk_create([checked(row) for row in rows])


def check_item(
    *,
    item: MonitoredItem,
    kind: str,
    checked_on: dt.date,
    serial_seen: bool,
    storage_holds: bool,
    by: Any,
    checklist: str = "",
    finding: str = "",
) -> EndUseCheck:
    """Record one check. Where a serial number was not seen or the storage does not hold, it says what was found, and
    the committees' duty of diverted assistance is open on the case when the serial number is missing."""
    need(by, RECORD, item)
    with acting(by, step="check_item"):
        row = EndUseCheck(
            item=item,
            kind=kind,
            checked_on=checked_on,
            serial_seen=serial_seen,
            storage_holds=storage_holds,
            checklist=checklist.strip(),
            finding=finding.strip(),
            by=by,
        )
        checked(row).save()
        if not serial_seen:
            report = MisuseReport(
                program=item.line.case.program,
                line=item.line,
                unit=item.unit,
                reported_on=checked_on,
                source=f"End-use check of {item}",
                text=row.finding,
            )
            checked(report).save()
    return row


def change_item(
    *, item: MonitoredItem, status: str, by: Any, site: str = "", consent: str = "", version: int | None = None
) -> MonitoredItem:
    """Write what became of an item, where it is, and the consent to a transfer to somebody else."""
    need(by, RECORD, item)
    with acting(by, step="change_item"):
        row = lock(item, version=version)
        row.status, row.site, row.consent = ItemStatus(status), site, consent
        checked(row).save()
    return row


def report_misuse(
    *,
    program: Program,
    reported_on: dt.date,
    source: str,
    text: str,
    by: Any,
    line: FmsCaseLine | None = None,
    unit: Unit | None = None,
) -> MisuseReport:
    """Log a report of possible misuse as it came, with its source. What it amounts to is assessed afterwards."""
    need(by, CHANGE, program)
    with acting(by, step="report_misuse"):
        if line is not None and line.case.program_id != program.pk:
            refuse([Problem("The case line is of another program.", field="line", code="line")])
        row = MisuseReport(program=program, line=line, unit=unit, reported_on=reported_on, source=source, text=text)
        checked(row).save()
    return row


def assess(
    *,
    report: MisuseReport,
    found: str,
    assessment: str,
    to_congress: bool,
    by: Any,
    assessed_on: dt.date | None = None,
    version: int | None = None,
) -> MisuseReport:
    """Assess a report once. Misuse or diversion on a case opens a duty to inform the committees (H.R. 7006,
    s. 7015(j) and 7035(c)(4), FY 2026, not verified)."""
    need(by, CHANGE, report)
    with acting(by, step="assess"):
        row = lock(report, version=version)
        if row.assessed_on is not None:
            refuse([Problem("This report is assessed already.", HAPPENED, code="assessed")])
        row.found, row.assessment, row.to_congress = found, assessment.strip(), to_congress
        row.assessed_on = assessed_on or today()
        checked(row).save()
        duty = OPENS.get(MisuseReport.Substance(found))
        if duty is not None and row.line is not None:
            CaseDuty(case=row.line.case, what=duty, misuse=row, due_on=row.assessed_on + TOLD_WITHIN).save()
    return row
