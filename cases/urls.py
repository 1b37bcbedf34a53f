from django.urls import path

from cases import views

app_name = "cases"

urlpatterns = [
    path("", views.case_list, name="case_list"),
    path("diary/", views.diary_week, name="diary_week"),
    path("diary/address/", views.feed_open, name="feed_open"),
    path("diary/address/end/", views.feed_end, name="feed_end"),
    path("diary/feed.ics", views.feed_read, name="feed_read"),
    path("caseloads/", views.caseload_list, name="caseload_list"),
    path("caseloads/review/", views.caseload_review, name="caseload_review"),
    path("file-audits/", views.file_audit_list, name="file_audit_list"),
    path("file-audits/draw/", views.file_audit_sample, name="file_audit_sample"),
    path(
        "file-audits/<reference:reference>/",
        views.file_audit_detail,
        name="file_audit_detail",
    ),
    path(
        "file-audits/<reference:reference>/grade/",
        views.file_audit_grade,
        name="file_audit_grade",
    ),
    path(
        "file-audits/<reference:reference>/add/",
        views.file_audit_action_add,
        name="file_audit_action_add",
    ),
    path(
        "file-audits/<reference:reference>/close/",
        views.file_audit_close,
        name="file_audit_close",
    ),
    path(
        "file-audits/<reference:reference>/<int:pk>/done/",
        views.file_audit_action_finish,
        name="file_audit_action_finish",
    ),
    path("supervisions/", views.supervision_list, name="supervision_list"),
    path("supervisions/of/<int:pk>/", views.supervision_record, name="supervision_record"),
    path(
        "supervisions/<reference:reference>/",
        views.supervision_detail,
        name="supervision_detail",
    ),
    path(
        "supervisions/<reference:reference>/edit/",
        views.supervision_edit,
        name="supervision_edit",
    ),
    path(
        "supervisions/<reference:reference>/acknowledge/<int:version>/",
        views.supervision_acknowledge,
        name="supervision_acknowledge",
    ),
    path(
        "caseloads/<int:pk>/hand-over/",
        views.caseload_hand_over,
        name="caseload_hand_over",
    ),
    path("caseloads/<int:pk>/cover/", views.caseload_cover, name="caseload_cover"),
    path("covers/<int:pk>/end/", views.cover_end, name="cover_end"),
    path("search/", views.case_search, name="case_search"),
    path("open/<reference:reference>/", views.case_open, name="case_open"),
    path("sheet/", views.session_sheet, name="session_sheet"),
    path("sessions/<reference:reference>/", views.session_record, name="session_record"),
    path("sessions/<reference:reference>/move/", views.session_move, name="session_move"),
    path(
        "sessions/<reference:reference>/correct/",
        views.session_correct,
        name="session_correct",
    ),
    path(
        "sessions/<reference:reference>/withdraw/",
        views.session_withdraw,
        name="session_withdraw",
    ),
    path(
        "attempts/<reference:reference>/correct/",
        views.attempt_correct,
        name="attempt_correct",
    ),
    path(
        "attempts/<reference:reference>/withdraw/",
        views.attempt_withdraw,
        name="attempt_withdraw",
    ),
    path("tasks/<reference:reference>/done/", views.task_finish, name="task_finish"),
    path(
        "assessments/<reference:reference>/",
        views.case_assessment_detail,
        name="case_assessment_detail",
    ),
    path(
        "assessments/<reference:reference>/edit/",
        views.case_assessment_edit,
        name="case_assessment_edit",
    ),
    path(
        "assessments/<reference:reference>/sign-off/",
        views.case_assessment_sign_off,
        name="case_assessment_sign_off",
    ),
    path("feedback/", views.feedback_list, name="feedback_list"),
    path("feedback/<reference:reference>/", views.feedback_detail, name="feedback_detail"),
    path("feedback/<reference:reference>/edit/", views.feedback_edit, name="feedback_edit"),
    path(
        "feedback/<reference:reference>/decide/",
        views.feedback_decide,
        name="feedback_decide",
    ),
    path("feedback/<reference:reference>/send/", views.feedback_send, name="feedback_send"),
    path(
        "feedback/<reference:reference>/acknowledge/",
        views.feedback_acknowledge,
        name="feedback_acknowledge",
    ),
    path(
        "feedback/<reference:reference>/letter/",
        views.feedback_letter,
        name="feedback_letter",
    ),
    path("feedback/<reference:reference>/pdf/", views.feedback_pdf, name="feedback_pdf"),
    path(
        "warnings/<reference:reference>/review/",
        views.case_warning_review,
        name="case_warning_review",
    ),
    path(
        "meetings/<reference:reference>/end/",
        views.case_involvement_end,
        name="case_involvement_end",
    ),
    path(
        "entries/<reference:reference>/<slug:kind>/correct/",
        views.case_entry_correct,
        name="case_entry_correct",
    ),
    path(
        "entries/<reference:reference>/<slug:kind>/withdraw/",
        views.case_entry_withdraw,
        name="case_entry_withdraw",
    ),
    path("onward/", views.onward_list, name="onward_list"),
    path("onward/<reference:reference>/", views.onward_follow, name="onward_follow"),
    path("equality-form/", views.equality_form, name="equality_form"),
    path("<reference:reference>/", views.case_detail, name="case_detail"),
    path("<reference:reference>/plan/", views.case_plan, name="case_plan"),
    path("<reference:reference>/people/", views.case_people, name="case_people"),
    path("<reference:reference>/contacts/", views.case_contacts, name="case_contacts"),
    path("<reference:reference>/notes/", views.case_notes, name="case_notes"),
    path("<reference:reference>/history/", views.case_history, name="case_history"),
    path("<reference:reference>/session/", views.session_log, name="session_log"),
    path("<reference:reference>/attempt/", views.attempt_log, name="attempt_log"),
    path("<reference:reference>/terms/", views.terms_record, name="terms_record"),
    path(
        "<reference:reference>/non-engagement/",
        views.case_non_engagement_declare,
        name="case_non_engagement_declare",
    ),
    path(
        "<reference:reference>/feedback/",
        views.case_feedback_start,
        name="case_feedback_start",
    ),
    path("<reference:reference>/task/", views.task_add, name="task_add"),
    path("<reference:reference>/alert/", views.case_alert, name="case_alert"),
    path("<reference:reference>/allocate/", views.case_allocate, name="case_allocate"),
    path("<reference:reference>/move/", views.case_move, name="case_move"),
    path(
        "<reference:reference>/borough/",
        views.case_change_borough,
        name="case_change_borough",
    ),
    path("<reference:reference>/reopen/", views.case_reopen, name="case_reopen"),
    path("<reference:reference>/close/", views.case_close, name="case_close"),
    path(
        "<reference:reference>/assessment/",
        views.case_assessment_start,
        name="case_assessment_start",
    ),
    path("<reference:reference>/stage/", views.case_stage_rate, name="case_stage_rate"),
    path("<reference:reference>/goal/", views.case_goal_agree, name="case_goal_agree"),
    path(
        "<reference:reference>/plan/review/",
        views.case_plan_review,
        name="case_plan_review",
    ),
    path(
        "<reference:reference>/goals/",
        views.case_goals_conclude,
        name="case_goals_conclude",
    ),
    path("<reference:reference>/summary/", views.case_summary, name="case_summary"),
    path(
        "<reference:reference>/summary/pdf/",
        views.case_summary_pdf,
        name="case_summary_pdf",
    ),
    path(
        "<reference:reference>/onward/", views.case_onward_refer, name="case_onward_refer"
    ),
    path("<reference:reference>/risk/", views.case_risk_rate, name="case_risk_rate"),
    path(
        "<reference:reference>/incident/",
        views.case_incident_record,
        name="case_incident_record",
    ),
    path("<reference:reference>/order/", views.case_order_record, name="case_order_record"),
    path(
        "<reference:reference>/warning/",
        views.case_warning_raise,
        name="case_warning_raise",
    ),
    path(
        "<reference:reference>/justice/",
        views.case_justice_record,
        name="case_justice_record",
    ),
    path(
        "<reference:reference>/eligibility/",
        views.case_eligibility_decide,
        name="case_eligibility_decide",
    ),
    path(
        "<reference:reference>/meeting/<slug:kind>/",
        views.case_involvement_record,
        name="case_involvement_record",
    ),
    path(
        "<reference:reference>/entries/<slug:kind>/",
        views.case_entry_list,
        name="case_entry_list",
    ),
    path("<reference:reference>/person/", views.case_person_edit, name="case_person_edit"),
    path(
        "<reference:reference>/agencies/add/", views.case_agency_add, name="case_agency_add"
    ),
    path(
        "<reference:reference>/agencies/<reference:agency>/",
        views.case_agency_edit,
        name="case_agency_edit",
    ),
    path(
        "<reference:reference>/children/add/", views.case_child_add, name="case_child_add"
    ),
    path(
        "<reference:reference>/children/<reference:child>/",
        views.case_child_edit,
        name="case_child_edit",
    ),
    path(
        "<reference:reference>/children/<reference:child>/status/",
        views.case_child_status,
        name="case_child_status",
    ),
    path(
        "<reference:reference>/children/<reference:child>/withdraw/",
        views.case_child_withdraw,
        name="case_child_withdraw",
    ),
    path(
        "<reference:reference>/children/statuses/<reference:status>/",
        views.case_child_status_correct,
        name="case_child_status_correct",
    ),
    path("<reference:reference>/youth/", views.case_youth_edit, name="case_youth_edit"),
    path("<reference:reference>/asset/add/", views.case_asset_add, name="case_asset_add"),
    path(
        "<reference:reference>/asset/<reference:summary>/",
        views.case_asset_correct,
        name="case_asset_correct",
    ),
    path("<reference:reference>/equality/", views.case_equality, name="case_equality"),
    path(
        "<reference:reference>/equality/edit/",
        views.case_equality_edit,
        name="case_equality_edit",
    ),
    path("<reference:reference>/notes/add/", views.case_note_add, name="case_note_add"),
    path(
        "<reference:reference>/notes/<reference:note>/",
        views.case_note_edit,
        name="case_note_edit",
    ),
    path(
        "<reference:reference>/notes/<reference:note>/add/",
        views.case_note_addendum,
        name="case_note_addendum",
    ),
]
