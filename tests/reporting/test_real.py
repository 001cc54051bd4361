"""Rollups on published training: equal to the printed control totals, year by year and region by region.

Three of the seventeen reports, among them the first two, which print a planned year that no figure may count.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Sum

from programs.services.training import import_training
from reporting.models import Rollup
from tests import make

from . import build

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "fmtr"
REPORTS = ("1999-2000", "2000-2001", "2009-2010")

pytestmark = pytest.mark.django_db


def test_the_control_totals_are_equal_and_the_pages_open() -> None:
    if not DATA.is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("The training reports are not beside the repository.")
    call_command("load_reference", stderr=StringIO())
    import_training(files=[DATA / f"fmtr_{one.replace('-', '_')}.csv.gz" for one in REPORTS], by=None)
    build.fill_and_check()
    wanted: dict[tuple[int, str], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    with (DATA / "control_totals_by_region.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if row["report"] in REPORTS and row["fiscal_year"] == row["report"][:4]:
                sums = wanted[int(row["fiscal_year"]), row["region"]]
                sums[0] += Decimal(row["quantity"])
                sums[1] += Decimal(row["total_cost"])
    for place, name in enumerate(("training_places", "training_cost")):
        by = Rollup.objects.filter(measure=name).values_list("fiscal_year", "keys__region").annotate(sum=Sum("value"))
        found = {(year, region): value for year, region, value in by}
        assert found == {key: sums[place] for key, sums in wanted.items()}, name
    client = build.signed_in(make.user("AUDITOR"))
    for address in ("/dashboard/", "/countries/", "/countries/JOR/", "/reports/fmtr/?period=1999-2000"):
        assert client.get(address).status_code == 200, address
