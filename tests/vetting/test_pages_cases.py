"""Cases on pages: lists and exports, one case with its steps, rosters by hand and by file, matches, what is hidden."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from ground.dates import today
from ground.models import ImportBatch
from partners.models import Person
from tests import make
from vetting.models import Hit, ListEntry, ListVersion, VettingCase, WatchList
from vetting.services import cases, hits, subjects

pytestmark = pytest.mark.django_db
TITLES = "Last Name,First Name,Date of Birth,Unit"


@pytest.fixture
def team() -> make.Team:
    return make.Team(make.operating_unit())


@pytest.fixture
def draft(team: make.Team) -> VettingCase:
    unit = make.unit(code="DEMO-XTM-0108")
    return make.case([(unit, make.person(unit, "Halden", "Roake"))], team)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, address: str) -> str:
    response = signed_in(user).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def step(user: User, case: VettingCase, name: str, note: str = "", version: int | None = None) -> Any:
    form = {"step": name, "version": version or case.version, "note": note}
    response = signed_in(user).post(f"{case.get_absolute_url()}step/", form)
    case.refresh_from_db()
    return response


def matched(case: VettingCase) -> Hit:
    """A possible match of the first row, as screening would find it."""
    batch = ImportBatch.objects.create(kind="watchlist", file_name="list.csv", sha256="0" * 64, counts={})
    version = ListVersion.objects.create(list=WatchList.objects.create(name="Records"), batch=batch, layout="TABLE")
    entry = ListEntry.objects.create(version=version, source_id="21", kind="PERSON", name="Haldan ROAKE")
    subject = case.subjects.order_by("row").first()
    return Hit.objects.create(subject=subject, entry=entry, matched_name=entry.name, score="0.810", band="likely")


# --- One case, its summary and its steps -----------------------------------------------------------------------


def test_a_draft_says_what_keeps_it_shut_and_what_comes_next(team: make.Team, draft: VettingCase) -> None:
    shown = page(team.requester, draft.get_absolute_url())
    assert "Small Craft Instructor Course" in shown and draft.number in shown
    assert "has no approval." in shown and "when both reviews approve." in shown
    assert "Submit the request" in shown


def test_a_shut_step_says_why(team: make.Team, draft: VettingCase) -> None:
    other = make.user("REQUESTER", at=make.operating_unit())
    shown = page(other, draft.get_absolute_url())
    assert 'aria-disabled="true"' in shown
    assert "asked for this case; only they send or withdraw it." in shown


def test_the_steps_of_a_case_from_draft_to_closed(team: make.Team, draft: VettingCase) -> None:
    for user, name in (
        (team.requester, "submit"),
        (team.manager, "endorse"),
        (team.analyst, "accept"),
        (team.analyst, "complete_checks"),
    ):
        assert step(user, draft, name).status_code == 302, name
    assert draft.state == "WASHINGTON"
    for user, kind in ((team.bureau, "BUREAU"), (team.rights, "HUMAN_RIGHTS")):
        rows = list(draft.subjects.values_list("pk", flat=True))
        form = {"case": draft.number, "kind": kind, "version": draft.version, "subjects": rows, "verdict": "APPROVE"}
        assert signed_in(user).post(f"{draft.get_absolute_url()}review/", form).status_code == 302
        draft.refresh_from_db()
    assert "The gate is open for everyone on the roster" in page(team.manager, draft.get_absolute_url())
    assert step(team.manager, draft, "close").status_code == 302
    assert draft.state == "CLOSED"


def test_a_refused_step_shows_its_rule_with_409_and_keeps_the_reason_typed(team: make.Team, draft: VettingCase) -> None:
    response = step(team.manager, draft, "withdraw", note="No longer needed.")
    shown = response.content.decode()
    assert response.status_code == 409
    assert "only they send or withdraw it." in shown and "Gatehouse rule" in shown.replace("gatehouse", "Gatehouse")
    assert draft.state == "DRAFT"


def test_a_stale_step_is_refused(team: make.Team, draft: VettingCase) -> None:
    cases.edit_case(case=draft, version=draft.version, by=team.requester, need="Another need")
    assert step(team.requester, draft, "submit", version=1).status_code == 409
    assert draft.state == "DRAFT"


def test_an_unknown_step_is_not_taken(team: make.Team, draft: VettingCase) -> None:
    assert step(team.requester, draft, "approve_everybody").status_code == 400


def test_editing_an_older_version_shows_both(team: make.Team, draft: VettingCase) -> None:
    cases.edit_case(case=draft, version=draft.version, by=team.requester, funding="FMF FY 2027")
    form = {
        "version": 1, "event": "My course", "need": "My need", "funding": "IMET FY 2027",
        "event_start": draft.event_start, "event_end": draft.event_end, "post": "",
    }  # fmt: skip
    response = signed_in(team.requester).post(f"{draft.get_absolute_url()}edit/", form)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Someone saved before you" in shown and "FMF FY 2027" in shown and "My course" in shown
    assert f'name="version" value="{draft.version + 1}"' in shown


def test_suspended_rows_are_named_and_resumed_by_their_reviewer(team: make.Team) -> None:
    unit = make.unit()
    case = make.in_review([(unit, make.person(unit)), (unit, make.person(unit))], team)
    rows = [case.subjects.order_by("row").first().pk]
    address = f"{case.get_absolute_url()}subjects/"
    form = {"step": "suspend", "version": case.version, "subjects": rows, "note": "A question is open."}
    assert signed_in(team.rights).post(address, form).status_code == 302
    assert case.subjects.get(pk=rows[0]).state == "SUSPENDED"
    assert "1 of 3 suspended" in page(team.bureau, case.get_absolute_url())
    assert "is suspended." in page(team.bureau, case.get_absolute_url())
    case.refresh_from_db()
    refused = signed_in(team.analyst).post(address, {**form, "step": "resume", "version": case.version})
    assert refused.status_code == 409 and case.subjects.get(pk=rows[0]).state == "SUSPENDED"


def test_a_review_that_is_not_yours_is_shut_with_its_reason(team: make.Team) -> None:
    unit = make.unit()
    case = make.in_review([(unit, make.person(unit))], team)
    shown = page(team.manager, case.get_absolute_url())
    assert "Give the bureau review" in shown and "The manager does not review." in shown
    assert "Give the bureau review" not in page(team.analyst, case.get_absolute_url())


def test_rows_without_a_reason_stay_ticked(team: make.Team) -> None:
    unit = make.unit()
    case = make.in_review([(unit, make.person(unit))], team)
    row = case.subjects.order_by("row").first()
    form = {"step": "suspend", "version": case.version, "subjects": [row.pk], "note": ""}
    response = signed_in(team.rights).post(f"{case.get_absolute_url()}subjects/", form)
    assert response.status_code == 400
    assert f'value="{row.pk}" form="roster" checked' in response.content.decode()


def test_the_history_tells_reviews_suspensions_and_matches(team: make.Team) -> None:
    unit = make.unit()
    case = make.in_review([(unit, make.person(unit)), (unit, make.person(unit))], team)
    chosen = list(case.subjects.order_by("row")[:1])
    subjects.suspend_subject(subjects=chosen, reason="A question is open.", by=team.rights)
    case.refresh_from_db()
    rows = list(case.subjects.filter(state="WASHINGTON_REVIEW").values_list("pk", flat=True))
    form = {"case": case.number, "kind": "BUREAU", "version": case.version, "subjects": rows, "verdict": "APPROVE"}
    assert signed_in(team.bureau).post(f"{case.get_absolute_url()}review/", form).status_code == 302
    shown = page(team.analyst, f"{case.get_absolute_url()}?tab=history")
    for told in ("Approve request", "Suspend, row 1", "A question is open.", "Bureau review: approve 2", "Created"):
        assert told in shown, told


# --- The roster, by hand and by file ----------------------------------------------------------------------------


def test_a_person_is_found_by_name_and_comes_with_the_unit(team: make.Team, draft: VettingCase) -> None:
    unit = make.unit()
    person = make.person(unit, "Sevika", "Orlane", birth_date="1993-08-08")
    address = f"{draft.get_absolute_url()}people/new/?q=orlane"
    assert "Sevika Orlane, born 1993-08-08" in page(team.requester, address)
    form = {"person": person.pk, "version": draft.version, "unit": "", "position": ""}
    assert signed_in(team.requester).post(address, form).status_code == 302
    assert draft.subjects.filter(person=person, unit=unit).exists()
    assert draft.subjects.filter(person=None, unit=unit).exists()
    again = signed_in(team.requester).post(address, {**form, "version": draft.version})
    assert again.status_code == 409 and "on the roster already" in again.content.decode()


def test_a_unit_comes_with_its_commander(team: make.Team, draft: VettingCase) -> None:
    unit = make.unit(code="DEMO-XTM-0300")
    chief = make.person(unit, "Ilmar", "Teshu")
    address = f"{draft.get_absolute_url()}units/new/?unit=DEMO-XTM-0300"
    assert "Ilmar Teshu" in page(team.requester, address)
    form = {"unit": unit.code, "commander": chief.pk, "version": draft.version}
    assert signed_in(team.requester).post(address, form).status_code == 302
    assert draft.subjects.get(unit=unit, person=None).commander == chief


def test_a_settled_roster_takes_nobody(team: make.Team, draft: VettingCase) -> None:
    person = make.person(make.unit(), "Sevika", "Orlane")
    cases.submit(case=draft, by=team.requester)
    draft.refresh_from_db()
    address = f"{draft.get_absolute_url()}people/new/?q=orlane"
    response = signed_in(team.requester).post(address, {"person": person.pk, "version": draft.version})
    assert response.status_code == 409


def upload(team: make.Team, case: VettingCase, *lines: str) -> Any:
    content = "\n".join((TITLES, *lines)).encode()
    file = SimpleUploadedFile("roster.csv", content, content_type="text/csv")
    return signed_in(team.requester).post(f"{case.get_absolute_url()}roster/", {"file": file})


def test_a_dry_run_shows_what_would_change_and_writes_nothing(team: make.Team, draft: VettingCase) -> None:
    before = Person.objects.count()
    response = upload(team, draft, "Halvane,Ostin,1990-02-28,DEMO-XTM-0108", "Merrisk,Talia,,DEMO-XTM-0108")
    shown = response.content.decode()
    assert response.status_code == 200
    assert "Would add" in shown and "Ostin Halvane" in shown and "Add 2" in shown
    assert Person.objects.count() == before


def test_what_was_shown_is_written_when_confirmed(team: make.Team, draft: VettingCase) -> None:
    content = f"{TITLES}\nHalvane,Ostin,1990-02-28,DEMO-XTM-0108"
    kept = base64.b64encode(content.encode()).decode()
    form = {"kept": kept, "file_name": "roster.csv", "version": draft.version}
    response = signed_in(team.requester).post(f"{draft.get_absolute_url()}roster/", form)
    assert response.status_code == 302
    assert draft.subjects.filter(person__family_names="Halvane").exists()
    assert ImportBatch.objects.get().file_name == "roster.csv"


def test_a_roster_shown_for_an_older_version_is_not_written(team: make.Team, draft: VettingCase) -> None:
    kept = base64.b64encode(f"{TITLES}\nHalvane,Ostin,,DEMO-XTM-0108".encode()).decode()
    cases.edit_case(case=draft, version=draft.version, by=team.requester, need="Another need")
    form = {"kept": kept, "file_name": "roster.csv", "version": draft.version}
    response = signed_in(team.requester).post(f"{draft.get_absolute_url()}roster/", form)
    assert response.status_code == 409
    assert not Person.objects.filter(family_names="Halvane").exists()


def test_every_bad_cell_is_named_with_its_row(team: make.Team, draft: VettingCase) -> None:
    response = upload(team, draft, "Halvane,Ostin,31/02/1990,DEMO-XTM-0108", "Merrisk,Talia,,DEMO-XTM-0991", ",,,")
    shown = response.content.decode()
    assert response.status_code == 400
    assert "is not a date" in shown and "Unit not found." in shown
    assert "Opens when no cell is left to fix." in shown and 'name="kept"' not in shown
    assert not Person.objects.filter(family_names="Halvane").exists()


def test_a_file_that_is_no_roster_is_one_plain_line(team: make.Team, draft: VettingCase) -> None:
    file = SimpleUploadedFile("roster.xlsx", b"PK\x03\x04broken", content_type="application/zip")
    response = signed_in(team.requester).post(f"{draft.get_absolute_url()}roster/", {"file": file})
    assert response.status_code == 400
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_has_the_titles_that_an_import_reads(team: make.Team, kind: str) -> None:
    response = signed_in(team.requester).get(f"/vetting/roster-template.{kind}")
    content = b"".join(response.streaming_content)
    assert response.status_code == 200
    assert kind == "xlsx" or content.decode().startswith("Last name,First name,Middle name,Date of birth")


# --- Possible matches -------------------------------------------------------------------------------------------


@pytest.fixture
def hit(team: make.Team, draft: VettingCase) -> Hit:
    cases.submit(case=draft, by=team.requester)
    cases.endorse(case=draft, by=team.manager)
    cases.accept_and_screen(case=draft, by=team.analyst)
    return matched(draft)


def test_a_match_is_shown_side_by_side_with_the_letters_that_differ(team: make.Team, hit: Hit) -> None:
    shown = page(team.analyst, f"/vetting/hits/{hit.pk}/")
    assert "HALD<mark>E</mark>N ROAKE" in shown and "HALD<mark>A</mark>N ROAKE" in shown
    assert "Different person" in shown


def test_an_open_match_keeps_the_case_from_review_until_it_is_decided(
    team: make.Team, draft: VettingCase, hit: Hit
) -> None:
    draft.refresh_from_db()
    assert "1 possible match has no decision." in step(team.analyst, draft, "complete_checks").content.decode()
    form = {"state": "DIFFERENT", "note": "Born 11 years apart.", "version": hit.version}
    assert signed_in(team.analyst).post(f"/vetting/hits/{hit.pk}/", form).status_code == 302
    assert step(team.analyst, draft, "complete_checks").status_code == 302


def test_a_decision_without_a_reason_is_not_kept(team: make.Team, hit: Hit) -> None:
    form = {"state": "SAME", "note": "", "version": hit.version}
    assert signed_in(team.analyst).post(f"/vetting/hits/{hit.pk}/", form).status_code == 400
    hit.refresh_from_db()
    assert hit.state == "OPEN"


def test_whoever_asked_does_not_decide(team: make.Team, hit: Hit) -> None:
    form = {"state": "DIFFERENT", "note": "Trust me.", "version": hit.version}
    assert "somebody else decides" in page(team.requester, f"/vetting/hits/{hit.pk}/")
    assert signed_in(team.requester).post(f"/vetting/hits/{hit.pk}/", form).status_code == 409


def test_a_decision_can_be_taken_back(team: make.Team, hit: Hit) -> None:
    hits.resolve(hit=hit, same=False, note="Another person.", by=team.analyst)
    hit.refresh_from_db()
    form = {"state": "OPEN", "note": "A new record.", "version": hit.version}
    assert signed_in(team.analyst).post(f"/vetting/hits/{hit.pk}/", form).status_code == 302
    hit.refresh_from_db()
    assert hit.state == "OPEN"


# --- Lists, their files, and what is hidden -----------------------------------------------------------------------


def test_a_file_holds_exactly_the_filtered_rows(team: make.Team, draft: VettingCase) -> None:
    unit = make.unit()
    make.in_review([(unit, make.person(unit))], team)
    response = signed_in(team.analyst).get("/vetting/cases/?state=WASHINGTON&export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [row["State"] for row in rows] == ["In review"]
    assert rows[0]["People"] == "1" and rows[0]["Units"] == "1"
    assert "Download 1 case" in page(team.analyst, "/vetting/cases/?state=WASHINGTON")


def test_the_queue_says_who_holds_each_case(team: make.Team, draft: VettingCase) -> None:
    cases.submit(case=draft, by=team.requester)
    shown = page(team.analyst, "/vetting/queue/")
    assert draft.number in shown and "approves the request" in shown
    assert draft.number not in page(team.analyst, "/vetting/queue/?stage=review")


def test_a_new_case_opens_as_a_draft(team: make.Team) -> None:
    form = {
        "operating_unit": "XTM", "event": "Radar course", "need": "Watch the strait", "laws": ["STATE"],
        "event_start": today() + dt.timedelta(days=40), "event_end": today() + dt.timedelta(days=50),
        "funding": "FMF FY 2027", "manager": team.manager.pk,
    }  # fmt: skip
    make.operating_unit()
    response = signed_in(team.requester).post("/vetting/cases/new/", form)
    case = VettingCase.objects.get()
    assert response.status_code == 302 and response["Location"] == case.get_absolute_url()
    assert (case.state, case.requester, case.manager) == ("DRAFT", team.requester, team.manager)


def test_what_is_hidden_and_what_is_missing_answer_the_same(team: make.Team, draft: VettingCase, hit: Hit) -> None:
    stranger = signed_in(make.user("ANALYST", at=make.operating_unit("XLK", "Larkspur")))
    for hidden, missing in (
        (draft.get_absolute_url(), "/vetting/cases/LV-1999-XXX-00001/"),
        (f"/vetting/hits/{hit.pk}/", "/vetting/hits/999999/"),
    ):
        seen = stranger.get(hidden)
        assert seen.status_code == 404
        assert seen.content == stranger.get(missing).content
    for step_url in ("step/", "review/", "subjects/"):
        assert stranger.post(f"{draft.get_absolute_url()}{step_url}", {"step": "submit"}).status_code == 404
    assert draft.number not in stranger.get("/vetting/cases/").content.decode()
    assert draft.number not in stranger.get("/vetting/queue/").content.decode()
