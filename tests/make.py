"""Plain builders: a small world made through the services, as a person would make it. No fixtures, no factories.

    unit = make.unit()                                   # an invented country comes along
    student = make.person(unit)
    make.approved(student, unit, until=date(2027, 6, 30))

`approved` walks the real workflow with four people. `case_in` stops a case at any state on the way.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Any

from accounts.models import User
from accounts.roles import Role
from accounts.services import assignments
from ground.dates import today
from ground.models import ImportBatch
from partners.models import Bureau, Country, OperatingUnit, Person, Source, Unit
from partners.services import people, units
from vetting.models import ListEntry, ListName, ListVersion, Review, Verdict, VettingCase, WatchList
from vetting.screening.folding import fold, fold_unit
from vetting.services import cases, hits, reviews

PASSWORD = "a long enough password"
_count = itertools.count(1)

COURSE = (dt.timedelta(days=30), dt.timedelta(days=90))
"""First and last day of a course, counted from today."""


def country(iso3: str = "XTM", name: str = "Tamarind", region: str = "WHA") -> Country:
    """A country with its bureau and operating unit; the same one again when it exists."""
    bureau, _ = Bureau.objects.get_or_create(code=region, defaults={"name": region})
    made, _ = Country.objects.get_or_create(iso3=iso3, defaults={"name": name, "invented": True, "bureau": bureau})
    OperatingUnit.objects.get_or_create(
        country=made, defaults={"kind": "COUNTRY", "code": iso3, "name": name, "region": region}
    )
    return made


def operating_unit(iso3: str = "XTM", name: str = "Tamarind", region: str = "WHA") -> OperatingUnit:
    """The operating unit of a country."""
    return country(iso3, name, region).operating_unit


def user(*roles: str, at: OperatingUnit | None = None, username: str = "", region: str = "", kinds: Any = ()) -> User:
    """A person with roles at an operating unit, in a region, or everywhere when neither is given."""
    name = username or f"{(roles[0] if roles else 'nobody').lower()}-{next(_count)}"
    made = assignments.create_user(username=name, password=PASSWORD)
    for role in roles:
        assignments.assign(
            user=made,
            role=Role(role),
            from_on=today() - dt.timedelta(days=6000),
            operating_unit=at if not region else None,
            region=region,
            everywhere=at is None and not region,
            kinds=tuple(kinds),
        )
    return made


class Team:
    """The people that one case takes, all different: who asks, manages, works, and gives each review."""

    def __init__(self, at: OperatingUnit | None = None) -> None:
        self.requester = user(Role.REQUESTER, at=at)
        self.manager = user(Role.PROGRAM_MANAGER, at=at)
        self.analyst = user(Role.ANALYST, at=at)
        self.bureau = user(Role.BUREAU_REVIEWER, at=at)
        self.rights = user(Role.HUMAN_RIGHTS_REVIEWER, at=at)


def source(title: str = "Record of the post") -> Source:
    """A source for facts."""
    return units.record_source(title=title, by=None)


def unit(name: str = "", *, in_country: Country | None = None, code: str = "", **more: Any) -> Unit:
    """A unit of a country."""
    return units.create_unit(
        country=in_country or country(),
        name=name or f"{next(_count)}th Guard Company (invented)",
        code=code,
        by=None,
        **more,
    )


def parent(child: Unit, above: Unit, **more: Any) -> Any:
    """A line of command without known ends."""
    return units.set_parent(child=child, parent=above, from_on=None, source=source(), by=None, **more)


def person(in_unit: Unit, given: str = "", family: str = "", *, posted: bool = True, **more: Any) -> Person:
    """A person posted in a unit; `commander=True` makes them its commander."""
    commander = more.pop("commander", False)
    number = next(_count)
    identity = people.Identity(
        country=in_unit.country,
        given_names=given or f"Given{number}",
        family_names=family or f"Family{number}",
        **more,
    )
    made = people.create_person(identity=identity, by=None)
    if posted:
        people.post(person=made, unit=in_unit, from_on=None, source=source(), is_commander=commander, by=None)
    return made


def list_entry(name: str = "QUELL, Tamsin", kind: str = "PERSON", **more: Any) -> ListEntry:
    """A party on a list of its own, current."""
    number = next(_count)
    batch = ImportBatch.objects.create(kind="watchlist", file_name="list.csv", sha256="0" * 64, counts={})
    watch = WatchList.objects.create(name=f"List {number}")
    version = ListVersion.objects.create(list=watch, batch=batch, layout="TABLE")
    entry = ListEntry.objects.create(version=version, source_id=str(number), kind=kind, name=name, **more)
    folded = fold(name) if kind == "PERSON" else fold_unit(name)
    ListName.objects.create(entry=entry, name=name, folded=folded)
    watch.current = version
    watch.save()
    return entry


def case(
    recipients: Sequence[tuple[Unit, Person | None]],
    team: Team,
    *,
    laws: Sequence[str] = ("STATE",),
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> VettingCase:
    """A case in draft with these recipients."""
    return cases.open_case(
        event="Small Craft Instructor Course",
        start=start or today() + COURSE[0],
        end=end or today() + COURSE[1],
        laws=laws,
        funding="IMET FY 2027",
        operating_unit=recipients[0][0].country.operating_unit,
        manager=team.manager,
        recipients=[(u.pk, p.pk if p else None) for u, p in recipients],
        need="Instructors for the coast guard",
        by=team.requester,
    )


def in_review(recipients: Sequence[tuple[Unit, Person | None]], team: Team, **more: Any) -> VettingCase:
    """A case that waits for both reviews: submitted, endorsed, accepted, screened with no open hit, sent."""
    made = case(recipients, team, **more)
    cases.submit(case=made, by=team.requester)
    cases.endorse(case=made, by=team.manager)
    cases.accept_and_screen(case=made, by=team.analyst)
    for subject in made.subjects.all():
        for hit in subject.hits.filter(state="OPEN"):
            hits.resolve(hit=hit, same=False, note="Another person.", by=team.analyst)
    return cases.send_to_review(case=made, by=team.analyst)


def both_reviews(
    made: VettingCase, team: Team, *, until: dt.date | None = None, on: dt.date | None = None, verdict: str = "APPROVE"
) -> VettingCase:
    """Both reviews of everybody who waits."""
    reason = "" if verdict == Verdict.APPROVE else "Credible information."
    for kind, reviewer in ((Review.Kind.BUREAU, team.bureau), (Review.Kind.HUMAN_RIGHTS, team.rights)):
        reviews.review(case=made, kind=kind, verdict=verdict, reason=reason, valid_until=until, on=on, by=reviewer)
    made.refresh_from_db()
    return made


def approved(
    in_person: Person | None,
    in_unit: Unit,
    *,
    laws: Sequence[str] = ("STATE",),
    from_on: dt.date | None = None,
    until: dt.date | None = None,
    team: Team | None = None,
) -> VettingCase:
    """A person in a unit, or a unit with its commander, approved by the real workflow from a day until a day.

    A unit without a commander on record gets one.
    """
    team = team or Team()
    if in_person is None and not people.commanders(units=[in_unit.pk], on=today()):
        person(in_unit, commander=True)
    made = in_review([(in_unit, in_person)], team, laws=laws)
    return both_reviews(made, team, until=until, on=from_on)
