"""What other stories stand on: funds with money in them, courses to send people to, a list to screen against."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from programs.models import Account
from programs.services import courses, ledger
from programs.services.courses import SchoolRow
from programs.services.reference import load_parameters
from vetting.services.lists import import_watchlist

from ..partners import INVENTED
from ..world import MONEY_FROM, Days, World, dollars

WATCHLIST = Path(__file__).resolve().parent.parent / "watchlist.csv"
LONG_SINCE = 1500  # days: before everything else
LIST_NAME = f"Demonstration list {INVENTED}"

# key: account, what is special about it, appropriated, allotted to each partner
FUNDS: dict[str, tuple[str, str, int, dict[str, int]]] = {
    "IMET": ("IMET", "", 3_000_000, {"XTM": 900_000, "XLK": 600_000, "XBS": 200_000, "XSF": 150_000, "XJN": 180_000}),
    "PKO": ("PKO", "", 9_000_000, {"XCB": 2_400_000}),
    "NADR": ("NADR", "", 12_000_000, {"XBS": 8_150_000}),
    "GSCF-STATE": ("GSCF", "contribution of State", 4_000_000, {"XLK": 1_200_000}),
    "GSCF-DOD": ("GSCF", "contribution of DoD", 16_000_000, {"XLK": 4_800_000}),
    "FMF": ("FMF", "", 50_000_000, {}),
}
NOTIFIED = frozenset({"NADR"})  # obligated under a congressional notification only
DOCUMENTS = {
    "IMET": "Training transaction of each seat",
    "PKO": "Signed agreement or award",
    "NADR": "Signed grant or cooperative agreement",
    "GSCF": "Agreement of each project",
    "FMF": "Apportionment (31 U.S.C. 1501(a)(5)(C))",
}
SCHOOLS: dict[str, SchoolRow] = {
    "coastal": SchoolRow(
        name=f"Coastal Operations School {INVENTED}",
        kind="TECHNICAL",
        owner="COAST_GUARD",
        place_name="Training pier",
        us_state="VA",
        latitude=Decimal("36.9"),
        longitude=Decimal("-76.3"),
    ),
    "staff": SchoolRow(
        name=f"Joint Staff School {INVENTED}",
        kind="COLLEGE",
        owner="NAVY",
        place_name="Staff hall",
        us_state="RI",
        latitude=Decimal("41.5"),
        longitude=Decimal("-71.3"),
    ),
    "language": SchoolRow(
        name=f"Language Center {INVENTED}",
        kind="LANGUAGE",
        owner="AIR_FORCE",
        us_state="TX",
        latitude=Decimal("29.4"),
        longitude=Decimal("-98.6"),
    ),
    "field": SchoolRow(name=f"Field School {INVENTED}", kind="TECHNICAL", owner="ARMY"),
}
# key: identifier, title, school, weeks, level, English level, claimed as expanded IMET
COURSES: dict[str, tuple[str, str, str, int, str, int | None, bool]] = {
    "small craft": ("DEMO-C-0101", "Small Craft Instructor Course", "coastal", 8, "TECHNICAL", 70, False),
    "boarding": ("DEMO-C-0102", "Boarding Officer Course", "coastal", 7, "TECHNICAL", 70, False),
    "staff": ("DEMO-C-0201", "Naval Staff Course, 54 weeks", "staff", 54, "PME", 80, False),
    "justice": ("DEMO-C-0203", "Military Justice and Human Rights", "staff", 3, "PME", None, True),
    "budget": ("DEMO-C-0204", "Defense Budget and Civilian Control", "staff", 2, "PME", None, True),
    "english": ("DEMO-C-0401", "English for Staff Officers", "language", 16, "ENGLISH", 55, False),
    "lifesaver": ("DEMO-C-0301", "Combat Lifesaver Instructor Course", "field", 4, "TECHNICAL", None, False),
    "peacekeeping": ("DEMO-C-0302", "Peacekeeping Instructor Course", "field", 6, "MOBILE_TEAM", None, False),
}
CERTIFIED = {"justice": 400, "budget": 1900}  # how many days ago


def money(world: World) -> Days:
    """Funds of the running year, appropriated, apportioned and allotted by the funds officer."""
    yield -MONEY_FROM
    for key, (account, remark, appropriated, allotments) in FUNDS.items():
        open_fund(world, key, account, remark, appropriated)
        if account == "FMF":
            continue  # obligated by its apportionment, in a story of its own
        _move_on(world, key, allotments)


def open_fund(world: World, key: str, account: str, remark: str, appropriated: int) -> None:
    """A fund of the running year: enacted on its first day, open for new obligations until the end of the next."""
    year, by = world.year, world.who["funds"]
    title = f"{account} FY {year}, {remark} {INVENTED}" if remark else f"{account} FY {year} {INVENTED}"
    world.funds[key] = ledger.open_fund(
        account=Account.objects.get(code=account),
        fiscal_year=year,
        title=title,
        enacted_on=dt.date(year - 1, 10, 1),
        availability_years=2,
        public_law=f"Demonstration Act, {year}",
        obligates_on_apportionment=account == "FMF",
        requires_notification=key in NOTIFIED,
        obligating_document=DOCUMENTS[account],
        by=by,
    )
    ledger.appropriate(
        fund=world.funds[key],
        amount=dollars(appropriated),
        effective_on=world.day(-MONEY_FROM),
        evidence=f"Demonstration Act, {year}",
        by=by,
    )


def _move_on(world: World, key: str, allotments: dict[str, int]) -> None:
    fund, by, on = world.funds[key], world.who["funds"], world.day(-MONEY_FROM)
    total = dollars(sum(allotments.values()))
    ledger.apportion(fund=fund, amount=total, effective_on=on, evidence=world.document("SF-132"), by=by)
    for iso3, amount in allotments.items():
        ledger.allot(
            fund=fund,
            operating_unit=world.place(iso3),
            amount=dollars(amount),
            effective_on=on,
            evidence=world.document("ALLOTMENT"),
            by=by,
        )


def catalog(world: World) -> Days:
    """Eight courses of four schools; of the two that claim to be expanded IMET one's certification has lapsed."""
    yield -LONG_SINCE
    load_parameters()
    by = world.who["administrator"]
    made = dict(zip(SCHOOLS, courses.add_schools(rows=list(SCHOOLS.values()), by=by), strict=True))
    rows = [
        courses.CourseRow(
            code=code,
            title=title,
            school=made[school],
            weeks=weeks,
            level=level,
            english_level=english,
            is_e_imet=claimed,
        )
        for code, title, school, weeks, level, english, claimed in COURSES.values()
    ]
    world.courses.update(zip(COURSES, courses.add_courses(rows=rows, by=by), strict=True))
    for key, ago in CERTIFIED.items():
        courses.certify_course(
            course=world.courses[key], certified_on=world.day(-ago), document=world.document("E-IMET"), by=by
        )


def watchlist(world: World) -> Days:
    """A list of parties nobody should help, brought in from a file as any list is."""
    yield -LONG_SINCE
    import_watchlist(path=WATCHLIST, source=LIST_NAME, by=world.who["administrator"])
