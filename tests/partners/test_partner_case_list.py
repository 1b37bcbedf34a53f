"""The people who are supported: their own worker's, the manager's all."""

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from tests.factories import PartnerCaseFactory

pytestmark = pytest.mark.both_engines

LIST = reverse("partners:partner_case_list")


def test_a_worker_finds_their_own_and_the_manager_all(
    client_of, supporter, manager, partner_case
):
    another = PartnerCaseFactory(borough__code="WCC")

    own, everything = client_of(supporter).get(LIST), client_of(manager).get(LIST)

    assert partner_case.reference in own.text
    assert another.reference not in own.text
    assert {partner_case.reference, another.reference} <= {
        row.reference for row in everything.context["page"]
    }
    assert AuditEvent.objects.filter(action="listed partner cases").count() == 2


def test_whom_nobody_has_tried_has_a_tab_of_its_own(client_of, supporter):
    tried = {"first_attempt_on": "2016-02-01", "status": "ATTEMPTING"}
    mine = {"borough__code": "WCC", "worker": supporter}
    waiting = PartnerCaseFactory(**mine)
    PartnerCaseFactory(**mine, **tried)
    PartnerCaseFactory(**mine, scope="NO", out_of_scope="UNSAFE")
    PartnerCaseFactory(**mine, closed=True)

    page = client_of(supporter).get(LIST, {"tab": "new"})

    assert [row.pk for row in page.context["page"]] == [waiting.pk]
    assert [tab["count"] for tab in page.context["tabs"]] == [3, 1, 1]


def test_filters_narrow_and_an_empty_list_says_what_to_do(client_of, supporter):
    PartnerCaseFactory(borough__code="WCC", worker=supporter)

    page = client_of(supporter).get(LIST, {"borough": "LBHF"})

    assert "Look in the other tabs" in page.text
