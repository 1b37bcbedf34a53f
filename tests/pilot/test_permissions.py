"""Who may do what: the table of the dictionary's section 3, and what holds of any table."""

import pytest
from django.core.exceptions import PermissionDenied

from pilot.models import Borough, Membership, User
from pilot.permissions import (
    CASEWORKERS,
    GRANTS,
    Permission,
    Role,
    roles_excluded_by,
    roles_granting,
)
from tests.factories import BoroughFactory, MembershipFactory, UserFactory, at

CASEWORK = """
    VIEW_CONTRACT RECORD_REFERRAL DECIDE_REFERRAL VIEW_OWN_WORK
    LOG_WORK MOVE_CASE CLOSE_CASE KEEP_RECORD
    VIEW_PRACTITIONERS RECORD_PRACTITIONERS RECORD_ADVICE ENTER_DAYS
"""
MAY = {
    "CJW": CASEWORK,
    "FSW": CASEWORK,
    "YPS": CASEWORK,
    "PSW": "VIEW_CONTRACT VIEW_OWN_PARTNER_WORK SUPPORT_PARTNERS",
    "MGR": """
        VIEW_CONTRACT RECORD_REFERRAL DECIDE_REFERRAL ATTRIBUTE_REFERRAL
        APPROVE_CONTACT REOPEN_REFERRAL HOLD_RECORD
        ALLOW_EXCEPTION VIEW_CASELOAD LOG_WORK MOVE_CASE CHANGE_CASE_BOROUGH CLOSE_CASE
        SIGN_OFF_ASSESSMENT DECIDE_ELIGIBILITY ALLOCATE_CASE REOPEN_CASE
        SUPERVISE APPROVE_FEEDBACK AUDIT_FILES SIGN_RETURN
        VIEW_ALL_FIGURES VIEW_CLEAR_FIGURES READ_TRAIL KEEP_RECORD
        VIEW_PRACTITIONERS RECORD_PRACTITIONERS MERGE_PRACTITIONERS RECORD_ADVICE
        VIEW_ALL_PARTNER_WORK SUPPORT_PARTNERS ALLOCATE_PARTNER_CASE
        ENTER_DAYS KEEP_ROTA DECIDE_ASSUMPTION CHANGE_PARAMETER
        VIEW_GOVERNANCE KEEP_CONTRACT ANSWER_CONCERN KEEP_COMPLAINTS
        EXPORT_RETURN DRAFT_RETURN SIGN_RETURN
    """,
    "IGL": "VIEW_CONTRACT KEEP_COMPLAINTS READ_TRAIL",
    "DPO_F": """
        VIEW_CONTRACT VIEW_ALL_FIGURES VIEW_CLEAR_FIGURES EXPORT_RETURN VIEW_GOVERNANCE
        KEEP_MONEY IMPORT_COSTS DRAFT_RETURN SUBMIT_RETURN
    """,
    "AUD": "VIEW_CONTRACT AUDIT_FILES",
    "AO": """
        VIEW_CONTRACT VIEW_OWN_FIGURES VIEW_GOVERNANCE DECIDE_VARIATION PROPOSE_EXTENSION
        RAISE_CONCERN VIEW_INCIDENT_SUMMARIES EXPORT_RETURN REVIEW_RETURN SET_TARGET
    """,
    "CMG": """
        VIEW_CONTRACT VIEW_ALL_FIGURES VIEW_GOVERNANCE VIEW_CONCERN_SUMMARIES EXPORT_RETURN
    """,
    "APR": "VIEW_CONTRACT DECIDE_VARIATION DECIDE_EXTENSION",
    "SYS": """
        VIEW_CONTRACT EXPORT_RETURN SUBMIT_RETURN MANAGE_PEOPLE MANAGE_REFERENCE_DATA
    """,
}
OVER_NAMED_PEOPLE = {
    Permission.RECORD_REFERRAL,
    Permission.DECIDE_REFERRAL,
    Permission.ATTRIBUTE_REFERRAL,
    Permission.APPROVE_CONTACT,
    Permission.REOPEN_REFERRAL,
    Permission.HOLD_RECORD,
    Permission.ALLOW_EXCEPTION,
    Permission.VIEW_OWN_WORK,
    Permission.VIEW_CASELOAD,
    Permission.LOG_WORK,
    Permission.MOVE_CASE,
    Permission.CHANGE_CASE_BOROUGH,
    Permission.CLOSE_CASE,
    Permission.SIGN_OFF_ASSESSMENT,
    Permission.APPROVE_FEEDBACK,
    Permission.DECIDE_ELIGIBILITY,
    Permission.SUPERVISE,
    Permission.VIEW_PRACTITIONERS,
    Permission.RECORD_PRACTITIONERS,
    Permission.MERGE_PRACTITIONERS,
    Permission.RECORD_ADVICE,
}
OVER_SUPPORTED_PEOPLE = {
    Permission.VIEW_OWN_PARTNER_WORK,
    Permission.VIEW_ALL_PARTNER_WORK,
    Permission.SUPPORT_PARTNERS,
    Permission.ALLOCATE_PARTNER_CASE,
}


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_each_role_may_do_exactly_what_the_dictionary_says(role):
    assert {permission.name for permission in GRANTS[role]} == set(MAY[role].split())


@pytest.mark.parametrize("permission", Permission, ids=lambda permission: permission.name)
def test_the_roles_granting_a_permission_are_those_that_hold_it(permission):
    granting = roles_granting(permission)

    assert set(granting) == {role for role in Role if permission in GRANTS[role]}
    assert granting, "a permission that nobody holds is a page nobody can open"


def test_only_the_manager_and_caseworkers_reach_named_people():
    reaching = {role for role in Role if GRANTS[role] & OVER_NAMED_PEOPLE}
    reading = set(roles_granting(Permission.AUDIT_FILES)) - reaching

    assert reaching == CASEWORKERS | {Role.SERVICE_MANAGER}
    assert reading == {Role.CASE_FILE_AUDITOR}, "the files drawn for them, to read"


def test_only_the_manager_and_partner_support_reach_the_people_who_are_supported():
    reaching = {role for role in Role if GRANTS[role] & OVER_SUPPORTED_PEOPLE}

    assert reaching == {Role.PARTNER_SUPPORT_WORKER, Role.SERVICE_MANAGER}


def test_whoever_manages_accounts_sees_no_case_and_reads_no_trail():
    for role in roles_granting(Permission.MANAGE_PEOPLE):
        assert not GRANTS[role] & (OVER_NAMED_PEOPLE | {Permission.READ_TRAIL})


def test_officers_and_the_contract_group_never_see_small_numbers():
    clear = set(roles_granting(Permission.VIEW_CLEAR_FIGURES))

    assert not clear & {Role.AUTHORISED_OFFICER, Role.CONTRACT_GROUP_MEMBER}


def test_a_right_needs_its_role_in_that_borough(person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER, "WCC")
    MembershipFactory(user=worker, role=Role.APPROVER, borough__code="LBHF")
    westminster, fulham = Borough.objects.get(pk="WCC"), Borough.objects.get(pk="LBHF")

    assert worker.can(Permission.LOG_WORK)
    assert worker.can(Permission.LOG_WORK, westminster)
    assert not worker.can(Permission.LOG_WORK, fulham)
    assert list(worker.boroughs_with(Permission.LOG_WORK)) == [westminster]
    assert list(worker.boroughs_with(Permission.VIEW_CONTRACT)) == [fulham, westminster]


def test_requiring_a_right_says_yes_quietly_and_no_out_loud(person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER, "WCC")

    worker.require(Permission.LOG_WORK)
    worker.require(Permission.LOG_WORK, Borough.objects.get(pk="WCC"))
    with pytest.raises(PermissionDenied):
        worker.require(Permission.LOG_WORK, Borough.objects.get(pk="RBKC"))
    with pytest.raises(PermissionDenied):
        worker.require(Permission.MANAGE_PEOPLE)


def test_an_account_without_a_role_opens_nothing(facts):
    newcomer = UserFactory()

    assert not any(newcomer.can(permission) for permission in Permission)
    assert newcomer.roles() == []
    assert not newcomer.boroughs_with(Permission.VIEW_CONTRACT).exists()


def test_a_superuser_without_a_role_opens_nothing(facts):
    root = UserFactory(is_superuser=True, is_staff=True)

    assert not any(root.can(permission) for permission in Permission)
    assert not root.boroughs_with(Permission.VIEW_CONTRACT).exists()


def test_a_deactivated_account_opens_nothing(person):
    leaver = person(Role.SERVICE_MANAGER, is_active=False)

    assert not any(leaver.can(permission) for permission in Permission)
    assert not leaver.boroughs_with(Permission.VIEW_CASELOAD).exists()


def test_a_role_that_has_ended_opens_nothing(facts):
    ended = MembershipFactory(ended=True, role=Role.SERVICE_MANAGER)

    assert not ended.user.can(Permission.VIEW_CASELOAD)
    assert not ended.user.boroughs_with(Permission.VIEW_CASELOAD).exists()
    assert ended.user.roles() == []


def test_an_ended_role_is_gone_the_next_time_the_person_is_loaded(person):
    manager = person(Role.SERVICE_MANAGER)
    assert manager.can(Permission.VIEW_CASELOAD)

    Membership.objects.filter(user=manager).update(
        ended_at=at(manager.date_joined.date()), ended_by=manager, end_reason="They left"
    )

    assert not User.objects.get(pk=manager.pk).can(Permission.VIEW_CASELOAD)
    manager.refresh_from_db()
    assert not manager.can(Permission.VIEW_CASELOAD)


def test_roles_are_told_once_each_in_the_order_of_the_permissions_page(person):
    both = person(Role.DATA_AND_FINANCE_OFFICER)
    for code in ("WCC", "RBKC"):
        MembershipFactory(
            user=both, role=Role.SERVICE_MANAGER, borough=BoroughFactory(code=code)
        )

    assert both.roles() == [Role.SERVICE_MANAGER, Role.DATA_AND_FINANCE_OFFICER]


def test_asking_for_many_rights_reads_the_memberships_once(
    person, django_assert_num_queries
):
    manager = User.objects.get(pk=person(Role.SERVICE_MANAGER).pk)
    boroughs = list(Borough.objects.all())

    with django_assert_num_queries(1):
        for permission in Permission:
            for borough in boroughs:
                manager.can(permission, borough)


@pytest.mark.parametrize("role", Role)
def test_roles_exclude_each_other_both_ways_and_never_themselves(role):
    excluded = roles_excluded_by(role)

    assert role not in excluded
    assert all(role in roles_excluded_by(other) for other in excluded)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AO", "MGR"),
        ("AO", "CJW"),
        ("CMG", "SYS"),
        ("SYS", "MGR"),
        ("DPO_F", "FSW"),
        ("CJW", "PSW"),
        ("AUD", "CJW"),
        ("AUD", "PSW"),
    ],
)
def test_these_two_never_meet_in_one_person(one, other):
    assert Role(other) in roles_excluded_by(Role(one))


def test_where_somebody_works_is_said_in_the_fixed_order_or_that_it_is_everywhere(
    person, django_assert_num_queries
):
    newcomer = UserFactory()
    somewhere = person(Role.CRIMINAL_JUSTICE_WORKER, "WCC", "LBHF")
    everywhere = person(Role.CRIMINAL_JUSTICE_WORKER)
    MembershipFactory(user=everywhere, role=Role.FAMILY_SUPPORT_WORKER)

    assert newcomer.boroughs_in_words() == ""
    assert somewhere.boroughs_in_words() == "Hammersmith and Fulham, Westminster"
    with django_assert_num_queries(1):
        assert everywhere.boroughs_in_words() == "All boroughs"
        assert len(everywhere.roles()) == 2
