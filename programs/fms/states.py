"""The words of FMS cases and end-use monitoring, each listed once."""

from __future__ import annotations

from django.db import models


class CaseKind(models.TextChoices):
    """How a case defines what it sells (programs 2.1)."""

    DEFINED = "DEFINED", "Defined order"
    BLANKET = "BLANKET", "Blanket order"
    CLSSA = "CLSSA", "Cooperative logistics supply support (CLSSA)"
    DIRECT = "DIRECT", "Direct commercial contract"


class Financing(models.TextChoices):
    """What the United States puts in. Loan money stands on a case of its own, so that what it pays can be traced."""

    GRANT = "GRANT", "FMF grants"
    LOAN = "LOAN", "FMF loan"


class DocumentKind(models.TextChoices):
    BASIC = "BASIC", "Basic"
    AMENDMENT = "AMENDMENT", "Amendment"
    MODIFICATION = "MODIFICATION", "Modification"


class DocumentState(models.TextChoices):
    """Where a case document stands. That its offer has expired is compared with the day and never a state."""

    DEVELOPMENT = "DEVELOPMENT", "Development"
    WRITE = "WRITE", "Write"
    REVIEW = "REVIEW", "Review"
    PROPOSED = "PROPOSED", "Proposed"
    OFFERED = "OFFERED", "Offered"
    ACCEPTED = "ACCEPTED", "Accepted"
    IMPLEMENTED = "IMPLEMENTED", "Implemented"
    SUPPLY_COMPLETE = "SUPPLY_COMPLETE", "Supply complete"
    CLOSURE_PENDING = "CLOSURE_PENDING", "Closure pending"
    CLOSED = "CLOSED", "Closed"
    CANCELLED = "CANCELLED", "Cancelled"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class Prepared(models.TextChoices):
    """The preparation milestones that DSCA publishes: dated events of a document (SAMM table C5.T9)."""

    CASEINIT = "CASEINIT", "CASEINIT, case initiated"
    DSTATUS = "DSTATUS", "DSTATUS, in development"
    CASEASGN = "CASEASGN", "CASEASGN, case assigned"
    MILAP = "MILAP", "MILAP, approved by the military department"
    WSTATUS = "WSTATUS", "WSTATUS, being written"
    WRITECOMP = "WRITECOMP", "WRITECOMP, written"
    RSTATUS = "RSTATUS", "RSTATUS, in review"
    CPMREV = "CPMREV", "CPMREV, reviewed by the country program manager"
    MILSGN = "MILSGN", "MILSGN, signed by the military department"
    CWDAPPRV = "CWDAPPRV", "CWDAPPRV, approved by the case writing division"
    PSTATUS = "PSTATUS", "PSTATUS, proposed"
    STLST = "STLST", "STLST, sent to the State list"


class EndUse(models.TextChoices):
    """The class of end-use monitoring of an item (22 U.S.C. 2785)."""

    NONE = "NONE", "None"
    ROUTINE = "ROUTINE", "Routine"
    ENHANCED = "ENHANCED", "Enhanced"


class ItemStatus(models.TextChoices):
    """What became of a defense item after it was received."""

    IN_SERVICE = "IN_SERVICE", "In service"
    LOST = "LOST", "Lost"
    EXPENDED = "EXPENDED", "Expended"
    DISPOSED = "DISPOSED", "Disposed of"


class Duty(models.TextChoices):
    """What committees are told about a case: dated tasks. H.R. 7006 (FY 2026), not verified."""

    CONSULT = "CONSULT", "Consult the committees before a new LOA that FMF finances"
    INFORM = "INFORM", "Inform the committees of use against purpose"
    DIVERTED = "DIVERTED", "Inform the committees of diverted or destroyed assistance"


class Determined(models.TextChoices):
    """What the President determines before grant articles above the yearly amount (22 U.S.C. 2314(b))."""

    CHARTER = "CHARTER", "The country conforms to the purposes and principles of the UN Charter"
    OWN_DEFENSE = "OWN_DEFENSE", "The articles serve its own defense or that of its area"
    CONTRIBUTES = "CONTRIBUTES", "Its increased ability is important to the security of the United States"
    NO_OTHER_WAY = "NO_OTHER_WAY", "It could not be achieved more effectively by other means"


class AgreementKind(models.TextChoices):
    RECIPIENTS = "RECIPIENTS", "Recipients named later, 22 U.S.C. 2378d(c)(1)"
    SECTION_505 = "SECTION_505", "Section 505 agreement, 22 U.S.C. 2314(a)"
    IAA = "IAA", "Interagency agreement, FAA s. 632(b)"
    DIRECT = "DIRECT", "Purchase by direct commercial contract, 22 U.S.C. 2763"
    GRANT = "GRANT", "Grant or cooperative agreement"
    CONTRACT = "CONTRACT", "Contract"
    CONTRIBUTION = "CONTRIBUTION", "Contribution"


class Term(models.TextChoices):
    """What a recipient of grant articles agrees to (22 U.S.C. 2314(a))."""

    USE = "USE", "Use by its own forces, for the purposes furnished"
    TRANSFER = "TRANSFER", "No transfer without consent"
    SECURITY = "SECURITY", "Security substantially like that of the United States"
    OBSERVATION = "OBSERVATION", "Observation and review by the United States"


WRITTEN = (DocumentState.DEVELOPMENT, DocumentState.WRITE)  # its terms and lines may still change
SIGNED = (
    *(DocumentState.ACCEPTED, DocumentState.IMPLEMENTED, DocumentState.SUPPLY_COMPLETE),
    *(DocumentState.CLOSURE_PENDING, DocumentState.CLOSED),
)
CARRIED_OUT = SIGNED[1:]
OVER = (DocumentState.CANCELLED, DocumentState.WITHDRAWN)
