"""Who may do what, on one page (dictionary 3). Default deny: what is not here is no.

A role says what kind of thing a person does; a membership says in which borough. Which
rows a permission reaches is decided in the querysets, never here.
"""

from enum import StrEnum, unique

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person does in the pilot. Codes are permanent."""

    CRIMINAL_JUSTICE_WORKER = "CJW", "Criminal Justice Worker"
    FAMILY_SUPPORT_WORKER = "FSW", "Family Support Worker"
    YOUNG_PERPETRATOR_SPECIALIST = "YPS", "Young Perpetrator Specialist"
    PARTNER_SUPPORT_WORKER = "PSW", "Partner support worker"
    SERVICE_MANAGER = "MGR", "Service manager"
    GOVERNANCE_LEAD = "IGL", "Information governance lead"
    DATA_AND_FINANCE_OFFICER = "DPO_F", "Data and finance officer"
    CASE_FILE_AUDITOR = "AUD", "Case-file auditor"
    AUTHORISED_OFFICER = "AO", "Authorised officer"
    CONTRACT_GROUP_MEMBER = "CMG", "Contract Management Group member"
    APPROVER = "APR", "Approver"
    SYSTEM_ADMINISTRATOR = "SYS", "System administrator"


CASEWORKERS = frozenset(
    {
        Role.CRIMINAL_JUSTICE_WORKER,
        Role.FAMILY_SUPPORT_WORKER,
        Role.YOUNG_PERPETRATOR_SPECIALIST,
    }
)


@unique
class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    VIEW_CONTRACT = "see the agreement, the posts and their days"
    VIEW_GOVERNANCE = "see the group's meetings and actions, and the contract's risks"
    KEEP_CONTRACT = "keep the records of the contract, its risks and the group's meetings"
    PROPOSE_EXTENSION = "ask a council to go on after the pilot, with the evidence for it"
    DECIDE_EXTENSION = "decide whether a council goes on after the pilot"
    DECIDE_VARIATION = "approve or refuse a change of a council's agreement"
    RECORD_REFERRAL = "record a referral"
    DECIDE_REFERRAL = "accept or decline a referral"
    ATTRIBUTE_REFERRAL = "say which borough a referral belongs to"
    ALLOW_EXCEPTION = "let a referral through where a rule leaves it to the manager"
    APPROVE_CONTACT = "approve contact with somebody who may not know of a referral"
    REOPEN_REFERRAL = "take back a decision on a referral"
    HOLD_RECORD = "hold a record back from erasure, and see what is due"
    VIEW_OWN_WORK = "see the referrals and cases of one's own post"
    VIEW_CASELOAD = "see every referral and case of the provider"
    LOG_WORK = "log sessions and failed attempts"
    KEEP_RECORD = "keep what is known of a person, their children and their notes"
    MOVE_CASE = "move a case to its next stage"
    CHANGE_CASE_BOROUGH = "move a case to another borough"
    CLOSE_CASE = "close a case"
    VIEW_PRACTITIONERS = "see who refers to us and who asks for advice, by name"
    RECORD_PRACTITIONERS = "add practitioners and their teams, and put them right"
    MERGE_PRACTITIONERS = "make one of two entries of a practitioner"
    RECORD_ADVICE = "record consultations, training, liaison and campaign"
    SIGN_OFF_ASSESSMENT = "sign off an assessment, or send it back"
    APPROVE_FEEDBACK = "approve feedback to a referrer, or return it"
    DECIDE_ELIGIBILITY = "decide whether a case still belongs here"
    REOPEN_CASE = "reopen a closed case"
    ALLOCATE_CASE = "say whose a case is, and who covers it"
    AUDIT_FILES = "draw case files, read those one drew, and grade them"
    VIEW_OWN_PARTNER_WORK = "see the partner cases that are one's own or covered"
    VIEW_ALL_PARTNER_WORK = "see every partner case, and which case it belongs to"
    SUPPORT_PARTNERS = "support the people who are harmed, and keep their record"
    ALLOCATE_PARTNER_CASE = "say who supports whom, and who covers"
    ENTER_DAYS = "enter the days of one's own post, and when one is away"
    KEEP_ROTA = "say where posts work, and enter the days of each"
    SUPERVISE = "supervise a caseworker, and write down what was agreed"
    DECIDE_ASSUMPTION = "record what the group decided of an assumption"
    CHANGE_PARAMETER = "change a number that rules and figures reckon with"
    KEEP_COMPLAINTS = "keep complaints and serious incidents, and answer them"
    VIEW_INCIDENT_SUMMARIES = "see which serious incidents there were, without their words"
    RAISE_CONCERN = "raise concerns about the provider's work, and close them"
    ANSWER_CONCERN = "answer concerns for the provider"
    VIEW_CONCERN_SUMMARIES = "see which concerns there are, without what was written"
    VIEW_OWN_FIGURES = "see one's own borough's figures and the pilot total"
    VIEW_ALL_FIGURES = "see the figures of all three boroughs"
    SET_TARGET = "say what a borough expects of its figures, and what they were before"
    VIEW_CLEAR_FIGURES = "see figures before small numbers are hidden"
    KEEP_MONEY = "keep the budgets, the ledger and the forecasts"
    IMPORT_COSTS = "import costs from a spreadsheet"
    EXPORT_RETURN = "read the returns to MOPAC, and download them"
    DRAFT_RETURN = "write the texts of a return, and release another person's"
    SIGN_RETURN = "sign the return of a quarter for the provider"
    REVIEW_RETURN = "send a council's return back to the provider, or accept it"
    SUBMIT_RETURN = "send an accepted return to MOPAC"
    READ_TRAIL = "read who did and who saw what"
    MANAGE_PEOPLE = "add people, and grant and end their roles"
    MANAGE_REFERENCE_DATA = "correct the names of boroughs, posts and agencies"


_CASEWORK = frozenset(
    {
        Permission.VIEW_CONTRACT,
        Permission.RECORD_REFERRAL,
        Permission.DECIDE_REFERRAL,
        Permission.VIEW_OWN_WORK,
        Permission.LOG_WORK,
        Permission.KEEP_RECORD,
        Permission.MOVE_CASE,
        Permission.CLOSE_CASE,
        Permission.VIEW_PRACTITIONERS,
        Permission.RECORD_PRACTITIONERS,
        Permission.RECORD_ADVICE,
        Permission.ENTER_DAYS,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CRIMINAL_JUSTICE_WORKER: _CASEWORK,
    Role.FAMILY_SUPPORT_WORKER: _CASEWORK,
    Role.YOUNG_PERPETRATOR_SPECIALIST: _CASEWORK,
    Role.PARTNER_SUPPORT_WORKER: frozenset(
        {
            Permission.VIEW_CONTRACT,
            Permission.VIEW_OWN_PARTNER_WORK,
            Permission.SUPPORT_PARTNERS,
        }
    ),
    Role.SERVICE_MANAGER: frozenset(
        {
            Permission.VIEW_CONTRACT,
            Permission.RECORD_REFERRAL,
            Permission.DECIDE_REFERRAL,
            Permission.ATTRIBUTE_REFERRAL,
            Permission.ALLOW_EXCEPTION,
            Permission.APPROVE_CONTACT,
            Permission.REOPEN_REFERRAL,
            Permission.HOLD_RECORD,
            Permission.VIEW_CASELOAD,
            Permission.LOG_WORK,
            Permission.KEEP_RECORD,
            Permission.MOVE_CASE,
            Permission.CHANGE_CASE_BOROUGH,
            Permission.CLOSE_CASE,
            Permission.VIEW_PRACTITIONERS,
            Permission.RECORD_PRACTITIONERS,
            Permission.MERGE_PRACTITIONERS,
            Permission.RECORD_ADVICE,
            Permission.SIGN_OFF_ASSESSMENT,
            Permission.APPROVE_FEEDBACK,
            Permission.DECIDE_ELIGIBILITY,
            Permission.REOPEN_CASE,
            Permission.ALLOCATE_CASE,
            Permission.VIEW_ALL_PARTNER_WORK,
            Permission.SUPPORT_PARTNERS,
            Permission.ALLOCATE_PARTNER_CASE,
            Permission.ENTER_DAYS,
            Permission.KEEP_ROTA,
            Permission.VIEW_GOVERNANCE,
            Permission.KEEP_CONTRACT,
            Permission.DECIDE_ASSUMPTION,
            Permission.CHANGE_PARAMETER,
            Permission.SUPERVISE,
            Permission.AUDIT_FILES,
            Permission.ANSWER_CONCERN,
            Permission.KEEP_COMPLAINTS,
            Permission.VIEW_ALL_FIGURES,
            Permission.VIEW_CLEAR_FIGURES,
            Permission.EXPORT_RETURN,
            Permission.DRAFT_RETURN,
            Permission.SIGN_RETURN,
            Permission.READ_TRAIL,
        }
    ),
    Role.GOVERNANCE_LEAD: frozenset(
        {Permission.VIEW_CONTRACT, Permission.KEEP_COMPLAINTS, Permission.READ_TRAIL}
    ),
    Role.DATA_AND_FINANCE_OFFICER: frozenset(
        {
            Permission.VIEW_CONTRACT,
            Permission.VIEW_GOVERNANCE,
            Permission.VIEW_ALL_FIGURES,
            Permission.VIEW_CLEAR_FIGURES,
            Permission.KEEP_MONEY,
            Permission.IMPORT_COSTS,
            Permission.EXPORT_RETURN,
            Permission.DRAFT_RETURN,
            Permission.SUBMIT_RETURN,
        }
    ),
    Role.CASE_FILE_AUDITOR: frozenset({Permission.VIEW_CONTRACT, Permission.AUDIT_FILES}),
    Role.AUTHORISED_OFFICER: frozenset(
        {
            Permission.VIEW_CONTRACT,
            Permission.VIEW_GOVERNANCE,
            Permission.PROPOSE_EXTENSION,
            Permission.DECIDE_VARIATION,
            Permission.VIEW_OWN_FIGURES,
            Permission.VIEW_INCIDENT_SUMMARIES,
            Permission.SET_TARGET,
            Permission.RAISE_CONCERN,
            Permission.EXPORT_RETURN,
            Permission.REVIEW_RETURN,
        }
    ),
    Role.CONTRACT_GROUP_MEMBER: frozenset(
        {
            Permission.VIEW_CONTRACT,
            Permission.VIEW_GOVERNANCE,
            Permission.VIEW_ALL_FIGURES,
            Permission.VIEW_CONCERN_SUMMARIES,
            Permission.EXPORT_RETURN,
        }
    ),
    Role.APPROVER: frozenset(
        {Permission.VIEW_CONTRACT, Permission.DECIDE_VARIATION, Permission.DECIDE_EXTENSION}
    ),
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {
            Permission.VIEW_CONTRACT,
            Permission.EXPORT_RETURN,
            Permission.SUBMIT_RETURN,
            Permission.MANAGE_PEOPLE,
            Permission.MANAGE_REFERENCE_DATA,
        }
    ),
}


def roles_granting(permission: Permission) -> tuple[Role, ...]:
    """The roles whose members may do this."""
    return tuple(role for role in Role if permission in GRANTS[role])


# Councils see aggregates; who keeps accounts, money or data sees no person's record.
COUNCIL_SIDE = frozenset(
    {Role.AUTHORISED_OFFICER, Role.CONTRACT_GROUP_MEMBER, Role.APPROVER}
)
WITHOUT_CASES = COUNCIL_SIDE | {Role.DATA_AND_FINANCE_OFFICER, Role.SYSTEM_ADMINISTRATOR}


def roles_excluded_by(role: Role) -> frozenset[Role]:
    """The roles that nobody may hold together with this one, in any borough.

    A caseworker never works on the partner's side (V-23); nobody from a council holds a
    role of the provider's; nobody without cases also works with them. Whoever audits
    files reads only: so they are no caseworker, and not in partner support either.
    """
    if role in COUNCIL_SIDE:
        return frozenset(Role) - COUNCIL_SIDE
    if role in WITHOUT_CASES:
        return frozenset(Role) - WITHOUT_CASES | COUNCIL_SIDE
    if role in CASEWORKERS:
        return WITHOUT_CASES | {Role.PARTNER_SUPPORT_WORKER, Role.CASE_FILE_AUDITOR}
    if role == Role.PARTNER_SUPPORT_WORKER:
        return WITHOUT_CASES | CASEWORKERS | {Role.CASE_FILE_AUDITOR}
    if role == Role.CASE_FILE_AUDITOR:
        return WITHOUT_CASES | CASEWORKERS | {Role.PARTNER_SUPPORT_WORKER}
    return WITHOUT_CASES
