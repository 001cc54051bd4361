"""`report NAME --fiscal-year N --format csv --out FILE`: a report as a file, the same figures as its page."""

from __future__ import annotations

import datetime as dt
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from ground.commands import PlainCommand
from partners.models import Country
from reporting.reports import REPORTS, Asked, report_of
from reporting.services import reports


class Command(PlainCommand):
    help = "Writes a statutory or management report: " + ", ".join(report.name for report in REPORTS)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", metavar="NAME", help="which report")
        parser.add_argument("--fiscal-year", type=int, help="actual rows of this year; with --edition its rows")
        parser.add_argument("--edition", default="", help="a printed edition, such as 1999-2000")
        parser.add_argument("--country", action="append", default=[], metavar="ISO3", help="may be given several times")
        parser.add_argument("--as-of", default="", metavar="DATE", help="as known at the end of this day, 2026-11-25")
        parser.add_argument("--format", required=True, choices=["csv", "xlsx", "json", "pdf"])
        parser.add_argument("--out", required=True, metavar="FILE")

    def act(self, **options: Any) -> int:
        report = report_of(options["name"])
        if report is None:
            known = ", ".join(one.name for one in REPORTS) or "none"
            raise CommandError(f"There is no report called “{options['name']}”. There are: {known}.", returncode=2)
        if options["format"] == "pdf":
            raise CommandError("PDF comes later; write csv, xlsx or json.")
        edition = reports.run(report=report, asked=self.asked(report, options))
        out = Path(options["out"])
        try:
            write_whole(edition, out, options["format"])
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.put({"report": report.name, "file": str(out), "rows": edition.count, "checksum": edition.checksum})
        self.say(f"{report.title}, {edition.asked.period}: {edition.count:,} rows in {out}.")
        return 0

    def asked(self, report: Any, options: dict[str, Any]) -> Asked:
        """What the arguments ask for, or the plain line that says what is wrong with them."""
        year, edition = options["fiscal_year"], options["edition"]
        if not year and not edition:
            raise CommandError("Give --fiscal-year, --edition or both.", returncode=2)
        if edition and edition not in report.editions():
            known = ", ".join(report.editions()) or "none"
            raise CommandError(f"There is no edition “{edition}”. There are: {known}.")
        if year and year not in (years := report.years_of(edition) if edition else report.years()):
            known = ", ".join(str(one) for one in years) or "none"
            raise CommandError(f"There are no rows of fiscal year {year}. There are: {known}.")
        countries = tuple(sorted({code.upper() for code in options["country"]}))
        known_codes = set(Country.objects.filter(iso3__in=countries).values_list("iso3", flat=True))
        for code in countries:
            if code not in known_codes:
                raise CommandError(f"“{code}” is not the ISO alpha-3 code of a country here.")
        return Asked(fiscal_year=year, edition=edition, countries=countries, as_of=moment(options["as_of"]))


def moment(day: str) -> dt.datetime:
    """The end of a day in Washington, or now."""
    if not day:
        return timezone.now().replace(microsecond=0)
    try:
        on = dt.date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else None
    except ValueError:
        on = None
    if on is None:
        raise CommandError(f"“{day}” is not a date. Write 2026-11-25.", returncode=2)
    return timezone.make_aware(dt.datetime.combine(on, dt.time(23, 59, 59)))


def write_whole(edition: reports.Edition, out: Path, kind: str) -> None:
    """Write beside the file and put it in place at the end, so that nobody ever reads half of it."""
    handle, name = tempfile.mkstemp(dir=out.parent or Path("."), prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            reports.write(edition, file, kind=kind)
        os.chmod(name, 0o644)
        os.replace(name, out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
