"""Every address of the service, composed from the applications' own."""

from django.urls import include, path, register_converter
from django.utils.module_loading import autodiscover_modules

from pilot import views
from pilot.admin import site as admin_site
from pilot.calendar import Quarter, pilot_quarters
from pilot.references import ReferenceConverter


class PilotQuarterConverter:
    """One of the pilot's quarters in an address. Anything else there is not a page."""

    regex = "[0-9]{4}Q[1-4]"

    def to_python(self, value: str) -> Quarter:
        """The quarter; the ValueError for one outside the pilot makes it no page."""
        quarter = Quarter.parse(value)
        if quarter not in pilot_quarters():
            raise ValueError(f"{quarter} lies outside the pilot")
        return quarter

    def to_url(self, value: Quarter | str) -> str:
        """The quarter as it is written in an address."""
        return str(value)


register_converter(ReferenceConverter, "reference")
register_converter(PilotQuarterConverter, "pilot_quarter")
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
        "money/<slug:code>/<pilot_quarter:quarter>/explain/",
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
