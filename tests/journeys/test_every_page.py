"""Every page, with work on it: nothing that axe finds, and nothing wider than a phone.

Each page is opened by somebody who may see it, at 1280 and at 320 px. A form is sent
empty too. A page that nobody opens here fails the guard at the end.
"""

from typing import NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.urls import URLPattern, get_resolver, reverse

from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.test_two_at_once import overtaken, sent_again

pytestmark = pytest.mark.one_engine


class Visit(NamedTuple):
    """A page to look at, what of the year it is about, and whether it is a form."""

    page: str
    about: str | tuple | list = []
    is_form: bool = False
    query: str = ""


HOME = Visit("reporting:home")
CONTRACT = Visit("pilot:contract")
PASSWORD = Visit("pilot:password_change", is_form=True)
PROOF = Visit("pilot:proof_give", is_form=True)
QUARTER = "2016Q2"

VISITS = {
    "": [
        Visit("pilot:sign_in", is_form=True),
        Visit("referrals:training_answer", is_form=True),
        Visit("referrals:training_thanks"),
    ],
    "cjw": [
        HOME,
        CONTRACT,
        Visit("referrals:referral_list"),
        Visit("referrals:referral_list", query="?tab=decided"),
        Visit("referrals:referral_search", is_form=True),
        Visit("referrals:referral_record", ["2222-2222"], is_form=True),
        Visit("referrals:referral_check", "waiting", is_form=True),
        Visit("referrals:referral_detail", "overdue"),
        Visit("referrals:referral_detail", "declined"),
        Visit("referrals:referral_list", query="?tab=untold"),
        Visit("referrals:referral_detail", "asked"),
        Visit("referrals:referral_detail", "unaware"),
        Visit("referrals:referral_ask", "waiting", is_form=True),
        Visit("referrals:referral_answer", "asked", is_form=True),
        Visit("referrals:safety_check_record", "unaware", is_form=True),
        Visit("referrals:safety_check_correct", "safety_check", is_form=True),
        Visit("referrals:referral_tell", "declined", is_form=True),
        Visit("referrals:notice_correct", "notice", is_form=True),
        Visit("cases:case_open", "asked"),
        Visit("referrals:referral_edit", "waiting", is_form=True),
        Visit("referrals:referral_decline", "waiting", is_form=True),
        Visit("cases:case_open", "waiting", is_form=True),
    ],
    "fsw, advice": [
        Visit("referrals:consultation_list"),
        Visit("referrals:consultation_list", query="?tab=booked"),
        Visit("referrals:consultation_record", is_form=True),
        Visit("referrals:consultation_book", is_form=True),
        Visit("referrals:consultation_detail", "consultation"),
        Visit("referrals:consultation_hold", "consultation_booked", is_form=True),
        Visit("referrals:consultation_cancel", "consultation_booked", is_form=True),
        Visit("referrals:consultation_follow_up", "consultation", is_form=True),
        Visit("referrals:consultation_correct", "consultation", is_form=True),
        Visit("referrals:liaison_list"),
        Visit("referrals:liaison_record", is_form=True),
        Visit("referrals:liaison_detail", "liaison"),
        Visit("referrals:liaison_correct", "liaison", is_form=True),
        Visit("referrals:campaign_list"),
        Visit("referrals:campaign_record", is_form=True),
        Visit("referrals:campaign_detail", "campaign"),
        Visit("referrals:campaign_correct", "campaign", is_form=True),
    ],
    "cjw, days": [
        Visit("cases:file_audit_action_finish", "file_action", is_form=True),
        Visit("pilot:week_list"),
        Visit("pilot:week_list", query="?tab=all"),
        Visit("pilot:week_detail", ["CJW", "2016-07-11"]),
        Visit("pilot:week_enter", ["CJW", "2016-07-11"], is_form=True),
        Visit("pilot:week_correct", ["CJW", "2016-07-11"], is_form=True),
        Visit("pilot:absence_list"),
        Visit("pilot:absence_record", is_form=True),
        Visit("pilot:absence_correct", "absence", is_form=True),
    ],
    "cjw, practitioners": [
        Visit("referrals:practitioner_list"),
        Visit("referrals:practitioner_list", query="?tab=specialists"),
        Visit("referrals:practitioner_search", is_form=True),
        Visit("referrals:practitioner_add", is_form=True),
        Visit("referrals:practitioner_detail", "practitioner"),
        Visit("referrals:practitioner_edit", "practitioner", is_form=True),
        Visit("referrals:agency_list"),
        Visit("referrals:agency_detail", "team"),
        Visit("referrals:agency_add", is_form=True),
        Visit("referrals:agency_edit", "team", is_form=True),
    ],
    "cjw, cases": [
        Visit("cases:case_list"),
        Visit("cases:case_search", is_form=True),
        Visit("cases:case_detail", "new"),
        Visit("cases:case_detail", "at_work"),
        Visit("cases:case_detail", "closed"),
        Visit("cases:case_contacts", "at_work"),
        Visit("cases:case_notes", "at_work"),
        Visit("cases:case_history", "at_work"),
        Visit("cases:session_log", "at_work", is_form=True),
        Visit("cases:session_record", "awaiting", is_form=True),
        Visit("cases:session_move", "booked", is_form=True),
        Visit("cases:session_correct", "booked", is_form=True),
        Visit("cases:session_withdraw", "booked", is_form=True),
        Visit("cases:session_sheet"),
        Visit("cases:attempt_log", "at_work", is_form=True),
        Visit("cases:attempt_correct", "attempt", is_form=True),
        Visit("cases:attempt_withdraw", "attempt", is_form=True),
        Visit("cases:case_move", "at_work", is_form=True),
        Visit("cases:terms_record", "at_work", is_form=True),
        Visit("cases:case_detail", "suspended"),
        Visit("cases:case_move", "suspended", is_form=True),
        Visit("cases:case_close", "closing", is_form=True),
        Visit("cases:case_alert", "at_work", is_form=True),
        Visit("cases:task_add", "at_work", is_form=True),
        Visit("cases:diary_week"),
        Visit("cases:feed_open"),
        Visit("cases:supervision_list"),
        Visit("reporting:digest"),
        Visit("reporting:due_list"),
    ],
    "fsw, training": [
        Visit("referrals:training_list"),
        Visit("referrals:training_list", query="?tab=delivered"),
        Visit("referrals:training_plan", is_form=True),
        Visit("referrals:training_detail", "training_today"),
        Visit("referrals:training_detail", "training_given"),
        Visit("referrals:training_edit", "training_today", is_form=True),
        Visit("referrals:training_register", "training_today", is_form=True),
        Visit("referrals:training_slips", "training_today"),
        Visit("referrals:training_answers", ("training_given", "AFTER"), is_form=True),
        Visit("referrals:training_close", "training_given", is_form=True),
        Visit("referrals:training_cancel", "training_today", is_form=True),
        Visit("referrals:training_follow_up_list"),
    ],
    "cjw, risk": [
        Visit("cases:case_people", "at_work"),
        Visit("cases:case_plan", "at_work"),
        Visit("cases:case_assessment_start", "at_work", is_form=True),
        Visit("cases:case_assessment_edit", "under_way", is_form=True),
        Visit("cases:case_assessment_detail", "assessment"),
        Visit("cases:case_stage_rate", "at_work", is_form=True),
        Visit("cases:case_goal_agree", "at_work", is_form=True),
        Visit("cases:case_plan_review", "at_work", is_form=True),
        Visit("cases:case_goals_conclude", "at_work", is_form=True),
        Visit("cases:case_onward_refer", "at_work", is_form=True),
        Visit("cases:onward_follow", "onward", is_form=True),
        Visit("cases:onward_list"),
        Visit("cases:case_summary", "at_work"),
        Visit("cases:case_risk_rate", "at_work", is_form=True),
        Visit("cases:case_incident_record", "at_work", is_form=True),
        Visit("cases:case_order_record", "at_work", is_form=True),
        Visit("cases:case_warning_raise", "at_work", is_form=True),
        Visit("cases:case_warning_review", "warning", is_form=True),
        Visit("cases:case_justice_record", "at_work", is_form=True),
        Visit("cases:case_involvement_record", ("at_work", "mappa"), is_form=True),
        Visit("cases:case_involvement_end", "meeting", is_form=True),
        Visit("cases:case_non_engagement_declare", "new", is_form=True),
        Visit("cases:case_detail", "unreached"),
        Visit("cases:case_feedback_start", "at_work", is_form=True),
        Visit("cases:feedback_list"),
        Visit("cases:feedback_detail", "letter_sent"),
        Visit("cases:feedback_edit", "letter", is_form=True),
        Visit("cases:feedback_send", "letter_ready", is_form=True),
        Visit("cases:feedback_acknowledge", "letter_sent", is_form=True),
        Visit("cases:feedback_letter", "letter_sent"),
        Visit("cases:case_entry_list", ("at_work", "risk")),
        Visit("cases:case_entry_list", ("at_work", "warning")),
        Visit("cases:case_entry_correct", ("rating", "risk"), is_form=True),
        Visit("cases:case_entry_withdraw", ("rating", "risk"), is_form=True),
    ],
    "cjw, people and notes": [
        Visit("cases:case_person_edit", "at_work", is_form=True),
        Visit("cases:case_child_add", "at_work", is_form=True),
        Visit("cases:case_child_edit", "child", is_form=True),
        Visit("cases:case_child_status", "child", is_form=True),
        Visit("cases:case_child_status_correct", "child_status", is_form=True),
        Visit("cases:case_child_withdraw", "child", is_form=True),
        Visit("cases:case_agency_add", "at_work", is_form=True),
        Visit("cases:case_agency_edit", "agency_around", is_form=True),
        Visit("cases:case_equality", "at_work"),
        Visit("cases:case_equality_edit", "new"),
        Visit("cases:equality_form"),
        Visit("cases:case_note_add", "at_work", is_form=True),
        Visit("cases:case_note_edit", "note", is_form=True),
        Visit("cases:case_note_addendum", "locked", is_form=True),
    ],
    "yps": [
        Visit("cases:case_people", "young"),
        Visit("cases:case_youth_edit", "young", is_form=True),
        Visit("cases:case_asset_add", "young", is_form=True),
        Visit("cases:case_asset_correct", "summary", is_form=True),
    ],
    "fsw": [
        HOME,
        Visit("referrals:referral_list"),
        Visit("cases:case_detail", "elsewhere"),
    ],
    "manager": [
        Visit("reporting:return_sign", ["LBHF", "2015Q4"], is_form=True),
        Visit(
            "reporting:return_text_release",
            ["LBHF", "2015Q4", "case_study"],
            is_form=True,
        ),
        Visit("reporting:return_restate", ["RBKC", "2015Q4"], is_form=True),
        Visit("reporting:return_pilot", ["2015Q4"]),
        HOME,
        CONTRACT,
        Visit("referrals:referral_detail", "unplaced"),
        Visit("referrals:referral_attribute", "unplaced", is_form=True),
        Visit("referrals:safety_check_approve", "safety_check"),
        Visit("referrals:referral_reopen", "declined", is_form=True),
        Visit("referrals:referral_hold", "declined", is_form=True),
        Visit("referrals:erasure_list", query="?tab=held"),
        Visit("referrals:referral_allow", "unfit", is_form=True),
        Visit("cases:case_list", query="?sort=worker&page=2"),
        Visit("cases:case_reopen", "closed", is_form=True),
        Visit("cases:case_allocate", "at_work", is_form=True),
        Visit("partners:partner_case_allocate", "supported", is_form=True),
        Visit("partners:partner_case_cover", "supported"),
        Visit("partners:partner_cover_end", "partner_cover"),
        Visit("partners:partner_untried_list"),
        Visit("cases:caseload_list"),
        Visit("cases:caseload_review"),
        Visit("cases:diary_week", query="?week=2016-07-18"),
        Visit("cases:supervision_list"),
        Visit("cases:supervision_record", "cjw", is_form=True),
        Visit("cases:supervision_detail", "supervision"),
        Visit("cases:supervision_edit", "supervision", is_form=True),
        Visit("cases:caseload_hand_over", "cjw", is_form=True),
        Visit("cases:caseload_cover", "cjw", is_form=True),
        Visit("cases:cover_end", "cover"),
        Visit("cases:case_history", "suspended"),
        Visit("cases:case_change_borough", "at_work", is_form=True),
        Visit("cases:case_assessment_detail", "to_read"),
        Visit("cases:case_assessment_sign_off", "to_read", is_form=True),
        Visit("cases:feedback_decide", "letter_to_read", is_form=True),
        Visit("cases:case_eligibility_decide", "at_work", is_form=True),
        Visit("referrals:practitioner_merge", "practitioner", is_form=True),
        Visit("reporting:question_waiting"),
        Visit("reporting:question_sources", query="?sector=POLICE"),
        Visit("reporting:question_declined"),
        Visit("reporting:question_teams"),
        Visit("reporting:figures_group", ["2015Q4"]),
        Visit("reporting:figures_borough", ["WCC", QUARTER]),
        Visit("reporting:figures_days"),
        Visit("reporting:figure_rows", ["WCC", QUARTER, "I01"]),
        Visit("reporting:target_list", ["WCC"]),
        Visit("reporting:target_history", ["WCC", "I05"]),
        Visit("reporting:assumption_list"),
        Visit("reporting:assumption_decide", ["A-02"], is_form=True),
        Visit("reporting:parameter_change", ["P-02"], is_form=True),
        Visit("pilot:pattern_list"),
        Visit("pilot:pattern_change", ["FSW"], is_form=True),
        Visit("pilot:pattern_change", ["FSW"], query="?weeks=3"),
        Visit("pilot:trail"),
        Visit("pilot:trail", query="?since_day=31&since_month=2&since_year=2016"),
    ],
    "admin": [
        HOME,
        PASSWORD,
        PROOF,
        Visit("reporting:return_list"),
        Visit("reporting:return_detail", ["RBKC", "2015Q4"]),
        Visit("reporting:return_submit", ["LBHF", "2016Q2"], is_form=True),
        Visit("pilot:person_list"),
        Visit("pilot:person_add", is_form=True),
        Visit("pilot:person_detail", "cjw"),
        Visit("pilot:person_detail", "left"),
        Visit("pilot:person_password", "fsw", is_form=True),
        Visit("pilot:person_deactivate", "fsw", is_form=True),
        Visit("pilot:person_reactivate", "left", is_form=True),
        Visit("pilot:membership_grant", "fsw", is_form=True),
        Visit("pilot:membership_end", "role", is_form=True),
    ],
    "admin, back office": [
        Visit("admin:index"),
        Visit("admin:app_list", ["pilot"]),
        Visit("admin:pilot_borough_changelist"),
        Visit("admin:pilot_borough_change", ["LBHF"]),
        Visit("admin:pilot_post_changelist"),
        Visit("admin:pilot_post_change", ["CJW"]),
        Visit("admin:pilot_site_changelist"),
        Visit("admin:pilot_site_add"),
        Visit("admin:pilot_site_change", "site"),
        Visit("admin:referrals_agency_changelist"),
        Visit("admin:referrals_agency_add"),
        Visit("admin:referrals_agency_change", "team"),
    ],
    "manager, the contract": [
        CONTRACT,
        Visit("pilot:contract_agreement", ["LBHF"]),
        Visit("pilot:contract_agreement_edit", ["LBHF"], is_form=True),
        Visit("pilot:contract_record_list", ["approvals"]),
        Visit("pilot:contract_record_list", ["register"]),
        Visit("pilot:contract_record_list", ["accreditations"]),
        Visit("pilot:contract_record_add", ["approvals"], is_form=True),
        Visit("pilot:contract_record_add", ["documents"], is_form=True),
        Visit("pilot:contract_record_add", ["register"], is_form=True),
        Visit("pilot:contract_record_add", ["accreditations"], is_form=True),
        Visit("pilot:contract_record_add", ["equality"], is_form=True),
        Visit("pilot:contract_record_detail", "approval"),
        Visit("pilot:contract_record_detail", "assessment_of_equality"),
        Visit("pilot:contract_record_correct", "document", is_form=True),
        Visit("pilot:contract_variation_list"),
        Visit("pilot:contract_variation_propose", is_form=True),
        Visit("pilot:contract_variation_detail", "varied"),
        Visit("pilot:contract_variation_withdraw", "variation", is_form=True),
        Visit("pilot:contract_risk_list"),
        Visit("pilot:contract_risk_add", is_form=True),
        Visit("pilot:contract_risk_detail", "contract_risk"),
        Visit("pilot:contract_risk_score", "contract_risk", is_form=True),
        Visit("pilot:contract_risk_change", "contract_risk", is_form=True),
        Visit("pilot:contract_meeting_list"),
        Visit("pilot:contract_meeting_record", is_form=True),
        Visit("pilot:contract_meeting_detail", "group_meeting"),
        Visit("pilot:contract_meeting_change", "group_meeting", is_form=True),
        Visit("pilot:contract_item_add", "group_meeting", is_form=True),
        Visit("pilot:contract_item_decide", "item", is_form=True),
        Visit("pilot:contract_item_correct", "item", is_form=True),
        Visit("pilot:contract_action_list"),
        Visit("pilot:contract_action_list", query="?tab=done"),
        Visit("pilot:contract_action_add", "assessed", is_form=True),
        Visit("pilot:contract_action_change", "action", is_form=True),
        Visit("pilot:contract_action_finish", "action", is_form=True),
    ],
    "finance": [
        HOME,
        Visit("reporting:return_list"),
        Visit("reporting:return_detail", ["LBHF", "2015Q4"]),
        Visit("reporting:return_text_edit", ["LBHF", "2015Q4", "delays"], is_form=True),
        Visit("pilot:money_group"),
        Visit("pilot:money_borough", ["LBHF"]),
        Visit("pilot:cost_list"),
        Visit("pilot:cost_detail", "cost"),
        Visit("pilot:cost_enter", is_form=True),
        Visit("pilot:cost_reverse", "cost", is_form=True),
        Visit("pilot:sheet_upload", is_form=True),
        Visit("pilot:sheet_check", "sheet"),
        Visit("reporting:figures_unit_costs"),
        Visit("pilot:key_list"),
        Visit("pilot:key_change", "apportionment_key", is_form=True),
        Visit("pilot:budget_divide", ["LBHF"], is_form=True),
        Visit("pilot:forecast_make", ["LBHF"], is_form=True),
        Visit("pilot:variance_explain", ["LBHF", "2015Q4"], is_form=True),
        Visit("pilot:carry_forward_record", ["LBHF"], is_form=True),
    ],
    "officer.lbhf": [
        HOME,
        CONTRACT,
        Visit("pilot:contract_variation_detail", "variation"),
        Visit("pilot:contract_variation_decide", "variation", is_form=True),
        Visit("pilot:contract_extension_list"),
        Visit("pilot:contract_extension_propose", is_form=True),
        Visit("reporting:return_accept", ["LBHF", "2016Q1"]),
        Visit("reporting:return_send_back", ["LBHF", "2016Q1"], is_form=True),
        Visit("reporting:figures_borough", ["LBHF", QUARTER]),
        Visit("reporting:target_list", ["LBHF"]),
        Visit("reporting:target_set", ["LBHF", "I05"], is_form=True),
        Visit("reporting:baseline_record", ["LBHF", "I01"], is_form=True),
        Visit("pilot:concern_list"),
        Visit("pilot:concern_list", query="?tab=closed"),
        Visit("pilot:concern_raise", is_form=True),
        Visit("pilot:concern_detail", "concern"),
        Visit("pilot:concern_detail", "concern_paused"),
        Visit("pilot:concern_reply", "concern", is_form=True),
        Visit("pilot:concern_close", "concern_resolved", is_form=True),
        Visit("pilot:concern_reopen", "concern_resolved", is_form=True),
        Visit("pilot:concern_assess", "concern"),
        Visit("pilot:concern_escalate", "concern", is_form=True),
        Visit("pilot:concern_share", "concern", is_form=True),
        Visit("pilot:concern_action_finish", "concern_action"),
    ],
    "manager, concerns": [
        Visit("pilot:concern_list"),
        Visit("pilot:concern_detail", "concern_paused"),
        Visit("pilot:concern_acknowledge", "concern"),
        Visit("pilot:concern_answer", "concern", is_form=True),
        Visit("pilot:concern_resolve", "concern_paused", is_form=True),
        Visit("pilot:concern_pause", "concern", is_form=True),
        Visit("pilot:concern_resume", "concern_paused"),
        Visit("pilot:concern_action_add", "concern", is_form=True),
    ],
    "group, concerns": [Visit("pilot:concern_detail", "concern_paused")],
    "group": [
        HOME,
        Visit("reporting:figures_group", [QUARTER]),
        Visit("reporting:pack_list"),
        Visit("reporting:pack_contents", [QUARTER]),
        *(
            Visit("reporting:pack_part", [QUARTER, part])
            for part in ("boroughs", "borough-wcc", "finance", "concerns", "decisions")
        ),
    ],
    "psw": [
        HOME,
        CONTRACT,
        Visit("partners:partner_case_list"),
        Visit("partners:partner_case_search", is_form=True),
        Visit("partners:partner_case_open", is_form=True),
        Visit("partners:partner_case_detail", "supported"),
        Visit("partners:partner_case_detail", "identified"),
        Visit("partners:partner_case_detail", "support_ended"),
        Visit("partners:partner_case_measures", "supported"),
        Visit("partners:partner_case_history", "supported"),
        Visit("partners:partner_case_edit", "supported"),
        Visit("partners:supported_person_edit", "supported"),
        Visit("partners:partner_case_close", "supported"),
        Visit("partners:contact_detail_reveal", "contact_detail", is_form=True),
        Visit("partners:partner_notice_list"),
        Visit("partners:partner_sides_detail", "at_work"),
        Visit("partners:partner_sides_review", "at_work", is_form=True),
        Visit("partners:partner_sides_clear", "at_work"),
        Visit("partners:partner_marac_outcome", "marac", is_form=True),
        Visit("partners:partner_entry_record", ("supported", "marac"), is_form=True),
        Visit("partners:partner_entry_list", ("supported", "contact")),
        Visit("partners:partner_entry_list", ("supported", "dash")),
        Visit("partners:partner_entry_correct", ("offer", "offer")),
        Visit("partners:partner_entry_withdraw", ("offer", "offer"), is_form=True),
        # The other kinds are asked with the same widgets.
        Visit("partners:partner_entry_record", ("supported", "contact"), is_form=True),
        Visit("partners:partner_entry_record", ("supported", "dash"), is_form=True),
        Visit("partners:partner_entry_record", ("supported", "notification"), is_form=True),
        Visit("partners:partner_entry_record", ("supported", "plan")),
        Visit("partners:partner_entry_record", ("supported", "detail")),
        Visit("partners:partner_entry_record", ("supported", "outcome")),
    ],
    "officer.rbkc": [
        Visit("pilot:contract_extension_evidence", "extension", is_form=True),
        Visit("reporting:extension_pack", "extension"),
    ],
    "officer.wcc": [Visit("pilot:contract_extension_sign", "agreed", is_form=True)],
    "approver": [Visit("pilot:contract_extension_decide", "evidenced", is_form=True)],
    "auditor": [
        HOME,
        Visit("cases:file_audit_list"),
        Visit("cases:file_audit_sample", is_form=True),
        Visit("cases:file_audit_detail", "file_graded"),
        Visit("cases:file_audit_grade", "file_to_grade", is_form=True),
        Visit("cases:file_audit_action_add", "file_graded", is_form=True),
    ],
    "governance": [
        HOME,
        Visit("pilot:trail"),
        Visit("pilot:contract_complaint_list"),
        Visit("pilot:contract_complaint_record", is_form=True),
        Visit("pilot:contract_complaint_detail", "complaint"),
        Visit("pilot:contract_complaint_notify", "complaint", is_form=True),
        Visit("pilot:contract_complaint_answer", "complaint", is_form=True),
        Visit("pilot:contract_complaint_close", "complaint_answered", is_form=True),
    ],
}

# Addresses that answer a button, a machine or a download, lead straight on, or are closed
# to everybody.
NO_PAGE = {
    "referrals:referral_known",  # follows a search: test_referral_of_each_post.py looks
    "admin:jsi18n",
    "admin:login",
    "cases:task_finish",
    "cases:feed_end",
    "cases:feed_read",
    "cases:supervision_acknowledge",
    "admin:pilot_borough_add",
    "admin:pilot_post_add",
    "pilot:demo_sign_in",
    "pilot:draft_discard",
    "pilot:favicon",
    "pilot:health",
    "pilot:money",
    "pilot:session_stay",
    "pilot:sign_out",
    "pilot:whats_new_dismiss",
    "partners:contact_plan_read",
    "partners:partner_decline_acknowledge",
    "partners:partner_notice_acknowledge",
    "referrals:practitioner_find",
    "referrals:referral_screen",
    "cases:feedback_pdf",
    "cases:file_audit_close",
    "cases:case_summary_pdf",
    "reporting:extension_pack_pdf",
    "reporting:pack_pdf",
    "reporting:figures",
    "pilot:sheet_refused",
    "reporting:register_download",
    "reporting:return_download",
    "reporting:return_pilot_download",
    "reporting:return_review",
    "reporting:return_start",
}
# What stands in an address after its case.
OF_A_CASE = {
    "concern_action": "concern",
    "file_action": "file_graded",
    "safety_check": "unaware",
    "notice": "declined",
    **dict.fromkeys(
        ("child", "child_status", "agency_around", "note", "locked"), "at_work"
    ),
    "summary": "young",
}
# What stands there before a record of the contract.
OF_A_KIND = {
    "approval": "approvals",
    "document": "documents",
    "assessment_of_equality": "equality",
    "assessed": "assessment",
}
# Its preloading copies style sheets into the page, which the policy rightly refuses.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
WITHOUT_CONTRAST = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
RUN = "async (options) => ({violations: (await axe.run(options)).violations})"


def address(visit, year):
    """Where a visit goes: `about` names something of the year, or is what to reverse.

    A name may be followed by what else stands in the address.
    """
    about, *more = visit.about if isinstance(visit.about, tuple) else [visit.about]
    if isinstance(about, str):
        thing = year.people.get(about) or getattr(year, about)
        known_by = ("reference", "token", "pk")
        about = [next(getattr(thing, name) for name in known_by if hasattr(thing, name))]
        if case := OF_A_CASE.get(visit.about):
            about.insert(0, getattr(year, case).reference)
        if kind := OF_A_KIND.get(visit.about):
            about.insert(0, kind)
    return reverse(visit.page, args=[*about, *more]) + visit.query


# Every way in which a page's visible text is coloured: what it is written in and on, and
# whether it is large. Whether its contrast suffices depends on nothing else; where it would
# (something see-through, a picture behind), the way is called by a name of its own.
COLOURS = """() => {
    const ways = new Set(), walker = document.createTreeWalker(document.body, 4);
    const known = new Map(), clear = "rgba(0, 0, 0, 0)";
    const ground = (each) => {
        if (!each) return "";
        if (!known.has(each)) {
            const style = getComputedStyle(each), colour = style.backgroundColor;
            const odd = style.opacity !== "1" || style.backgroundImage !== "none" ||
                style.filter !== "none" || (colour.startsWith("rgba") && colour !== clear);
            const under = ground(each.parentElement);
            const here = colour === clear ? under : colour;
            known.set(each, odd || under === null ? null : here);
        }
        return known.get(each);
    };
    while (walker.nextNode()) {
        const text = walker.currentNode, each = text.parentElement;
        if (!text.data.trim() || !each.checkVisibility()) continue;
        // What axe passes over, because nobody sees it or it is no more than greyed out.
        const room = each.getBoundingClientRect();
        if (room.width <= 1 || room.height <= 1 || each.closest(":disabled")) continue;
        const style = getComputedStyle(each), size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
        const on = style.textShadow === "none" ? ground(each) : null;
        ways.add(on === null ? Math.random() : `${style.color} on ${on}, ${large}`);
    }
    for (const each of document.querySelectorAll("input, select, textarea")) {
        const style = getComputedStyle(each);
        if (!each.checkVisibility() || each.disabled) continue;
        ways.add(`${style.color} on ${style.backgroundColor} over ${ground(each)}`);
    }
    return [...ways];
}"""
_seen_ways: set = set()  # by axe, in this worker, without a fault


def faults(page):
    """What axe finds on a page, and whether a phone would have to scroll sideways.

    It is looked at as wide as it is first, so that a window is made wider or narrower only
    once for each page. Looking at contrasts takes axe three quarters of its time: it does
    so wherever a way of colouring appears that it has not seen on any page yet.
    """
    found = []
    page.evaluate(AXE_SCRIPT)
    for viewport in sorted((WIDE, NARROW), key=lambda each: each != page.viewport_size):
        if viewport != page.viewport_size:
            page.set_viewport_size(viewport)
        where = f"{page.url}, “{page.title()}”, at {viewport['width']} px"
        ways = set(page.evaluate(COLOURS))
        options = WITHOUT_CONTRAST if ways <= _seen_ways else OPTIONS
        results = AxeResults(page.evaluate(RUN, options))
        if results.violations_count:
            found.append(f"{where}: {results.generate_report()}")
        else:
            _seen_ways.update(ways)
        wide, room = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if wide > room:
            found.append(f"{where}: {wide} px wide")
    return found


def send_empty(page):
    """Send the page's form with every answer taken away."""
    page.evaluate(
        """() => {
            const form = [...document.querySelectorAll("main form")].at(-1);
            for (const field of form.elements) {
                if (["hidden", "submit"].includes(field.type)) continue;
                if (["radio", "checkbox"].includes(field.type)) field.checked = false;
                else field.value = "";
            }
            form.requestSubmit([...form.elements].find((each) => each.type === "submit"));
        }"""
    )
    page.wait_for_selector(".govuk-error-summary")


# Making a year takes longer than a few visits: those who have only a few share one.
FEW = 5
TOURS = [[who] for who, visits in VISITS.items() if len(visits) > FEW]
TOURS.append([who for who, visits in VISITS.items() if len(visits) <= FEW])


@pytest.mark.parametrize("tour", TOURS, ids=" and ".join)
def test_every_page_is_without_fault_wide_and_narrow(tour, busy_year, window):
    found = []
    for who in tour:
        page = window(who.partition(",")[0])
        for visit in VISITS[who]:
            response = page.goto(address(visit, busy_year))
            assert response.status == 200, visit
            assert page.locator("h1").count() == 1, visit
            found += faults(page)
            if visit.is_form:
                send_empty(page)
                assert page.title().startswith("Error: "), visit
                found += faults(page)
    assert found == []


def test_the_pages_for_what_went_wrong_are_without_fault(year, window, watch):
    watch.expect(403, 404, 405, 409)
    officer, worker = window("officer.lbhf"), window("cjw")
    found = []
    for page, path, status in (
        (officer, reverse("cases:case_list"), 403),
        (officer, "/figures/RBKC/2016Q2/", 404),
        (officer, "/nowhere/", 404),
        (worker, reverse("cases:case_close", args=[year.closed.reference]), 409),
        (worker, reverse("pilot:sign_out"), 405),
    ):
        assert page.goto(path).status == status
        found += faults(page)
    assert found == []


def test_the_pages_that_ask_before_they_save_are_without_fault(year, window, watch):
    watch.expect(409)
    worker = overtaken(year, window)
    found = faults(worker)
    assert worker.get_by_role("button", name="Save mine over theirs").is_visible()

    worker = sent_again(year, window)
    found += faults(worker)
    assert worker.get_by_role("button", name="Save it again").is_visible()

    worker.goto(reverse("cases:case_list"))
    worker.evaluate("document.getElementById('session-warning').showModal()")
    assert worker.get_by_role("dialog").is_visible()
    found += faults(worker)
    assert found == []


def test_the_demonstration_is_without_fault(year, window, settings):
    settings.PILOT_DEMO = True
    found = []
    for who, path in (("", reverse("pilot:sign_in")), ("cjw", reverse("cases:case_list"))):
        page = window(who)
        page.goto(path)
        assert page.get_by_text("Invented people only").is_visible()
        found += faults(page)
        if who:
            page.get_by_text("Sign in as somebody else").click()
            found += faults(page)
    assert found == []


def test_axe_and_the_ruler_do_see_a_fault(year, window):
    page = window("cjw")
    page.goto(reverse("cases:case_list"))
    assert faults(page) == []

    page.evaluate(
        """() => {
            document.documentElement.removeAttribute("lang");
            document.querySelector("h1").style.minWidth = "2000px";
            document.querySelector("h1").style.color = "#aaaaaa";
        }"""
    )

    found = "\n".join(faults(page))
    assert "html-has-lang" in found
    assert "px wide" in found
    assert found.count("color contrast") == 2, "wide and narrow"


def test_no_page_is_left_out():
    visited = {visit.page for visits in VISITS.values() for visit in visits}

    assert _names(get_resolver()) - NO_PAGE == visited


def _names(resolver, namespace=""):
    found = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                found.add(f"{namespace}{entry.name}")
        else:
            inner = f"{entry.namespace}:" if entry.namespace else ""
            found |= _names(entry, namespace + inner)
    return found
