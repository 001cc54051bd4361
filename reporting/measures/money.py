"""Money and what it bought, from the ledger and the deliveries."""

from __future__ import annotations

from programs import kinds
from programs.models.availability_guards import TODAY, standing

from .declared import measure, within


@measure(
    unit="US dollars",
    dimensions=("stage", "account", "kind"),
    facts=("money",),
    permission="programs.view_fund",
    by_place=False,
)
def money_by_stage() -> str:
    """What stands at each stage of a fund now, by the budget fiscal year of the fund: appropriated, apportioned,
    allotted, committed, obligated, disbursed; de-obligated, expired, cancelled, rescinded, transferred. Each dollar
    stands at one stage only, so stages may be added up: what was ever obligated and is not given back is obligated and
    disbursed together. Before the allotment money belongs to a fund and to no place. What the law ends on a day stands
    there from that day, posted or not."""
    return f"""
        SELECT f.fiscal_year, b.operating_unit_id,
               jsonb_build_object('stage', {standing(TODAY)}, 'account', a.code, 'kind', a.kind) AS keys,
               SUM(b.amount) AS value
        FROM programs_balance b
        JOIN programs_fund f ON f.id = b.fund_id
        JOIN programs_account a ON a.id = f.account_id
        WHERE {within("f.fiscal_year", "b.operating_unit_id")}
        GROUP BY 1, 2, 3
        HAVING SUM(b.amount) <> 0
    """  # noqa: S608 - our own literals


def _delivered(value: str) -> str:
    return f"""
        SELECT p.fiscal_year, p.operating_unit_id,
               jsonb_build_object('kind', p.kind, 'what', d.what, 'force', COALESCE(u.force_type, 'NOT_NAMED')) AS keys,
               {value} AS value
        FROM programs_delivery d
        JOIN programs_program p ON p.id = d.program_id
        LEFT JOIN partners_unit u ON u.id = d.unit_id
        WHERE {within("p.fiscal_year", "p.operating_unit_id")}
        GROUP BY 1, 2, 3
    """  # noqa: S608 - our own literals


DELIVERED = {
    "dimensions": ("kind", "what", "force"),
    "facts": ("delivery", "unit_force"),
    "permission": "programs.view_program",
}


@measure(unit="US dollars", title="Value delivered", **DELIVERED)
def deliveries_value() -> str:
    """Value of recorded deliveries, in US dollars, by the fiscal year of the program and by the force of the unit
    that received it: military, police, another, unknown, or not named under an agreement. What is obligated and not
    yet delivered is no part of it."""
    return _delivered("SUM(d.value)")


@measure(unit="deliveries", title="Deliveries", **DELIVERED)
def deliveries_count() -> str:
    """Number of recorded deliveries of articles, services and training, by the fiscal year of the program and by
    the force of the unit that received them. What was taken back is not counted."""
    return _delivered("COUNT(*) FILTER (WHERE d.reverses_id IS NULL) - COUNT(d.reverses_id)")


@measure(
    unit="US dollars",
    title="Planned",
    dimensions=("kind", "title", "state", "purposes"),
    facts=("program",),
    permission="programs.view_program",
)
def programs_planned() -> str:
    """What programs plan, in US dollars, by fiscal year, kind, title of the U.S. Code, state and the purposes they are
    stated to serve. A program with several purposes counts once, under all of them together; cancelled plans are not
    counted."""
    titles = " ".join(f"WHEN '{kind}' THEN '{spec.title}'" for kind, spec in kinds.SPECS.items())
    return f"""
        SELECT p.fiscal_year, p.operating_unit_id,
               jsonb_build_object('kind', p.kind, 'title', CASE p.kind {titles} END, 'state', p.state,
                                  'purposes', array_to_string(p.stated_purposes, ' ')) AS keys,
               SUM(p.planned_amount) AS value
        FROM programs_program p
        WHERE p.state <> 'CANCELLED' AND {within("p.fiscal_year", "p.operating_unit_id")}
        GROUP BY 1, 2, 3
    """  # noqa: S608 - our own literals
