from django.urls import path

from cases import views

app_name = "cases"

urlpatterns = [
    path("", views.case_list, name="case_list"),
    path("caseloads/", views.caseload_list, name="caseload_list"),
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
    path("<reference:reference>/", views.case_detail, name="case_detail"),
    path("<reference:reference>/people/", views.case_people, name="case_people"),
    path("<reference:reference>/contacts/", views.case_contacts, name="case_contacts"),
    path("<reference:reference>/notes/", views.case_notes, name="case_notes"),
    path("<reference:reference>/history/", views.case_history, name="case_history"),
    path("<reference:reference>/session/", views.session_log, name="session_log"),
    path("<reference:reference>/attempt/", views.attempt_log, name="attempt_log"),
    path("<reference:reference>/terms/", views.terms_record, name="terms_record"),
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
]
