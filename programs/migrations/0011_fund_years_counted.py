"""The years of availability, counted from the end that was typed; back, the end from the years.

A fund was open until some day; now it is open until the end of the fiscal year of that day. Going back, no-year money
that is not closed gets a day that none of us will see, and is no-year money again from it.
"""

from django.db import migrations

NEVER = "DATE '9999-09-30'"
ROWS = """
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE {table} DISABLE TRIGGER USER;
    UPDATE {table} SET {value};
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE {table} ENABLE TRIGGER USER;
"""
YEARS = f"""
    availability_years = CASE WHEN available_until < {NEVER} THEN
        GREATEST(1, EXTRACT(year FROM available_until + INTERVAL '3 months')::int - fiscal_year + 1) END
"""
DAY = f"""
    available_until = CASE WHEN availability_years IS NULL THEN COALESCE(closed_on, {NEVER})
        ELSE make_date(fiscal_year + availability_years - 1, 9, 30) END
"""


def on_both(value: str) -> str:
    """The rows and their history alike, so that what is shown of an earlier day is computed too."""
    return "".join(ROWS.format(table=table, value=value) for table in ("programs_fund", "programs_fundevent"))


class Migration(migrations.Migration):
    dependencies = [("programs", "0010_fund_terms")]

    operations = [migrations.RunSQL(on_both(YEARS), on_both(DAY))]
