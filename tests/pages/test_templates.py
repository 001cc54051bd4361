"""What holds for every template: no inline script, style or handler, and every icon is drawn."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from ground.pages.icons import NAMES, sprite_names

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted(ROOT.glob("*/templates/**/*.html"))
STYLES = sorted((ROOT / "static" / "gatehouse").glob("*.css"))
IDS = [str(path.relative_to(ROOT)) for path in TEMPLATES]

INLINE = {
    "a script without a file": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    "an event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "an htmx handler": re.compile(r"hx-on", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=IDS)
def test_a_template_has_nothing_inline(path: Path) -> None:
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    assert not found


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x</script>",
        "<style>a{}</style>",
        '<p class="a" style="x">',
        '<a href="/" onclick="x">',
        "<a hx-on:click>",
    ],
)
def test_the_search_for_inline_code_finds_it(markup: str) -> None:
    assert any(pattern.search(markup) for pattern in INLINE.values())


@pytest.mark.parametrize("path", TEMPLATES, ids=IDS)
def test_a_template_compiles(path: Path) -> None:
    get_template(str(path.relative_to(next(parent for parent in path.parents if parent.name == "templates"))))


def test_every_icon_is_in_the_sprite_and_every_template_asks_for_one_that_is() -> None:
    assert sprite_names(ROOT / "static" / "gatehouse" / "icons.svg") == NAMES
    asked = {name for path in TEMPLATES for name in re.findall(r'{% icon "([a-z]+)" %}', path.read_text())}
    assert asked <= NAMES


def test_every_stylesheet_is_linked_and_short() -> None:
    linked = re.findall(r"gatehouse/([a-z]+)\.css", (ROOT / "templates/includes/styles.html").read_text())
    assert sorted([*linked, "admin"]) == [path.stem for path in STYLES]  # the admin has its own page and stylesheet
    assert all(len(path.read_text().splitlines()) < 400 for path in STYLES)


def test_a_stylesheet_names_no_other_site() -> None:
    for path in STYLES:
        assert not re.search(r"url\((?!\.\./vendor/)", path.read_text()), path.name


def test_our_own_files_are_found_by_the_static_finder() -> None:
    for name in ("gatehouse/base.css", "gatehouse/icons.svg", "gatehouse/js/pages.js", "gatehouse/js/charts.js"):
        assert finders.find(name), name
