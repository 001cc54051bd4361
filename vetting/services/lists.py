"""Published lists: one file is one version, brought in whole or not at all; the newest is what rosters meet."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from ground.acting import acting, need
from ground.models import ImportBatch
from ground.progress import Told, counted, nobody, part
from ground.refusals import Refused
from ground.rows import FileRefused, ImportReport

from ..imports.parties import ListFile, Party, joined
from ..imports.watchlists import read_list
from ..models import EntryKind, ListVersion, WatchList
from ..screening.folding import fold, fold_unit

KIND = "watchlist"
LONGEST_REMARKS = 20_000


def import_watchlist(*, path: Path, source: str, by: Any = None, told: Told = nobody) -> ImportReport:
    """Bring in a list's file under its name. The same file again changes nothing; a file with a problem neither."""
    try:
        read = read_list(path, part(told, 0, 0.5))
    except FileRefused as refusal:
        return ImportReport.of_refused_file(refusal, path.name)
    if read.problems:
        return _report(read, written=False)
    with acting(by, step="import_watchlist"):
        need(by, "vetting.manage_lists")
        if not source.strip():
            raise Refused("list_name", "A list has a name. Give one with --source.", field="source")
        made, _ = WatchList.objects.get_or_create(name=source.strip())
        row = WatchList.objects.select_for_update(of=("self",)).select_related("current__batch").get(pk=made.pk)
        digest = _digest(read.paths)
        if row.current is not None and row.current.batch.sha256 == digest:
            return ImportReport(file=read.file, read=read.read, unchanged=read.read)
        report = _report(read, written=True)
        counts = {name: getattr(report, name) for name in ("read", "kept", "unchanged", "merged", "review", "refused")}
        batch = ImportBatch.objects.create(kind=KIND, file_name=read.file, sha256=digest, counts=counts, by=by)
        version = ListVersion.objects.create(list=row, batch=batch, layout=read.layout)
        _copy(version, list(read.parties.values()), part(told, 0.5, 1))
        row.current = version
        row.save(update_fields=["current"])
        return report


def _report(read: ListFile, *, written: bool) -> ImportReport:
    return ImportReport(
        file=read.file,
        read=read.read,
        kept=read.read - read.merged - len(read.refused),
        merged=read.merged,
        refused=len(read.refused),
        problems=read.problems,
        written=written,
    )


def _digest(paths: Sequence[Path]) -> str:
    """One digest over the main file and those beside it: a change in any of them is another version."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _copy(version: ListVersion, parties: Sequence[Party], told: Told) -> None:
    """Entries, then their names: two COPY into insert-only tables, which keep no history of their own."""
    entries = (
        (
            version.pk,
            p.source_id,
            p.kind,
            p.name,
            joined(p.birth_dates, 300),
            p.birth_place[:300],
            joined(p.countries, 300),
            p.remarks[:LONGEST_REMARKS],
        )
        for p in counted(parties, part(told, 0, 0.5))
    )
    columns = "version_id, source_id, kind, name, birth_date, birth_place, country, remarks"
    _copy_rows("vetting_listentry", columns, entries)
    with connection.cursor() as cursor:
        cursor.execute("SELECT source_id, id FROM vetting_listentry WHERE version_id = %s", [version.pk])
        ids = dict(cursor.fetchall())
    names = (
        (ids[p.source_id], name, _folded(p.kind, name))
        for p in counted(parties, part(told, 0.5, 1))
        for name in p.names
    )
    _copy_rows("vetting_listname", "entry_id, name, folded", names)


def _folded(kind: str, name: str) -> str:
    return (fold if kind == EntryKind.PERSON else fold_unit)(name)[:500]


def _copy_rows(table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    buffer.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({columns}))", buffer)
