"""What conventional weapons destruction did, by the fiscal year in which the days of the work end."""

from __future__ import annotations

from programs.models.cwd_work import PEOPLE

from .declared import measure, within

YEAR = "EXTRACT(year FROM w.until + INTERVAL '3 months')::int"
PIECES = (
    *("ap_mines", "av_mines", "submunitions", "other_uxo", "ieds"),
    *("weapons", "manpads_missiles", "manpads_gripstocks"),
)
LAND = ("canceled_m2", "reduced_m2", "cleared_m2")


def _worked(table: str, dimension: str, columns: tuple[str, ...]) -> str:
    """The sum of each column that is not zero, of the rows that no later row replaced."""
    named = ", ".join(f"('{name.removesuffix('_m2').upper()}', w.{name})" for name in columns)
    return f"""
        SELECT {YEAR} AS fiscal_year, p.operating_unit_id,
               jsonb_build_object('kind', p.kind, 'contaminant', t.contaminant, '{dimension}', v.name) AS keys,
               SUM(v.value) AS value
        FROM programs_{table} w
        JOIN programs_cwdtask t ON t.id = w.task_id
        JOIN programs_grant g ON g.id = t.grant_id
        JOIN programs_program p ON p.id = g.program_id
        CROSS JOIN LATERAL (VALUES {named}) v(name, value)
        WHERE v.value <> 0 AND NOT EXISTS (SELECT 1 FROM programs_{table} x WHERE x.replaces_id = w.id)
          AND {within(YEAR, "p.operating_unit_id")}
        GROUP BY 1, 2, 3
    """  # noqa: S608 - our own literals


@measure(
    unit="square meters",
    dimensions=("kind", "contaminant", "method"),
    facts=("land",),
    permission="programs.view_program",
    additive=False,
)
def land_released() -> str:
    """Land released under NADR awards, in square meters, by method: canceled by non-technical survey, reduced by
    technical survey, cleared. The three are never added up as cleared. By the fiscal year in which the days of the
    report end; a report that a later one replaced is not counted."""
    return _worked("landrelease", "method", LAND)


@measure(
    unit="pieces",
    dimensions=("kind", "contaminant", "class"),
    facts=("ordnance",),
    permission="programs.view_program",
    additive=False,
)
def ordnance_destroyed() -> str:
    """Ordnance destroyed under NADR awards, in pieces, by class; improvised explosive devices and MANPADS stand apart.
    Ammunition is counted in rounds and in tonnes elsewhere and is no part of it. By the fiscal year in which the days
    of the report end; a report that a later one replaced is not counted."""
    return _worked("ordnancedisposal", "class", PIECES)


@measure(
    unit="persons",
    dimensions=("kind", "contaminant", "who"),
    facts=("education",),
    permission="programs.view_program",
)
def people_taught() -> str:
    """People who were at sessions of risk education under NADR awards: girls, boys, women, men, sex or age not known.
    Direct beneficiaries only, no estimate; who came to several sessions may be counted again. By the fiscal year in
    which the days of the report end; a report that a later one replaced is not counted."""
    return _worked("riskeducation", "who", PEOPLE)
