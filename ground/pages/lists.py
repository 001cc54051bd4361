"""List pages: a table, its filter, what the filter says in chips, and the same rows as CSV and XLSX.

`ListPage` joins django-tables2 and django-filter over `get_queryset()`, which starts from `visible_to(user)`.
What is downloaded is exactly what is filtered, in the order shown; the button says how many rows that is.
"""

import datetime as dt
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import Aggregate, Count, Model, QuerySet
from django.forms import BoundField, Form
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin
from django_tables2.tables import Table

from ..access import NeedsPermission
from ..dates import today
from ..reads import Counted, log_export
from ..rows import ExportColumn, content_disposition, file_name, write_csv, write_xlsx
from . import words

ROWS_ID = "rows"
EXPORT = "export"
PAGING = ("page", "per_page", EXPORT)
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Chip:
    """One filter in force, in words, and the address of the same list without it."""

    text: str
    remove_url: str


def chips(form: Form, request: HttpRequest) -> list[Chip]:
    """What the filter form in force says, one chip a field."""
    return [
        Chip(f"{bound.label}: {', '.join(_worded(bound))}", without(request, bound.html_name))
        for bound in form
        if form.is_bound and any(request.GET.getlist(bound.html_name))
    ]


def _worded(bound: BoundField) -> list[str]:
    """The chosen values of one field as a person reads them: labels of choices, names of records."""
    cleaned = getattr(bound.form, "cleaned_data", {}).get(bound.name)
    if cleaned is None:  # not understood: show what was written
        return [str(bound.data)]
    chosen = list(cleaned) if isinstance(cleaned, list | tuple | set | QuerySet) else [cleaned]
    if any(isinstance(value, Model) for value in chosen):
        return [str(value) for value in chosen]
    labels = dict(_flat(getattr(bound.field, "choices", ())))
    return [words.day(value) if isinstance(value, dt.date) else labels.get(str(value), str(value)) for value in chosen]


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(key), str(label)


def without(request: HttpRequest, *names: str) -> str:
    """The present address without some query parameters; the page number always goes too."""
    query = request.GET.copy()
    for name in (*names, *PAGING):
        query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def export_url(request: HttpRequest, kind: str) -> str:
    """The address of the filtered rows as a file."""
    query = request.GET.copy()
    for name in PAGING:
        query.pop(name, None)
    query[EXPORT] = kind
    return f"{request.path}?{query.urlencode()}"


class Pages(Paginator):  # type: ignore[type-arg]
    """The pages of a table. `counted` is how many rows there are, where the totals say so already. `keys_first` finds
    the keys of a page and then its rows, so that a long list of wide rows is sorted without carrying them along."""

    def __init__(self, *args: Any, counted: int | None = None, keys_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys_first = keys_first
        if counted is not None:
            self.count = counted

    def page(self, number: int | str) -> Page[Any]:
        found = super().page(number)
        if self.keys_first:
            every: QuerySet[Any] = self.object_list.data.data  # type: ignore[attr-defined]
            rows: Any = found.object_list
            # As a list: of a table whose rows nobody counted yet Postgres would look up the keys again for each row.
            rows.data = every.filter(pk__in=list(rows.data.values_list("pk", flat=True)))
        return found


class ListPage(NeedsPermission, SingleTableMixin, FilterView):
    """A list with filter, totals and downloads.

    Subclasses set title, lead, table_class, filterset_class and permission, and write `get_queryset`.
    """

    template_name = "list_page.html"
    table_pagination = {"per_page": 25}  # not paginate_by: the list is counted once, by the table
    title = ""
    lead = ""
    empty = "Nothing here yet."
    totals: Mapping[str, Aggregate] = {}  # column name -> aggregate over the filtered rows
    export_columns: Sequence[ExportColumn] = ()  # the columns of a file; none means that the list is not exported
    keys_first = False  # see Pages
    counted: int | None = None
    strict = False  # a filter that is not understood shows no row and says why, not every row

    def get_lead(self) -> str:
        """The sentence under the title."""
        return self.lead

    def get_table_kwargs(self) -> dict[str, Any]:
        """Totals of all filtered rows and how many these are, in one query."""
        kwargs: dict[str, Any] = super().get_table_kwargs()
        if self.totals:
            kwargs["totals"] = self.object_list.order_by().aggregate(counted_rows=Count("*"), **self.totals)
            self.counted = kwargs["totals"].pop("counted_rows")
        return kwargs

    def get_table_pagination(self, table: Table) -> dict[str, Any]:
        """How the table is cut into pages."""
        return {
            **self.table_pagination,
            "paginator_class": Pages,
            "counted": self.counted,
            "keys_first": self.keys_first,
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or with `?export=csv|xlsx` the rows as a file."""
        self.filterset = self.get_filterset(self.get_filterset_class())
        understood = not self.filterset.is_bound or self.filterset.is_valid()
        self.object_list: QuerySet[Any] = self.filterset.qs if understood else self.filterset.queryset.none()
        kind = request.GET.get(EXPORT)
        if kind:
            if kind not in CONTENT_TYPES or not self.export_columns:
                raise BadRequest(f"There is no export called “{kind}”. Write csv or xlsx.")
            return self.download(kind)
        context = self.get_context_data(filter=self.filterset, object_list=self.object_list)
        page: HttpResponseBase = self.render_to_response(context)
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        table = context["table"]
        table.rows_id = ROWS_ID
        table.empty_text = self.empty
        shown = table.paginator.count
        in_force = chips(self.filterset.form, self.request)
        offered = CONTENT_TYPES if shown and self.export_columns else ()
        return {
            "title": self.title,
            "lead": self.get_lead(),
            "chips": in_force,
            "shown": shown,
            "total": self.filterset.queryset.count() if in_force else shown,
            "clear_url": without(self.request, *self.filterset.form.fields),
            "exports": [(kind.upper(), export_url(self.request, kind)) for kind in offered],
            "noun": getattr(table, "noun", "row"),
            "form": self.filterset.form,
            **context,
        }

    def download(self, kind: str) -> HttpResponseBase:
        """The filtered rows in the order shown, as a file. Written to disk, so a long list costs no memory."""
        rows = Counted(self.get_table().data.data.iterator(chunk_size=2000))
        file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
        if kind == "csv":
            text = io.TextIOWrapper(file, encoding="utf-8", newline="")
            write_csv(text, self.export_columns, rows)
            text.detach()
        else:
            notes = [
                ("List", self.title),
                *(("Filter", chip.text) for chip in chips(self.filterset.form, self.request)),
            ]
            write_xlsx(file, self.export_columns, rows, sheet=self.title, notes=notes)
        file.seek(0)
        filters = {name: self.request.GET[name] for name in self.filterset.form.fields if self.request.GET.get(name)}
        log_export(subject=self.title, filters=filters, rows=rows.count, by=self.request.user)
        response = FileResponse(file, content_type=CONTENT_TYPES[kind])
        response["Content-Disposition"] = content_disposition(file_name(self.title, today().isoformat(), ending=kind))
        return response
