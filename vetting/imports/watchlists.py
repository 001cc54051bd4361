"""A list's file by what it is: OFAC, the BIS denied persons list, or our plain table (contract 2.1)."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from ground.dates import today
from ground.progress import Told, followed, nobody
from ground.rows import NO_ROWS, Column, FileRefused, Layout, one_of, partial_day, read_rows, text

from ..models import EntryKind
from .ofac import read_ofac
from .parties import LONGEST, ListFile, Party

_OFAC = re.compile(rb'\s*"?\d+"?,\s*"')
_BIS = re.compile(rb'"?Name"?\t.*"?Effective_Date"?', re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(LTD|LIMITED|LLC|L\.L\.C|INC|CORP|CORPORATION|CO|COMPANY|GMBH|AG|S\.?A|S\.?L|B\.?V|N\.?V|PTE|PVT|FZE|FZCO|KG|"
    r"OY|AB|SDN|BHD|GROUP|TRADING|INDUSTRIES|ENTERPRISES?|INTERNATIONAL|TECHNOLOG(Y|IES)|SERVICES?|AIRLINES?|AVIATION|"
    r"SYSTEMS?|ELECTRONICS?|LOGISTICS|UNIVERSITY|INSTITUTE|IMPORT|EXPORT|SUPPLY|ASSOCIATES|SOLUTIONS|ENGINEERING)\b"
)


def table() -> Layout:
    """The columns of the plain table. Made for each file: nobody is born after the day it is read."""
    return Layout(
        (
            Column("source_id", text(120), filled=True, aliases=("id",)),
            Column("kind", one_of("person", "organization", "unit"), filled=True),
            Column("name", text(LONGEST), filled=True),
            Column("aliases", text(20_000), required=False),
            Column("birth_date", partial_day(latest=today()), required=False, aliases=("date of birth",)),
            Column("country", text(300), required=False),
        )
    )


BIS_WIDTH = 12
BIS_COUNTRY, BIS_FROM, BIS_UNTIL, BIS_CITATION = 4, 6, 7, 11


def read_list(path: Path, told: Told = nobody) -> ListFile:
    """The parties of a list's file. Raises FileRefused when it cannot be read as a whole."""
    if not path.is_file():
        raise FileRefused.because("There is no such file.", file=path.name)
    start = _start(path)
    if _BIS.match(start):
        return _read_bis(path, told)
    if _OFAC.match(start):
        return read_ofac(path, told)
    return _read_table(path, told)


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(path) as packed:
                head = packed.read(4096)
        except (OSError, EOFError):
            return b""  # said with its reason when the rows are read
    return head


def _read_table(path: Path, told: Told) -> ListFile:
    found = ListFile(path.name, "TABLE", [path])
    rows = table().read(path)
    for row in followed(rows, told, rows.share):
        found.read += 1
        if row.problems:
            found.problems += row.problems
            found.refused.add(row.number)
            continue
        values = row.values
        country = values["country"]
        if country and not re.fullmatch("[A-Z]{3}", country):
            found.refuse(
                row.number, "country", country, f"“{country}” is not an ISO alpha-3 code. Write PER, not Peru."
            )
            continue
        aliases = [alias.strip() for alias in values["aliases"].split(";")]
        if too_long := [alias for alias in aliases if len(alias) > LONGEST]:
            found.refuse(row.number, "aliases", too_long[0], f"An alias has more than {LONGEST} characters.")
            continue
        found.take(
            Party(
                values["source_id"],
                values["kind"].upper(),
                values["name"],
                row.number,
                aliases=[alias for alias in aliases if alias],
                birth_dates=[str(values["birth_date"])] if values["birth_date"] else [],
                countries=[country] if country else [],
            )
        )
    return found


def _read_bis(path: Path, told: Told) -> ListFile:
    """Tab-separated, with a header. A party has no number there: its name and the day of its order stand for one.

    Rows that give another address of the same order are merged. Whether a party is a person or a company is not
    printed; words such as LTD tell.
    """
    found = ListFile(path.name, "BIS", [path])
    plain = text(LONGEST)
    read = read_rows(path, encoding="latin-1", delimiter="\t")
    rows = followed(read, told, read.share)
    next(rows)
    for number, row in enumerate((row for row in rows if row), start=1):
        found.read += 1
        if len(row) != BIS_WIDTH:
            found.refuse(number, "", "", f"The row has {len(row)} cells; a row of this file has {BIS_WIDTH}.")
            continue
        cells = [" ".join(str(cell).split()) for cell in row]
        name = found.text(cells[0], plain, row=number, column="Name")
        if not name:
            if number not in found.refused:
                found.refuse(number, "Name", "", "The party has no name.")
            continue
        source_id = f"{name[:100]} {cells[BIS_FROM]}".strip()
        party = found.parties.get(source_id)
        if party is not None:
            found.merged += 1
        else:
            kind = EntryKind.ORGANIZATION if _COMPANY.search(name.upper()) else EntryKind.PERSON
            until = cells[BIS_UNTIL] or "further notice"
            remarks = f"Order of {cells[BIS_FROM]} until {until}. {cells[BIS_CITATION]}".strip()
            party = Party(source_id, kind, name, number, remarks=remarks)
            found.take(party)
        party.countries.append(cells[BIS_COUNTRY])
    if not found.read:
        raise FileRefused.because(NO_ROWS, file=path.name)
    return found
