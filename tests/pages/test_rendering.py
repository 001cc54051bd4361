"""Forms come out with the classes and the ties between label, hint, error and control that USWDS asks for."""

import datetime as dt
import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test import override_settings


class Everything(forms.Form):
    title = forms.CharField(help_text="As it stands on the letter of request.")
    kind = forms.ChoiceField(choices=[("IMET", "IMET"), ("FMF", "FMF")])
    law = forms.ChoiceField(choices=[("FAA", "FAA"), ("DOD", "10 U.S.C. 362")], widget=forms.RadioSelect)
    also = forms.MultipleChoiceField(choices=[("T", "Travel")], widget=forms.CheckboxSelectMultiple, required=False)
    start = forms.DateField()
    seats = forms.IntegerField()
    note = forms.CharField(widget=forms.Textarea, required=False)
    roster = forms.FileField()
    seen = forms.BooleanField(label="The manager has seen the need")
    version = forms.IntegerField(widget=forms.HiddenInput)


@pytest.fixture
def html() -> str:
    return str(Everything(initial={"start": dt.date(2026, 12, 7), "version": 3}))


@pytest.mark.parametrize(
    ("name", "css"),
    [
        ("title", "usa-input"),
        ("kind", "usa-select"),
        ("start", "usa-input"),
        ("seats", "usa-input"),
        ("note", "usa-textarea"),
        ("roster", "gh-file"),
        ("seen", "gh-check"),
    ],
)
def test_each_widget_gets_its_class(html: str, name: str, css: str) -> None:
    control = next(part for part in html.split("<") if f'name="{name}"' in part)
    assert f'class="{css}"' in control


def test_every_visible_control_has_a_label(html: str) -> None:
    form = Everything()
    for bound in form.visible_fields():
        words = f'for="{bound.id_for_label}"' if bound.id_for_label else f">{bound.label}"
        assert words in html, bound.name


def test_a_group_is_a_fieldset_with_a_legend_and_each_choice_is_labeled(html: str) -> None:
    assert '<legend class="usa-label">Law' in html
    assert 'for="id_law_1"' in html
    assert html.count('class="gh-check"') == 4


def test_a_date_is_a_native_date_field_with_an_iso_value(html: str) -> None:
    control = next(part for part in html.split("<") if 'name="start"' in part)
    assert 'type="date"' in control
    assert 'value="2026-12-07"' in control


def test_hint_and_error_are_tied_to_the_control() -> None:
    html = str(Everything({"version": "3"}))
    control = next(part for part in html.split("<") if 'name="title"' in part)
    assert 'aria-describedby="id_title_helptext id_title_error"' in control
    assert 'aria-invalid="true"' in control
    assert "usa-input--error" in control
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert html.count("usa-form-group--error") == 7


def test_a_hidden_version_stays_hidden_and_unlabeled(html: str) -> None:
    assert '<input type="hidden" name="version" value="3"' in html
    assert 'for="id_version"' not in html


def test_a_class_that_a_form_gives_is_kept() -> None:
    class Narrow(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"class": "gh-id"}))

    assert 'class="usa-input gh-id"' in str(Narrow())


@override_settings(FORM_RENDERER="django.forms.renderers.TemplatesSetting")
def test_without_the_renderer_there_is_no_class() -> None:
    assert "usa-input" not in str(Everything())


def test_a_select_is_that_of_django_but_for_its_class() -> None:
    choices = [("", "Any"), ("<1>", "One & only"), ("Grouped", [(2, "Two"), (3, "Three")])]
    field = forms.ChoiceField(choices=choices, widget=forms.Select(attrs={"data-x": "y", "disabled": True}))
    bound = type("One", (forms.Form,), {"one": field})({"one": "2"})["one"]
    bound.field.widget.create_option = _shut(bound.field.widget.create_option)
    ours, theirs = (
        re.sub(r"\s*\n\s*", "", bound.field.widget.render("one", "2", bound.field.widget.attrs, renderer))
        for renderer in (bound.form.renderer, DjangoTemplates())
    )
    assert ours.replace(' class="usa-select"', "") == theirs
    assert ours.count("selected") == ours.count('value="3" disabled') == 1


def _shut(create_option):  # type: ignore[no-untyped-def]
    """The last choice cannot be chosen."""

    def made(name, value, *args, **kwargs):  # type: ignore[no-untyped-def]
        option = create_option(name, value, *args, **kwargs)
        if value == 3:
            option["attrs"]["disabled"] = True
        return option

    return made
