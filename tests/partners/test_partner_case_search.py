"""Finding somebody by name or reference, among those that one may see."""

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import PartnerCaseFactory
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

SEARCH = reverse("partners:partner_case_search")


def supported(worker, **fields):
    who = {"person__given_names": "Clover", "person__surname": "Reedbed"}
    return PartnerCaseFactory(borough__code="WCC", worker=worker, **who, **fields)


def found(client, text):
    return [case.reference for case in client.post(SEARCH, {"text": text}).context["found"]]


def test_somebody_is_found_by_parts_of_a_name_or_either_reference(supporter, client_of):
    client = client_of(supporter)
    case, ended = supported(supporter), supported(supporter, closed=True)
    PartnerCaseFactory(borough__code="WCC", worker=supporter, person__given_names="Sorrel")

    assert set(found(client, "reed CLO")) == {case.reference, ended.reference}
    assert found(client, "Clover Sorrel") == []
    for reference in (case.reference, case.person.reference):
        assert found(client, reference.lower().replace("-", " ")) == [case.reference]


def test_nobody_elses_is_found_and_his_case_finds_nobody(supporter, person, client_of):
    theirs = supported(person(Role.PARTNER_SUPPORT_WORKER))
    client = client_of(supporter)

    for words in ("Clover", theirs.reference, theirs.links.get().case.reference):
        assert found(client, words) == []
    assert found(client_of(person(Role.SERVICE_MANAGER)), "Clover") == [theirs.reference]


def test_a_search_keeps_no_words_and_says_what_to_try_next(supporter, client_of):
    client = client_of(supporter)
    supported(supporter)

    assert "1 partner case found" in Page(client.post(SEARCH, {"text": "Clover"})).words
    assert "Check the spelling" in Page(client.post(SEARCH, {"text": "Zzz"})).words
    assert "text" in Page(client.post(SEARCH, {"text": " "})).errors
    traces = AuditEvent.objects.filter(action="searched partner cases").order_by("pk")
    assert [trace.detail for trace in traces] == [{"rows": 1}, {"rows": 0}]
