import pytest

from tests.distribution import distribuer


@pytest.fixture
def d(db):
    """The cast."""
    return distribuer()
