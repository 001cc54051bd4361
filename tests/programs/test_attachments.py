"""Documents: kept as they were, downloaded and never shown, and asked for where a step rests on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from ground.dates import today
from ground.models import Parameter, ReadLog
from ground.refusals import Refused
from programs.models import Attachment, Fund, Obligation, Program
from programs.models.attachment_guards import SIGNED_DOCUMENT
from programs.services import obligations
from programs.services.attachments import LARGEST, attach
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed"


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def document(
    office: build.Office, to: Any, *, name: str = "agreement.pdf", data: bytes = PDF, **more: Any
) -> Attachment:
    more = {"paper": "SIGNED", "dated_on": today(), "proves": "Both sides signed.", "by": office.analyst, **more}
    return attach(to=to, file=ContentFile(data, name=name), **more)


def asked(place: str = "", value: Any = True) -> None:
    Parameter.objects.create(
        key=SIGNED_DOCUMENT,
        place=place,
        value=value,
        valid=DateRange(today().replace(year=today().year - 5), None),
        source="Gatehouse",
        basis="Gatehouse rule",
    )


def proposed(office: build.Office, **more: Any) -> Obligation:
    fund = Fund.objects.filter(account__kind="IMET").first() or build.fund(office, allotted=100_000)
    return build.proposed(office, build.program(office), fund, evidence="AGREEMENT", **more)


class TestBytes:
    def test_they_come_back_as_they_were_as_a_download(self, office: build.Office) -> None:
        program = build.program(office)
        row = document(office, program, name="Signed <b>.pdf")
        client = signed_in(office.analyst)
        answer = client.get(row.get_absolute_url())
        assert b"".join(answer) == PDF  # type: ignore[call-overload]
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment; ")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "<" not in answer["Content-Disposition"]
        assert ReadLog.objects.filter(subject__startswith=f"Attachment {row.pk}").count() == 1
        assert row.sha256[:12] in html(client, f"{program.get_absolute_url()}?tab=around")

    def test_whoever_may_not_read_the_record_gets_the_same_as_for_nothing(self, office: build.Office) -> None:
        row = document(office, build.program(office))
        elsewhere = signed_in(make.user(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur")))
        hidden, missing = elsewhere.get(row.get_absolute_url()), elsewhere.get("/attachments/99999999/")
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content

    def test_other_bytes_are_not_given_out(self, office: build.Office, kept: Path) -> None:
        row = document(office, build.program(office))
        (kept / row.file.name).write_bytes(b"%PDF-1.7 another")
        assert signed_in(office.analyst).get(row.get_absolute_url()).status_code == 409
        (kept / row.file.name).unlink()
        assert signed_in(office.analyst).get(row.get_absolute_url()).status_code == 409

    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("page.html", b"<script>", "ending"),
            ("run.exe", b"MZ", "ending"),
            ("none", PDF, "ending"),
            ("agreement.pdf", b"<html>", "start"),
            ("empty.pdf", b"", "empty"),
            ("large.pdf", PDF + b"0" * LARGEST, "large"),
        ],
    )
    def test_what_is_no_document_is_refused(
        self, office: build.Office, kept: Path, name: str, data: bytes, code: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            document(office, build.program(office), name=name, data=data)
        assert refused.value.code == code
        assert not Attachment.objects.exists()
        assert not list(kept.iterdir())

    def test_a_name_is_never_a_path(self, office: build.Office, kept: Path) -> None:
        row = document(office, build.program(office), name="../../etc/passwd.pdf")
        assert row.file_name == "passwd.pdf"
        assert row.file.name == f"attachments/{row.sha256[:2]}/{row.sha256}"

    def test_the_row_is_never_changed_and_says_what_it_proves(self, office: build.Office) -> None:
        row = document(office, build.program(office))
        rows = Attachment.objects.filter(pk=row.pk)
        assert constraint_of(lambda: rows.update(proves="Nothing.")) == "programs_attachment_append_only"
        assert constraint_of(lambda: rows.delete()) == "programs_attachment_append_only"
        more = {"paper": "SIGNED", "dated_on": today(), "file": "x", "size": 1, "by": office.analyst}
        whole = {**more, "proves": "It.", "sha256": "a" * 64, "program": row.program}
        for changes, constraint in (
            ({"proves": ""}, "attachment_says_what_it_proves"),
            ({"sha256": "short"}, "attachment_has_checksum"),
            ({"program": None}, "attachment_of_one_record"),
            ({"notification_id": 1}, "attachment_of_one_record"),
        ):
            assert constraint_of(lambda c=changes: Attachment(**{**whole, **c}).save()) == constraint  # type: ignore[misc]

    def test_it_is_attached_at_the_place_of_its_record(self, office: build.Office) -> None:
        program = build.program(office)
        stranger = make.user(Role.ANALYST, at=make.operating_unit("XLK", "Larkspur"))
        with pytest.raises(Refused, match="another place"):
            document(office, program, by=stranger)


class TestRequired:
    def test_an_obligation_waits_for_its_signed_document_where_that_is_asked(self, office: build.Office) -> None:
        asked()
        row = proposed(office)
        with pytest.raises(Refused) as refused:
            obligations.record(obligation=row, by=office.recorder)
        assert refused.value.code == "document"
        assert refused.value.problems[0].url == f"/obligations/{row.pk}/attachments/new/?paper=SIGNED"
        document(office, row, paper="REPORT")
        with pytest.raises(Refused):
            obligations.record(obligation=row, by=office.recorder)
        document(office, row)
        assert obligations.record(obligation=row, by=office.recorder).state == "RECORDED"

    def test_the_database_holds_it_alone(self, office: build.Office) -> None:
        asked()
        row = proposed(office)
        rows = Obligation.objects.filter(pk=row.pk)
        change = {"state": "RECORDED", "recorded_by": office.recorder, "version": row.version + 1}
        assert constraint_of(lambda: rows.update(**change)) == "obligation_document_attached"
        with without("programs_obligation", trigger="signed_document"):
            assert rows.update(**change) == 1

    def test_it_is_asked_for_by_place_and_kind_of_evidence(self, office: build.Office) -> None:
        asked()
        asked(make.operating_unit().code, value=False)
        assert not proposed(office, document_number="A").asks_for_document
        obligations.record(obligation=proposed(office, document_number="B"), by=office.recorder)
        Parameter.objects.filter(place=make.operating_unit().code).update(value=True, version=2)
        assert proposed(office, document_number="C").asks_for_document
        other = build.proposed(
            office, build.program(office), Fund.objects.get(), document_number="D", evidence="EMPLOYMENT"
        )
        assert obligations.record(obligation=other, by=office.recorder).state == "RECORDED"

    def test_the_page_says_so_with_a_link_and_the_upload_opens_the_step(self, office: build.Office) -> None:
        asked()
        row = proposed(office)
        recorder, analyst = signed_in(office.recorder), signed_in(office.analyst)
        page = html(recorder, row.get_absolute_url())
        assert "The signed document is not attached." in page
        assert f'href="/obligations/{row.pk}/attachments/new/?paper=SIGNED"' in page
        address = f"/obligations/{row.pk}/attachments/new/"
        html(analyst, f"{address}?paper=SIGNED")
        html(recorder, f"{address}?paper=SIGNED")  # whoever meets the shut step may open it
        sent = {"paper": "SIGNED", "dated_on": str(today()), "proves": "Signed."}
        bad = {**sent, "file": SimpleUploadedFile("a.html", b"<p>")}
        assert analyst.post(address, bad).status_code == 409
        good = {**sent, "file": SimpleUploadedFile("a.pdf", PDF)}
        assert analyst.post(address, good).status_code == 302
        assert "a.pdf" in html(recorder, row.get_absolute_url())
        assert obligations.record(obligation=row, by=office.recorder).state == "RECORDED"


def test_a_program_page_counts_documents_in_fixed_queries(office: build.Office) -> None:
    program, client = build.program(office), signed_in(office.analyst)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            html(client, f"{Program.objects.get(pk=program.pk).get_absolute_url()}?tab=around")
        return len(found)

    document(office, program)
    queries()
    before = queries()
    for n in range(30):
        document(office, program, data=PDF + str(n).encode())
    assert queries() == before <= 25
