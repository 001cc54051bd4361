"""What other stories stand on: funds with money in them, courses to send people to, a list to screen against."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from programs.models import Account
from programs.services import ledger
from programs.services.courses import CourseRow, add_courses
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
SCHOOLS = tuple(f"{name} {INVENTED}" for name in ("Coastal Operations School", "Joint Staff School", "Field School"))
COURSES: dict[str, CourseRow] = {
    "small craft": CourseRow(
        code="DEMO-C-0101",
        title="Small Craft Instructor Course",
        school=SCHOOLS[0],
        weeks=8,
        place_name="Training pier",
    ),
    "boarding": CourseRow(code="DEMO-C-0102", title="Boarding Officer Course", school=SCHOOLS[0], weeks=7),
    "staff": CourseRow(code="DEMO-C-0201", title="Naval Staff Course, 54 weeks", school=SCHOOLS[1], weeks=54),
    "justice": CourseRow(
        code="DEMO-C-0203", title="Military Justice and Human Rights", school=SCHOOLS[1], weeks=3, is_e_imet=True
    ),
    "english": CourseRow(code="DEMO-C-0202", title="English for Staff Officers", school=SCHOOLS[1], weeks=16),
    "lifesaver": CourseRow(code="DEMO-C-0301", title="Combat Lifesaver Instructor Course", school=SCHOOLS[2], weeks=4),
    "peacekeeping": CourseRow(code="DEMO-C-0302", title="Peacekeeping Instructor Course", school=SCHOOLS[2], weeks=6),
}


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
    """Seven courses of three schools."""
    yield -LONG_SINCE
    made = add_courses(rows=list(COURSES.values()), by=world.who["administrator"])
    world.courses.update(zip(COURSES, made, strict=True))


def watchlist(world: World) -> Days:
    """A list of parties nobody should help, brought in from a file as any list is."""
    yield -LONG_SINCE
    import_watchlist(path=WATCHLIST, source=LIST_NAME, by=world.who["administrator"])
