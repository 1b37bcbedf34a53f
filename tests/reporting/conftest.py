"""What a test of a return may ask for: who takes part, and one that the officer reads."""

import pytest

from reporting import actions
from tests.reporting.returned import people, signed


@pytest.fixture
def who(person):
    return people(person)


@pytest.fixture
def taken_up(who):
    """A return that is signed, and that the officer has taken up."""
    of = signed(who).of_return
    return actions.review_return(of, by=who.officer, version=of.version)
