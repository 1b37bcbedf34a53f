"""Whom the tests of partner support are about."""

import pytest

from pilot.permissions import Role
from tests.factories import PartnerCaseFactory, SafeContactPlanFactory


@pytest.fixture
def supporter(person):
    """Somebody who supports people in all three boroughs."""
    return person(Role.PARTNER_SUPPORT_WORKER)


@pytest.fixture
def manager(person):
    """The service manager."""
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def partner_case(supporter):
    """One of the supporter's own, with a plan that they have not read today."""
    partner_case = PartnerCaseFactory(borough__code="WCC", worker=supporter)
    SafeContactPlanFactory(partner_case=partner_case)
    return partner_case


@pytest.fixture
def unlocked(partner_case, supporter):
    """The same, its plan read today."""
    SafeContactPlanFactory(partner_case=partner_case, read_by=supporter)
    return partner_case
