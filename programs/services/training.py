"""Training as published: rows come in whole files or not at all, and a label is assigned once for all its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg2 import sql

from ground.acting import acting, need
from ground.models import ImportBatch, StaleFact
from ground.progress import Told, counted, nobody, part
from ground.refusals import Refused
from ground.rows import FileRefused, ImportReport, Problem
from ground.steps import lock
from partners.models import Country
from partners.services.reference import countries_by_spelling, folded
from programs.imports import training as printed
from programs.imports.incoming import Incoming
from programs.models import ReportedName, TrainingRecord

ASSIGN = "programs.assign_label"
SORTS = ReportedName.Sort
FIELDS = tuple(
    f.attname for f in TrainingRecord._meta.concrete_fields if f.attname not in {"id", "batch_id"} and not f.generated
)
CHUNK = 10_000
READING = 0.8  # of the time an import takes; the rest is writing


def import_training(
    *, files: Sequence[Path], by: Any, dry_run: bool = False, told: Told = nobody
) -> list[ImportReport]:
    """Bring in files of the training reports: every row of every file, or none.

    A row that is here already is unchanged; one that is here with other content is refused, since what was
    published is never changed. Repeated lines have numbers of their own and are all kept.
    """
    with acting(by, step="import_training"):
        came = [Incoming(path) for path in files]
        names = _Names()
        seen: dict[str, int] = {}
        _make_room()
        sizes = [file.path.stat().st_size if file.path.is_file() else 0 for file in came]
        for place, file in enumerate(came):
            first, last = (READING * sum(sizes[:upto]) / (sum(sizes) or 1) for upto in (place, place + 1))
            try:
                _read(file, place, names, seen, part(told, first, last))
            except FileRefused as refusal:
                file.whole = refusal
        _set_aside_what_is_here(came)
        _count_review(came)
        written = not dry_run and all(file.sound for file in came)
        if written:
            for place, file in counted(list(enumerate(came)), part(told, READING, 1)):
                _write(file, place, by)
        else:
            transaction.set_rollback(True)
    told(1)
    return [file.report(written=written) for file in came]


class _Names:
    """Labels as printed → their rows. A known spelling is assigned to its country; any other waits for a person."""

    def __init__(self) -> None:
        self.spellings = countries_by_spelling()
        self.known: dict[tuple[str, str], int] = {}
        for pk, sort, label in ReportedName.objects.values_list("pk", "sort", "printed"):
            self.known[sort, label] = pk

    @cache  # noqa: B019 - lives as long as one import
    def contradiction(self, spelling: str, iso3: str) -> str:
        """What to say when the file's own code names another country than the spelling does."""
        country = self.spellings.get(folded(spelling))
        if not iso3 or country is None or country.iso3 == iso3:
            return ""
        return f"“{spelling}” stands for {country.iso3} here, and the file says {iso3}. One of the two is wrong."

    def add(self, labels: set[tuple[str, str]]) -> None:
        """Make rows of the labels that are new."""
        made = ReportedName.objects.bulk_create(
            self._row(sort, label) for sort, label in sorted(labels) if (sort, label) not in self.known
        )
        self.known.update({(row.sort, row.printed): row.pk for row in made})

    def _row(self, sort: str, label: str) -> ReportedName:
        country = self.spellings.get(folded(label)) if sort == SORTS.COUNTRY else None
        return ReportedName(sort=sort, printed=label, country=country, assigned=country is not None)


def _make_room() -> None:
    """A table of this transaction's own, with the columns of the record and where each row stood."""
    columns = sql.SQL(", ").join(map(sql.Identifier, FIELDS))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS training_in")
        cursor.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE training_in ON COMMIT DROP AS"
                " SELECT 0 AS place, 0 AS line, {} FROM programs_trainingrecord WITH NO DATA"
            )
            .format(columns)
            .as_string(cursor.cursor)
        )


def _read(file: Incoming, place: int, names: _Names, seen: dict[str, int], told: Told) -> None:
    """Check every row of one file, and copy the good ones into the room."""
    chunk: list[tuple[int, dict[str, Any]]] = []
    for row, problems in printed.rows(file.path, told):
        file.read += 1
        values = row.values
        if not row.ragged and (said := names.contradiction(values["country"], values["iso3"])):
            problems.append(Problem(row.number, "country", values["country"], said))
        if problems:
            file.refuse(row.number, *problems)
            continue
        content = hash(tuple(values.values()))
        if values["row_id"] in seen:
            _again(file, row.number, values["row_id"], same=seen[values["row_id"]] == content)
            continue
        seen[values["row_id"]] = content
        chunk.append((row.number, values))
        if len(chunk) == CHUNK:
            _copy(chunk, place, names)
            chunk.clear()
    _copy(chunk, place, names)
    file.seal()


def _again(file: Incoming, line: int, row_id: str, *, same: bool) -> None:
    """The same number twice in what is brought in: one row when they say the same, a contradiction when not."""
    if same:
        file.merged += 1
    else:
        reason = f"“{row_id}” stands above with other content. Each row of a report has its own number."
        file.refuse(line, Problem(line, "row_id", row_id, reason))


def _copy(chunk: list[tuple[int, dict[str, Any]]], place: int, names: _Names) -> None:
    names.add({(sort, v[column]) for _, v in chunk for sort, column in _LABELS})
    text = io.StringIO()
    csv.writer(text).writerows(_record(line, values, place, names) for line, values in chunk)
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(_COPY, text)


_LABELS = ((SORTS.COUNTRY, "country"), (SORTS.PROGRAM, "program"))
_TEXTS = [f.attname for f in TrainingRecord._meta.concrete_fields if f.attname in FIELDS and f.empty_strings_allowed]
_COPY = (
    f"COPY training_in (place, line, {', '.join(FIELDS)}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({', '.join(_TEXTS)}))"
)


_CELLS = itemgetter(*(printed.TITLES.get(name, name) for name in FIELDS))


def _record(line: int, values: dict[str, Any], place: int, names: _Names) -> tuple[Any, ...]:
    values["planned"] = printed.is_planned(values["report"], values["fiscal_year"])
    values["country_id"] = names.known[SORTS.COUNTRY, values["country"]]
    values["program_id"] = names.known[SORTS.PROGRAM, values["program"]]
    return (place, line, *_CELLS(values))


def _set_aside_what_is_here(came: list[Incoming]) -> None:
    """Take out of the room the rows that are here already, and refuse those that are here with other content."""
    mine, theirs = (", ".join(f"{alias}.{name}" for name in FIELDS) for alias in ("t", "r"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE training_in")
        cursor.execute(
            f"""
            WITH gone AS (
                DELETE FROM training_in t USING programs_trainingrecord r
                WHERE r.row_id = t.row_id AND ({mine}) IS NOT DISTINCT FROM ({theirs}) RETURNING t.place
            )
            SELECT place, count(*) FROM gone GROUP BY place
            """  # noqa: S608 - names of our own columns
        )
        for place, count in cursor.fetchall():
            came[place].unchanged = count
        cursor.execute(
            """
            SELECT t.place, t.line, t.row_id, (
                SELECT string_agg(o.key, ', ' ORDER BY o.key) FROM jsonb_each(to_jsonb(r)) o
                WHERE o.value IS DISTINCT FROM to_jsonb(t) -> o.key AND to_jsonb(t) ? o.key)
            FROM training_in t JOIN programs_trainingrecord r ON r.row_id = t.row_id
            ORDER BY t.place, t.line
            """
        )
        for place, line, row_id, columns in cursor.fetchall():
            reason = f"The row is here already with other content: {columns.replace('_id', '')}. It is never changed."
            came[place].refuse(line, Problem(line, "row_id", row_id, reason))


def _count_review(came: list[Incoming]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT t.place, count(*) FROM training_in t
            JOIN programs_reportedname c ON c.id = t.country_id
            JOIN programs_reportedname p ON p.id = t.program_id
            WHERE NOT (c.assigned AND p.assigned)
              AND NOT EXISTS (SELECT 1 FROM programs_trainingrecord r WHERE r.row_id = t.row_id)
            GROUP BY t.place
            """
        )
        for place, count in cursor.fetchall():
            came[place].review = count


def _write(file: Incoming, place: int, by: Any) -> None:
    """The file's new rows, in printed order, and the batch they belong to. A file without new rows leaves nothing."""
    if not file.kept:
        return
    batch = ImportBatch.objects.create(**file.batch("training", by))
    columns = ", ".join(FIELDS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO programs_trainingrecord (batch_id, {columns})
            SELECT %s, {columns} FROM training_in WHERE place = %s ORDER BY line
            """,  # noqa: S608 - names of our own columns
            [batch.pk, place],
        )


def assign_name(
    *, name: ReportedName, version: int, by: Any, country: Country | None = None, label: str = "", kind: str = ""
) -> ReportedName:
    """Say once, for all rows under a printed label, which country or program it stands for.

    What was counted under the label is counted anew, every year and place of it.
    """
    with acting(by, step="assign_label"):
        need(by, ASSIGN)
        row = lock(name, version=version)
        if row.sort == SORTS.COUNTRY:
            if country is None:
                raise Refused("label_needs_country", "Say which country the label stands for.", field="country")
            row.country = country
        else:
            if not label.strip():
                raise Refused("label_needs_program", "Say which program the label stands for.", field="label")
            row.label, row.kind = label.strip(), kind
        row.assigned, row.assigned_by = True, by
        row.save()
        StaleFact.objects.create(fact="training")
        return row
