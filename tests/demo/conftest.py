"""The settings of a demonstration, for all of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # thirteen people sign in; none of the tests is about that


@pytest.fixture(scope="package", autouse=True)
def demonstration() -> Iterator[None]:
    """The settings of a demonstration."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DEMO", True)
        patch.setattr(settings, "PASSWORD_HASHERS", QUICK)
        yield
