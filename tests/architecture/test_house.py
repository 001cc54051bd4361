"""The house stands as architecture.md draws it: imports go down, no circle, no drawer, no long file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["ground", "partners", "accounts", "vetting", "programs", "reporting", "demo", "config"]
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
LIMIT = 400
GATE_ONLY = {"vetting.gate", "vetting.books"}  # what programs and reporting may call beside models


def files(*suffixes: str) -> Iterator[Path]:
    for top in [*FLOORS, "bench", "tests", "templates", "static/gatehouse", "docs"]:
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in suffixes and "__pycache__" not in path.parts:
                yield path


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, with relative ones made absolute, string foreign keys included."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module] if node.module else base)
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"ForeignKey", "OneToOneField"}:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
                yield first.value.split(".")[0] + ".models"


def production() -> list[Path]:
    return [p for p in files(".py") if p.relative_to(ROOT).parts[0] in FLOORS]


def upward_imports() -> list[str]:
    found = []
    for path in production():
        app = path.relative_to(ROOT).parts[0]
        for module in imported(path):
            other = module.split(".")[0]
            if other in FLOORS and FLOORS.index(other) > FLOORS.index(app):
                found.append(f"{path.relative_to(ROOT)} imports {module}")
    return found


def test_imports_go_down() -> None:
    assert upward_imports() == []


def test_the_rule_finds_an_upward_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ground").mkdir()
    (tmp_path / "ground" / "planted.py").write_text("from programs.models import Program\n", encoding="utf-8")
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    assert upward_imports() == ["ground/planted.py imports programs.models.Program"]


def test_programs_call_only_the_gate_of_vetting() -> None:
    found = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in production()
        if path.relative_to(ROOT).parts[0] == "programs" and "migrations" not in path.parts
        for module in imported(path)
        if module.startswith("vetting")
        and not any(module == g or module.startswith(f"{g}.") for g in GATE_ONLY)
        and module not in {"vetting.models", "vetting.VettingCase"}
    ]
    assert found == []


def module_name(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def at_import_time(path: Path) -> Iterator[str]:
    """Only what runs when the module is imported: the top level, without TYPE_CHECKING blocks and functions."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, node.module] if node.module else base)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_import_circle() -> None:
    names = {module_name(p): p for p in production()}
    graph = {name: {m for m in at_import_time(path) if m in names and m != name} for name, path in names.items()}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> list[str]:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done:
            return []
        for other in sorted(graph[name]):
            circle = walk(other, (*trail, name))
            if circle:
                return circle
        done.add(name)
        return []

    # a package's own __init__ gathers its modules; that is not a circle as long as they do not import it back
    assert [c for c in (walk(name, ()) for name in sorted(graph)) if c] == []


def test_no_drawers() -> None:
    assert [str(p.relative_to(ROOT)) for p in files(".py") if DRAWERS & {*p.parts, p.stem}] == []


@pytest.mark.parametrize("suffix", [".py", ".html", ".css", ".js", ".sql"])
def test_no_file_over_the_limit(suffix: str) -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in files(suffix)
        if "migrations" not in path.parts and (count := path.read_text(encoding="utf-8").count("\n")) > LIMIT
    ]
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in production()
        if path.read_text(encoding="utf-8").strip()
        and path.name not in {"apps.py", "__init__.py"}
        and not ({"migrations", "templatetags"} & set(path.parts))
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []
