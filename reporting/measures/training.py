"""Training as the annual reports print it."""

from __future__ import annotations

from .declared import measure, within

DIMENSIONS = ("region", "program", "kind", "country")
REPORT = "Foreign Military Training and DoD Engagement Activities of Interest, Volume I (FAA s. 656, 22 U.S.C. 2416)"


def _summed(column: str) -> str:
    """A sum over actual rows. A label that stands for nothing yet is counted under the label as printed."""
    return f"""
        SELECT t.fiscal_year, o.id AS operating_unit_id,
               jsonb_strip_nulls(jsonb_build_object(
                   'region', t.region,
                   'program', COALESCE(NULLIF(p.label, ''), p.printed),
                   'kind', NULLIF(p.kind, ''),
                   'country', CASE WHEN o.id IS NULL THEN c.printed END)) AS keys,
               SUM(COALESCE(t.{column}, 0)) AS value
        FROM programs_trainingrecord t
        JOIN programs_reportedname c ON c.id = t.country_id
        JOIN programs_reportedname p ON p.id = t.program_id
        LEFT JOIN partners_operatingunit o ON o.country_id = c.country_id
        WHERE NOT t.planned AND {within("t.fiscal_year", "o.id")}
        GROUP BY 1, 2, 3
    """  # noqa: S608 - our own literals


@measure(unit="places", dimensions=DIMENSIONS, facts=("training",), source=REPORT)
def training_places() -> str:
    """Places in training as reported, by the fiscal year of the training, not of the money. A place is a seat, not a
    person: who took two courses counts twice. Actual rows only; planned ones are never counted. A country or program
    whose printed label nobody has assigned yet is counted under that label."""
    return _summed("quantity")


@measure(unit="US dollars", dimensions=DIMENSIONS, facts=("training",), source=REPORT)
def training_cost() -> str:
    """Cost of training as reported, in nominal US dollars, by the fiscal year of the training, not of the money.
    Actual rows only; planned ones are never counted. Rows printed without a cost count as zero. A country or program
    whose printed label nobody has assigned yet is counted under that label."""
    return _summed("total_cost")
