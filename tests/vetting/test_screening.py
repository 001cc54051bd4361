"""Screening: what is compared, how pairs are rated and worded, and what a roster file prints."""

import csv
import json
import os
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ground.refusals import Refused
from tests import make
from vetting.models import ListName
from vetting.screening.candidates import POOL, pool
from vetting.screening.folding import fold, fold_unit
from vetting.screening.matching import matches
from vetting.screening.scoring import BANDS, Candidate, Query, band, birth_dates, compare, countries
from vetting.services import standing
from vetting.services.lists import import_watchlist
from vetting.services.screenings import screen_file

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "watchlists"
if not DATA.is_dir() and os.environ.get("CI"):
    raise RuntimeError(f"{DATA} is not there")
real = pytest.mark.skipif(not DATA.is_dir(), reason="the published lists are not beside the repository")


def listed(name, **more):
    return Candidate(1, "List", "7", name, name, **more)


def score(here, there, **more):
    return compare(Query(1, (here,), **more), listed(there)).score


# Folding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("AL-ZAHIR, Dr. Ayman", "zahir ayman"),
        ("José  Muñoz-Pérez", "jose munoz perez"),
        ("Lt. Col. Ilmar TESHU", "ilmar teshu"),
        ("O’Brien D'Arcy", "obrien darcy"),
        ("Abu Bakr", "bakr"),
        ("Abu", "abu"),  # a name made only of particles keeps its words
        ("General", "general"),
        ("Łukasz Øster", "lukasz oster"),
        ("Straße", "strasse"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_name_as_compared(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    "names",
    [
        ("148th Infantry Battalion", "148 Inf. Bn", "148º Batallón de Infantería"),
        ("Second Brigade", "2nd Bde", "II Brigada"),
        ("12th Mountain Regiment", "12 Mountain Regt", "012 Mountain Rgt"),
    ],
)
def test_units_by_any_of_their_spellings(names):
    assert len({frozenset(fold_unit(name).split()) for name in names}) == 1


@pytest.mark.parametrize("name", ["x" * 100_000, "a\u0301" * 5_000, "من " * 500, "1 2 3", "\u202e\u0000"])
def test_hostile_names_fold_in_bounded_time(name):
    started = time.perf_counter()
    fold(name)
    fold_unit(name)
    assert time.perf_counter() - started < 1


# Scoring --------------------------------------------------------------------------------------------------------


def test_likeness_falls_with_each_difference():
    steps = [
        score("Tamsin Orla Quell", "QUELL, Tamsin Orla"),
        score("Tamsin Orla Quell", "QUELL, Tamsin Orlla"),
        score("Tamsin Orla Quell", "QUELL, Tamsin"),
        score("Tamsin Orla Quell", "QUELL, Anton"),
        score("Tamsin Orla Quell", "FERRIN, Ilmar"),
    ]
    assert steps == sorted(steps, reverse=True) and len(set(steps)) == 5
    assert steps[0] == 1 and steps[-1] < 0.3


def test_a_single_name_alone_is_never_more_than_possible():
    assert score("Tamsin", "QUELL, Tamsin Orla Fern") <= 0.6


def test_numbers_of_units_agree_wholly_or_not_at_all():
    same = compare(Query(1, ("148th Infantry Battalion",), is_person=False), listed("148 Inf Bn"))
    other = compare(Query(1, ("148th Infantry Battalion",), is_person=False), listed("149 Inf Bn"))
    assert same.score == 1 and other.score < 0.5
    assert "Numbers differ: 148 here, 149 on the list." in other.reasons


@pytest.mark.parametrize(
    ("here", "there", "words", "sign"),
    [
        ("1984-02-19", "1984-02-19", "Date of birth agrees: 1984-02-19.", 1),
        ("1984-02-19", "1984", "Birth year agrees: 1984-02-19 here, 1984 on the list.", 1),
        ("1984-03-04", "1984-04-03", "Day and month of birth are swapped", 1),
        ("1984-02-19", "1984-07-01", "Birth year agrees, the day differs", 1),
        ("1984-02-19", "1985", "Birth years are one apart", 0),
        ("1984-02-19", "1962-01-01", "Date of birth differs", -1),
        ("1984-02-19", "1962-01-01; 1984-02-19", "Date of birth agrees", 1),
        ("1984-02-19", "", None, 0),
        ("", "1984-02-19", "No date of birth here.", 0),
    ],
)
def test_birth_dates_raise_lower_or_say_nothing(here, there, words, sign):
    change, reasons = birth_dates(here, there)
    assert (change > 0) - (change < 0) == sign
    assert (reasons == []) if words is None else words in reasons[0]


def test_a_contradicting_birth_date_lowers_and_never_hides():
    query = Query(1, ("Tamsin Quell",), birth_date="1984-02-19")
    found = compare(query, listed("QUELL, Tamsin", birth_date="1952-01-01"))
    assert BANDS[2][0] <= found.score < 1
    assert any("Date of birth differs" in reason for reason in found.reasons)


def test_countries_agree_in_any_spelling_of_one():
    assert countries(frozenset({"xtm", "tamarind"}), "Larkspur; Tamarind") == (0.05, ["Country agrees: Tamarind."])
    assert countries(frozenset({"xtm"}), "Larkspur")[0] < 0
    assert countries(frozenset(), "Larkspur") == countries(frozenset({"xtm"}), "") == (0.0, [])


def test_reasons_are_in_a_reviewers_words():
    found = compare(
        Query(1, ("Mohamed A. Quell",), birth_date="1984-02-19", countries=frozenset({"tamarind"})),
        listed("QUELL, Muhammad Abdul Fern", birth_date="1984", country="Tamarind"),
    )
    assert found.reasons == (
        "Agrees: “quell”.",
        "“mohamed” is spelled “muhammad” on the list.",
        "“a” may be the initial of “abdul” on the list.",
        "Only on the list: “fern”.",
        "Birth year agrees: 1984-02-19 here, 1984 on the list.",
        "Country agrees: Tamarind.",
    )


@pytest.mark.parametrize(
    ("value", "word"),
    [(1, "STRONG"), (0.85, "STRONG"), (0.7, "LIKELY"), (0.55, "POSSIBLE"), (0.54, "WEAK"), (0, "WEAK")],
)
def test_bands(value, word):
    assert band(value) == word


# Candidates -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_only_current_versions_of_the_lists_asked_for(db):
    old = make.list_entry("QUELL, Tamsin")
    watch = old.version.list
    watch.current = None
    watch.save()
    new = make.list_entry("QUELL, Tamsin")
    found = matches([Query(1, ("Tamsin Quell",))])
    assert [m.candidate.entry_id for m in found[1]] == [new.pk]
    assert matches([Query(1, ("Tamsin Quell",))], sources=["another list"]) == {}


@pytest.mark.django_db
def test_people_meet_people_and_units_meet_organizations(db):
    make.list_entry("Mountain Guard", kind="ORGANIZATION")
    make.list_entry("GUARD, Mountain", kind="PERSON")
    person = matches([Query(1, ("Mountain Guard",))])[1]
    unit = matches([Query(1, ("Mountain Guard",), is_person=False)])[1]
    assert [m.candidate.name for m in person] == ["GUARD, Mountain"]
    assert [m.candidate.name for m in unit] == ["Mountain Guard"]


@pytest.mark.django_db
def test_a_party_is_found_once_by_its_best_name(db):
    entry = make.list_entry("QUELL, Tamsin")
    ListName.objects.create(entry=entry, name="QUELL, Tamsine", folded="quell tamsine")
    (found,) = matches([Query(1, ("Tamsin Quell",))])[1]
    assert found.candidate.matched_name == "QUELL, Tamsin" and found.score == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "x", "…", "'; DROP TABLE x; --", "x" * 5_000, "%", "من"])
def test_odd_names_find_nobody_without_an_error(db, name):
    make.list_entry("QUELL, Tamsin")
    assert matches([Query(1, (name,))]) == {} or matches([Query(1, (name,))])[1] == []


@pytest.mark.django_db
def test_a_roster_is_drawn_in_a_handful_of_statements(db, django_assert_max_num_queries):
    version = make.list_entry("QUELL, Tamsin").version_id
    queries = [Query(n, (f"Tamsin Quell {n}",)) for n in range(50)]
    with django_assert_max_num_queries(5):
        found = pool(queries, versions=[version])
    assert len(found) == 50 and all(len(c) <= POOL for c in found.values())


@real
@pytest.mark.django_db
def test_the_published_list_finds_its_own_aliases_and_few_strangers(db):
    """Not a bench: a floor under which the first version does not fall. 400 aliases, 1,000 invented people."""
    import_watchlist(path=DATA / "ofac_sdn_2019-01-15/sdn.csv.gz", source="SDN")
    names = ListName.objects.filter(entry__kind="PERSON").select_related("entry").order_by("pk")
    aliases = [n for n in names if n.name != n.entry.name][::10][:400]
    queries = [Query(i, (n.name,), birth_date=n.entry.birth_date.split(";")[0]) for i, n in enumerate(aliases)]
    started = time.perf_counter()
    found = matches(queries, least=0.0)
    seconds = time.perf_counter() - started
    hit = sum(n.entry_id in {m.candidate.entry_id for m in found.get(i, ())} for i, n in enumerate(aliases))
    assert hit == len(aliases)
    assert seconds < 15
    with (DATA / "synthetic_persons_us_1000.csv").open() as lines:
        people = list(csv.DictReader(lines))
    strangers = [Query(i, (p["full_name"],), birth_date=p["date_of_birth"]) for i, p in enumerate(people)]
    alerted = matches(strangers)
    assert sum(1 for found in alerted.values() if found) <= 20


# A roster file --------------------------------------------------------------------------------------------------------

ROSTER = "Last Name,First Name,Date of Birth,Country of Citizenship,Unit\n"


def roster(tmp_path, *lines):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER + "\n".join(lines) + "\n")
    return path


@pytest.mark.django_db
def test_a_file_is_screened_with_the_units_that_are_barred_here(tmp_path):
    make.list_entry("QUELL, Tamsin", birth_date="1984")
    unit = make.unit("1st Escort Battalion", code="X-1", aliases=["1 Esc Bn"])
    standing.propose_ineligible(unit=unit, grounds="Known.", source=make.source(), by=make.user("BUREAU_REVIEWER"))
    path = roster(tmp_path, "Quell,Tamsin,1984-02-19,,1 Escort Bn", "Oskalet,Daviren,,,")
    found = screen_file(source=path, by=None).as_json()
    assert [row["row"] for row in found["rows"]] == [1, 2]
    first = {c["source"]: c for c in found["rows"][0]["candidates"]}
    assert first["ineligible units"]["source_id"] == "X-1"
    person = next(c for c in found["rows"][0]["candidates"] if c["name"] == "QUELL, Tamsin")
    assert person["band"] == "STRONG" and person["score"] == 1
    assert found["rows"][1]["candidates"] == [] and found["seconds"] >= 0


@pytest.mark.django_db
def test_the_command_names_sources_and_keeps_its_limit(tmp_path, capsys):
    first, _ = make.list_entry("QUELL, Tamsin"), make.list_entry("QUELL, Tamsina")
    path = roster(tmp_path, "Quell,Tamsin,,,")
    call_command("screen", str(path), "--json", "--source", first.version.list.name, "--limit", "1")
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert [c["source_id"] for c in row["candidates"]] == [first.source_id]
    call_command("screen", str(path), "--limit", "1")
    assert "1.000 STRONG" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", str(path), "--source", "No such list")
    assert stopped.value.code == 1 and "There is no list “No such list”" in capsys.readouterr().err
    with pytest.raises(CommandError) as usage:
        call_command("screen", str(path), "--limit", "0")
    assert usage.value.returncode == 2


@pytest.mark.django_db
def test_a_bad_cell_is_said_and_the_row_still_screened(tmp_path, capsys):
    make.list_entry("QUELL, Tamsin")
    path = roster(tmp_path, "Quell,Tamsin,03/04/1985,,")
    with pytest.raises(SystemExit) as stopped:
        call_command("screen", str(path), "--json")
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert stopped.value.code == 1 and "two ways" in err
    assert found["problems"][0]["row"] == 1 and len(found["rows"][0]["candidates"]) == 1


@pytest.mark.django_db
def test_only_who_may_screen_screens(tmp_path):
    with pytest.raises(Refused) as refused:
        screen_file(source=roster(tmp_path, "Quell,Tamsin,,,"), by=make.user("REQUESTER"))
    assert refused.value.code == "permission"


@pytest.mark.django_db
def test_the_roster_command(tmp_path, capsys):
    team, unit = make.Team(), make.unit(code="DEMO-XTM-0012")
    case = make.case([(unit, make.person(unit))], team)
    path = roster(tmp_path, "Quell,Tamsin,1984-02-19,XTM,DEMO-XTM-0012")
    call_command("import_roster", str(path), "--case", case.number, "--dry-run", "--json")
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert (found["kept"], found["written"], found["rows"][0]["person"]) == (1, False, "new")
    assert "Row 1: Tamsin Quell, new" in err and case.subjects.count() == 2
    call_command("import_roster", str(path), "--case", case.number, "--by", team.requester.username)
    assert case.subjects.count() == 3
    for arguments, line in (
        (["--case", "LV-1"], "There is no case LV-1."),
        (["--case", case.number, "--by", team.analyst.username], "another role"),
    ):
        with pytest.raises(SystemExit) as stopped:
            call_command("import_roster", str(path), *arguments)
        assert stopped.value.code == 1 and line in capsys.readouterr().err
