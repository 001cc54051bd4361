"""The child process that opens a workbook: a program of its own, run by `workbook.py` and imported by nobody.

It limits its own memory and time, checks the zip directory and every part of the archive before the parser
sees them, and prints one JSON line about the sheet, then one per row; or, on standard error, why not. It
knows nothing of Gatehouse: no settings, no database, an empty environment. The workbook is its standard
input.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn
from xml.parsers import expat

LIMITS: dict[str, int] = json.loads(sys.argv[1])
SHEET: str | int | None = json.loads(sys.argv[2])
NOTES_SHEET = "Notes"  # the second sheet of our own exports
UTF_16 = (b"\xff\xfe<", b"\xfe\xff\0<", b"\0<")
DAMAGED = "The workbook is damaged or was not written by a spreadsheet program. Open it and save it again as .xlsx."


class Bad(Exception):
    """The workbook is refused, and why."""


def refuse(reason: str) -> NoReturn:
    raise Bad(reason)


def limit_this_process() -> None:
    """Memory, processor seconds, size of the output, no core file."""
    for kind, most in (
        (resource.RLIMIT_AS, LIMITS["workbook_memory"]),
        (resource.RLIMIT_CPU, LIMITS["workbook_seconds"]),
        (resource.RLIMIT_FSIZE, 4 * LIMITS["inflated_bytes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def check_kind(names: list[str]) -> None:
    """That it is a workbook, without macros and without another file behind it."""
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        refuse("The workbook holds macros. Save it as .xlsx without macros.")
    if any(name.startswith("xl/externallinks/") for name in names):
        refuse("The workbook is linked to another file. Break the links and save it again.")
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        refuse("The file is a zip archive, but no .xlsx workbook.")


def check_directory(archive: zipfile.ZipFile, tail: bytes) -> None:
    """What the zip directory alone can tell: the kind of document, its size, doubled names, a password."""
    members = archive.infolist()
    names = [member.filename.lower() for member in members]
    check_kind(names)
    if len(members) > LIMITS["zip_members"]:
        refuse(f"The workbook holds {len(members):,} parts; at most {LIMITS['zip_members']:,} are read.")
    if len(set(names)) != len(names):
        refuse("The workbook holds two parts of the same name. Open it and save it again as .xlsx.")
    if any(member.flag_bits & 0x2041 for member in members):
        refuse("The workbook has a password. Save it without one.")
    declared = sum(member.file_size for member in members)
    if declared > LIMITS["inflated_bytes"]:
        refuse(f"The workbook unpacks to {declared:,} bytes; at most {LIMITS['inflated_bytes']:,} are read.")
    if any(
        member.file_size > 1_000_000 and member.file_size > LIMITS["zip_ratio"] * member.compress_size
        for member in members
    ):
        refuse(f"A part of the workbook is packed more than {LIMITS['zip_ratio']} to 1, as in a zip bomb.")
    if min(member.header_offset for member in members) or archive.comment or not tail.startswith(b"PK\5\6"):
        refuse("The file holds something else before or after the workbook.")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        refuse(DAMAGED)


def inflated(stream: BinaryIO, member: zipfile.ZipInfo) -> bytes:
    """A part in full, never trusting the size it claims: the parser would not stop there either."""
    stream.seek(member.header_offset)
    header = stream.read(30)
    if header[:4] != b"PK\3\4":
        refuse(DAMAGED)
    stream.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    packed = stream.read(member.compress_size)
    if member.compress_type == zipfile.ZIP_STORED:
        content = packed
    else:
        engine = zlib.decompressobj(-15)
        content = engine.decompress(packed, member.file_size + 1)
        if not engine.eof or engine.unused_data:
            refuse(DAMAGED)
    if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
        refuse(DAMAGED)
    return content


def check_part(name: str, content: bytes) -> None:
    """What only the content of a part can tell: a DTD, an encoding, outside targets, formulas, error values."""
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") and not content.startswith(UTF_16):
        return  # a picture or printer setting: no parser reads it as XML
    declared = re.search(rb"encoding\s*=\s*[\"']([^\"']*)", content[:400])
    if b"\0" in content or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        refuse("A part of the workbook is not in UTF-8. Open it and save it again as .xlsx.")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        refuse("A part of the workbook holds a document type definition. Open it and save it again as .xlsx.")
    if name.endswith(".rels"):
        for link in re.findall(rb"<[^>]*TargetMode\s*=\s*[\"']External[^>]*>", content):
            if b"/hyperlink" not in link:
                refuse("The workbook is linked to another file. Break the links and save it again.")
    elif name == "[content_types].xml" and b"macroenabled" in content.lower():
        refuse("The workbook holds macros. Save it as .xlsx without macros.")
    elif re.search(rb"<(?:\w+:)?worksheet[\s>]", content[:4000]):
        check_cells(content)


def check_cells(content: bytes) -> None:
    """A look at the bytes of a sheet for formulas and error values; only a sheet that may have some is parsed."""
    if re.search(rb"<(?:[\w.-]+:)?f[\s/>]", content):
        refuse_cells(content, formula=True)
    if re.search(rb"\bt\s*=\s*[\"']e[\"']", content):
        refuse_cells(content, formula=False)


def refuse_cells(content: bytes, *, formula: bool) -> None:
    """Name the first cell that holds a formula or an error value; elements of the same name elsewhere are none."""
    found: list[str] = []
    current: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            current[:] = [attributes.get("r", "(unnamed)")]
            if not formula and attributes.get("t") == "e":
                found.append(current[0])
        elif tag == "f" and formula and current:
            found.append(current[0])

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "c":
            current.clear()

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(content, True)
    if found:
        more = f", and so do {len(found) - 1:,} more" if len(found) > 1 else ""
        what = "a formula" if formula else "an error value such as #N/A"
        refuse(f"Cell {found[0]} holds {what}{more}. Copy the cells and paste them as values.")


def choose_sheet(workbook: Any) -> tuple[Any, list[str]]:
    """The sheet asked for, or the one visible sheet with rows; and a note on each sheet left aside unseen."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in sheets]
    if isinstance(SHEET, int):
        if not 0 < SHEET <= len(names):
            refuse(f"The workbook has {len(names)} sheets; there is no sheet {SHEET}.")
        return workbook.get_sheet_by_name(names[SHEET - 1]), []
    if isinstance(SHEET, str):
        wanted = [name for name in names if name.strip().casefold() == SHEET.strip().casefold()]
        if not wanted:
            refuse(f"The workbook has no sheet “{SHEET}”; it has {', '.join(names)[:300]}.")
        return workbook.get_sheet_by_name(wanted[0]), []
    hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
    shown = [workbook.get_sheet_by_name(name) for name in names if name not in hidden and name != NOTES_SHEET]
    filled = [sheet for sheet in shown if sheet.start is not None]
    if not filled:
        refuse("The workbook has no visible sheet with rows.")
    if len(filled) > 1:
        refuse(f"The workbook has {len(filled)} sheets with rows: {', '.join(s.name for s in filled)[:300]}. Keep one.")
    return filled[0], [f"The hidden sheet “{name}” was not read." for name in hidden]


def cell(value: Any) -> Any:
    """A cell as JSON: whole numbers without a point, dates and times tagged."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    for kind in (dt.datetime, dt.date, dt.time):
        if isinstance(value, kind):
            return {kind.__name__: value.isoformat()}
    return value if isinstance(value, str | int | bool) else str(value)


def lines() -> Iterator[Any]:
    """Check, open, read."""
    from python_calamine import CalamineWorkbook

    stream = sys.stdin.buffer
    with zipfile.ZipFile(stream) as archive:
        stream.seek(-22, 2)
        check_directory(archive, stream.read())
        for member in archive.infolist():
            check_part(member.filename.lower(), inflated(stream, member))
    stream.seek(0)
    sheet, notes = choose_sheet(CalamineWorkbook.from_filelike(stream))
    merged = [(low[0] + 1, high[0] + 1) for low, high in (sheet.merged_cell_ranges or [])[:1000]]
    yield {"notes": notes, "merged": merged}
    if sheet.start is None:
        return
    left = sheet.start[1]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > LIMITS["rows"] + 1:
            refuse(f"The sheet has more than {LIMITS['rows']:,} rows. Split it.")
        if left + len(row) > LIMITS["columns"]:
            refuse(f"The sheet has {left + len(row):,} columns; at most {LIMITS['columns']:,} are read.")
        for value in row:
            if isinstance(value, str) and len(value) > LIMITS["cell_characters"]:
                refuse(f"A cell of row {number} holds {len(value):,} characters.")
        yield [cell(value) for value in row]


def main() -> int:
    limit_this_process()
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogatepass", closefd=False)  # noqa: SIM115
    try:
        for line in lines():
            sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        sys.stdout.flush()
    except Bad as bad:
        reason = str(bad)
    except MemoryError:
        reason = f"The workbook needs more than {LIMITS['workbook_memory']:,} bytes to open."
    except BaseException:  # whatever a parser makes of a hostile file, its panics included
        reason = DAMAGED
    else:
        return 0
    sys.stderr.write(f"{json.dumps(reason)}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
