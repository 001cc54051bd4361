"""Each guard of vetting: the forbidden write is refused by its name, and passes once that one guard is gone."""

import datetime as dt

import pytest
from django.db import transaction

from ground.dates import days, today
from tests import make
from tests.vetting.raw import constraint_of, move, past_triggers, put, refused_only_by, settle, sql
from vetting.models import Approval, Hit, ListEntry, Review, UnitStanding, VettingCase, VettingSubject
from vetting.services import approvals, standing

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def scene(db):
    return Scene()


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


# Cases ------------------------------------------------------------------------------------------------------


def test_a_stale_writer_of_a_case(scene):
    case = scene.draft()
    write = lambda: sql("UPDATE vetting_vettingcase SET event = 'x' WHERE id = %s", [case.pk])  # noqa: E731
    refused_only_by(VettingCase, "next_version", "vetting_vettingcase_version", write)


def test_an_empty_roster_is_not_submitted(scene):
    case = scene.draft()
    with past_triggers():
        sql("UPDATE vetting_vettingsubject SET state = 'REMOVED' WHERE case_id = %s", [case.pk])
    refused_only_by(VettingCase, "units_come_with_people", "vetting_case_has_subjects", lambda: move(case, "SUBMITTED"))


def test_a_person_is_not_submitted_without_their_unit(scene):
    case = scene.draft()
    put(case.subjects.get(person=None), state="REMOVED")
    refused_only_by(VettingCase, "units_come_with_people", "vetting_unit_with_person", lambda: move(case, "SUBMITTED"))


def test_results_need_an_outcome_for_every_row(scene):
    case = scene.in_review()
    refused_only_by(
        VettingCase,
        "every_subject_decided",
        "vetting_every_subject_decided",
        lambda: move(case, "RESULTS_RETURNED"),
    )


@pytest.mark.parametrize(
    "columns",
    [{"number": "LV-1999-XXX-00001"}, {"laws": ["DOD"]}, {"requester_id": "other"}, {"manager_id": "other"}],
    ids=lambda c: next(iter(c)),
)
def test_what_a_case_was_asked_for_does_not_change(scene, columns):
    case = scene.draft()
    other = make.user("PROGRAM_MANAGER").pk
    write = lambda: change(case, **{k: other if v == "other" else v for k, v in columns.items()})  # noqa: E731
    refused_only_by(VettingCase, "frozen", "vetting_vettingcase_frozen", write)


def test_a_case_is_never_removed(scene):
    case = scene.draft()
    with past_triggers():
        sql("DELETE FROM vetting_vettingsubject WHERE case_id = %s", [case.pk])
    write = lambda: sql("DELETE FROM vetting_vettingcase WHERE id = %s", [case.pk])  # noqa: E731
    refused_only_by(VettingCase, "no_delete", "vetting_vettingcase_no_delete", write)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("case_dates_in_order", {"event_end": dt.date(2020, 1, 1)}),
        ("case_endorsed_by_its_manager", {"state": "ENDORSED", "endorsed_by_id": "requester"}),
        ("case_endorsed_before_it_leaves", {"state": "ENDORSED"}),
        ("case_not_worked_by_its_requester", {"accepted_by_id": "requester"}),
    ],
)
def test_what_a_case_declares(scene, name, columns):
    case = scene.draft()
    put(case, state="SUBMITTED")
    requester = scene.team.requester.pk
    columns = {k: requester if v == "requester" else v for k, v in columns.items()}
    refused_only_by(VettingCase, name, name, lambda: change(case, **columns))


@pytest.mark.parametrize(
    ("name", "columns"),
    [("case_names_a_law", {"laws": []}), ("case_requester_is_not_manager", {"manager_id": "requester"})],
)
def test_what_a_new_case_declares(scene, name, columns):
    case = scene.draft()
    requester = scene.team.requester.pk
    columns = {k: requester if v == "requester" else v for k, v in columns.items()}
    refused_only_by(VettingCase, name, name, lambda: copy(case, number="LV-1", **columns))


def test_an_endorsement_does_not_outlive_a_return(scene):
    case = scene.draft()
    put(case, state="SUBMITTED")
    name = constraint_of(lambda: change(case, endorsed_by_id=scene.team.manager.pk))
    assert name == "case_endorsed_before_it_leaves"


# Subjects ---------------------------------------------------------------------------------------------------


def test_nobody_joins_a_submitted_roster(scene):
    case = scene.draft()
    put(case, state="SUBMITTED")
    other = make.person(scene.unit)
    write = lambda: copy(scene.subject(case), person_id=other.pk, row=99)  # noqa: E731
    refused_only_by(VettingSubject, "joins_in_draft", "vetting_subject_joins_in_draft", write)


def test_approval_takes_both_reviews(scene):
    subject = scene.subject(scene.in_review())
    refused_only_by(VettingSubject, "two_reviews", "vetting_two_reviews", lambda: move(subject, "APPROVED"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("BUREAU", "APPROVE"), None),
        (("BUREAU", "APPROVE"), ("HUMAN_RIGHTS", "REJECT")),
        (("BUREAU", "REJECT"), ("HUMAN_RIGHTS", "REJECT")),
    ],
)
def test_one_review_or_two_that_differ_approve_nobody(scene, first, second):
    subject = scene.subject(scene.in_review())
    given = zip([first, second], [scene.team.bureau, scene.team.rights], strict=True)
    for (kind, verdict), reviewer in [(g, r) for g, r in given if g]:
        add_review(subject, kind=kind, verdict=verdict, reviewer=reviewer)
    assert constraint_of(lambda: move(subject, "APPROVED")) == "vetting_two_reviews"


def test_reviews_of_an_earlier_round_approve_nobody(scene):
    subject = scene.subject(scene.in_review())
    for kind, reviewer in (("BUREAU", scene.team.bureau), ("HUMAN_RIGHTS", scene.team.rights)):
        add_review(subject, kind=kind, reviewer=reviewer)
    assert constraint_of(lambda: move(subject, "APPROVED")) is None
    assert constraint_of(lambda: move(subject, "APPROVED", round=2)) == "vetting_two_reviews"


def test_an_open_match_keeps_a_subject_unapproved(scene):
    subject = scene.subject(scene.in_review())
    add_hit(subject)
    for kind, reviewer in (("BUREAU", scene.team.bureau), ("HUMAN_RIGHTS", scene.team.rights)):
        add_review(subject, kind=kind, reviewer=reviewer)
    refused_only_by(VettingSubject, "two_reviews", "vetting_hits_resolved", lambda: move(subject, "APPROVED"))


def test_a_row_stays_the_person_and_unit_it_was(scene):
    subject = scene.subject(scene.draft())
    other = make.person(scene.unit)
    write = lambda: change(subject, person_id=other.pk)  # noqa: E731
    refused_only_by(VettingSubject, "frozen", "vetting_vettingsubject_frozen", write)


def test_a_row_is_never_removed_from_the_record(scene):
    subject = scene.subject(scene.draft())
    write = lambda: sql("DELETE FROM vetting_vettingsubject WHERE id = %s", [subject.pk])  # noqa: E731
    refused_only_by(VettingSubject, "no_delete", "vetting_vettingsubject_no_delete", write)


@pytest.mark.parametrize(
    "name", ["subject_person_once_per_case", "subject_unit_once_per_case", "subject_row_once_per_case"]
)
def test_a_roster_names_each_once(scene, name):
    case = scene.draft()
    subject = case.subjects.get(person=None) if "unit" in name else scene.subject(case)
    other = make.person(scene.unit)
    columns = {"person_id": other.pk} if "row" in name else {"row": 99}
    refused_only_by(VettingSubject, name, name, lambda: copy(subject, **columns))


def test_only_a_unit_has_a_commander(scene):
    name = "subject_commander_is_of_a_unit"
    subject = scene.subject(scene.draft())
    refused_only_by(VettingSubject, name, name, lambda: change(subject, commander_id=scene.person.pk))


# Reviews ----------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("who", ["requester", "manager"])
def test_requester_and_manager_do_not_review(scene, who):
    subject = scene.subject(scene.in_review())
    write = lambda: add_review(subject, reviewer=getattr(scene.team, who))  # noqa: E731
    refused_only_by(Review, "reviewer_stands_apart", "review_not_by_requester_or_manager", write)


def test_whoever_cleared_a_match_does_not_review(scene):
    subject = scene.subject(scene.in_review())
    hit = add_hit(subject)
    put(hit, state="DIFFERENT", resolved_by_id=scene.team.bureau.pk)
    write = lambda: add_review(subject, reviewer=scene.team.bureau)  # noqa: E731
    refused_only_by(Review, "reviewer_stands_apart", "review_not_by_clearer", write)


@pytest.mark.parametrize("state", ["DRAFT", "POST_REVIEW", "PROCESS_REVIEW", "SUSPENDED", "APPROVED", "REJECTED"])
def test_a_review_is_of_what_is_in_review(scene, state):
    subject = scene.subject(scene.in_review())
    put(subject, state=state)
    write = lambda: add_review(subject, reviewer=scene.team.bureau)  # noqa: E731
    refused_only_by(Review, "reviewer_stands_apart", "review_while_in_review", write)


def test_a_review_is_of_an_endorsed_case(scene):
    case = scene.in_review()
    put(case, state="DRAFT", endorsed_by_id=None)
    write = lambda: add_review(scene.subject(case), reviewer=scene.team.bureau)  # noqa: E731
    assert constraint_of(write) == "review_while_in_review"


def test_one_person_does_not_give_both_reviews(scene):
    subject = scene.subject(scene.in_review())
    add_review(subject, kind="BUREAU", reviewer=scene.team.bureau)
    write = lambda: add_review(subject, kind="HUMAN_RIGHTS", reviewer=scene.team.bureau)  # noqa: E731
    refused_only_by(Review, "review_two_people", "review_two_people", write)


def test_each_review_is_given_once_a_round(scene):
    subject = scene.subject(scene.in_review())
    add_review(subject, kind="BUREAU", reviewer=scene.team.bureau)
    write = lambda: add_review(subject, kind="BUREAU", reviewer=scene.team.rights)  # noqa: E731
    refused_only_by(Review, "review_once_per_kind", "review_once_per_kind", write)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("review_rejection_has_reason", {"verdict": "REJECT", "reason": ""}),
        ("review_known_words", {"kind": "FRIEND"}),
        ("review_known_words", {"verdict": "APPROVED", "reason": "An unknown word."}),
        ("review_approval_has_last_day", {"until": False}),
    ],
)
def test_what_a_review_declares(scene, name, columns):
    subject = scene.subject(scene.in_review())
    reason = columns.pop("reason", "")

    def write():
        add_review(subject, reviewer=scene.team.bureau, **{**columns, "reason": reason or " " * (not reason)})

    if name == "review_rejection_has_reason":
        write = lambda: sql(  # noqa: E731
            "INSERT INTO vetting_review (subject_id, round, kind, verdict, reason, conditions, reviewer_id) "
            "VALUES (%s, 1, 'BUREAU', 'REJECT', '', '', %s)",
            [subject.pk, scene.team.bureau.pk],
        )
    refused_only_by(Review, name, name, write)


@pytest.mark.parametrize(
    "statement", ["UPDATE vetting_review SET verdict = 'REJECT', reason = 'x'", "DELETE FROM vetting_review"]
)
def test_a_review_is_never_changed(scene, statement):
    scene.decided()
    refused_only_by(Review, "append_only", "vetting_review_append_only", lambda: sql(statement))


def test_reviews_are_not_truncated(scene):
    scene.decided()
    settle()
    assert constraint_of(lambda: sql("TRUNCATE vetting_review")) == "vetting_review_append_only"


# Approvals --------------------------------------------------------------------------------------------------


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


def test_an_approval_follows_its_decision(scene):
    subject = scene.subject(scene.in_review())
    refused_only_by(Approval, "follows_decision", "approval_follows_decision", lambda: add_approval(subject))


def test_an_approval_is_of_the_subject_that_was_decided(scene):
    case = scene.decided()
    subject = scene.subject(case)
    other_unit, other_person = make.unit(), make.person(scene.unit)
    for write in (
        lambda: add_approval(subject, unit=other_unit),
        lambda: add_approval(subject, person=other_person),
        lambda: add_approval(subject, person=None),
        lambda: add_approval(subject, law="DOD"),
        lambda: add_approval(subject, round=9),
    ):
        assert constraint_of(write) == "approval_follows_decision"


def test_an_approval_lasts_no_longer_than_each_reviewer_allowed(scene):
    case = scene.in_review()
    make.both_reviews(case, scene.team, until=today() + dt.timedelta(days=40))
    subject = scene.subject(case)
    with past_triggers():
        sql("DELETE FROM vetting_approval WHERE subject_id = %s", [subject.pk])
    longer = days(today(), today() + dt.timedelta(days=41))
    assert constraint_of(lambda: add_approval(subject, valid=days(today(), today() + dt.timedelta(days=40)))) is None
    refused_only_by(
        Approval, "follows_decision", "approval_within_reviews", lambda: add_approval(subject, valid=longer)
    )


def test_one_approval_a_round_and_law(scene):
    subject = scene.subject(scene.decided())
    name = "approval_once_per_round_and_law"
    refused_only_by(Approval, name, name, lambda: add_approval(subject))


@pytest.mark.parametrize("valid", ["empty", "[2026-01-01,)", "(,2026-01-01]"])
def test_an_approval_has_both_dates(scene, valid):
    subject = scene.subject(scene.decided())
    with past_triggers():
        sql("DELETE FROM vetting_approval WHERE subject_id = %s", [subject.pk])
    name = "approval_has_both_dates"
    assert constraint_of(lambda: add_approval(subject, valid=valid)) in {name, "approval_within_reviews"}
    if valid != "[2026-01-01,)":
        refused_only_by(Approval, name, name, lambda: add_approval(subject, valid=valid))


@pytest.mark.parametrize("field", ["valid", "law", "unit_id", "person_id", "round"])
def test_an_approval_is_not_stretched(scene, field):
    approval = scene.subject(scene.decided()).approvals.get()
    value = {
        "valid": days(today(), today() + dt.timedelta(days=3000)),
        "law": "DOD",
        "unit_id": make.unit().pk,
        "person_id": make.person(scene.unit).pk,
        "round": 7,
    }[field]
    refused_only_by(Approval, "frozen", "vetting_approval_frozen", lambda: change(approval, **{field: value}))


def test_an_approval_is_never_removed(scene):
    approval = scene.subject(scene.decided()).approvals.get()
    write = lambda: sql("DELETE FROM vetting_approval WHERE id = %s", [approval.pk])  # noqa: E731
    refused_only_by(Approval, "no_delete", "vetting_approval_no_delete", write)


# Standing ---------------------------------------------------------------------------------------------------


@pytest.fixture
def under_review(scene):
    return standing.propose_ineligible(
        unit=scene.unit, grounds="Credible information.", source=make.source(), by=scene.team.rights
    )


@pytest.mark.parametrize("target", ["INELIGIBLE", "NO_FINDING"])
def test_one_person_neither_confirms_nor_closes_alone(scene, under_review, target):
    name = "standing_finding_takes_two"
    write = lambda: move(under_review, target, confirmed_by_id=scene.team.rights.pk)  # noqa: E731
    refused_only_by(UnitStanding, name, name, write)


@pytest.mark.parametrize("target", ["INELIGIBLE", "NO_FINDING"])
def test_nobody_at_all_neither_confirms_nor_closes(under_review, target):
    assert constraint_of(lambda: move(under_review, target)) == "standing_finding_takes_two"


@pytest.mark.parametrize("columns", [{"source_id": None}, {"grounds": ""}])
def test_a_finding_has_grounds_and_source(under_review, columns):
    name = "standing_finding_has_source"
    refused_only_by(UnitStanding, name, name, lambda: change(under_review, **columns))


def test_a_standing_stays_with_its_unit(under_review):
    other = make.unit()
    write = lambda: change(under_review, unit_id=other.pk)  # noqa: E731
    refused_only_by(UnitStanding, "frozen", "vetting_unitstanding_frozen", write)


def test_a_standing_is_never_removed(under_review):
    write = lambda: sql("DELETE FROM vetting_unitstanding WHERE id = %s", [under_review.pk])  # noqa: E731
    refused_only_by(UnitStanding, "no_delete", "vetting_unitstanding_no_delete", write)


# Hits and lists ---------------------------------------------------------------------------------------------


def add_hit(subject, *, entry=None):
    """A possible match as screening would write it."""
    return Hit.objects.create(
        subject=subject, entry=entry or make.list_entry(), matched_name="Somebody", score="0.810", band="LIKELY"
    )


@pytest.mark.parametrize(
    ("source", "target", "passes"),
    [
        ("OPEN", "SAME", True),
        ("OPEN", "DIFFERENT", True),
        ("SAME", "OPEN", True),
        ("DIFFERENT", "OPEN", True),
        ("SAME", "DIFFERENT", False),
        ("DIFFERENT", "SAME", False),
    ],
)
def test_a_match_is_reopened_before_it_is_decided_otherwise(scene, source, target, passes):
    hit = add_hit(scene.subject(scene.draft()))
    analyst = scene.team.analyst.pk
    put(hit, state=source, resolved_by_id=None if source == "OPEN" else analyst)
    name = constraint_of(lambda: move(hit, target, resolved_by_id=None if target == "OPEN" else analyst))
    assert name == (None if passes else "vetting_hit_state_step")


def test_a_match_is_born_open(scene):
    hit = add_hit(scene.subject(scene.draft()))
    other = make.list_entry()
    write = lambda: copy(hit, entry_id=other.pk, state="DIFFERENT", resolved_by_id=scene.team.analyst.pk)  # noqa: E731
    refused_only_by(Hit, "state_start", "vetting_hit_state_start", write)


def test_the_requester_resolves_no_match(scene):
    hit = add_hit(scene.subject(scene.draft()))
    write = lambda: move(hit, "DIFFERENT", resolved_by_id=scene.team.requester.pk)  # noqa: E731
    refused_only_by(Hit, "resolved_by_another", "hit_not_by_requester", write)


def test_a_reviewer_resolves_no_match_of_theirs(scene):
    subject = scene.subject(scene.in_review())
    hit = add_hit(subject)
    add_review(subject, reviewer=scene.team.bureau)
    write = lambda: move(hit, "DIFFERENT", resolved_by_id=scene.team.bureau.pk)  # noqa: E731
    refused_only_by(Hit, "resolved_by_another", "hit_not_by_reviewer", write)


def test_a_match_is_resolved_by_somebody(scene):
    hit = add_hit(scene.subject(scene.draft()))
    refused_only_by(Hit, "hit_resolved_by_somebody", "hit_resolved_by_somebody", lambda: move(hit, "DIFFERENT"))


def test_a_match_is_noted_once(scene):
    name = "hit_once_per_subject_and_entry"
    hit = add_hit(scene.subject(scene.draft()))
    refused_only_by(Hit, name, name, lambda: copy(hit))


def test_a_match_is_never_removed(scene):
    hit = add_hit(scene.subject(scene.draft()))
    write = lambda: sql("DELETE FROM vetting_hit WHERE id = %s", [hit.pk])  # noqa: E731
    refused_only_by(Hit, "no_delete", "vetting_hit_no_delete", write)


def test_a_list_is_never_rewritten(db):
    entry = make.list_entry()
    write = lambda: sql("UPDATE vetting_listentry SET name = 'x' WHERE id = %s", [entry.pk])  # noqa: E731
    refused_only_by(ListEntry, "append_only", "vetting_listentry_append_only", write)


# History ----------------------------------------------------------------------------------------------------


def test_each_decision_leaves_who_and_why(scene):
    subject = scene.subject(scene.decided())
    approval = subject.approvals.get()
    approvals.suspend(approval=approval, reason="New information.", by=scene.team.rights)
    last = Approval.pgh_event_model.objects.filter(pgh_obj_id=approval.pk).order_by("pgh_id").last()
    assert last.state == "SUSPENDED"
    context = last.pgh_context
    assert (context["user"], context["step"], context["note"]) == (
        scene.team.rights.pk,
        "suspend",
        "New information.",
    )


def test_nothing_of_a_refused_step_stays(scene):
    case = scene.in_review()
    with pytest.raises(Exception, match="reason"), transaction.atomic():
        make.reviews.review(case=case, kind="BUREAU", verdict="REJECT", by=scene.team.bureau)
    assert not Review.objects.exists()
