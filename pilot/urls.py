"""Every address of the service, composed from the applications' own."""

from django.urls import include, path, register_converter
from django.utils.module_loading import autodiscover_modules

from pilot import views
from pilot.admin import site as admin_site
from pilot.calendar import Quarter
from pilot.references import ReferenceConverter


class QuarterConverter:
    """A quarter in an address; the page says which ones it has."""

    regex = "[0-9]{4}Q[1-4]"

    def to_python(self, value: str) -> Quarter:
        """The quarter; a ValueError makes it no page."""
        return Quarter.parse(value)

    def to_url(self, value: Quarter | str) -> str:
        """The quarter as it is written in an address."""
        return str(value)


register_converter(ReferenceConverter, "reference")
register_converter(QuarterConverter, "any_quarter")
autodiscover_modules("admin")  # so that each application's pages are in the back office

pilot_urls = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/demonstration/", views.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("session/stay/", views.session_stay, name="session_stay"),
    path("password/", views.password_change, name="password_change"),
    path("password/again/", views.proof_give, name="proof_give"),
    path("news/dismiss/", views.whats_new_dismiss, name="whats_new_dismiss"),
    path("drafts/<int:pk>/discard/", views.draft_discard, name="draft_discard"),
    path("contract/", views.contract, name="contract"),
    path("contract/actions/", views.contract_action_list, name="contract_action_list"),
    path(
        "contract/actions/<slug:source>/<int:pk>/add/",
        views.contract_action_add,
        name="contract_action_add",
    ),
    path(
        "contract/actions/<int:pk>/change/",
        views.contract_action_change,
        name="contract_action_change",
    ),
    path(
        "contract/actions/<int:pk>/",
        views.contract_action_finish,
        name="contract_action_finish",
    ),
    path(
        "contract/agreements/<slug:code>/",
        views.contract_agreement,
        name="contract_agreement",
    ),
    path(
        "contract/agreements/<slug:code>/edit/",
        views.contract_agreement_edit,
        name="contract_agreement_edit",
    ),
    path("contract/meetings/", views.contract_meeting_list, name="contract_meeting_list"),
    path(
        "contract/meetings/record/",
        views.contract_meeting_record,
        name="contract_meeting_record",
    ),
    path(
        "contract/meetings/points/<int:pk>/decide/",
        views.contract_item_decide,
        name="contract_item_decide",
    ),
    path(
        "contract/meetings/points/<int:pk>/correct/",
        views.contract_item_correct,
        name="contract_item_correct",
    ),
    path(
        "contract/meetings/<reference:reference>/",
        views.contract_meeting_detail,
        name="contract_meeting_detail",
    ),
    path(
        "contract/meetings/<reference:reference>/change/",
        views.contract_meeting_change,
        name="contract_meeting_change",
    ),
    path(
        "contract/meetings/<reference:reference>/add/",
        views.contract_item_add,
        name="contract_item_add",
    ),
    path(
        "contract/complaints/",
        views.contract_complaint_list,
        name="contract_complaint_list",
    ),
    path(
        "contract/complaints/record/",
        views.contract_complaint_record,
        name="contract_complaint_record",
    ),
    path(
        "contract/complaints/<reference:reference>/",
        views.contract_complaint_detail,
        name="contract_complaint_detail",
    ),
    path(
        "contract/complaints/<reference:reference>/notify/",
        views.contract_complaint_notify,
        name="contract_complaint_notify",
    ),
    path(
        "contract/complaints/<reference:reference>/answer/",
        views.contract_complaint_answer,
        name="contract_complaint_answer",
    ),
    path(
        "contract/complaints/<reference:reference>/close/",
        views.contract_complaint_close,
        name="contract_complaint_close",
    ),
    path("contract/risks/", views.contract_risk_list, name="contract_risk_list"),
    path("contract/risks/add/", views.contract_risk_add, name="contract_risk_add"),
    path(
        "contract/risks/<int:pk>/", views.contract_risk_detail, name="contract_risk_detail"
    ),
    path(
        "contract/risks/<int:pk>/score/",
        views.contract_risk_score,
        name="contract_risk_score",
    ),
    path(
        "contract/risks/<int:pk>/change/",
        views.contract_risk_change,
        name="contract_risk_change",
    ),
    path(
        "contract/extensions/",
        views.contract_extension_list,
        name="contract_extension_list",
    ),
    path(
        "contract/extensions/propose/",
        views.contract_extension_propose,
        name="contract_extension_propose",
    ),
    path(
        "contract/extensions/<int:pk>/evidence/",
        views.contract_extension_evidence,
        name="contract_extension_evidence",
    ),
    path(
        "contract/extensions/<int:pk>/decide/",
        views.contract_extension_decide,
        name="contract_extension_decide",
    ),
    path(
        "contract/extensions/<int:pk>/sign/",
        views.contract_extension_sign,
        name="contract_extension_sign",
    ),
    path(
        "contract/variations/",
        views.contract_variation_list,
        name="contract_variation_list",
    ),
    path(
        "contract/variations/propose/",
        views.contract_variation_propose,
        name="contract_variation_propose",
    ),
    path(
        "contract/variations/<int:pk>/",
        views.contract_variation_detail,
        name="contract_variation_detail",
    ),
    path(
        "contract/variations/<int:pk>/decide/",
        views.contract_variation_decide,
        name="contract_variation_decide",
    ),
    path(
        "contract/variations/<int:pk>/withdraw/",
        views.contract_variation_withdraw,
        name="contract_variation_withdraw",
    ),
    path(
        "contract/records/<slug:kind>/",
        views.contract_record_list,
        name="contract_record_list",
    ),
    path(
        "contract/records/<slug:kind>/add/",
        views.contract_record_add,
        name="contract_record_add",
    ),
    path(
        "contract/records/<slug:kind>/<int:pk>/",
        views.contract_record_detail,
        name="contract_record_detail",
    ),
    path(
        "contract/records/<slug:kind>/<int:pk>/correct/",
        views.contract_record_correct,
        name="contract_record_correct",
    ),
    path("days/", views.week_list, name="week_list"),
    path("days/patterns/", views.pattern_list, name="pattern_list"),
    path("days/patterns/<str:post>/", views.pattern_change, name="pattern_change"),
    path("days/absences/", views.absence_list, name="absence_list"),
    path("days/absences/record/", views.absence_record, name="absence_record"),
    path(
        "days/absences/<reference:reference>/",
        views.absence_correct,
        name="absence_correct",
    ),
    path("days/<str:post>/<str:monday>/", views.week_detail, name="week_detail"),
    path("days/<str:post>/<str:monday>/enter/", views.week_enter, name="week_enter"),
    path("days/<str:post>/<str:monday>/correct/", views.week_correct, name="week_correct"),
    path("concerns/", views.concern_list, name="concern_list"),
    path("concerns/raise/", views.concern_raise, name="concern_raise"),
    path("concerns/<reference:reference>/", views.concern_detail, name="concern_detail"),
    path(
        "concerns/<reference:reference>/reply/",
        views.concern_reply,
        name="concern_reply",
    ),
    path(
        "concerns/<reference:reference>/acknowledge/",
        views.concern_acknowledge,
        name="concern_acknowledge",
    ),
    path(
        "concerns/<reference:reference>/answer/",
        views.concern_answer,
        name="concern_answer",
    ),
    path(
        "concerns/<reference:reference>/resolve/",
        views.concern_resolve,
        name="concern_resolve",
    ),
    path(
        "concerns/<reference:reference>/close/",
        views.concern_close,
        name="concern_close",
    ),
    path(
        "concerns/<reference:reference>/reopen/",
        views.concern_reopen,
        name="concern_reopen",
    ),
    path(
        "concerns/<reference:reference>/pause/",
        views.concern_pause,
        name="concern_pause",
    ),
    path(
        "concerns/<reference:reference>/resume/",
        views.concern_resume,
        name="concern_resume",
    ),
    path(
        "concerns/<reference:reference>/escalate/",
        views.concern_escalate,
        name="concern_escalate",
    ),
    path(
        "concerns/<reference:reference>/share/",
        views.concern_share,
        name="concern_share",
    ),
    path(
        "concerns/<reference:reference>/assess/",
        views.concern_assess,
        name="concern_assess",
    ),
    path(
        "concerns/<reference:reference>/actions/add/",
        views.concern_action_add,
        name="concern_action_add",
    ),
    path(
        "concerns/<reference:reference>/actions/<int:pk>/finish/",
        views.concern_action_finish,
        name="concern_action_finish",
    ),
    path("money/", views.money, name="money"),
    path("money/all/", views.money_group, name="money_group"),
    path("money/ledger/", views.cost_list, name="cost_list"),
    path("money/ledger/enter/", views.cost_enter, name="cost_enter"),
    path("money/ledger/<reference:reference>/", views.cost_detail, name="cost_detail"),
    path(
        "money/ledger/<reference:reference>/reverse/",
        views.cost_reverse,
        name="cost_reverse",
    ),
    path("money/import/", views.sheet_upload, name="sheet_upload"),
    path("money/import/<reference:reference>/", views.sheet_check, name="sheet_check"),
    path(
        "money/import/<reference:reference>/refused/",
        views.sheet_refused,
        name="sheet_refused",
    ),
    path("money/keys/", views.key_list, name="key_list"),
    path("money/keys/<int:pk>/change/", views.key_change, name="key_change"),
    path("money/<slug:code>/", views.money_borough, name="money_borough"),
    path("money/<slug:code>/budget/", views.budget_divide, name="budget_divide"),
    path("money/<slug:code>/forecast/", views.forecast_make, name="forecast_make"),
    path(
        "money/<slug:code>/<any_quarter:quarter>/explain/",
        views.variance_explain,
        name="variance_explain",
    ),
    path(
        "money/<slug:code>/carry-forward/",
        views.carry_forward_record,
        name="carry_forward_record",
    ),
    path("people/", views.person_list, name="person_list"),
    path("people/add/", views.person_add, name="person_add"),
    path("people/<int:pk>/", views.person_detail, name="person_detail"),
    path("people/<int:pk>/password/", views.person_password, name="person_password"),
    path("people/<int:pk>/close/", views.person_deactivate, name="person_deactivate"),
    path("people/<int:pk>/reopen/", views.person_reactivate, name="person_reactivate"),
    path("people/<int:pk>/grant/", views.membership_grant, name="membership_grant"),
    path("people/roles/<int:pk>/end/", views.membership_end, name="membership_end"),
    path("trail/", views.trail, name="trail"),
    path("health/", views.health, name="health"),
    path("favicon.ico", views.favicon, name="favicon"),
]

urlpatterns = [
    path("", include("reporting.urls")),
    path("", include((pilot_urls, "pilot"))),
    path("", include("referrals.urls")),
    path("cases/", include("cases.urls")),
    path("partner-support/", include("cases.partners.urls")),
    path("admin/", admin_site.urls),
]

handler400 = "pilot.views.errors.bad_request"
handler403 = "pilot.views.errors.forbidden"
handler404 = "pilot.views.errors.not_found"
handler500 = "pilot.views.errors.server_error"
