"""The ledger as it grows to 1,000,000 transactions and 100,000 program lines: the pages that read it, one payment with
all its checks and history, and the proof of all books. Goals: a page 95 of 100 within 200 ms, a payment within 30 ms,
`check_books` within 30 s. Beside the rows in bulk stands what the same rows take in a table without rules, balances
or history.

Everything is written under the guards, in sets: obligations are proposed, committed, recorded, obligated and paid in
eight parts. It happens in a database of its own, which is dropped at the end.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from accounts.services import assignments
from ground.dates import fiscal_year, today
from partners.models import Country, OperatingUnit
from programs import books
from programs.models import Account, FmsCase, FmsCaseLine, Fund, FundTransaction, Obligation, Program
from programs.services import ledger

from ._world import World, as_owner, seconds, settle, spread

SIZES = (20_000, 200_000, 1_000_000)
GOAL = {"page_p95_ms": 200, "payment_p95_ms": 30, "books_seconds": 30}
EACH = 10  # moves of an obligation: set aside, obligated, and eight payments
RUNS, PAYMENTS = 20, 100
FUNDS, PLACES = 4, 30
BATCH = 1_000
LINES = 100  # of a case
COLUMNS = "fund_id, operating_unit_id, program_id, obligation_id, from_stage, to_stage, amount, effective_on, evidence,"
COLUMNS += "note, by_id"
MOVE = f"""
    INSERT INTO programs_fundtransaction ({COLUMNS})
    SELECT o.fund_id, o.operating_unit_id, o.program_id, o.id, %(a)s, %(b)s, o.amount / %(parts)s, %(on)s, 'Bench', '',
           %(by)s
    FROM programs_obligation o WHERE o.id > %(since)s
"""


def main() -> dict[str, Any]:
    as_owner()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("load_reference", stderr=StringIO())
        return measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure() -> dict[str, Any]:
    big = Big()
    sizes = []
    for size in SIZES:
        took, rows = big.grow(size // EACH)
        settle()
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")  # what a million rows left to be written is not what a payment waits for
        sizes.append({"transactions": size, **big.counted(), **big.figures(rows, took)})
        print(f"  {sizes[-1]}", file=sys.stderr, flush=True)
    return {"goal": GOAL, "runs": RUNS, "payments": PAYMENTS, "sizes": sizes}


class Big:
    """Funds of several years, programs in thirty places, and obligations without number."""

    def __init__(self) -> None:
        self.world = World()
        users = self.world.users
        self.by, self.manager, self.recorder = (
            users[Role.FUNDS_OFFICER],
            users[Role.PROGRAM_MANAGER],
            self.world.user(Role.FUNDS_OFFICER, "recorder"),
        )
        self.reader = User.objects.create_superuser("bench-reader", password="a long enough password")
        for role in Role:
            assignments.assign(user=self.reader, role=role, from_on=today(), everywhere=True)
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(User.objects.get(pk=self.reader.pk))
        self.day = today() - dt.timedelta(days=300)
        places = [self.world.place, *(self.place(n) for n in range(PLACES - 1))]
        self.programs = [self.program(place) for place in places]
        self.funds = [self.fund(n, places) for n in range(FUNDS)]
        cases = FmsCase.objects.bulk_create(
            FmsCase(program=self.programs[0], designator=f"XZ-P-{n:03d}", title="Bench", total_value=Decimal(LINES))
            for n in range(1_000)
        )
        self.cases = cases
        self.made = 0

    def place(self, number: int) -> OperatingUnit:
        code, name = "X" + chr(65 + number // 26) + chr(65 + number % 26), f"Place {number} (invented)"
        country = Country.objects.create(iso3=code, name=name, invented=True, bureau=self.world.country.bureau)
        return OperatingUnit.objects.create(kind="COUNTRY", code=code, name=name, country=country, region="WHA")

    def program(self, place: OperatingUnit) -> Program:
        self.world.place = place
        return self.world.program("PKO", {"pko_purpose": "P2"})

    def fund(self, number: int, places: list[OperatingUnit]) -> Fund:
        """A fund with a trillion less a little, allotted to every place before the first obligation."""
        year = fiscal_year(today()) - number % 2
        made = ledger.open_fund(
            account=Account.objects.get(code="PKO"),
            fiscal_year=year,
            title=f"Bench {number}",
            enacted_on=self.day - dt.timedelta(days=2),
            availability_years=2,
            reobligation_authority=bool(number % 2),
            by=self.by,
        )
        given: dict[str, Any] = {"fund": made, "effective_on": self.day, "evidence": "Bench", "by": self.by}
        ledger.appropriate(amount=Decimal(10**11), **given)
        ledger.apportion(amount=Decimal(10**11), **given)
        for place in places:
            ledger.allot(amount=Decimal(10**9), operating_unit=place, **given)
        return made

    def grow(self, obligations: int) -> tuple[float, int]:
        """Up to so many obligations, each with its line and ten moves: seconds that the moves took, and how many."""
        since = Obligation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        fresh = range(self.made, obligations)
        for start in range(self.made, obligations, BATCH * 5):
            batch = range(start, min(start + BATCH * 5, obligations))
            Obligation.objects.bulk_create([self.obligation(n) for n in batch])
            FmsCaseLine.objects.bulk_create([self.line(n) for n in batch])
        self.made = obligations
        took = seconds(lambda: self.move("ALLOTTED", "COMMITTED", since, 0))
        with connection.cursor() as cursor:
            record = "UPDATE programs_obligation SET state = 'RECORDED', recorded_by_id = %s, version = version + 1"
            cursor.execute(f"{record} WHERE id > %s", [self.recorder.pk, since])
        took += seconds(lambda: self.move("COMMITTED", "OBLIGATED", since, 0))
        for part in range(EACH - 2):
            took += seconds(lambda part=part: self.move("OBLIGATED", "DISBURSED", since, 20 + 30 * part, parts=10))
            print(f"  {obligations * EACH:,}: {part + 3} of {EACH} moves", file=sys.stderr, flush=True)
        return took, len(fresh) * EACH

    def obligation(self, n: int) -> Obligation:
        program = self.programs[n % len(self.programs)]
        return Obligation(
            fund=self.funds[n % len(self.funds)],
            operating_unit_id=program.operating_unit_id,
            program=program,
            amount=Decimal(1_000),
            document_number=f"Bench {n}",
            evidence="GRANT",
            effective_on=self.day,
            recipients_named=False,
            naming="Bench",
            proposed_by=self.manager,
        )

    def line(self, n: int) -> FmsCaseLine:
        case = self.cases[n // LINES % len(self.cases)]
        return FmsCaseLine(
            case=case,
            number=n % LINES + 1,
            description="Bench",
            category="ARTICLE",
            quantity=Decimal(1),
            total=Decimal(1),
        )

    def move(self, a: str, b: str, since: int, days: int, parts: int = 1) -> None:
        on = self.day + dt.timedelta(days=days)
        given = {"a": a, "b": b, "parts": parts, "on": on, "by": self.by.pk, "since": since}
        with connection.cursor() as cursor:
            cursor.execute(MOVE, given)

    def counted(self) -> dict[str, int]:
        rows = {"kept": FundTransaction.objects.count(), "obligations": Obligation.objects.count()}
        return {**rows, "lines": FmsCaseLine.objects.count()}

    def figures(self, rows: int, took: float) -> dict[str, Any]:
        connection.close()  # a session of its own: Postgres keeps the plans that it made for sets, and pages bring none
        place = self.programs[0].operating_unit.code
        return {
            "in_bulk_per_second": round(rows / took),
            "without_the_ledger_per_second": round(min(rows, 100_000) / seconds(lambda: plain(min(rows, 100_000)))),
            "fund_page": self.page(f"/funds/{self.funds[0].number}/"),
            "country_page": self.page(f"/countries/{place}/"),
            "pipeline_page": self.page("/pipeline/"),
            "pipeline_red": self.page("/pipeline/?red=yes"),
            "payment": spread([seconds(pay) for pay in self.payments()]),
            "books_seconds": round(seconds(prove), 2),
        }

    def page(self, address: str) -> dict[str, float]:
        """A page that is not shown is not measured; the first is read once before."""

        def read() -> None:
            status = self.client.get(address).status_code
            if status != 200:
                raise RuntimeError(f"{address} answered {status}")

        read()
        return spread([seconds(read) for _ in range(RUNS)])

    def payments(self) -> list[Callable[[], Any]]:
        """Payments of a cent, one by one through the service, as people make them."""
        open_rows = list(Obligation.objects.filter(state="RECORDED").select_related("fund").order_by("-pk")[:PAYMENTS])
        given: dict[str, Any] = {"amount": Decimal("0.01"), "effective_on": today(), "evidence": "Bench", "by": self.by}
        return [lambda row=row: ledger.disburse(obligation=row, **given) for row in open_rows]


def write(start: int, waiting: list[Obligation], by: Any) -> None:
    """A batch of moves: what one commits the next releases, so that no stage runs dry."""
    FundTransaction.objects.bulk_create(
        FundTransaction(
            fund=obligation.fund,
            operating_unit=obligation.operating_unit,
            program=obligation.program,
            obligation=obligation,
            from_stage="COMMITTED" if n % 2 else "ALLOTTED",
            to_stage="ALLOTTED" if n % 2 else "COMMITTED",
            amount=Decimal(1),
            effective_on=today(),
            evidence="Bench",
            by=by,
        )
        for n in range(start, start + BATCH)
        for obligation in [waiting[n // 2 % len(waiting)]]
    )


def plain(rows: int) -> None:
    """The newest rows again, into a table like that of the transactions without its triggers."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE plain (LIKE programs_fundtransaction INCLUDING ALL)")
        newest = f"SELECT {COLUMNS} FROM programs_fundtransaction ORDER BY id DESC LIMIT {rows}"
        cursor.execute(f"INSERT INTO plain ({COLUMNS}) {newest}")
        cursor.execute("DROP TABLE plain")


def prove() -> None:
    """All proofs over all rows: nothing may be wrong."""
    wrong = books.problems()
    if wrong:
        raise RuntimeError(wrong[0])
