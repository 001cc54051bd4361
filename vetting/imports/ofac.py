"""OFAC's list files as published: no header, Latin-1, `-0-` for empty, a control character at the end.

The main file (`sdn.csv`, `cons_prim.csv`) has its aliases and addresses in files beside it, and the overflow of long
remarks in a third. Dates and places of birth stand inside the remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ground.progress import Told, followed, part
from ground.rows import Cell, FileRefused, read_rows, text

from ..models import EntryKind
from .parties import LONGEST, ListFile, Party, beside, beside_if_there, birth_dates

PREFIXES = {"sdn": ("alt", "add", "sdn_comments"), "cons_prim": ("cons_alt", "cons_add", "cons_comments")}
KINDS = {"individual": EntryKind.PERSON, "": EntryKind.ORGANIZATION}
MAIN_WIDTH, ALT_WIDTH, ADD_WIDTH = 12, 5, 6
_BIRTH = re.compile(r"\bDOB ([^;]+)")
_PLACE = re.compile(r"\bPOB ([^;]+)")
_NATION = re.compile(r"\b(?:nationality|citizen) ([^;(]+)")
_WEAK = re.compile(r"a\.k\.a\. '(.+?)'(?=[;.]|$)")
_name, _remarks = text(LONGEST), text(20_000)


def read_ofac(path: Path, told: Told) -> ListFile:
    """The parties of an OFAC file and of the files beside it."""
    stem = path.name.split(".")[0].lower()
    if stem not in PREFIXES:
        reason = f"An OFAC file is called {' or '.join(f'{name}.csv' for name in PREFIXES)}, and its aliases beside it."
        raise FileRefused.because(reason, file=path.name)
    alt, add, comments = PREFIXES[stem]
    aliases, addresses = beside(path, alt), beside(path, add)
    overflow = beside_if_there(path, comments)
    paths = [p for p in (path, aliases, addresses, overflow) if p is not None]
    found = ListFile(path.name, "OFAC", paths)
    longer = dict(_comments(overflow)) if overflow else {}
    for number, cells in _rows(path, MAIN_WIDTH, found, part(told, 0, 0.5)):
        _take(found, number, cells, longer)
    for number, cells in _rows(aliases, ALT_WIDTH, found, part(told, 0.5, 0.75), main=False):
        if (party := _party(found, cells[0], number, aliases)) and (
            alias := found.text(cells[3], _name, row=number, column="alt_name", beside=aliases.name)
        ):
            party.aliases.append(alias)
    for number, cells in _rows(addresses, ADD_WIDTH, found, part(told, 0.75, 1), main=False):
        if (party := _party(found, cells[0], number, addresses)) and cells[4]:
            party.countries.append(cells[4])
    return found


def _rows(path: Path, width: int, found: ListFile, told: Told, *, main: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Rows as text, `-0-` made empty. A row of another width is a problem: the file is cut or not what it seems."""
    read = read_rows(path, encoding="latin-1")
    rows = (row for row in followed(read, told, read.share) if row)
    for number, row in enumerate(rows, start=1):
        if main:
            found.read += 1
        if len(row) != width:
            reason = f"The row has {len(row)} cells; a row of this file has {width}."
            found.refuse(number, "", "", reason, beside="" if main else path.name)
            continue
        yield number, [_plain(cell) for cell in row]


def _plain(cell: Cell) -> str:
    value = str(cell).strip()
    return "" if value == "-0-" else value


def _take(found: ListFile, number: int, cells: list[str], longer: dict[str, str]) -> None:
    source_id, written, kind = cells[0], cells[1], cells[2].lower()
    if not source_id.isdigit():
        found.refuse(number, "ent_num", source_id, "The number of the party is not a number.")
        return
    name = found.text(written, _name, row=number, column="name")
    if not name:
        if number not in found.refused:
            found.refuse(number, "name", "", "The party has no name.")
        return
    remarks = found.text(f"{cells[11]} {longer.get(source_id, '')}".strip(), _remarks, row=number, column="remarks")
    party = Party(source_id, KINDS.get(kind, EntryKind.OTHER), name, number, remarks=remarks)
    _read_remarks(party)
    found.take(party)


def _read_remarks(party: Party) -> None:
    remarks = party.remarks
    party.birth_dates = [date for written in _BIRTH.findall(remarks) for date in birth_dates(written)]
    places = [place.strip(" .") for place in _PLACE.findall(remarks)]
    party.birth_place = "; ".join(places)
    nations = [nation.strip(" .") for nation in _NATION.findall(remarks)]
    party.countries = nations or [p.rpartition(",")[2].strip() for p in places if "," in p]
    party.aliases = [alias[:LONGEST] for alias in _WEAK.findall(remarks)]


def _party(found: ListFile, source_id: str, number: int, path: Path) -> Party | None:
    party = found.parties.get(source_id)
    if party is None and not found.refused:
        found.refuse(number, "ent_num", source_id, f"{found.file} has no party of this number.", beside=path.name)
    return party


def _comments(path: Path) -> Iterator[tuple[str, str]]:
    for row in read_rows(path, encoding="latin-1"):
        if len(row) == 2:
            yield str(row[0]).strip(), _plain(row[1])
