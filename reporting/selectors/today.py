"""What needs a user today: everything that waits for one of their permissions, at their places, with its next step.

The number of queries depends on the user's roles and never on how much waits.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from ground.access import may
from ground.dates import today

from .waiting import Section
from .waiting_cases import cases_that_wait
from .waiting_grants import GRANTS
from .waiting_notices import NOTICES
from .waiting_work import OTHER_WORK


def what_waits(user: Any, *, on: dt.date | None = None) -> list[Section]:
    """Every section with something in it, cases first."""
    on = on or today()
    found = [*cases_that_wait(user, on)]
    for permission, section in (*OTHER_WORK, *GRANTS, *NOTICES):
        if may(user, permission):
            found.append(section(user, on))
    return [section for section in found if section.all]
