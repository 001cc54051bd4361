"""Accidents and treaty deadlines: kept as they were told, seen where the reader may see, shown on the page of NADR."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ground.dates import today
from ground.refusals import Refused
from partners.models import Country
from programs.models import Accident, TreatyDeadline
from programs.services import mine_action
from tests import make

from . import build
from .browse import html, signed_in
from .guards import constraint_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def accident(office: build.Office, country: Country, **more: Any) -> Accident:
    kept: dict[str, Any] = {"killed": 0, "injured": 2, "on_day": today(), "source": "Center"} | more
    return mine_action.record_accident(country=country, name="A cart", admin_area="Valley", by=office.analyst, **kept)


def test_an_accident_hurt_somebody_has_happened_and_stays(office: build.Office) -> None:
    country = make.country()
    with pytest.raises(Refused, match="killed or injured"):
        accident(office, country, injured=0)
    with pytest.raises(Refused, match="still to come"):
        accident(office, country, on_day=today() + DAY)
    row = accident(office, country)
    raw = {"country": country, "name": "x", "admin_area": "y", "on_day": today(), "source": "z", "by": office.analyst}
    assert constraint_of(lambda: Accident.objects.create(**raw)) == "accident_hurt_somebody"
    assert constraint_of(lambda: Accident.objects.create(**raw | {"source": "", "killed": 1})) == "accident_has_source"
    changed = Accident.objects.filter(pk=row.pk)
    assert constraint_of(lambda: changed.update(injured=1)) == "programs_accident_append_only"


def test_the_page_counts_by_country_and_year_and_shows_the_newest_deadline(office: build.Office) -> None:
    country = make.country()
    accident(office, country)
    accident(office, country, killed=1, injured=0)
    for day in (today(), today() + 400 * DAY):
        mine_action.record_deadline(
            country=country, name="Article 5", deadline=day, source="Request", by=office.analyst
        )
    page = html(signed_in(office.analyst), "/programs/nadr/")
    assert '<td class="n" data-label="Accidents">2</td>' in page
    assert f"{today() + 400 * DAY:%B} {(today() + 400 * DAY).day}, {(today() + 400 * DAY).year}, " in page
    assert TreatyDeadline.objects.count() == 2, "what was prolonged stays on record"


def test_the_forms_write_what_they_say(office: build.Office) -> None:
    country = make.country()
    client = signed_in(office.analyst)
    sent = {"country": country.iso3, "name": "A cart", "admin_area": "Valley", "on_day": str(today())}
    told = {"killed": "0", "injured": "3", "source": "Center"}
    assert client.post("/sites/accidents/new/", sent | told | {"injured": "0"}).status_code in {400, 409}
    assert client.post("/sites/accidents/new/", sent | told).status_code == 302
    assert Accident.objects.get().injured == 3
    day = {"country": country.iso3, "name": "Article 5", "deadline": str(today()), "source": "Request"}
    assert client.post("/sites/deadlines/new/", day).status_code == 302
    assert TreatyDeadline.objects.get().deadline == today()
