"""The scene that tests of guards play in, and raw writes as psql would do them."""

import datetime as dt

from ground.dates import days, today
from tests import make
from tests.vetting.raw import sql
from vetting.models import Hit


class Scene:
    """A draft, a case in review and a decided case, with the people who act on them."""

    def __init__(self):
        self.team = make.Team()
        self.unit = make.unit()
        self.person = make.person(self.unit)

    def draft(self):
        return make.case([(self.unit, self.person)], self.team)

    def in_review(self):
        return make.in_review([(self.unit, self.person)], self.team)

    def decided(self):
        return make.both_reviews(self.in_review(), self.team)

    def subject(self, case):
        return case.subjects.get(person__isnull=False)


def copy(obj, **columns):
    """Insert a copy of a row with other values in some columns."""
    names = [f.column for f in obj._meta.concrete_fields if f.column != "id" and f.column not in columns]
    listed = ", ".join(f'"{n}"' for n in [*columns, *names])
    values = ", ".join(["%s"] * len(columns) + [f'"{n}"' for n in names])
    sql(
        f"INSERT INTO {obj._meta.db_table} ({listed}) SELECT {values} FROM {obj._meta.db_table} WHERE id = %s",
        [*columns.values(), obj.pk],
    )


def change(obj, **columns):
    """A raw update with the next version."""
    pairs = "".join(f', "{name}" = %s' for name in columns)
    sql(
        f"UPDATE {obj._meta.db_table} SET version = version + 1{pairs} WHERE id = %s",
        [*columns.values(), obj.pk],
    )


def add_review(subject, *, kind="BUREAU", verdict="APPROVE", reviewer, reason="", until=True, round=None):
    sql(
        "INSERT INTO vetting_review (subject_id, round, kind, verdict, reason, conditions, reviewer_id, valid_until) "
        "VALUES (%s, %s, %s, %s, %s, '', %s, %s)",
        [
            subject.pk,
            subject.round if round is None else round,
            kind,
            verdict,
            reason or ("" if verdict == "APPROVE" else "Known."),
            reviewer.pk,
            today() + dt.timedelta(days=365) if until and verdict == "APPROVE" else None,
        ],
    )


def add_approval(subject, *, law="STATE", unit=None, person="own", valid=None, round=None):
    sql(
        "INSERT INTO vetting_approval (version, subject_id, round, unit_id, person_id, law, valid, conditions, state, "
        "state_reason) VALUES (1, %s, %s, %s, %s, %s, %s, '', 'IN_FORCE', '')",
        [
            subject.pk,
            subject.round if round is None else round,
            (unit or subject.unit).pk,
            subject.person_id if person == "own" else person and person.pk,
            law,
            valid or days(today(), today() + dt.timedelta(days=30)),
        ],
    )


def add_hit(subject, *, entry=None):
    """A possible match as screening would write it."""
    return Hit.objects.create(
        subject=subject, entry=entry or make.list_entry(), matched_name="Somebody", score="0.810", band="LIKELY"
    )
