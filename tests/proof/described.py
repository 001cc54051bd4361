"""What stands around the records of a place: documents, a consultation, an implementer, labels; each a canary."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

from ground.dates import today
from programs.models import Initiative, Office
from programs.services import consultations, initiatives, offices
from programs.services.attachments import attach
from programs.services.deliveries import DeliveryRow
from programs.services.pasting import record_pasted

if TYPE_CHECKING:
    from .canaries import Place


def describe(place: Place) -> Place:
    """Give the place's program its labels, who carries it out, a consultation, and documents on three records."""
    by = place.office.analyst
    initiative = Initiative.objects.filter(code="watch").first()
    initiative = initiative or initiatives.add_initiative(code="watch", name="Coast Watch", what="", by=by)
    initiatives.state_purposes(program=place.program, purposes=["HUMAN_RIGHTS"], initiative=initiative, by=by)
    consultations.consult(
        program=place.program,
        agency="JUSTICE",
        held_on=today(),
        view="SUPPORT",
        text=place.text("CONSULTATION"),
        by=by,
    )
    said: dict[str, Any] = {"name": place.text("IMPLEMENTER"), "does": place.text("DOES")}
    consultations.add_implementer(program=place.program, sort="NGO", by=by, **said)
    place.document = _attached(place, place.program, "PROGRAM-PROOF", by)
    _attached(place, place.obligation, "OBLIGATION-PROOF", by)
    _attached(place, place.sent, "NOTICE-PROOF", place.office.director)
    given = place.delivery
    row = DeliveryRow(
        program=given.program,
        what=given.what,
        description=place.text("PASTED"),
        quantity=Decimal(1),
        value=Decimal(1),
        delivered_on=given.delivered_on,
        unit=given.unit,
        person=given.person,
    )
    (pasted,) = record_pasted(program=given.program, rows=[row], text=place.text("PASTED"), by=by)
    place.pasted = pasted
    return place


def _attached(place: Place, to: Any, what: str, by: Any) -> Any:
    text = place.text(what)
    file = ContentFile(b"%PDF " + text.encode(), name=f"{text}.pdf")
    return attach(to=to, paper="REPORT", dated_on=today(), proves=text, file=file, by=by)


def responsible_office() -> None:
    """An office that answers for something, for addresses that name one."""
    office = offices.add_office(code="PM/SA", name="Office", agency="STATE", does="", source="A page", by=None)
    offices.give_responsibility(office=office, duty="OVERSEES", kind="IMET", from_on=None, source="A page", by=None)


def of_an_office() -> dict[str, Any]:
    """Its values in an address."""
    held = Office.objects.get(code="PM/SA").responsibilities.get()  # type: ignore[attr-defined]
    return {"slug_of_code": "pm-sa", "pk": held.pk}
