"""What tests of vetting share: quick passwords, since a case takes five people, and the scene of the guards."""

import pytest

from tests.vetting.scene import Scene


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def scene(db):
    return Scene()
