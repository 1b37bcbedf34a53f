"""The primary navigation: three to six words that change with what a person may do."""

from django.urls import reverse

from pilot.permissions import Permission

MOST = 6  # words; the last ones give way, and are reached from elsewhere (the trail: home)

# text, page, the permissions that show it, the applications and pages it stands for
ITEMS = (
    ("Home", "reporting:home", None, ("home", "digest")),
    (
        "Referrals",
        "referrals:referral_list",
        (Permission.VIEW_OWN_WORK, Permission.VIEW_CASELOAD),
        ("referral_", "safety_check_", "notice_", "erasure_"),
    ),
    (
        "Cases",
        "cases:case_list",
        (Permission.VIEW_OWN_WORK, Permission.VIEW_CASELOAD),
        (
            *("case_", "caseload_", "cover_", "equality_form"),
            *("session_", "attempt_", "terms_", "feedback_", "onward_"),
            *("diary_", "feed_", "supervision_", "file_audit_"),
        ),
    ),
    (
        "Partner support",
        "partners:partner_case_list",
        (Permission.VIEW_OWN_PARTNER_WORK, Permission.VIEW_ALL_PARTNER_WORK),
        ("partner_", "supported_person_", "contact_detail_", "contact_plan_"),
    ),
    (
        "Training and advice",
        "referrals:consultation_list",
        (Permission.RECORD_ADVICE,),
        ("consultation_", "training_", "liaison_", "campaign_", "practitioner_", "agency_"),
    ),
    (
        "Figures",
        "reporting:figures",
        (Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES),
        ("figures", "question_", "pack_", "target_", "baseline_"),
    ),
    (
        "Concerns",
        "pilot:concern_list",
        (
            Permission.RAISE_CONCERN,
            Permission.ANSWER_CONCERN,
            Permission.VIEW_CONCERN_SUMMARIES,
        ),
        ("concern_",),
    ),
    ("File audits", "cases:file_audit_list", (Permission.AUDIT_FILES,), ("file_audit_",)),
    ("Returns", "reporting:return_list", (Permission.EXPORT_RETURN,), ("return_",)),
    (
        "Contract",
        "pilot:contract",
        (Permission.VIEW_CONTRACT,),
        ("contract", "week_", "pattern_", "absence_", "assumption_", "parameter_"),
    ),
    (
        "Money",
        "pilot:money",
        (Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES),
        ("money", "cost_", "sheet_", "key_", "variance_", "forecast_", "budget_", "carry_"),
    ),
    (
        "People",
        "pilot:person_list",
        (Permission.MANAGE_PEOPLE,),
        ("person_", "membership_"),
    ),
    ("Trail", "pilot:trail", (Permission.READ_TRAIL,), ("trail",)),
)


def items_for(request) -> list[dict]:
    """The navigation of the person who asks, with the page they are on marked."""
    match = request.resolver_match
    page = match.url_name if match else ""
    items = [
        {"text": text, "href": reverse(name), "is_current": (page or "").startswith(starts)}
        for text, name, permissions, starts in ITEMS
        if permissions is None or any(request.user.can(item) for item in permissions)
    ]
    return items[:MOST]
