"""Rows in and out of files: the seam between imports, exports and csv or xlsx. No model, no domain word.

In: an importer declares a `Layout` of `Column`s and reads rows that are already values, with every problem
said in one plain line; then it writes all of them or none.

    LAYOUT = Layout((
        Column("last_name", text(120), aliases=("surname",)),
        Column("date_of_birth", partial_day(latest=today), required=False),
    ))
    try:
        table = LAYOUT.read(path)                 # the header fits, or FileRefused says why not
        for row in table:                         # FileRefused may still come, from a row beyond reading
            ... row.number, row.values["last_name"], row.problems
    except FileRefused as refusal:
        report = ImportReport.of_refused_file(refusal)

`read_rows` gives the bare rows of a file without a header. A csv is read in this process in constant memory;
a workbook is checked and opened by a child process with limits, and read only when the whole of it is sound.

Out: a list declares its `ExportColumn`s once; `write_csv` and `write_xlsx` write the same rows so that no
spreadsheet runs any of them as a formula. `file_name` and `content_disposition` name the file.
"""

from ground.rows.cells import (
    CellRefused,
    Parse,
    PartialDate,
    day,
    money,
    one_of,
    partial_day,
    text,
    whole_number,
)
from ground.rows.layout import Column, Layout, Row, Table
from ground.rows.limits import Cell, Limits
from ground.rows.names import content_disposition, file_name
from ground.rows.opening import FileRows, read_rows
from ground.rows.problems import NO_ROWS, FileRefused, ImportReport, Problem, shown
from ground.rows.writing import ExportColumn, formula_safe, write_csv, write_xlsx

__all__ = [
    "NO_ROWS",
    "Cell",
    "CellRefused",
    "Column",
    "ExportColumn",
    "FileRefused",
    "FileRows",
    "ImportReport",
    "Layout",
    "Limits",
    "Parse",
    "PartialDate",
    "Problem",
    "Row",
    "Table",
    "content_disposition",
    "day",
    "file_name",
    "formula_safe",
    "money",
    "one_of",
    "partial_day",
    "read_rows",
    "shown",
    "text",
    "whole_number",
    "write_csv",
    "write_xlsx",
]
