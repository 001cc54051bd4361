"""The plan register and the published series: whole files or nothing, figures as printed, nothing ever changed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Max

from ground.acting import acting, need
from ground.models import ImportBatch
from ground.progress import Told, nobody, part
from ground.rows import FileRefused, ImportReport, Problem, Row
from programs.imports import allocations as files
from programs.imports.incoming import Incoming
from programs.models import (
    AllocationReport,
    AllocationRow,
    BudgetFigure,
    BudgetTotal,
    PublishedObligation,
    ReportedName,
)

from ..budget.checks import thousands_for_dollars
from .labels import Labels

IMPORT = "programs.import_allocations"
CHUNK = 2_000
CORRECTION = "A correction is a new version with a number of its own."


def import_allocations(*, file: Path, by: Any, dry_run: bool = False, told: Told = nobody) -> ImportReport:
    """Bring in a budget-justification table, a 653(a) report or the Greenbook; its columns say which it is.

    Every row or none. A row that is here already is unchanged; one that is here with other content is refused, since
    what was published or submitted is never changed.
    """
    with acting(by, step="import_allocations"):
        need(by, IMPORT)
        came = Incoming(file)
        try:
            opened = files.opened(file, part(told, 0, 0.9))
            reading = READINGS[opened.source](came)
            for row, problems in opened.rows:
                came.read += 1
                reading.take(row, problems)
            reading.finish()
            told(1)
            came.seal()
        except FileRefused as refusal:
            came.whole = refusal
        written = came.sound and not dry_run
        if written and came.kept:
            ImportBatch.objects.create(pk=reading.batch, **came.batch(reading.kind, by))
        else:
            transaction.set_rollback(True)
    return came.report(written=written)


class Reading:
    """One file being read: rows become records in chunks, under a batch whose row is written last, with its counts."""

    kind = "budget"

    def __init__(self, came: Incoming) -> None:
        self.came = came
        self.labels = Labels()
        self.batch = _reserved_batch()
        self.seen: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self.here: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self.scopes: set[tuple[Any, ...]] = set()
        self.new: list[models.Model] = []

    def record(self, row: Row) -> tuple[models.Model, list[ReportedName]]:
        """What a row is kept as, and the labels it stands under."""
        raise NotImplementedError

    def scope(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """The part of what is here that a row is compared with, read once."""
        raise NotImplementedError

    def already(self, scope: tuple[Any, ...]) -> Iterator[models.Model]:
        """The records of that part."""
        raise NotImplementedError

    def take(self, row: Row, problems: list[Problem]) -> None:
        """Check one row against the file and against what is here; keep it, or say why not."""
        if problems:
            self.came.refuse(row.number, *problems)
            return
        self._look_up(row)
        record, labels = self.record(row)
        key, content = _key(record), _content(record)
        if key in self.seen:
            if self.seen[key] == content:
                self.came.merged += 1
            else:
                reason = "The same figure stands above with another value. One of the two is wrong."
                self.came.refuse(row.number, Problem(row.number, "", str(record), reason))
            return
        self.seen[key] = content
        if key not in self.here:
            self.keep(row, record, waits=not all(label.assigned for label in labels))
        elif self.here[key] == content:
            self.came.unchanged += 1
        else:
            self.came.refuse(row.number, _changed(row.number, record, self.here[key], content))

    def keep(self, row: Row, record: models.Model, *, waits: bool) -> None:
        """A new record, which may wait for a person to say what its labels stand for; written with its chunk."""
        self.came.review += waits
        self.new.append(record)
        if len(self.new) == CHUNK:
            self._write()

    def finish(self) -> None:
        """After the last row."""
        self._write()

    def _look_up(self, row: Row) -> None:
        scope = self.scope(row.values)
        if scope not in self.scopes:
            self.scopes.add(scope)
            self.here.update((_key(record), _content(record)) for record in self.already(scope))

    def _write(self) -> None:
        if self.came.sound:  # else nothing of the file stays
            for model in (BudgetFigure, BudgetTotal, AllocationRow, PublishedObligation):
                model.objects.bulk_create(record for record in self.new if type(record) is model)  # type: ignore[misc]
        self.new.clear()


class Justification(Reading):
    """Lines and printed totals of the country/account table; a total is never kept as a line."""

    kind = "budget justification"

    def scope(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return values["fiscal_year"], values["stage"].upper()

    def already(self, scope: tuple[Any, ...]) -> Iterator[models.Model]:
        for model in (BudgetFigure, BudgetTotal):
            yield from model.objects.filter(fiscal_year=scope[0], vintage=scope[1])

    def take(self, row: Row, problems: list[Problem]) -> None:
        if not problems and (said := self.labels.contradiction(row.values["name"], row.values["iso3"])):
            problems = [Problem(row.number, "name", row.values["name"], said)]
        super().take(row, problems)

    def record(self, row: Row) -> tuple[models.Model, list[ReportedName]]:
        values = row.values
        printed = {
            "fiscal_year": values["fiscal_year"],
            "vintage": values["stage"].upper(),
            "level": values["level"].upper(),
            "region": values["region"],
            "account": values["account"],
            "amount": values["amount_usd_thousands"],
            "source_line": values["source_line"],
            "batch_id": self.batch,
        }
        if values["level"] in {"total", "region"} or files.across(values["account"]):
            return BudgetTotal(name=values["name"], **printed), []
        name = (self.labels.country if values["level"] == "country" else self.labels.line)(values["name"])
        return BudgetFigure(name=name, **printed), [name, self.labels.account(values["account"])]


class Greenbook(Reading):
    """Obligations as the Greenbook publishes them. Its lines that are no country (not specified) are labels too."""

    kind = "Greenbook"

    def scope(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return (values["fiscal_year"],)

    def already(self, scope: tuple[Any, ...]) -> Iterator[models.Model]:
        yield from PublishedObligation.objects.filter(period=scope[0]).iterator()

    def take(self, row: Row, problems: list[Problem]) -> None:
        if not problems and (said := self.labels.contradiction(row.values["country"], row.values["iso3"])):
            problems = [Problem(row.number, "country", row.values["country"], said)]
        super().take(row, problems)

    def record(self, row: Row) -> tuple[models.Model, list[ReportedName]]:
        values = row.values
        known = values["iso3"] or not values["country"].endswith("(not specified)")
        name = self.labels.country(values["country"]) if known else self.labels.line(values["country"])
        record = PublishedObligation(
            period=values["fiscal_year"],
            region=values["region"],
            name=name,
            category=values["category"],
            publication_row=values["publication_row"],
            agency=values["agency"],
            account=values["account"],
            amount=values["obligations"],
            constant_printed=values["obligations_constant_2020"],
            batch_id=self.batch,
        )
        return record, [name]


class Allocation(Reading):
    """A 653(a) report: one file is one report, and a correction is a new version with a number of its own."""

    kind = "653(a) report"
    report: AllocationReport
    first: tuple[Any, ...] = ()  # what the first row says about the report
    is_here = False

    def __init__(self, came: Incoming) -> None:
        super().__init__(came)
        self.sums: dict[str, tuple[int, Decimal]] = {}

    def scope(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return ()

    def already(self, scope: tuple[Any, ...]) -> Iterator[models.Model]:
        if self.is_here:
            yield from self.report.rows.all()

    def take(self, row: Row, problems: list[Problem]) -> None:
        said = files.same_report(row.values)
        if not problems:
            if not self.first:
                self.first = said
                self._open(said)
            problems = list(self._other_report(row.number, said))
        super().take(row, problems)

    def _open(self, said: tuple[Any, ...]) -> None:
        """Find the report that the file is, or make it: the next version of its year."""
        number, year, enacted_on, submitted_on = said
        here = AllocationReport.objects.filter(number=number).first()
        self.is_here = here is not None
        last = AllocationReport.objects.filter(fiscal_year=year).aggregate(last=Max("version"))["last"]
        self.report = here or AllocationReport.objects.create(
            number=number,
            fiscal_year=year,
            version=(last or 0) + 1,
            enacted_on=enacted_on,
            submitted_on=submitted_on,
            batch_id=self.batch,
        )

    def _other_report(self, line: int, said: tuple[Any, ...]) -> Iterator[Problem]:
        """What a row says otherwise than the first, or than the report that is here under its number."""
        for title, cell, first in zip(files.REPORT_TITLES, said, self.first, strict=True):
            if cell != first:
                reason = f"One file is one report, and its first row says {first}. Write each report in a file."
                yield Problem(line, title, str(cell), reason)
        report = self.report
        if said == self.first != (report.number, report.fiscal_year, report.enacted_on, report.submitted_on):
            reason = f"{report.number} is here with another year or other dates. {CORRECTION}"
            yield Problem(line, "Report number", report.number, reason)

    def record(self, row: Row) -> tuple[models.Model, list[ReportedName]]:
        values = row.values
        name, account = self.labels.place(values["Operating unit"]), self.labels.account(values["Account"])
        amount = values["Amount in dollars"]
        line, so_far = self.sums.get(values["Account"], (row.number, Decimal(0)))
        self.sums[values["Account"]] = (line, so_far + amount)
        record = AllocationRow(
            report=self.report, name=name, account=values["Account"], category=values["Category"], amount=amount
        )
        return record, [name, account]

    def keep(self, row: Row, record: models.Model, *, waits: bool) -> None:
        if self.is_here and self.report is not None:
            reason = f"{self.report.number} was submitted without this row. {CORRECTION}"
            self.came.refuse(row.number, Problem(row.number, "Report number", self.report.number, reason))
        else:
            super().keep(row, record, waits=waits)

    def finish(self) -> None:
        if self.came.sound:
            for account, (line, sum_of_rows) in self.sums.items():
                if said := thousands_for_dollars(account, fiscal_year=self.first[1], amount=sum_of_rows):
                    self.came.refuse(line, Problem(line, "Amount in dollars", f"{sum_of_rows:,}", said))
        super().finish()


READINGS: dict[files.Source, type[Reading]] = {
    files.Source.JUSTIFICATION: Justification,
    files.Source.ALLOCATION: Allocation,
    files.Source.GREENBOOK: Greenbook,
}


def _reserved_batch() -> int:
    """The number of the batch to come: its rows carry it before it is written with their counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('ground_importbatch', 'id'))")
        number: int = cursor.fetchone()[0]
    return number


def _key(record: models.Model) -> tuple[Any, ...]:
    """What makes a record the one it is: the columns of its unique constraint."""
    (only,) = (c for c in record._meta.constraints if isinstance(c, models.UniqueConstraint))
    return (type(record), *(getattr(record, _attname(record, name)) for name in only.fields))


def _content(record: models.Model) -> tuple[Any, ...]:
    """All that a record says, but for its number and where it came from."""
    return tuple(getattr(record, name) for name in _said(record))


def _said(record: models.Model) -> list[str]:
    return [f.attname for f in record._meta.concrete_fields if f.attname not in {"id", "batch_id"}]


def _attname(record: models.Model, name: str) -> str:
    return str(record._meta.get_field(name).attname)  # type: ignore[union-attr]


def _changed(line: int, record: models.Model, here: tuple[Any, ...], content: tuple[Any, ...]) -> Problem:
    """The row is here with other content; which columns."""
    said = zip(_said(record), here, content, strict=True)
    other = ", ".join(name.removesuffix("_id").replace("_", " ") for name, old, new in said if old != new)
    reason = f"The row is here already with another {other}. What was published is never changed."
    return Problem(line, "", str(record), reason)
