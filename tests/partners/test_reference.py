"""Reference rows: loaded once, a second run writes nothing, a person's change stays."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from ground.history import event_model
from partners.models import Bureau, Country, CountryName, OperatingUnit, Post
from partners.services import reference
from programs.models import Account, ReportedName

pytestmark = pytest.mark.django_db

TRACKED = (Bureau, Country, CountryName, OperatingUnit, Post, Account, ReportedName)


def load() -> dict[str, object]:
    out = StringIO()
    call_command("load_reference", "--json", stdout=out)
    answer: dict[str, object] = json.loads(out.getvalue())
    return answer


def events() -> dict[str, int]:
    return {model.__name__: event_model(model).objects.count() for model in TRACKED}


def test_a_second_run_writes_nothing_and_leaves_no_history():
    first = load()
    assert first["written"] is True
    assert first["added"]["countries"] == 253  # type: ignore[index]
    before = events()
    second = load()
    assert second["written"] is False
    assert set(second["added"].values()) == {0}  # type: ignore[attr-defined]
    assert events() == before


def test_each_country_has_one_operating_unit_in_its_bureau():
    load()
    assert not Country.objects.filter(operating_unit=None).exists()
    jordan = OperatingUnit.objects.get(code="JOR")
    assert (jordan.kind, jordan.region, jordan.country.iso3) == ("COUNTRY", "NEA", "JOR")
    kinds = {unit.code: unit.kind for unit in OperatingUnit.objects.exclude(kind="COUNTRY")}
    assert (kinds["AF-REG"], kinds["GLOBAL"], kinds["PM"]) == ("REGIONAL", "GLOBAL", "BUREAU")


def test_every_spelling_finds_its_country_in_any_letter_case():
    load()
    known = reference.countries_by_spelling()
    assert known[reference.folded("  BAHAMAS,  the ")].iso3 == "BHS"
    assert known[reference.folded("Cote d'Ivoire")].iso3 == "CIV"
    assert reference.folded("Indochina") not in known


def test_what_a_person_changed_in_the_admin_stays():
    load()
    Post.objects.filter(country__iso3="AFG").update(name="Affairs Unit", city="Doha")
    Bureau.objects.filter(code="AF").update(name="Another name")
    load()
    assert Post.objects.get(country__iso3="AFG").city == "Doha"
    assert Bureau.objects.get(code="AF").name == "Another name"


def test_known_labels_are_assigned_and_accounts_carry_their_title():
    load()
    assert not ReportedName.objects.waiting().exists()
    assert ReportedName.objects.get(sort="PROGRAM", printed="IMET-1").kind == "IMET"
    assert Account.objects.get(code="T10-333").title == 10
