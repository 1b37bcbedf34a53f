"""What is missing: the panel on the case, the list and the counts agree, by definition."""

from datetime import date

import pytest
from django.urls import reverse

from cases.gaps import PUT_RIGHT, gaps_of
from cases.models import Case, ChildStatus, Gap
from pilot import parameters
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    ChildFactory,
    ContactAttemptFactory,
    EqualityRecordFactory,
    YouthDetailFactory,
)
from tests.pages import Page

COMPLETE = {
    "perpetrator__born_on": date(1984, 5, 6),
    "perpetrator__phone": "07700 900123",
    "perpetrator__interpreter": "NOT_NEEDED",
    "perpetrator__children_known": "NO",
    "opened_on": date(2016, 7, 4),
}


def a_complete_case(**changes):
    case = CaseFactory(**COMPLETE | changes)
    ContactAttemptFactory(case=case, on=date(2016, 7, 12))
    EqualityRecordFactory(perpetrator=case.perpetrator, answered=True)
    return case


@pytest.mark.django_db
def test_a_complete_record_has_no_gap_and_each_thing_missing_is_one():
    complete = a_complete_case()
    unasked = a_complete_case()
    EqualityRecordFactory._meta.model.objects.filter(
        perpetrator=unasked.perpetrator
    ).update(religion="NOT_ASKED")
    excused = a_complete_case()
    EqualityRecordFactory._meta.model.objects.filter(
        perpetrator=excused.perpetrator
    ).update(religion="NOT_ASKED", not_asked_because="NEVER_MET")
    without_status = a_complete_case()
    ChildFactory(perpetrator=without_status.perpetrator)
    ChildFactory(perpetrator=complete.perpetrator, withdrawal_reason="Not theirs")
    young = a_complete_case(post__code="YPS")
    half_young = a_complete_case(post__code="YPS")
    YouthDetailFactory(case=half_young)
    whole_young = a_complete_case(post__code="YPS")
    YouthDetailFactory(
        case=whole_young, parental_consent="NOT_SAFE", attendance="VOLUNTARY"
    )
    missing = {
        complete: [],
        excused: [],
        whole_young: [],
        a_complete_case(perpetrator__born_on=None): [Gap.BIRTH_DATE],
        a_complete_case(perpetrator__phone=""): [Gap.CONTACT],
        a_complete_case(perpetrator__interpreter="NOT_ASKED"): [Gap.INTERPRETER],
        a_complete_case(perpetrator__children_known="NOT_ASKED"): [Gap.CHILDREN],
        without_status: [Gap.CHILD_STATUS],
        young: [Gap.YOUTH],
        half_young: [Gap.YOUTH],
        unasked: [Gap.EQUALITY],
        CaseFactory(**COMPLETE): [Gap.EQUALITY],
    }

    for case, expected in missing.items():
        assert [each.gap for each in gaps_of(case)] == expected
    for gap in Gap:
        listed = set(Case.objects.missing(gap))
        assert listed == {case for case, gaps in missing.items() if gap in gaps}
        assert Case.objects.gap_counts()[gap] == len(listed)


@pytest.mark.django_db
def test_a_closed_case_misses_nothing_any_more():
    case = CaseFactory(closed=True)

    assert gaps_of(case) == []
    assert set(Case.objects.gap_counts().values()) == {0}


def test_the_panel_takes_one_query_and_the_counts_another(
    person, django_assert_num_queries
):
    case = CaseFactory(worker=person(Role.CRIMINAL_JUSTICE_WORKER))

    with parameters.read_once({}):  # a request reads them once, for all it shows
        with django_assert_num_queries(1):
            gaps_of(case)
        with django_assert_num_queries(1):
            Case.objects.gap_counts()
    assert set(PUT_RIGHT) == set(Gap)


def test_each_gap_leads_to_the_field_it_is_put_right_in(person, client_of):
    worker = person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    case = CaseFactory(worker=worker, post__code="YPS", perpetrator__born_on=None)
    ChildFactory(perpetrator=case.perpetrator)
    client = client_of(worker)

    page = Page(client.get(case.get_absolute_url()))

    links = dict(page.links)
    assert "Missing from the record" in page.words
    for gap in (Gap.BIRTH_DATE, Gap.CONTACT, Gap.INTERPRETER, Gap.CHILD_STATUS, Gap.YOUTH):
        path, _, field = links[gap.label].partition("#")
        assert f'id="{field}"' in client.get(path).text, gap
    assert client.get(links[Gap.EQUALITY.label]).status_code == 200
    assert ChildStatus.objects.count() == 0


def test_the_list_opens_on_each_gap(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    case = CaseFactory()

    page = Page(client.get(f"{reverse('cases:case_list')}?gap=equality"))

    assert case.reference in page.words
