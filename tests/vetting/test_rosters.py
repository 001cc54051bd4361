"""A roster file onto a draft case: the plan row by row, all or nothing, and every bad cell in one plain line."""

import io

import pytest
import xlsxwriter

from ground.models import ImportBatch
from ground.refusals import Refused
from partners.models import Person, PersonIdentifier, Posting, Unit
from partners.services import people, units
from tests import make
from vetting.services import cases
from vetting.services.rosters import import_roster

pytestmark = pytest.mark.django_db

TITLES = (
    "Last Name,First Name,Middle Name,Date of Birth,Place of Birth,Country of Citizenship,Sex,Rank,Unit,Position,"
    "ID Type,ID Number"
)


class World:
    """A draft case of one country with one unit known by code, name and alias."""

    def __init__(self):
        self.unit = make.unit("12th Mountain Battalion (invented)", code="DEMO-XTM-0012", aliases=["12 Mtn Bn"])
        self.team = make.Team()
        self.case = make.case([(self.unit, make.person(self.unit, "Ilmar", "Teshu"))], self.team)

    def roster(self, *lines, titles=TITLES, dry_run=False, by=None):
        source = io.BytesIO("\n".join([titles, *lines]).encode())
        return import_roster(
            case=self.case, source=source, name="roster.csv", by=by or self.team.requester, dry_run=dry_run
        )


@pytest.fixture
def world(db):
    return World()


def reasons(found):
    return [(p.row, p.column, p.reason) for p in found.report.problems]


def test_people_units_and_postings_come_with_the_roster(world):
    found = world.roster(
        "Oskalet,Daviren,A.,1984-02-19,Port Amber,XTM,M,Lt.,12 Mtn Bn,Boat section leader,National ID,XT-884.21",
        "Pelldane,Marisu,,1990,,Tamarind,Female,,demo-xtm-0012,,,",
        ",Sevika,,,,,,,12th mountain  battalion (INVENTED),,,",
    )
    assert found.report.as_json() == {
        "file": "roster.csv", "read": 3, "kept": 3, "unchanged": 0, "merged": 0, "review": 0, "refused": 0,
        "problems": [], "written": True,
    }  # fmt: skip
    assert [row.person for row in found.rows] == ["new", "new", "new"]
    made = Person.objects.get(family_names="Oskalet")
    assert (made.given_names, made.birth_date, made.sex, made.rank) == ("Daviren A.", "1984-02-19", "M", "Lt.")
    assert made.identifiers.get().number == "XT-884.21"
    assert made.postings.get().unit == world.unit and "Roster roster.csv" in made.postings.get().source.title
    assert world.case.subjects.count() == 5  # one from before with the unit, and these three
    assert ImportBatch.objects.get(kind="roster").counts["kept"] == 3


def test_a_second_run_changes_nothing(world):
    line = "Oskalet,Daviren,,1984-02-19,,,,,12 Mtn Bn,,National ID,88421"
    world.roster(line)
    again = world.roster(line)
    assert (again.report.unchanged, again.report.kept, again.report.written) == (1, 0, False)
    assert Person.objects.filter(family_names="Oskalet").count() == 1


def test_a_second_run_of_rows_that_say_little_changes_nothing(world):
    """Nobody is found on file by a name alone, or with a year; the same file knows again whom it brought."""
    lines = [",Sevika,,,,,,,12 Mtn Bn,,,", "Pelldane,Marisu,,1990,,,,,12 Mtn Bn,,,", ",Sevika,,,,,,,12 Mtn Bn,,,"]
    assert world.roster(*lines).report.kept == 3
    again = world.roster(*lines)
    assert (again.report.unchanged, again.report.kept, again.report.written) == (3, 0, False)
    one_more = world.roster(*lines, ",Sevika,,,,,,,12 Mtn Bn,,,", "Pelldane,Marisu,,1991,,,,,12 Mtn Bn,,,")
    assert [row.person for row in one_more.rows] == ["on the roster"] * 3 + ["new", "new"]


def test_a_dry_run_says_what_would_change_and_writes_nothing(world):
    identity = people.Identity(world.unit.country, "Oskalet", "Daviren", "1984-02-19")
    known = people.create_person(identity=identity, by=None)
    before = Person.objects.count(), Posting.objects.count(), world.case.subjects.count()
    found = world.roster(
        "OSKALET,daviren,,1984-02-19,,,,,12 Mtn Bn,,,",
        "Ferrin,Anton,,,,,,,12 Mtn Bn,,,",
        "Teshu,Ilmar,,,,,,,12 Mtn Bn,,,",
        dry_run=True,
    )
    assert [row.person for row in found.rows] == ["known", "new", "new"]  # a name alone is never enough
    assert found.rows[0].known == known
    assert not found.report.written and found.report.kept == 3
    assert before == (Person.objects.count(), Posting.objects.count(), world.case.subjects.count())


def test_a_document_finds_a_person_under_another_spelling(world):
    identity = people.Identity(world.unit.country, "Oskalet", "Daviren", identifiers=(("NATIONAL_ID", "xt 88421"),))
    known = people.create_person(identity=identity, by=None)
    found = world.roster("Oskaleth,Daviren,,,,,,,12 Mtn Bn,,National ID,XT-88421")
    assert found.rows[0].known == known and found.report.written
    wrong = world.roster("Quell,Tamsin,,,,,,,12 Mtn Bn,,National ID,XT-88421")
    assert reasons(wrong) == [(1, "ID Number", "This number is on file for somebody of another name. Check it.")]


def test_one_bad_row_keeps_the_whole_file_out(world):
    found = world.roster(
        "Ferrin,Anton,,,,,,,12 Mtn Bn,,,",
        "Orlane,Sevika,,,,,,,13 Mtn Bn,,,",
    )
    assert reasons(found) == [(2, "Unit", "Unit not found. Write its code, its name or one of its aliases.")]
    assert (found.report.kept, found.report.refused, found.report.written) == (1, 1, False)
    assert not Person.objects.filter(family_names="Ferrin").exists()


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ("Ferrin,Anton,,03/04/1985,,,,,12 Mtn Bn,,,", "Date of Birth", "can be read in two ways"),
        ("Ferrin,Anton,,1985-02-31,,,,,12 Mtn Bn,,,", "Date of Birth", "is not a date"),
        ("Ferrin,Anton,,2999-01-01,,,,,12 Mtn Bn,,,", "Date of Birth", "is after"),
        ("Ferrin,Anton,,,,,X,,12 Mtn Bn,,,", "Sex", "is not one of"),
        ("Ferrin,Anton,,,,Atlantis,,,12 Mtn Bn,,,", "Country of Citizenship", "not known"),
        ("Ferrin,Anton,,,,,,,,,,", "Unit", "No unit is named"),
        (",,,,,,,,12 Mtn Bn,,,", "Last Name", "names nobody"),
        ("Fer\u202erin,Anton,,,,,,,12 Mtn Bn,,,", "Last Name", "reverses the reading order"),
        (f"{'F' * 151},Anton,,,,,,,12 Mtn Bn,,,", "Last Name", "at most 150 fit"),
        ("Ferrin,Anton,,,,,,,12 Mtn Bn,,Library card,7", "ID Type", "is not one of"),
        ("Ferrin,Anton,,,,,,,12 Mtn Bn,,", "", "The row has 11 cells and the header 12"),
    ],
)
def test_each_bad_cell_has_its_line(world, line, column, says):
    found = world.roster(line)
    assert len(found.report.problems) == 1
    problem = found.report.problems[0]
    assert (problem.row, problem.column) == (1, column) and says in problem.reason
    assert not found.report.written


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (TITLES.encode(), "The file has no rows"),
        (b"First Name,Unit\nAnton,12 Mtn Bn", "Last name” is missing"),
        (b"Last Name,First Name,Surname\nFerrin,Anton,x", "there twice"),
        (b"Last Name,First Name,Shoe size\nFerrin,Anton,44", "not known here"),
        (b'Last Name,First Name\n"Ferrin,Anton', "never closes"),
        ("Last Name,First Name\nFerrin,Anton".encode("utf-16"), "UTF-16"),
        (b"Last Name,First Name\nFer\0rin,Anton", "NUL"),
        (b"PK\x03\x04 not a workbook", "workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(world, content, says):
    found = import_roster(case=world.case, source=io.BytesIO(content), name="roster.csv", by=world.team.requester)
    assert len(found.report.problems) == 1 and says in found.report.problems[0].reason
    assert not found.report.written and found.report.read == 0


def test_a_workbook_reads_as_its_csv(world):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for n, title in enumerate(TITLES.split(",")):
        sheet.write(0, n, title)
    for n, cell in enumerate(["Ferrin", "Anton", "", "1985-03-04", "", "", "", "", "12 Mtn Bn"]):
        sheet.write(1, n, cell)
    book.close()
    found = import_roster(case=world.case, source=io.BytesIO(buffer.getvalue()), name="r.xlsx", by=world.team.requester)
    assert found.report.written and Person.objects.get(family_names="Ferrin").birth_date == "1985-03-04"


def test_the_same_person_twice_in_a_file(world):
    found = world.roster(
        "Ferrin,Anton,,1985-03-04,,,,,12 Mtn Bn,,,",
        "FERRIN,Anton,,1985-03-04,,,,,12 Mtn Bn,,,",
    )
    assert reasons(found) == [(2, "Last Name", "This is the same person as in row 1.")]


def test_a_unit_name_that_means_two_units(world):
    make.unit("Port Guard (invented)", code="A-1")
    make.unit("Port Guard (invented)", code="A-2")
    found = world.roster("Ferrin,Anton,,,,,,,port guard (invented),,,")
    assert "Several units have this name: A-1 and A-2" in reasons(found)[0][2]


def test_a_unit_of_another_country_is_not_found(world):
    abroad = make.unit("Harbor Watch (invented)", in_country=make.country("XLK", "Larkspur", "AF"))
    found = world.roster(f"Ferrin,Anton,,,,,,,{abroad.code},,,")
    assert "Unit not found" in reasons(found)[0][2]


def test_whoever_serves_elsewhere_on_record_is_not_put_in_this_unit(world):
    other = make.unit("1st Escort (invented)", code="E-1")
    student = make.person(other, "Anton", "Ferrin", birth_date="1985-03-04")
    found = world.roster("Ferrin,Anton,,1985-03-04,,,,,12 Mtn Bn,,,")
    assert "serves in 1st Escort (invented) (E-1)" in reasons(found)[0][2]
    people.transfer(
        person=student, unit=world.unit, on=make.today(), source=units.record_source(title="Order", by=None), by=None
    )
    assert world.roster("Ferrin,Anton,,1985-03-04,,,,,12 Mtn Bn,,,").report.written


def test_only_a_draft_takes_a_roster(world):
    cases.submit(case=world.case, by=world.team.requester)
    with pytest.raises(Refused) as refused:
        world.roster("Ferrin,Anton,,,,,,,12 Mtn Bn,,,")
    assert refused.value.code == "not_a_draft"


def test_whoever_may_not_draft_imports_nothing(world):
    with pytest.raises(Refused) as refused:
        world.roster("Ferrin,Anton,,,,,,,12 Mtn Bn,,,", by=world.team.analyst)
    assert refused.value.code == "permission"


def test_a_roster_of_fifty_takes_the_same_queries_as_one_of_five(world, django_assert_max_num_queries):
    def lines(count, tag):
        return [f"Name{tag}{n},Given,,1985-03-04,,,,,12 Mtn Bn,,National ID,{tag}{n}" for n in range(count)]

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        assert world.roster(*lines(5, "A")).report.kept == 5
    with CaptureQueriesContext(connection) as many:
        assert world.roster(*lines(50, "B")).report.kept == 50
    assert len(many) == len(few) <= 45
    assert PersonIdentifier.objects.count() == 55 and Unit.objects.count() == 1


def test_a_roster_of_a_million_rows_is_refused_early(world):
    found = world.roster(*["Ferrin,Anton,,,,,,,12 Mtn Bn,,,"] * 5_001)
    assert reasons(found) == [(None, "", "The file has more than 5,000 rows. Split it.")]
    assert not Person.objects.filter(family_names="Ferrin").exists()
