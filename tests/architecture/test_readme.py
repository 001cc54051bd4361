"""README says what is true: its step tables are those the code holds, its commands exist, its pictures are there."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from accounts.roles import ROLES, Role
from config.stack.__main__ import COMMANDS
from ground.lifecycle import Lifecycle, Step
from programs.cwd.lifecycle import GRANT_STEPS, SITE_STEPS, TASK_STEPS
from programs.fms.lifecycle import DOCUMENT_STEPS
from programs.lifecycle import EVENT_STEPS, LINE_STEPS, OBLIGATION_STEPS, PROGRAM_STEPS, SEAT_STEPS
from programs.notifications.lifecycle import NOTIFICATION_STEPS
from vetting.lifecycle import CASE_STEPS, SUBJECT_STEPS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PROGRAMS = (PROGRAM_STEPS, LINE_STEPS, SEAT_STEPS, EVENT_STEPS)
CWD = (GRANT_STEPS, SITE_STEPS, TASK_STEPS)
LARGEST, WIDTH, MOST = 200_000, 1280, 6


def table(lifecycle: Lifecycle) -> str:
    """A lifecycle as README prints it."""
    lines = ["| step | from | to | who |", "|---|---|---|---|"]
    lines += [row(lifecycle, step) for step in lifecycle.steps]
    return "\n".join(lines)


def row(lifecycle: Lifecycle, step: Step) -> str:
    choices = apps.get_model(lifecycle.model)._meta.get_field(lifecycle.field).choices
    words = {str(state): str(label) for state, label in choices}
    sources = ", ".join(label for state, label in words.items() if state in step.sources)
    holders = ", ".join(str(Role(role).label) for role, spec in ROLES.items() if step.permission in spec.permissions)
    reason = ", with a reason" if step.needs_note and step.offered and "reason" not in step.says else ""
    who = holders if step.offered else "follows from another step"
    return f"| {step.says}{reason} | {sources} | {words[str(step.target)]} | {who} |"


@pytest.mark.parametrize(
    "lifecycle",
    [
        CASE_STEPS,
        SUBJECT_STEPS,
        PROGRAM_STEPS,
        LINE_STEPS,
        SEAT_STEPS,
        EVENT_STEPS,
        DOCUMENT_STEPS,
        *CWD,
        NOTIFICATION_STEPS,
        OBLIGATION_STEPS,
    ],
    ids=lambda one: one.model,
)
def test_a_step_table_is_the_one_in_the_code(lifecycle: Lifecycle) -> None:
    assert table(lifecycle) in README, f"README should say:\n\n{table(lifecycle)}\n"


def test_the_roles_are_those_of_the_table() -> None:
    for role, spec in ROLES.items():
        assert f"| {Role(role).label} | {spec.does} |" in README


def test_every_variable_that_the_settings_read_is_explained() -> None:
    read = set(re.findall(r'env\.\w+\("(\w+)"', (ROOT / "config" / "settings.py").read_text(encoding="utf-8")))
    assert set(re.findall(r"^\| `([A-Z_]+)`", README, re.MULTILINE)) == read


def test_every_management_command_of_the_house_is_listed_and_no_other() -> None:
    ours = {name for name in get_commands() if any(ROOT.glob(f"*/management/commands/{name}.py"))}
    assert set(re.findall(r"^\| `([a-z_]+)`", README, re.MULTILINE)) == ours


def test_every_command_of_run_is_listed_and_no_other() -> None:
    listed = set(re.findall(r"^\| `\./run (\w+)`", README, re.MULTILINE))
    assert listed == set(COMMANDS) - {"install"}


def test_the_pictures_are_there_small_and_not_many() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert 1 <= len(shown) <= MOST
    assert {path.name for path in (ROOT / "docs" / "pictures").glob("*")} == {Path(path).name for path in shown}
    for name in shown:
        picture = (ROOT / name).read_bytes()
        assert struct.unpack(">I", picture[16:20])[0] == WIDTH, name
        assert len(picture) < LARGEST, name


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.name)
def test_what_a_page_links_to_or_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    linked = [target.partition("#")[0] for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert [target for target in linked if target and not (page.parent / target).exists()] == []
    places = (ROOT, page.parent, ROOT / "templates")
    named = re.findall(r"`([a-z_]+(?:/[\w.-]+)+)`", text)
    assert [path for path in named if not any((place / path).exists() for place in places)] == []
