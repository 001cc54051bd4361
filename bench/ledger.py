"""Transactions a second as the ledger grows, beside the same rows in a table without rules, balances or history.

Written in bulk, and one by one through the service as people do. All of it is one transaction, undone at the end; so
the single moves of one fund also pay for the dead versions of its balance, which a commit would let go.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from accounts.roles import Role
from ground.dates import today
from programs import books
from programs.models import Fund, FundTransaction, Obligation
from programs.services import ledger

from ._world import World, seconds, spread

SIZES = (2_000, 20_000, 200_000)
BATCH = 1_000
SINGLES = 200
FUNDS, PROGRAMS = 4, 10
PAIRS = 20  # of a fund and a program, each with an obligation that waits
COLUMNS = "fund_id, operating_unit_id, program_id, obligation_id, from_stage, to_stage, amount, effective_on, evidence,"
COLUMNS += "note, by_id"


def main() -> dict[str, Any]:
    with transaction.atomic():
        found = measure()
        transaction.set_rollback(True)
    return found


def measure() -> dict[str, Any]:
    world = World()
    by = world.users[Role.FUNDS_OFFICER]
    funds = [world.fund(Decimal(10**9)) for _ in range(FUNDS)]
    programs = [world.program("PKO", {"pko_purpose": "P2"}) for _ in range(PROGRAMS)]
    waiting = [world.proposal(programs[n % PROGRAMS], funds[n % FUNDS]) for n in range(PAIRS)]
    written, sizes = FundTransaction.objects.count(), []
    for size in SIZES:
        more = size - written
        took = sum(seconds(lambda n=n: write(n, waiting, by)) for n in range(0, more, BATCH))
        rows = -(-more // BATCH) * BATCH
        written += rows
        single = [seconds(lambda: one(funds[0], by)) for _ in range(SINGLES)]
        written += SINGLES
        sizes.append(
            {
                "transactions": size,
                "in_bulk_per_second": round(rows / took),
                "one_by_one": {**spread(single), "per_second": round(SINGLES / sum(single))},
                "without_the_ledger_per_second": round(rows / seconds(lambda rows=rows: plain(rows))),
                "books_seconds": round(seconds(prove), 2),
            }
        )
    return {"funds": FUNDS, "programs": PROGRAMS, "batch": BATCH, "sizes": sizes}


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


def one(fund: Fund, by: Any) -> None:
    ledger.appropriate(fund=fund, amount=Decimal(1), effective_on=today(), evidence="Bench", by=by)


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
