"""The thread: a request, four people, and a gate that opens only after both reviews."""

import datetime as dt

import pytest

from ground.dates import days, today
from tests import make
from vetting import gate
from vetting.models import Approval, CaseState

pytestmark = pytest.mark.django_db


def test_gate_opens_after_both_reviews_and_says_why_before():
    unit = make.unit()
    student = make.person(unit)
    team = make.Team()
    during = days(today() + dt.timedelta(days=30), today() + dt.timedelta(days=90))

    def shut():
        return {b.code for b in gate.blockers(units=[unit.pk], people=[student.pk], laws=["STATE"], during=during)}

    case = make.in_review([(unit, student)], team)
    assert case.number == f"LV-{case.number.split('-')[1]}-XTM-00001"
    assert shut() == {"NOT_APPROVED"}
    make.both_reviews(case, team)
    assert shut() == set()
    assert case.state == CaseState.RESULTS_RETURNED
    assert Approval.objects.count() == 2  # the person, and the unit that came along
