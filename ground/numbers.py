"""Human numbers of programs, cases, funds and notifications: made from a locked counter row, never typed."""

from __future__ import annotations

from django.db import connection


def next_number(prefix: str, year: int, place: str, *, width: int) -> str:
    """The next number of a kind, fiscal year and place, such as `LV-2027-XTM-00131`; without a place `CN-2027-0131`.

    The counter row is locked until the transaction ends, so numbers have no gaps and no doubles.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO ground_counter (prefix, year, place, last) VALUES (%s, %s, %s, 1)
            ON CONFLICT (prefix, year, place) DO UPDATE SET last = ground_counter.last + 1
            RETURNING last
            """,
            [prefix, year, place],
        )
        (last,) = cursor.fetchone()
    return "-".join(part for part in (prefix, str(year), place, f"{last:0{width}d}") if part)
