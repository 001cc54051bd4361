"""The one table template: heads that sort, cells that carry their title to a phone, totals of all rows."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django_tables2 import RequestConfig

from ground.pages.badges import Badge
from ground.pages.tables import BadgeColumn, CountColumn, MoneyColumn, RowHead, Table


@dataclass
class Activity:
    course: str
    places: int
    cost: Decimal
    state: Badge

    def get_absolute_url(self) -> str:
        return "/training/1/"


class Activities(Table):
    title = "Training records"
    noun = "activity,activities"
    course = RowHead(under=lambda row: row.state.word)
    state = BadgeColumn(orderable=False)
    places = CountColumn(total=True)
    cost = MoneyColumn(verbose_name="Cost, $", total=True)


ROWS = [
    Activity("Search <and> Rescue", 14, Decimal("61250.00"), Badge("Approved", "good")),
    Activity("Radar", 2, Decimal("0"), Badge("Suspended", "bad", "pause")),
    Activity("Medic", 1200, Decimal("10.50"), Badge("Approved", "good")),
]


def rendered(query: str = "", per_page: int = 2) -> str:
    request = RequestFactory().get(f"/training/{query}")
    request.user = AnonymousUser()
    table = Activities(ROWS, totals={"places": 1216, "cost": Decimal("61260.50")})
    RequestConfig(request, paginate={"per_page": per_page}).configure(table)
    return table.as_html(request)


def test_the_table_has_a_caption_and_a_region_that_can_be_scrolled_by_keyboard() -> None:
    html = rendered()
    assert '<caption class="usa-sr-only">Training records</caption>' in html
    assert 'role="region" aria-label="Training records, table" tabindex="0"' in html


def test_a_sorted_head_says_so_and_links_to_the_other_direction() -> None:
    html = rendered("?sort=course&q=radar")
    assert 'aria-sort="ascending"' in html
    assert "q=radar" in html
    assert "sort=-course" in html
    assert 'aria-sort="descending"' in rendered("?sort=-course")
    assert "aria-sort" not in rendered()


def test_one_cell_heads_its_row_and_the_others_carry_their_title() -> None:
    html = rendered()
    assert '<th scope="row"' in html
    assert 'data-label="Cost, $"' in html
    assert html.count('data-label="Places"') == 3  # two rows and the foot


def test_a_name_is_escaped_linked_and_set_in_its_own_direction() -> None:
    assert '<a href="/training/1/"><bdi>Search &lt;and&gt; Rescue</bdi></a>' in rendered()


def test_numbers_stand_right_and_totals_are_of_all_rows_not_of_the_page() -> None:
    html = rendered()
    assert '<td class="n" data-label="Cost, $">61,250</td>' in html
    assert '<td class="n" data-label="Cost, $">61,260.50</td>' in html
    assert '<th scope="row" colspan="2">All 3 activities</th>' in html


def test_zero_is_zero() -> None:
    assert '<td class="n" data-label="Cost, $">0</td>' in rendered()


def test_paging_names_the_rows_and_marks_the_page() -> None:
    html = rendered("?page=2")
    assert "Rows 3 to 3 of 3" in html
    assert 'aria-current="page"' in html
    assert ">Previous</a>" in html


def test_a_single_page_says_how_many_rows() -> None:
    html = rendered(per_page=25)
    assert "3 activities" in html
    assert 'aria-label="Pages"' not in html


def test_no_row_is_said_in_words() -> None:
    table = Activities([], empty_text="No activity yet.")
    assert "No activity yet." in table.as_html(RequestFactory().get("/"))


def test_a_state_is_a_word_with_an_icon() -> None:
    html = rendered()
    assert 'class="gh-badge gh-badge--bad"' in html
    assert "icons.svg#pause" in html
    assert "Suspended" in html


def test_an_unknown_tone_or_icon_is_a_mistake_that_shows() -> None:
    with pytest.raises(KeyError):
        str(Badge("Approved", "blue").__html__())  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        Badge("Approved", "good", "tick").__html__()


def test_the_tags_of_a_cell_are_made_once_a_table_and_not_once_a_cell() -> None:
    asked: list[str] = []

    class Asked(Activities):
        places = CountColumn(attrs={"td": {"class": lambda: asked.append("places") or "n"}})

    html = Asked(ROWS * 10).as_html(RequestFactory().get("/training/"))
    assert html.count('<td class="n" data-label="Places">') == 10 * len(ROWS)
    assert len(asked) < len(ROWS)
