"""The pages of grants, sites, tasks and depots, as the people of a NADR program use them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.dates import today
from programs.models import CwdTask, Grant, Handover, LandRelease, OrdnanceDisposal, RiskEducation, Site, StorageSite
from programs.services import grants
from tests import make

from . import build
from .browse import html, signed_in, step
from .clearing import DAY, Field

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(db: None) -> Field:
    return Field(at=make.operating_unit())


def posted(client: Any, address: str, status: int = 302, **data: Any) -> str:
    response = client.post(address, data)
    content = response.content.decode()
    assert response.status_code == status, (address, response.status_code, content[-3000:])
    return content


def test_a_grant_is_planned_rated_awarded_and_made_active_by_its_pages(field: Field) -> None:
    analyst, director = signed_in(field.office.analyst), signed_in(field.office.director)
    program = field.program.get_absolute_url()
    assert "No grant is planned yet" in html(analyst, program)
    html(analyst, f"{program}grants/new/")
    posted(
        analyst,
        f"{program}grants/new/",
        award_number="SLMAQM27GR1001",
        grantee="Clear Fields Trust (invented)",
        instrument="GRANT",
        country="XTM",
        starts_on=today(),
        ends_on=today() + 400 * DAY,
        total="1500000",
        objective="Fields that can be plowed again",
        target="2,000,000 m²",
    )
    grant = Grant.objects.get()
    base = grant.get_absolute_url()
    html(analyst, f"{base}risk/")
    risk = {"risk": "HIGH", "risk_assessed_on": today(), "monitoring_plan_on": today(), "objective": "Fields"}
    posted(analyst, f"{base}risk/", version=1, target="2 km²", **risk)
    assert step(analyst, base, "assess", 2).status_code == 302
    page = step(director, base, "award", 3)
    assert page.status_code == 409 and "Its risk is high and nothing mitigates it" in page.content.decode()
    posted(analyst, f"{base}risk/", version=3, mitigation="Two visits a quarter", target="2 km²", **risk)
    for number, name in enumerate(("award", "activate"), start=4):
        assert step(director, base, name, number).status_code == 302
    page = html(analyst, base)
    assert "Performance report (PPR)" in page and "Record receipt" in page
    assert "SLMAQM27GR1001" in html(analyst, program)


def test_a_late_report_shuts_the_door_says_why_and_is_reviewed_by_another(field: Field) -> None:
    analyst, manager = signed_in(field.office.analyst), signed_in(field.office.manager)
    grant = field.grant()
    report, base = field.late(grant), grant.get_absolute_url()
    page = html(analyst, base)
    assert "It takes nothing new" in page and "1 day late and not received" in page
    assert f'href="{base}tasks/new/"' not in page and "answers OIG AUD-MERO-17-49" in page
    assert "1 late" in html(analyst, field.program.get_absolute_url())
    task = {"title": "Clear", "activity": "MINES", "contaminant": "NONE", "priority": "HUMANITARIAN"}
    assert "late and unreviewed" in posted(analyst, f"{base}tasks/new/", 409, **task)
    assert str(report) in html(analyst, f"/grants/deadlines/{report.pk}/receive/")
    posted(analyst, f"/grants/deadlines/{report.pk}/receive/", received_on=today(), version=1)
    review = {"reviewed_on": today(), "finding": "As planned.", "version": 2}
    said = posted(analyst, f"/grants/deadlines/{report.pk}/review/", 409, **review)
    assert "does not review it" in said
    posted(manager, f"/grants/deadlines/{report.pk}/review/", **review)
    posted(analyst, f"{base}tasks/new/", **task)
    assert CwdTask.objects.get().state == "PLANNED"
    assert html(manager, f"/grants/deadlines/{report.pk}/review/", 404)


def test_a_modification_and_the_money_under_an_award_are_on_its_page(field: Field) -> None:
    director, grant = signed_in(field.office.director), field.grant()
    fund = build.fund(field.office, "NADR", allotted=90_000, at=field.program.operating_unit)
    number = f"{grant.award_number} M001"
    build.recorded(field.office, field.program, fund, document_number=number, evidence="GRANT")
    base = grant.get_absolute_url()
    html(director, f"{base}modify/")
    terms = {"number": "M001", "signed_on": today(), "ends_on": grant.ends_on + 90 * DAY, "total": "1600000"}
    posted(director, f"{base}modify/", **terms, why="Floods", version=grant.version)
    page = html(director, base)
    assert "Floods" in page and "$1,600,000" in page and number in page
    assert number not in html(signed_in(make.user("REQUESTER")), base)
    field.late(grant)
    assert f'href="{base}modify/"' not in html(director, base)
    terms["number"] = "M002"
    posted(director, f"{base}modify/", 409, **terms, why="More", version=grant.version + 1)


def test_what_is_late_waits_on_the_page_of_today_but_not_for_who_received_it(field: Field) -> None:
    report = field.late(field.grant())
    analyst, manager = signed_in(field.office.analyst), signed_in(field.office.manager)
    assert "Reports of grants" in html(analyst, "/") and "1 day late" in html(manager, "/")
    grants.receive(deadline=report, by=field.office.analyst)
    assert "Reports of grants" not in html(analyst, "/") and "Reports of grants" in html(manager, "/")


def test_a_bridge_is_cleared_opened_and_its_land_handed_over_by_pages(field: Field) -> None:
    analyst = signed_in(field.office.analyst)
    html(analyst, "/sites/new/")
    place = {"country": "XTM", "name": "Ford bridge", "admin_area": "North", "hazard_id": "HZ-1"}
    posted(analyst, "/sites/new/", **place, latitude="12.5", longitude="44.25", area_m2="10000")
    site = Site.objects.get()
    grant = field.grant()
    html(analyst, f"{grant.get_absolute_url()}tasks/new/")
    posted(
        analyst,
        f"{grant.get_absolute_url()}tasks/new/",
        site=site.pk,
        title="Clear the bridge",
        activity="STABILIZATION",
        contaminant="MIXED",
        priority="INFRASTRUCTURE",
        key_site="Ford bridge",
        unblocks="Food to four villages",
        blocked_on=today() - 60 * DAY,
    )
    task = CwdTask.objects.get()
    base = task.get_absolute_url()
    for number, name in enumerate(("accredit", "begin"), start=1):
        assert step(analyst, base, name, number).status_code == 302
    days = {"since": today() - DAY, "until": today(), "document": "Report 1"}
    assert "10,000 m² of 10,000 are left" in html(analyst, f"{base}land/")
    said = posted(analyst, f"{base}land/", 409, **days, canceled_m2="6000", reduced_m2="0", cleared_m2="4000.01")
    assert "More than the area of the site would be released" in said and "10,000 m² or less" in said
    posted(analyst, f"{base}land/", **days, canceled_m2="6000", reduced_m2="1000", cleared_m2="3000")
    html(analyst, f"{base}ordnance/")
    zero = dict.fromkeys(("av_mines", "submunitions", "other_uxo", "weapons", "ammunition_rounds"), 0)
    posted(
        analyst,
        f"{base}ordnance/",
        **days,
        **zero,
        ap_mines=4,
        ieds=2,
        ammunition_tonnes="0.25",
        manpads_missiles=0,
        manpads_gripstocks=0,
    )
    assert OrdnanceDisposal.objects.get().ieds == 2
    html(analyst, f"{base}opened/")
    posted(analyst, f"{base}opened/", opened_on=today(), version=3)
    for number, name in enumerate(("control", "complete"), start=4):
        assert step(analyst, base, name, number).status_code == 302
    assert 'value="10000.00"' in html(analyst, f"{base}handover/")
    over = {"handed_over_on": today(), "area_m2": "10000", "beneficiaries": 420, "land_use": "ROAD"}
    posted(analyst, f"{base}handover/", **over, document="Certificate 1", version=6)
    html(analyst, f"{base}impact/")
    posted(analyst, f"{base}impact/", assessed_on=today(), impact="Trucks pass daily.", version=1)
    assert Handover.objects.get().impact == "Trucks pass daily."
    page = html(analyst, base)
    for words in (
        "Impact assessed",
        "Food to four villages",
        "3,000",
        "Anti-personnel mines: 4",
        "roads and bridges",
    ):
        assert words in page, words
    address = site.get_absolute_url()
    assert step(analyst, address, "release", 1).status_code == 302
    page = html(analyst, address)
    assert "Canceled by non-technical survey" in page and "6,000 m²" in page
    assert html(analyst, f"{base}land/", 404)


def test_risk_education_is_recorded_where_it_is_the_activity(field: Field) -> None:
    analyst, grant = signed_in(field.office.analyst), field.grant()
    teaching, clearing = field.task(grant, activity="EDUCATION"), field.task(grant)
    html(analyst, f"{clearing.get_absolute_url()}education/", 404)
    base = teaching.get_absolute_url()
    html(analyst, f"{base}education/")
    people = {"girls": 20, "boys": 18, "women": 9, "men": 7, "unknown": 1, "sessions": 3, "indirect": 400}
    days = {"since": today(), "until": today(), "document": "Report 1"}
    posted(analyst, f"{base}education/", **days, **people, counted_again="on")
    assert RiskEducation.objects.get().direct == 55
    page = html(analyst, base)
    assert "some are counted again" in page and "girls 20, boys 18" in page


def test_a_depot_is_rated_before_and_after_on_its_page(field: Field) -> None:
    analyst = signed_in(field.office.analyst)
    html(analyst, "/storage/new/")
    posted(analyst, "/storage/new/", country="XTM", name="Korund depot", admin_area="North", holder="Army")
    base = StorageSite.objects.get().get_absolute_url()
    html(analyst, f"{base}inspections/new/")
    found = {"theft": "4", "explosion": "3", "standard": "IATG 02.10", "practices": "NOT", "buildings": "PARTLY"}
    found |= {"manpads_at_risk": 12, "document": "Visit 1"}
    after = {"moment": "AFTER", "inspected_on": today()}
    assert "was not inspected before its upgrade" in posted(analyst, f"{base}inspections/new/", 409, **found, **after)
    posted(analyst, f"{base}inspections/new/", **found, moment="BEFORE", inspected_on=today() - 9 * DAY)
    posted(analyst, f"{base}inspections/new/", **{**found, "theft": "2", "manpads_at_risk": 0}, **after)
    page = html(analyst, base)
    assert "Extreme" in page and "Moderate" in page and "against" in page
    assert "Korund depot" in html(analyst, "/storage/?upgraded=after")
    assert "Korund depot" not in html(analyst, "/storage/?upgraded=before")


def test_the_map_draws_the_sites_of_the_list_with_a_letter_each(field: Field) -> None:
    client = signed_in(field.office.analyst)
    assert "No site yet" in html(client, "/sites/")
    for n in range(3):
        field.site(name=f"Hill {n}", latitude=12 + n, longitude=44 - n)
    page = html(client, "/sites/")
    assert page.count('<circle class="k-warn"') == 3 + 1 and "Hill 2: suspected" in page
    assert " style=" not in page.split('<svg viewBox="0 0 640 320"')[1].split("</svg>")[0]
    assert "12.00° N" in page or "13.00° N" in page


LISTS = {
    "/grants/": lambda field: field.grant(),
    "/grants/deadlines/": lambda field: field.grant(),
    "/grants/tasks/": lambda field: field.task(field.grant(), field.site()),
    "/sites/": lambda field: released(field),
    "/storage/": lambda field: StorageSite.objects.create(
        country=field.country, name=f"Depot {StorageSite.objects.count()}", admin_area="North", holder="Army"
    ),
}


def released(field: Field) -> LandRelease:
    return field.release(field.task(field.grant(), field.site()), cleared=1)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_the_same_at_one_and_at_many_rows_and_is_exported(address: str, field: Field) -> None:
    client = signed_in(field.office.analyst)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            html(client, address)
        return len(caught)

    LISTS[address](field)
    html(client, address)
    few = queries()
    for _ in range(30):
        LISTS[address](field)
    assert queries() == few <= 25
    content = b"".join(client.get(f"{address}?export=csv").streaming_content).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(content)))) >= 32
    assert client.get(f"{address}?export=xlsx").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/grants/?late=yes&risk=LOW&state=ACTIVE&instrument=GRANT&country=XTM&q=AWARD",
        "/grants/?late=no",
        "/grants/deadlines/?standing=late&sort=REVIEW",
        "/grants/deadlines/?standing=received",
        "/grants/deadlines/?standing=done",
        "/grants/tasks/?key=blocked&activity=MINES&priority=HUMANITARIAN&state=PLANNED&q=hill",
        "/grants/tasks/?key=open&contaminant=MIXED",
        "/sites/?status=RELEASED&q=hill&country=XTM",
        "/storage/?upgraded=none&q=depot",
    ],
)
def test_a_filter_is_understood(address: str, field: Field) -> None:
    grants.take(grant=field.grant(), step="suspend", note="Because", by=field.office.director)
    assert "Clear" in html(signed_in(field.office.analyst), address)


def test_whoever_reads_elsewhere_sees_none_of_it(field: Field) -> None:
    grant = field.grant()
    task, other = field.task(grant, field.site()), make.operating_unit("XBS", "Basalt", "EUR")
    client = signed_in(make.user("ANALYST", at=other))
    for address in (grant.get_absolute_url(), task.get_absolute_url(), task.site.get_absolute_url()):
        html(client, address, 404)
    for address in ("/grants/", "/grants/tasks/", "/sites/"):
        page = html(client, address)
        assert grant.award_number not in page and task.site.name not in page
    one_kind = signed_in(make.user("ANALYST", at=make.operating_unit(), kinds=("IMET",)))
    html(one_kind, task.site.get_absolute_url(), 404)
