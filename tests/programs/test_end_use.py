"""End-use monitoring: serial numbers within the order, checks and when they are due, misuse and the duty it opens."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from ground.models import Parameter
from ground.refusals import Refused
from programs.fms import monitoring
from programs.models import EndUseCheck, MisuseReport, MonitoredItem, Program
from programs.services import end_use
from programs.services.fms import LineRow
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


class Scene:
    """A case with a line of three night sights in a class of monitoring."""

    def __init__(self, end_use_class: str = "ENHANCED", quantity: int = 3) -> None:
        self.office = build.Office()
        self.program: Program = build.program(self.office, "FMF")
        line = LineRow(
            description="Night sight",
            category="ARTICLE",
            quantity=Decimal(quantity),
            unit_price=Decimal(900),
            end_use=end_use_class,
        )
        self.case = build.case(self.office, self.program, "", line)
        self.line = self.case.lines.get()
        self.unit = make.unit(in_country=self.program.operating_unit.country)

    def receive(self, *serials: str, on: dt.date | None = None) -> list[MonitoredItem]:
        return end_use.receive_items(
            line=self.line, serials=serials, received_on=on or today(), unit=self.unit, by=self.office.analyst
        )

    def check(self, item: MonitoredItem, **more: Any) -> EndUseCheck:
        values: dict[str, Any] = {"kind": "ENHANCED", "checked_on": today(), "checklist": "Checklist 4"}
        values |= {"serial_seen": True, "storage_holds": True}
        return end_use.check_item(item=item, by=self.office.analyst, **{**values, **more})

    def due(self, item: MonitoredItem) -> Any:
        return monitoring.with_due(MonitoredItem.objects.select_related("line"), today()).get(pk=item.pk)


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def refused(call: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def test_serial_numbers_are_of_a_monitored_line_and_no_more_than_it_orders(scene: Scene) -> None:
    scene.receive("A-1", "A-2")
    assert refused(lambda: scene.receive("A-1")).code == "monitored_item_once"
    assert refused(lambda: scene.receive("A-3", "A-4")).code == "monitored_item_within_line"
    scene.receive("A-3")
    raw = {"line": scene.line, "received_on": today()}
    assert constraint_of(lambda: MonitoredItem.objects.create(serial="A-4", **raw)) == "monitored_item_within_line"
    with without("programs_monitoreditem", trigger="of_line"):
        MonitoredItem.objects.create(serial="A-4", **raw)


def test_a_line_in_no_class_has_no_monitored_item(scene: Scene) -> None:
    line = build.case(scene.office, scene.program).lines.get()
    call = {"line": line, "serials": ["B-1"], "received_on": today(), "by": scene.office.analyst}
    assert refused(lambda: end_use.receive_items(**call)).code == "monitored_item_of_class"
    assert refused(lambda: scene.receive("")).code == "fields"


def test_an_enhanced_item_is_due_at_receipt_and_then_yearly(scene: Scene) -> None:
    (item,) = scene.receive("A-1", on=today() - 400 * DAY)
    assert monitoring.days_overdue(scene.due(item), today()) == 400
    scene.check(item, checked_on=today() - 370 * DAY)
    assert scene.due(item).due_on == today() - 5 * DAY
    assert monitoring.due_word(scene.due(item), today()).word == "5 days overdue"
    scene.check(item, kind="ROUTINE")  # does not count as the yearly inventory
    assert scene.due(item).due_on == today() - 5 * DAY
    scene.check(item)
    assert scene.due(item).due_on == today() + 365 * DAY
    Parameter.objects.create(
        key="enhanced_check_days", value=180, valid=("2000-01-01", None), source="Test", basis="Policy"
    )
    assert scene.due(item).due_on == today() + 180 * DAY
    end_use.change_item(item=item, status="EXPENDED", by=scene.office.analyst)
    assert monitoring.due_word(scene.due(item), today()).word == "Expended"


def test_a_check_is_of_the_class_of_its_item_after_its_receipt(scene: Scene) -> None:
    (item,) = scene.receive("A-1", on=today() - DAY)
    assert refused(lambda: scene.check(item, checked_on=today() - 2 * DAY)).code == "end_use_check_of_item"
    other = Scene("ROUTINE")
    (routine,) = other.receive("R-1")
    assert refused(lambda: other.check(routine)).code == "end_use_check_of_item"
    raw = {"item": routine, "kind": "ENHANCED", "checked_on": today(), "checklist": "C", "by": other.office.analyst}
    raw |= {"serial_seen": True, "storage_holds": True}
    assert constraint_of(lambda: EndUseCheck.objects.create(**raw)) == "end_use_check_of_item"
    with without("programs_endusecheck", trigger="of_item"):
        EndUseCheck.objects.create(**raw)
    done = other.check(routine, kind="ROUTINE", checklist="")
    rows = EndUseCheck.objects.filter(pk=done.pk)
    assert constraint_of(lambda: rows.update(serial_seen=False)) == "programs_endusecheck_append_only"


def test_a_check_that_does_not_hold_says_what_was_found_and_a_lost_serial_is_logged(scene: Scene) -> None:
    (item,) = scene.receive("A-1")
    assert refused(lambda: scene.check(item, checklist="")).code == "end_use_check_enhanced_has_checklist"
    assert refused(lambda: scene.check(item, storage_holds=False)).code == "end_use_check_says_what_is_wrong"
    scene.check(item, storage_holds=False, finding="The fence is open.")
    assert not MisuseReport.objects.exists()
    scene.check(item, serial_seen=False, finding="The sight is not on its rack.")
    report = MisuseReport.objects.get()
    assert (report.line, report.unit, report.found) == (scene.line, scene.unit, "")


def test_a_finding_opens_a_duty_and_an_unfounded_report_does_not(scene: Scene) -> None:
    call: dict[str, Any] = {"program": scene.program, "line": scene.line, "reported_on": today() - 9 * DAY}
    call |= {"text": "Seen at a market.", "by": scene.office.manager}
    assert refused(lambda: end_use.report_misuse(**call, source="")).code == "fields"
    first = end_use.report_misuse(**call, source="Press")
    second = end_use.report_misuse(**call, source="Post")
    done: dict[str, Any] = {"assessment": "The serial number is ours.", "by": scene.office.manager}
    first = end_use.assess(report=first, found="DIVERTED", to_congress=True, **done)
    end_use.assess(report=second, found="UNFOUNDED", to_congress=False, **done)
    duty = scene.case.duties.get(misuse__isnull=False)
    assert (duty.what, duty.misuse, duty.due_on) == ("DIVERTED", first, today() + 30 * DAY)
    again = {"report": first, "found": "MISUSE", "to_congress": True, **done}
    assert refused(lambda: end_use.assess(**again)).code == "assessed"
    rows = MisuseReport.objects.filter(pk=first.pk)
    assert constraint_of(lambda: rows.update(source="Other", version=first.version + 1)) == (
        "programs_misusereport_frozen"
    )
    assert constraint_of(lambda: rows.update(to_congress=None, version=first.version + 1)) == (
        "misuse_report_assessed_whole"
    )


def test_items_are_received_checked_and_reported_on_the_pages(scene: Scene) -> None:
    client = signed_in(scene.office.manager)
    sent = {"line": scene.line.pk, "serials": "A-1\n\nA-2", "received_on": str(today() - 20 * DAY)}
    assert client.post("/eum/items/new/", {**sent, "unit": scene.unit.code, "site": "Depot 2"}).status_code == 302
    item = MonitoredItem.objects.get(serial="A-1")
    at = item.get_absolute_url()
    assert "20 days overdue" in html(client, "/eum/?overdue=yes")
    checked = {"kind": "ENHANCED", "checked_on": str(today()), "serial_seen": "on", "storage_holds": "on"}
    assert client.post(f"{at}checks/new/", checked).status_code == 409
    assert client.post(f"{at}checks/new/", {**checked, "checklist": "Checklist 4"}).status_code == 302
    assert "Checklist 4" in html(client, at)
    assert "50.0 percent checked in time" in html(client, "/eum/")
    kept = {"version": 1, "status": "LOST", "site": "Depot 2", "consent": ""}
    assert client.post(f"{at}edit/", kept).status_code == 302
    said = {"program": scene.program.number, "reported_on": str(today()), "source": "Post", "text": "Sold."}
    assert client.post("/eum/misuse/new/", said).status_code == 302
    report = MisuseReport.objects.get()
    found = {"version": 1, "found": "MISUSE", "assessment": "True.", "to_congress": "yes", "assessed_on": str(today())}
    assert client.post(f"/eum/misuse/{report.pk}/assess/", found).status_code == 302
    assert "Used against purpose" in html(client, "/eum/misuse/")
    for page in ("/eum/", "/eum/misuse/"):
        assert b"".join(client.get(f"{page}?export=csv").streaming_content)


def test_the_lists_cost_the_same_for_few_and_for_many() -> None:
    scene = Scene(quantity=40)
    client = signed_in(scene.office.manager)
    scene.receive("A-0")

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            html(client, address)
        return len(seen)

    call: dict[str, Any] = {"program": scene.program, "reported_on": today(), "source": "Post", "text": "Sold."}
    end_use.report_misuse(**call, by=scene.office.manager)
    one = [asked(page) for page in ("/eum/", "/eum/misuse/")]
    for number in range(1, 21):
        scene.receive(f"A-{number}")
        end_use.report_misuse(**call, by=scene.office.manager, line=scene.line, unit=scene.unit)
    assert [asked(page) for page in ("/eum/", "/eum/misuse/")] == one
    assert max(one) <= 25
