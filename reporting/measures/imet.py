"""Seats of IMET, by the band of their students."""

from __future__ import annotations

from programs.states import GRADES, GradeBand, Kind

from .declared import measure, within

OF_GRADE = " ".join(f"WHEN s.grade = '{grade}' THEN '{GradeBand(band).value}'" for grade, band in GRADES.items())
BAND = f"CASE WHEN s.is_civilian THEN '{GradeBand.CIVILIAN.value}' {OF_GRADE} ELSE '{GradeBand.NOT_GIVEN.value}' END"


@measure(
    unit="seats",
    title="IMET seats by grade band",
    dimensions=("kind", "band", "state"),
    facts=("seat",),
    permission="programs.view_program",
)
def imet_seats() -> str:
    """Number of IMET seats by the band of the student's US-equivalent grade and by the state of the seat, by the fiscal
    year of the program; civilians are a band of their own. A seat is a place in a course: somebody in two courses
    counts twice. The share of a band leaves cancelled seats out."""
    return f"""
        SELECT p.fiscal_year, p.operating_unit_id,
               jsonb_build_object('kind', p.kind, 'band', {BAND}, 'state', s.state) AS keys, COUNT(*) AS value
        FROM programs_trainingseat s
        JOIN programs_program p ON p.id = s.program_id
        WHERE p.kind = '{Kind.IMET.value}' AND {within("p.fiscal_year", "p.operating_unit_id")}
        GROUP BY 1, 2, 3
    """  # noqa: S608 - our own literals
