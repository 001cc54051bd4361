"""What tests of vetting share: the scene of the guards."""

import pytest

from tests.vetting.scene import Scene


@pytest.fixture
def scene(db):
    return Scene()
