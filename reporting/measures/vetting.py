"""Cases. What depends on today (the age of a case, approvals about to lapse) is never a measure: see selectors."""

from __future__ import annotations

from .declared import measure, within


@measure(unit="cases", dimensions=("state",), facts=("case",), permission="vetting.view_case")
def cases_by_state() -> str:
    """Vetting cases by their present state, by the fiscal year in which the event starts. A case is a batch: it counts
    once, however many people and units are on its roster."""
    year = "EXTRACT(YEAR FROM c.event_start + INTERVAL '3 months')::int"
    return f"""
        SELECT {year} AS fiscal_year, c.operating_unit_id, jsonb_build_object('state', c.state) AS keys,
               COUNT(*) AS value
        FROM vetting_vettingcase c
        WHERE {within(year, "c.operating_unit_id")}
        GROUP BY 1, 2, 3
    """  # noqa: S608 - our own literals
