"""What stands in an address: the values of its parameters for a place's own record, and what is sent there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from ground.models import ImportBatch, Parameter, ReadLog, StaleFact
from partners.models import Bureau, CombatantCommand, CountryName, Deflator, Post
from programs.models import Account, FundTransaction, TitleTenAuthority
from reporting.models import Fill, Rollup
from vetting.models import Law, ListVersion, ValidityRule, WatchList

from .addresses import Address
from .canaries import Common, Place
from .described import of_an_office

Values = Callable[[Place, Common], dict[str, Any]]

MISSING: dict[str, Any] = {
    "number": "IMET-2027-XTM-9999",
    "code": "XTM-99999",
    "unit__code": "XTM-99999",
    "iso3": "XQQ",
    "name": "nothing",
    "pk": 999_999_999,
    "id": 999_999_999,
    "order": 999_999_999,
    "line": 999_999_999,
    "sent": 999_999_999,
    "hold": 999_999_999,
    "waiver": 999_999_999,
    "slug_of_code": "nothing",
    "posting": 999_999_999,
    "object_id": 999_999_999,
    "content_type_id": 999_999,
    "app_label": "nothing",
    "url": "nothing/",
    "kind": "doc",
}

# Longest beginning wins. The states of cases are those that the steps named below start from.
OBJECTS: dict[str, Values] = {
    "countries/": lambda p, c: {"iso3": p.country.iso3},
    "reports/": lambda p, c: {"name": "fmtr"},
    "units/": lambda p, c: {"code": p.unit.code, "pk": p.link.pk},
    "units/<code>/standing/": lambda p, c: {"code": p.barred.code},
    "people/": lambda p, c: {"pk": p.person.pk, "posting": p.posting.pk},
    "vetting/cases/": lambda p, c: {"number": p.draft.number},
    "vetting/cases/<number>/step/": lambda p, c: {"number": p.asked.number},
    "vetting/cases/<number>/review/": lambda p, c: {"number": p.case.number},
    "vetting/cases/<number>/subjects/": lambda p, c: {"number": p.case.number},
    "vetting/approvals/": lambda p, c: {"pk": p.approval.pk},
    "vetting/hits/": lambda p, c: {"pk": p.hit.pk},
    "vetting/roster-template.": lambda p, c: {"kind": "csv"},
    "programs/": lambda p, c: {"number": p.program.number},
    "programs/<number>/cases/": lambda p, c: {"number": p.fmf.number},
    "programs/<number>/letters/": lambda p, c: {"number": p.fmf.number},
    "letters/": lambda p, c: {"pk": p.letter.pk},
    "fms-cases/": lambda p, c: {"pk": p.fms_case.pk},
    "eum/items/": lambda p, c: {"pk": p.monitored.pk},
    "eum/misuse/": lambda p, c: {"pk": p.misuse.pk},
    "fmf/": lambda p, c: {"code": p.at.code},
    "case-documents/": lambda p, c: {"pk": p.fms_case.documents.get().pk},
    "case-duties/": lambda p, c: {"pk": p.fms_case.duties.get().pk},
    "programs/<number>/deliveries/pasted/": lambda p, c: {"number": p.pasted.program.number, "pk": p.pasted.batch_id},
    "programs/<number>/contributions/": lambda p, c: {"number": p.gscf.number},
    "programs/<number>/decisions/": lambda p, c: {"number": p.gscf.number},
    **{
        f"programs/<number>/{part}": lambda p, c: {"number": p.proposal.number}
        for part in ("elements/", "joint-plan/", "views/", "certifications/", "statuses/", "concurrences/")
    },
    "concurrences/views/": lambda p, c: {"pk": p.office_view.pk},
    "concurrences/conditions/": lambda p, c: {"pk": p.condition.pk},
    **{
        f"programs/<number>/{part}/": lambda p, c: {"number": p.gpoi.number}
        for part in ("events", "packages", "engagements", "deployments", "capabilities", "ratings")
    },
    "programs/<number>/operations/": lambda p, c: {"number": p.mfo.number},
    "programs/<number>/institutions/": lambda p, c: {"number": p.gdrp.number},
    "programs/<number>/processes/": lambda p, c: {"number": p.sfp.number},
    "events/": lambda p, c: {"pk": p.event.pk},
    "events/<pk>/complete/": lambda p, c: {"pk": p.begun.pk},
    "equipment/": lambda p, c: {"pk": p.item.pk},
    "equipment/packages/": lambda p, c: {"pk": p.package.pk},
    "deployments/": lambda p, c: {"pk": p.deployment.pk},
    "capabilities/": lambda p, c: {"pk": p.capability.pk},
    "institutions/": lambda p, c: {"pk": p.institution.pk},
    "processes/": lambda p, c: {"pk": p.process.pk},
    "milestones/": lambda p, c: {"pk": p.milestone.pk},
    "alumni/public.": lambda p, c: {"kind": "csv"},
    "alumni/positions/": lambda p, c: {"pk": p.alumnus_position.pk},
    "participants/": lambda p, c: {"pk": p.person.pk},
    "courses/": lambda p, c: {"pk": c.course.pk},
    "schools/": lambda p, c: {"pk": c.course.school_id},
    "training-plans/": lambda p, c: {"pk": p.training_plan.pk},
    "training-lines/": lambda p, c: {"pk": p.training_line.pk},
    "programs/<number>/grants/": lambda p, c: {"number": p.nadr.number},
    "grants/": lambda p, c: {"pk": p.grant.pk},
    "grants/deadlines/": lambda p, c: {"pk": p.owed.pk},
    "grants/tasks/": lambda p, c: {"pk": p.task.pk},
    "grants/tasks/<pk>/handover/": lambda p, c: {"pk": p.completed.pk},
    "grants/tasks/<pk>/impact/": lambda p, c: {"pk": p.given_back.pk},
    "sites/": lambda p, c: {"pk": p.site.pk},
    "storage/": lambda p, c: {"pk": p.depot.pk},
    "seats/": lambda p, c: {"pk": p.seat.pk, "order": p.order.pk},
    "obligations/": lambda p, c: {"pk": p.obligation.pk},
    "obligations/<pk>/notification/": lambda p, c: {"pk": p.waiting.pk},
    "obligations/<pk>/step/": lambda p, c: {"pk": p.waiting.pk},
    "caps/614/": lambda p, c: {"pk": p.special_use.pk},
    "second-tier/": lambda p, c: {"pk": p.tier_move.pk},
    "restrictions/": lambda p, c: {"pk": p.restriction.pk, "waiver": p.waiver.pk},
    "notifications/": lambda p, c: {"number": p.sent.number, "sent": p.transmittal.pk, "hold": p.hold.pk},
    "notifications/<number>/edit/": lambda p, c: {"number": p.drafted.number},
    "notifications/<number>/lines/": lambda p, c: {"number": p.drafted.number, "line": p.line.pk},
    "notifications/<number>/clearances/": lambda p, c: {"number": p.clearing.number},
    "notifications/<number>/transmittals/new/": lambda p, c: {"number": p.cleared.number},
    "funds/": lambda p, c: {"number": c.fund.number},
    "transactions/": lambda p, c: {"pk": p.transaction.pk},
    "training/": lambda p, c: {"pk": c.label.pk},
    "budget/allocations/": lambda p, c: {"pk": c.allocation.pk},
    "budget/allocations/template.": lambda p, c: {"kind": "csv"},
    "budget/names/": lambda p, c: {"pk": c.line.pk},
    "agreements/": lambda p, c: {"pk": p.agreement.pk},
    "attachments/": lambda p, c: {"pk": p.document.pk},
    "offices/": lambda p, c: of_an_office(),
    "initiatives/": lambda p, c: {"code": "watch"},
    "api/v1/countries/": lambda p, c: {"iso3": p.country.iso3},
    "api/v1/reports/": lambda p, c: {"name": "fmtr"},
    "api/v1/measures/": lambda p, c: {"name": "training_places"},
    "api/v1/training/": lambda p, c: {"pk": c.record.pk},
    "api/v1/units/": lambda p, c: {"code": p.unit.code},
    "api/v1/people/": lambda p, c: {"pk": p.person.pk},
    "api/v1/cases/": lambda p, c: {"number": p.case.number},
    "api/v1/cases/<number>/recipients/": lambda p, c: {"number": p.draft.number},
    "api/v1/cases/<number>/submit/": lambda p, c: {"number": p.draft.number},
    "api/v1/cases/<number>/withdraw/": lambda p, c: {"number": p.asked.number},
    "api/v1/cases/<number>/endorse/": lambda p, c: {"number": p.asked.number},
    "api/v1/cases/<number>/return/": lambda p, c: {"number": p.asked.number},
    "api/v1/cases/<number>/accept/": lambda p, c: {"number": p.endorsed.number},
    "api/v1/cases/<number>/send_back/": lambda p, c: {"number": p.endorsed.number},
    "api/v1/cases/<number>/complete_checks/": lambda p, c: {"number": p.screened.number},
    "api/v1/cases/<number>/close/": lambda p, c: {"number": p.decided.number},
    "api/v1/subjects/": lambda p, c: {"pk": p.subject.pk},
    "api/v1/subjects/<pk>/reject/": lambda p, c: {"pk": p.suspended.pk},
    "api/v1/hits/": lambda p, c: {"pk": p.hit.pk},
    "api/v1/approvals/": lambda p, c: {"pk": p.approval.pk},
    "api/v1/standings/": lambda p, c: {"unit__code": p.barred.code},
    "api/v1/programs/": lambda p, c: {"number": p.program.number, "step": "close"},
    "api/v1/recipients/": lambda p, c: {"pk": p.recipient.pk},
    "api/v1/seats/": lambda p, c: {"pk": p.seat.pk, "step": "start"},
    "api/v1/deliveries/": lambda p, c: {"pk": p.delivery.pk},
    "api/v1/funds/": lambda p, c: {"number": c.fund.number},
    "api/v1/obligations/": lambda p, c: {"pk": p.obligation.pk},
    "api/v1/obligations/<pk>/choose_notification/": lambda p, c: {"pk": p.waiting.pk},
    "api/v1/obligations/<pk>/<step>/": lambda p, c: {"pk": p.waiting.pk, "step": "record"},
    "api/v1/notifications/": lambda p, c: {"number": p.sent.number, "step": "withdraw"},
    "api/v1/transactions/": lambda p, c: {"pk": p.transaction.pk},
    "admin/accounts/user/<id>/password/": lambda p, c: {"id": p.team.requester.pk},
    "admin/<app_label>/": lambda p, c: {"app_label": "partners" if p.word == "OWN" else "programs"},
    "admin/<url>": lambda p, c: {"url": "nothing/"},
    "admin/r/": lambda p, c: {
        "content_type_id": ContentType.objects.get_for_model(p.program).pk,
        "object_id": p.program.pk,
    },
}

IN_ADMIN: dict[str, Callable[[Place, Common], Model | None]] = {
    "vettingcase": lambda p, c: p.case,
    "vettingsubject": lambda p, c: p.subject,
    "review": lambda p, c: p.subject.reviews.first(),
    "approval": lambda p, c: p.approval,
    "unitstanding": lambda p, c: p.found,
    "hit": lambda p, c: p.hit,
    "program": lambda p, c: p.program,
    "trainingseat": lambda p, c: p.seat,
    "travelorder": lambda p, c: p.order,
    "completion": lambda p, c: p.completion,
    "delivery": lambda p, c: p.delivery,
    "agreement": lambda p, c: p.agreement,
    "fmscase": lambda p, c: p.fms_case,
    "fund": lambda p, c: c.fund,
    "congressionalnotification": lambda p, c: p.sent,
    "fundtransaction": lambda p, c: FundTransaction.objects.filter(program=p.program).first(),
    "obligation": lambda p, c: p.obligation,
    "country": lambda p, c: p.country,
    "operatingunit": lambda p, c: p.at,
    "user": lambda p, c: p.team.requester,
    "assignment": lambda p, c: p.team.requester.assignments.first(),
    "tokenproxy": lambda p, c: token_of(p),
    "reportedname": lambda p, c: c.label,
    "trainingrecord": lambda p, c: c.record,
    "account": lambda p, c: Account.objects.first(),
    "course": lambda p, c: c.course,
    "bureau": lambda p, c: Bureau.objects.first(),
    "combatantcommand": lambda p, c: CombatantCommand.objects.first(),
    "countryname": lambda p, c: CountryName.objects.first(),
    "post": lambda p, c: Post.objects.first(),
    "titletenauthority": lambda p, c: TitleTenAuthority.objects.first(),
    "deflator": lambda p, c: Deflator.objects.first(),
    "parameter": lambda p, c: Parameter.objects.first(),
    "validityrule": lambda p, c: ValidityRule.objects.first(),
    "watchlist": lambda p, c: WatchList.objects.first(),
    "listversion": lambda p, c: ListVersion.objects.first(),
    "importbatch": lambda p, c: ImportBatch.objects.first(),
    "stalefact": lambda p, c: StaleFact.objects.first(),
    "readlog": lambda p, c: ReadLog.objects.first(),
    "fill": lambda p, c: Fill.objects.first(),
    "rollup": lambda p, c: Rollup.objects.filter(operating_unit=None).first(),
}


def token_of(place: Place) -> Any:
    from rest_framework.authtoken.models import TokenProxy

    return TokenProxy.objects.get_or_create(user=place.team.requester)[0]


def reference_rows() -> None:
    """One row of each table that the admin keeps and nothing above makes."""
    day = dt.date(2020, 1, 1)
    bureau = Bureau.objects.first()
    CombatantCommand.objects.create(code="SOUTHCOM", name="Southern Command")
    assert bureau is not None and bureau.country_set is not None
    country = bureau.country_set.first()
    CountryName.objects.create(country=country, name="Printed", folded="printed", source="Test")
    Post.objects.create(country=country, name="Embassy", city="Somewhere")
    Deflator.objects.create(period="2012", base_year=2020, value="0.8783", source="Test")
    valid = (day, None)
    row: dict[str, Any] = {"valid": valid, "source": "Test", "basis": "Gatehouse rule"}
    Parameter.objects.create(key="proof", value=1, **row)
    ValidityRule.objects.create(law=Law.DOD, rule="WHOLE_EVENT", **row)
    StaleFact.objects.create(fact="proof")
    somebody = get_user_model().objects.first()
    ReadLog.objects.create(what=ReadLog.EXPORT, subject="Test", by=somebody)


def values(address: Address, place: Place, common: Common) -> dict[str, Any]:
    """The parameters of an address for a place's own record. An address nobody described is an error."""
    if not address.parameters:
        return {}
    parts = address.route.split("/")
    if address.is_admin and "object_id" in address.parameters and parts[1] != "r":
        row = IN_ADMIN[parts[2]](place, common)
        assert row is not None, f"{address}: no row to ask for"
        return {"object_id": row.pk}
    fitting = [prefix for prefix in OBJECTS if address.route.startswith(prefix)]
    assert fitting, f"{address}: no argument factory"
    found = OBJECTS[max(fitting, key=len)](place, common)
    assert set(address.parameters) <= set(found), f"{address}: the factory gives {sorted(found)}"
    return found
