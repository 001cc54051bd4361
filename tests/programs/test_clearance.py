"""Sites and tasks of CWD: land in three numbers within the site's area, ordnance by class, depots, education."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest

from ground.dates import today
from ground.refusals import Refused, refusals
from programs import books
from programs.models import (
    CwdTask,
    Handover,
    LandRelease,
    OrdnanceDisposal,
    RiskEducation,
    Site,
    StorageInspection,
    StorageSite,
)
from programs.services import clearance, storage
from tests import make

from .clearing import DAY, Field, refused_by
from .guards import constraint_of, rewritten, without
from .test_races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(db: None) -> Field:
    return Field()


def raw(field: Field, task: CwdTask, **areas: Any) -> LandRelease:
    """Past the service: what only Postgres can refuse."""
    days = {"since": today(), "until": today(), "document": "Raw", "by": field.office.analyst}
    return LandRelease.objects.create(task=task, **days, **areas)


def test_land_is_released_in_three_numbers_and_never_beyond_the_site(field: Field) -> None:
    site = field.site(10_000)
    task = field.task(field.grant(), site)
    field.release(task, canceled=6_000, reduced="2500.50")
    field.release(task, cleared="1499.50")
    assert site.released_m2 == 10_000
    with pytest.raises(Refused) as refused:
        field.release(task, cleared="0.01")
    assert refused.value.code == "land_release_within_site"
    assert "0 m² or less" in refused.value.problems[0].opens
    assert constraint_of(lambda: raw(field, task, canceled_m2=1)) == "land_release_within_site"
    with without("programs_landrelease", trigger="within_site"):
        assert raw(field, task, canceled_m2=1).pk


def test_a_mistake_is_replaced_and_counts_no_longer(field: Field) -> None:
    site = field.site(10_000)
    task, other = field.task(field.grant(), site), field.task(field.grant(), site)
    wrong = field.release(task, cleared=10_000)
    refused_by("work_replaces_its_own", lambda: field.release(other, cleared=1, replaces=wrong))
    right = field.release(task, cleared=1_000, replaces=wrong)
    assert site.released_m2 == 1_000
    assert list(LandRelease.objects.current()) == [right]
    refused_by("programs_landrelease_replaces_id_key", lambda: field.release(task, cleared=1, replaces=wrong))
    refused_by("programs_landrelease_append_only", lambda: LandRelease.objects.update(cleared_m2=1))
    refused_by("land_release_within_site", lambda: field.release(task, cleared=9_001))


def test_areas_are_whole_and_never_negative(field: Field) -> None:
    task = field.task(field.grant(), field.site())
    assert constraint_of(lambda: raw(field, task, cleared_m2=-1)) == "land_release_not_negative"
    for bad in ("-1", "1.001", "NaN", "1e14"):
        refused_by("fields", lambda bad=bad: field.release(task, cleared=bad))
    refused_by("programs_landrelease_until_ahead", lambda: field.release(task, cleared=1, until=today() + DAY))
    refused_by("land_release_is_reported", lambda: field.release(task, cleared=1, since=today() + DAY))
    refused_by("site_has_area", lambda: field.site(0))
    refused_by("fields", lambda: field.site(latitude=Decimal("90.1")))


def test_work_is_recorded_under_a_task_at_work_that_names_its_site(field: Field) -> None:
    made, site = field.grant(), field.site()
    refused_by("work_of_task_at_work", lambda: field.release(field.task(made, site, to="PLANNED"), cleared=1))
    refused_by("land_release_of_site", lambda: field.release(field.task(made), cleared=1))


def test_a_site_is_released_when_all_of_it_is_and_never_smaller_than_that(field: Field) -> None:
    site = field.site(10_000)
    task = field.task(field.grant(), site)
    field.release(task, canceled=9_999)
    refused_by("site_released_whole", lambda: clearance.take_site(site=site, step="release", by=field.office.analyst))
    rows = Site.objects.filter(pk=site.pk)
    assert constraint_of(lambda: rows.update(status="RELEASED", version=site.version + 1)) == "site_released_whole"
    refused_by(
        "site_not_below_released",
        lambda: clearance.survey_site(site=site, area_m2=Decimal(9_998), by=field.office.analyst),
    )
    site = clearance.survey_site(site=site, area_m2=Decimal(9_999), by=field.office.analyst)
    assert clearance.take_site(site=site, step="release", by=field.office.analyst).status == "RELEASED"
    refused_by("land_release_before_release", lambda: field.release(task, cleared=0))


def test_a_task_works_at_a_site_of_its_country(field: Field) -> None:
    there = clearance.record_site(
        country=make.country("XBS", "Basalt", "EUR"),
        name="Hill",
        admin_area="East",
        hazard_id="B-1",
        latitude=Decimal(1),
        longitude=Decimal(1),
        area_m2=Decimal(10),
        by=field.office.analyst,
    )
    refused_by("task_site_in_country", lambda: field.task(field.grant(), there))


def test_a_key_site_says_what_it_unblocks_and_since_when(field: Field) -> None:
    made = field.grant()
    key = {"key_site": "Ford bridge", "unblocks": "Food to four villages", "blocked_on": today() - 90 * DAY}
    refused_by("task_key_site_whole", lambda: field.task(made, key_site="Ford bridge"))
    task = field.task(made, **key)
    refused_by(
        "task_opened_after_blocked",
        lambda: clearance.open_key_site(task=task, opened_on=today() - 91 * DAY, by=field.office.analyst),
    )
    assert clearance.open_key_site(task=task, opened_on=today(), by=field.office.analyst).opened_on == today()


def handover(field: Field, task: CwdTask, area: Any) -> Handover:
    return clearance.hand_over(
        task=task,
        handed_over_on=today(),
        area_m2=Decimal(area),
        beneficiaries=420,
        land_use="FARMING",
        document="Certificate 1",
        by=field.office.analyst,
    )


def test_no_more_is_handed_over_than_was_released_and_its_use_is_looked_at_later(field: Field) -> None:
    site = field.site(10_000)
    task = field.task(field.grant(), site)
    wrong = field.release(task, canceled=2_000, cleared=8_000)
    refused_by("handover_of_completed_task", lambda: handover(field, task, 1))
    for step in ("control", "complete"):
        task = clearance.take(task=task, step=step, by=field.office.analyst)
    refused_by("handover_within_release", lambda: handover(field, task, "10000.01"))
    made = handover(field, task, 8_000)
    assert made.task.pk == task.pk and CwdTask.objects.get().state == "HANDED_OVER"
    refused_by("work_of_task_at_work", lambda: field.release(task, cleared=7_999, replaces=wrong))
    refused_by(
        "handover_assessed_whole",
        lambda: clearance.assess_impact(
            handover=made, assessed_on=today() - DAY, impact="Plowed", by=field.office.analyst
        ),
    )
    clearance.assess_impact(handover=made, assessed_on=today(), impact="Plowed", by=field.office.analyst)
    assert CwdTask.objects.get().state == "ASSESSED"


def test_a_correction_leaves_what_is_handed_over(field: Field) -> None:
    site, made = field.site(10_000), field.grant()
    first, second = field.task(made, site), field.task(made, site)
    wrong = field.release(second, cleared=6_000)
    field.release(first, cleared=4_000)
    for step in ("control", "complete"):
        first = clearance.take(task=first, step=step, by=field.office.analyst)
    handover(field, first, 9_000)
    refused_by("land_release_covers_handover", lambda: field.release(second, cleared=4_999, replaces=wrong))
    assert field.release(second, cleared=5_000, replaces=wrong).pk


def work(model: Any, task: CwdTask, **counts: Any) -> Any:
    return model(task=task, since=today(), until=today(), document="Report 7", **counts)


def test_ordnance_is_counted_by_class_in_its_own_unit(field: Field) -> None:
    task = field.task(field.grant(), activity="STOCKPILE")
    counts = {"ap_mines": 3, "weapons": 40, "ammunition_rounds": 9_000, "ammunition_tonnes": Decimal("1.25")}
    made = clearance.record_work(row=work(OrdnanceDisposal, task, **counts), by=field.office.analyst)
    assert (made.ieds, made.manpads_missiles, made.manpads_gripstocks) == (0, 0, 0)
    for bad in ({"weapons": -1}, {"ammunition_tonnes": Decimal("1.001")}, {"ammunition_tonnes": Decimal(-1)}):
        refused_by(
            "fields",
            lambda bad=bad: clearance.record_work(row=work(OrdnanceDisposal, task, **bad), by=field.office.analyst),
        )
    by = field.office.analyst
    negative = work(OrdnanceDisposal, task, by=by, ammunition_tonnes=-1)
    assert constraint_of(negative.save) == "ordnance_not_negative"


def test_risk_education_adds_up_and_keeps_its_estimate_apart(field: Field) -> None:
    task = field.task(field.grant(), activity="EDUCATION")
    people = {"girls": 20, "boys": 18, "women": 9, "men": 7, "unknown": 1}
    made = clearance.record_work(
        row=work(RiskEducation, task, sessions=3, indirect=400, **people), by=field.office.analyst
    )
    assert (made.direct, made.indirect) == (55, 400)
    by = field.office.analyst
    wrong = work(RiskEducation, task, sessions=3, by=by, direct=54, **people)
    assert constraint_of(wrong.save) == "risk_education_adds_up"
    none = work(RiskEducation, task, sessions=0, by=by, direct=55, **people)
    assert constraint_of(none.save) == "risk_education_has_sessions"


def inspection(depot: StorageSite, moment: str, *, ago: int = 0, **more: Any) -> StorageInspection:
    found = {
        "theft": "4",
        "explosion": "3",
        "standard": "IATG 02.10",
        "practices": "NOT",
        "buildings": "PARTLY",
        "document": "Visit 1",
    }
    return StorageInspection(storage_site=depot, moment=moment, inspected_on=today() - ago * DAY, **{**found, **more})


def test_a_depot_is_rated_before_and_after_against_a_named_standard(field: Field) -> None:
    by = field.office.analyst
    depot = storage.record_depot(
        country=field.country, name="Korund depot", admin_area="North", holder="Ministry of Defense", by=by
    )
    refused_by("storage_after_has_before", lambda: storage.inspect(row=inspection(depot, "AFTER"), by=by))
    storage.inspect(row=inspection(depot, "BEFORE", ago=30, manpads_at_risk=12), by=by)
    refused_by("storage_after_has_before", lambda: storage.inspect(row=inspection(depot, "AFTER", ago=30), by=by))
    task = field.task(field.grant(), activity="MINES")
    refused_by("storage_task_of_country", lambda: storage.inspect(row=inspection(depot, "AFTER", task=task), by=by))
    unnamed = inspection(depot, "AFTER", standard="", by=by)
    assert constraint_of(unnamed.save) == "storage_inspection_names_standard"
    unrated = inspection(depot, "AFTER", theft="9", by=by)
    assert constraint_of(unrated.save) == "storage_inspection_is_rated"
    after = inspection(depot, "AFTER", theft="2", explosion="2", practices="MEETS", buildings="PARTLY")
    assert storage.inspect(row=after, by=by).pk
    assert list(StorageInspection.objects.newest()) == [after]
    refused_by("programs_storageinspection_append_only", lambda: StorageInspection.objects.update(theft="1"))


def releasing_at_once(field: Field, task: CwdTask) -> list[Any]:
    """Two releases, either of which fits, both open at the same moment."""

    def write() -> str:
        with refusals():
            raw(field, task, cleared_m2=6_000)
            time.sleep(0.3)
        return "done"

    return at_once([write, write])


@pytest.mark.django_db(transaction=True)
def test_two_releases_at_once_do_not_pass_the_area_together() -> None:
    field = Field()
    site = field.site(10_000)
    answers = releasing_at_once(field, field.task(field.grant(), site))
    assert sorted(getattr(a, "code", a) for a in answers) == ["done", "land_release_within_site"]
    assert site.released_m2 == 6_000


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_pass() -> None:
    field = Field()
    site = field.site(10_000)
    task = field.task(field.grant(), site)
    with rewritten("programs_landrelease", "within_site", "FOR NO KEY UPDATE OF s", ""):
        assert releasing_at_once(field, task) == ["done", "done"]
    assert site.released_m2 == 12_000


def test_the_books_find_land_that_was_released_twice(field: Field) -> None:
    site = field.site(10)
    task = field.task(field.grant(), site)
    field.release(task, cleared=10)
    assert books.problems() == []
    with without("programs_landrelease", trigger="within_site"):
        raw(field, task, canceled_m2=1)
    assert books.problems() == [f"Site {site.hazard_id}: 11.00 m² are released of 10.00."]
