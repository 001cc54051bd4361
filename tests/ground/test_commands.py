"""What every command promises: an exit status, and with --json one object on standard output, of a refusal too."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from ground.commands import PlainCommand
from ground.progress import counted, followed, part
from partners.imports.units import UNITS
from programs.imports.allocations import JUSTIFICATION
from programs.imports.training import LAYOUT as TRAINING
from vetting.imports.roster import layout as roster
from vetting.imports.watchlists import table as watchlist

pytestmark = pytest.mark.django_db


def run(command: Any, *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error, as a shell would see them."""
    out, err = StringIO(), StringIO()
    try:
        call_command(command, *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue(), f"{err.getvalue()}{error}\n"
    return 0, out.getvalue(), err.getvalue()


REPORT = ("fmtr", "--format", "csv", "--out", "nowhere.csv")
REFUSED = [
    (("report", *REPORT, "--fiscal-year", "1871"), 1, "no rows of fiscal year 1871"),
    (("report", *REPORT), 2, "--fiscal-year, --edition or both"),
    (("report", "no-such", *REPORT[1:]), 2, "no report called"),
    (("load_demo",), 1, "not a demonstration"),
    (("api_token", "nobody"), 1, "There is no active user “nobody”."),
    (("import_training", "none.csv"), 1, "There is no such file."),
    (("import_training", "none.csv", "--by", "nobody"), 2, "There is no active user “nobody”."),
    (("import_allocations", "none.csv"), 1, "There is no such file."),
    (("import_allocations", "none.csv", "--by", "nobody"), 2, "There is no active user “nobody”."),
    (("import_units", "none.csv"), 1, "There is no such file."),
    (("import_units", "none.csv", "--by", "nobody"), 2, "There is no active user “nobody”."),
    (("import_watchlist", "none.csv", "--source", "Ours"), 1, "There is no such file."),
    (("import_roster", "none.csv", "--case", "LV-1"), 1, "There is no case LV-1."),
    (("screen", "none.csv"), 1, "There is no such file."),
    (("screen", "none.csv", "--limit", "0"), 2, "--limit is 1 or more."),
]


@pytest.mark.parametrize(
    ("asked", "code", "reason"), REFUSED, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_refusal_is_one_object_and_a_line(asked: tuple[str, ...], code: int, reason: str) -> None:
    with override_settings(DEMO=False):
        status, out, err = run(*asked, "--json")
        plain = run(*asked)
    assert status == code
    (problem,) = json.loads(out)["problems"]
    assert reason in problem["reason"]
    assert set(problem) == {"row", "column", "value", "reason"}
    assert reason in err
    assert plain == (code, "", err), "without --json nothing but lines"


class Command(PlainCommand):
    """Answers, and fails afterwards."""

    def act(self, **options: Any) -> int:
        self.put({"done": 1})
        raise CommandError("One of two failed.")


def test_what_was_answered_already_is_not_answered_again() -> None:
    assert run(Command(), "--json") == (1, '{"done": 1}\n', "One of two failed.\n")


class TestProgress:
    class Work(PlainCommand):
        """Ten thousand things in two parts."""

        def act(self, **options: Any) -> int:
            for _ in counted(range(5_000), part(self.told, 0, 0.5)):
                pass
            for _ in followed(range(5_000), part(self.told, 0.5, 1), lambda: 0.5):
                pass
            self.say("Done.")
            return 0

    def test_is_a_line_at_each_tenth_on_standard_error(self) -> None:
        status, out, err = run(self.Work(), "--json")
        assert (status, out) == (0, "")
        assert err.splitlines() == ["10 %", "20 %", "30 %", "40 %", "50 %", "70 %", "100 %", "Done."]

    def test_is_a_bar_on_a_terminal(self) -> None:
        err = StringIO()
        err.isatty = lambda: True  # type: ignore[method-assign]
        call_command(self.Work(), stderr=err, no_color=True)
        bar, last = err.getvalue().split("\n")[:2]
        steps = bar.split("\r")
        assert steps[1] == f"[{' ' * 25}]   0 %"
        assert steps[-1] == f"[{'#' * 25}] 100 %"
        assert len(steps) == 1 + 51 + 2
        assert last == "Done."


FILES = {
    "import_training": (TRAINING, ()),
    "import_units": (UNITS, ()),
    "import_allocations": (JUSTIFICATION, ()),
    "import_watchlist": (watchlist(), ("--source", "Ours")),
    "screen": (roster(), ()),
}


class TestFile:
    @pytest.mark.parametrize("command", FILES)
    def test_with_a_header_alone_is_refused_alike(self, command: str, tmp_path: Path) -> None:
        layout, more = FILES[command]
        path = tmp_path / "file.csv"
        path.write_text(",".join(column.name for column in layout.columns) + "\n")
        status, out, err = run(command, str(path), *more, "--json")
        assert status == 1
        assert [problem["reason"] for problem in json.loads(out)["problems"]] == ["The file has no rows."]
        assert "file.csv: The file has no rows." in err

    @pytest.mark.parametrize("command", FILES)
    def test_with_a_cell_too_few_has_one_problem(self, command: str, tmp_path: Path) -> None:
        layout, more = FILES[command]
        path = tmp_path / "file.csv"
        path.write_text(",".join(column.name for column in layout.columns) + "\nTotal,person\n")
        status, out, _ = run(command, str(path), *more, "--json")
        assert status == 1
        (problem,) = json.loads(out)["problems"]
        assert problem["reason"].startswith("The row has 2 cells and the header")
