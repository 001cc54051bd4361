"""A chart and the table beside it come from one object and say the same."""

import json
from decimal import Decimal

from django.template.loader import render_to_string

from ground.pages.charts import Chart, Map, MapPlace, Series, ranked

CHART = Chart(
    id="accounts",
    title="Two accounts by year",
    unit="US dollars",
    kind="stacked",
    categories=["2013", "2014"],
    series=[Series("FMF", [Decimal("5667331000"), Decimal("5915480000")], "fmf"), Series("IMET", [None, 0], "imet")],
    heading="Fiscal year",
    urls=["/rows/2013/", "/rows/2014/"],
)
MAP = Map(
    id="students",
    title="Students trained",
    unit="places",
    places=[
        MapPlace("170", "Colombia", 1400, "/countries/COL/"),
        MapPlace("", "Kosovo", 40),
        MapPlace("400", "Jordan", 90),
    ],
    breaks=(20, 100, 400, 1500),
)


def drawn(html: str, name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        html.split(f'<script id="{name}" type="application/json">')[1].split("</script>")[0]
    )
    return found


def test_drawing_and_table_hold_the_same_figures() -> None:
    html = render_to_string("includes/chart.html", {"chart": CHART})
    data = drawn(html, "accounts")
    assert data["series"][0]["values"] == [5667331000.0, 5915480000.0]  # type: ignore[index]
    assert '<td class="n">5,667,331,000</td>' in html
    assert '<td class="n">not given</td>' in html
    assert '<td class="n">0</td>' in html
    assert '<a href="/rows/2013/">2013</a>' in html


def test_the_drawing_has_its_sentence() -> None:
    html = render_to_string("includes/chart.html", {"chart": CHART})
    assert 'role="img" aria-label="Two accounts by year, US dollars: FMF, IMET, from 2013 to 2014."' in html


def test_a_map_is_keyed_by_numeric_code_or_name_and_its_table_is_ranked() -> None:
    html = render_to_string("includes/chart.html", {"chart": MAP})
    data = drawn(html, "students")
    assert [place["key"] for place in data["places"]] == ["170", "Kosovo", "400"]  # type: ignore[attr-defined]
    assert [row.label for row in MAP.rows] == ["Colombia", "Jordan", "Kosovo"]
    assert MAP.legend[0] == (0, "None")
    assert MAP.legend[1:3] == [(1, "1 to 19"), (2, "20 to 99")]
    assert MAP.legend[-1] == (5, "1,500 or more")


def test_what_is_beyond_the_top_is_one_bar_and_nothing_is_lost() -> None:
    labels, values = ranked([("A", 5), ("B", 9), ("C", 1), ("D", 2)], top=2)
    assert labels == ["B", "A", "2 others"]
    assert sum(values) == 17  # type: ignore[arg-type]
