"""Lists as their publishers print them: counts, a second run, aliases and dates, and bad files that change nothing."""

import gzip
import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from ground.models import ImportBatch
from ground.refusals import Refused
from tests import make
from vetting.imports.parties import birth_dates
from vetting.models import EntryKind, ListEntry, ListName, ListVersion, WatchList
from vetting.services.lists import import_watchlist

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "watchlists"
if not DATA.is_dir() and os.environ.get("CI"):
    raise RuntimeError(f"{DATA} is not there")
real = pytest.mark.skipif(not DATA.is_dir(), reason="the published lists are not beside the repository")

SDN = '{n},"{name}","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{remarks}"\r\n'
TABLE = "source_id,kind,name,aliases,birth_date,country\n"


def ofac(folder, *, main=None, alt="", add="", end="\x1a"):
    """OFAC's three files as published."""
    main = main or SDN.format(
        n=7,
        name="AL-QUELL, Tamsin",
        remarks="DOB 13 Dec 1959; alt. DOB circa 1960; POB Port Amber, Tamarind; a.k.a. 'LUQMAN, Abu'; Gender Male.",
    )
    (folder / "sdn.csv").write_bytes((main + end).encode("latin-1"))
    (folder / "alt.csv").write_bytes((alt or '7,1,"aka","QUELLE, Tomasin",-0- \r\n').encode("latin-1"))
    (folder / "add.csv").write_bytes((add or '7,1,-0- ,"Port Amber","Larkspur",-0- \r\n').encode("latin-1"))
    return folder / "sdn.csv"


def empty():
    return not any(m.objects.exists() for m in (WatchList, ListVersion, ListEntry, ListName, ImportBatch))


# Real files ---------------------------------------------------------------------------------------------------


@real
@pytest.mark.parametrize(
    ("file", "read", "kept", "names"),
    [
        ("ofac_sdn_2019-01-15/sdn.csv.gz", 7379, 7379, 17_000),
        ("ofac_consolidated_2025-12/cons_prim.csv", 442, 442, 1_500),
        ("bis_denied_persons_2019.txt.gz", 546, 417, 417),
    ],
)
def test_published_files_read_whole(file, read, kept, names):
    first = import_watchlist(path=DATA / file, source="list")
    assert (first.read, first.kept, first.refused, first.written) == (read, kept, 0, True)
    assert first.read == first.kept + first.merged
    assert ListEntry.objects.count() == kept and ListName.objects.count() >= names
    again = import_watchlist(path=DATA / file, source="list")
    assert (again.unchanged, again.kept, again.written) == (read, 0, False)
    assert ListVersion.objects.count() == 1


@real
def test_an_individual_of_the_published_list():
    import_watchlist(path=DATA / "ofac_sdn_2019-01-15/sdn.csv.gz", source="SDN")
    entry = ListEntry.objects.get(source_id="6365")
    assert (entry.kind, entry.birth_date) == (EntryKind.PERSON, "1957-07-30; 1958")
    assert (entry.names.count() > 5 and entry.country == "Saudi Arabia; Afghanistan") or entry.country
    assert ListEntry.objects.filter(kind=EntryKind.PERSON).count() == 3845
    assert ListEntry.objects.filter(kind=EntryKind.OTHER).count() == 323 + 217


# Layouts --------------------------------------------------------------------------------------------------------


def test_ofac_with_aliases_addresses_and_remarks(tmp_path):
    report = import_watchlist(path=ofac(tmp_path), source="SDN")
    assert (report.kept, report.written) == (1, True)
    entry = ListEntry.objects.get()
    assert (entry.source_id, entry.kind, entry.birth_date) == ("7", "PERSON", "1959-12-13; 1960")
    assert (entry.birth_place, entry.country) == ("Port Amber, Tamarind", "Tamarind; Larkspur")
    assert sorted(n.name for n in entry.names.all()) == ["AL-QUELL, Tamsin", "LUQMAN, Abu", "QUELLE, Tomasin"]
    assert entry.names.get(name="AL-QUELL, Tamsin").folded == "quell tamsin"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("13 Dec 1959", ["1959-12-13"]),
        ("Oct 1956", ["1956-10"]),
        ("circa 1957", ["1957"]),
        ("1955 to 1957", ["1955", "1956", "1957"]),
        ("01 Jan 1960 to 31 Dec 1961", ["1960", "1961"]),
        ("unknown", []),
    ],
)
def test_birth_dates_as_precise_as_written(written, read):
    assert birth_dates(written) == read


def test_the_plain_table(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(TABLE + "A-1,person,Tamsin Quell,Tomasin Quelle; T. Quell,1984-02,XTM\nA-2,unit,1st Escort,,,\n")
    assert import_watchlist(path=path, source="Ours").kept == 2
    entry = ListEntry.objects.get(source_id="A-1")
    assert (entry.birth_date, entry.country, entry.names.count()) == ("1984-02", "XTM", 3)
    assert ListEntry.objects.get(source_id="A-2").kind == EntryKind.UNIT


def test_a_newer_file_replaces_the_current_version_and_keeps_the_old(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(TABLE + "A-1,person,Tamsin Quell,,,\n")
    import_watchlist(path=path, source="Ours")
    path.write_text(TABLE + "A-2,person,Anton Ferrin,,,\n")
    assert import_watchlist(path=path, source="Ours").written
    watch = WatchList.objects.get()
    assert [e.source_id for e in watch.current.entries.all()] == ["A-2"]
    assert watch.versions.count() == 2 and ListEntry.objects.count() == 2


def test_a_changed_alias_file_is_a_new_version(tmp_path):
    path = ofac(tmp_path)
    import_watchlist(path=path, source="SDN")
    assert not import_watchlist(path=path, source="SDN").written
    ofac(tmp_path, alt='7,1,"aka","QUELL, Tomasin",-0- \r\n7,2,"fka","QUILL, T.",-0- \r\n')
    assert import_watchlist(path=path, source="SDN").written


# Bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "row", "says"),
    [
        (["A-1,person,,,,"], 1, "empty"),
        (["A-1,robot,Tamsin,,,"], 1, "is not one of"),
        ([",person,Tamsin,,,"], 1, "empty"),
        (["A-1,person,Tamsin,,03/04/1985,"], 1, "two ways"),
        (["A-1,person,Tamsin,,2999-01-01,"], 1, "is after"),
        (["A-1,person,Tamsin,,,Peru"], 1, "alpha-3"),
        (["A-1,person,Tamsin,,,", "A-1,person,Anton,,,"], 2, "in row 1 already"),
        ([f"A-1,person,{'x' * 501},,,"], 1, "at most 500 fit"),
        (["A-1,person,Tam\u202esin,,,"], 1, "reverses"),
        ([f"A-1,person,{'x' * 40_000},,,"], 1, "characters"),
        (["A-1,person,Tamsin,,"], 1, "5 cells"),
        (['A-1,person,"Tamsin,,,'], 1, "never closes"),
    ],
)
def test_a_bad_row_changes_nothing(tmp_path, lines, row, says):
    path = tmp_path / "list.csv"
    path.write_text(TABLE + "B-1,person,Anton Ferrin,,,\n" * (row == 3) + "\n".join(lines) + "\n")
    report = import_watchlist(path=path, source="Ours")
    assert len(report.problems) == 1
    assert report.problems[0].row == row and says in report.problems[0].reason
    assert not report.written and empty()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (TABLE.encode(), "no rows"),
        (b"\x1f\x8b broken gzip", "damaged"),
        (("\ufeff" + TABLE).encode("utf-16"), "UTF-16"),
        (b"source_id,kind\nA-1,person\n", "missing"),
        (b"source_id,kind,name,Name\nA-1,person,a,b\n", "twice"),
        (b"source_id,kind,name,shoe\nA-1,person,a,b\n", "not known here"),
        (b"source_id,kind,name\nA-1,person,a\0b\n", "NUL"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_a_file_beyond_reading_changes_nothing(tmp_path, content, says):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    report = import_watchlist(path=path, source="Ours")
    assert [says in p.reason for p in report.problems] == [True], report.problems
    assert not report.written and empty()


def test_ofac_without_its_aliases_is_refused(tmp_path):
    path = ofac(tmp_path)
    (tmp_path / "alt.csv").unlink()
    report = import_watchlist(path=path, source="SDN")
    assert "alt.csv belongs beside" in report.problems[0].reason and empty()


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"main": '7,"QUELL, Tamsin","individual"\r\n'}, "3 cells"),
        ({"main": SDN.format(n=7, name="", remarks="x")}, "no name"),
        ({"main": SDN.format(n=7, name="A", remarks="x") + SDN.format(n=7, name="B", remarks="x")}, "row 1 already"),
        ({"alt": '8,1,"aka","NOBODY",-0- \r\n'}, "no party of this number"),
        ({"alt": '7,1,"aka"\r\n'}, "alt.csv, row 1: The row has 3 cells"),
        ({"add": '9,1,-0- ,"x","y",-0- \r\n'}, "no party of this number"),
    ],
)
def test_bad_ofac_files_change_nothing(tmp_path, files, says):
    report = import_watchlist(path=ofac(tmp_path, **files), source="SDN")
    assert any(says in p.reason for p in report.problems), report.problems
    assert not report.written and empty()


def test_only_who_keeps_lists_imports_one(tmp_path):
    path = ofac(tmp_path)
    with pytest.raises(Refused) as refused:
        import_watchlist(path=path, source="SDN", by=make.user("ANALYST"))
    assert refused.value.code == "permission" and empty()
    assert import_watchlist(path=path, source="SDN", by=make.user("ADMINISTRATOR")).written
    assert ImportBatch.objects.get().by.username.startswith("administrator")


# The command ------------------------------------------------------------------------------------------------------


def run(capsys, *args):
    """Exit status, the JSON object, and the lines on standard error."""
    status = 0
    try:
        call_command(*args)
    except SystemExit as stopped:
        status = stopped.code
    out, err = capsys.readouterr()
    return status, json.loads(out) if out else None, err


def test_the_command_prints_one_object_and_leaves_a_status(tmp_path, capsys):
    path = ofac(tmp_path)
    status, found, err = run(capsys, "import_watchlist", str(path), "--source", "SDN", "--json")
    assert (status, found["kept"], found["written"]) == (0, 1, True)
    assert "1 read, 1 kept" in err
    packed = tmp_path / "list.csv.gz"
    packed.write_bytes(gzip.compress((TABLE + "A-1,robot,x,,,\n").encode()))
    status, found, err = run(capsys, "import_watchlist", str(packed), "--source", "Ours", "--json")
    assert (status, found["refused"], found["written"]) == (1, 1, False)
    assert found["problems"][0]["row"] == 1 and "Row 1, kind" in err
    status, found, err = run(capsys, "import_watchlist", str(tmp_path / "none.csv"), "--source", "Ours")
    assert status == 1 and "There is no such file." in err
