from django.urls import path, register_converter

from cases.partners import views
from cases.partners.references import PartnerReferenceConverter

register_converter(PartnerReferenceConverter, "partner")

app_name = "partners"

urlpatterns = [
    path("", views.partner_case_list, name="partner_case_list"),
    path("search/", views.partner_case_search, name="partner_case_search"),
    path("open/", views.partner_case_open, name="partner_case_open"),
    path(
        "plans/<partner:reference>/read/", views.contact_plan_read, name="contact_plan_read"
    ),
    path(
        "details/<partner:reference>/",
        views.contact_detail_reveal,
        name="contact_detail_reveal",
    ),
    path(
        "covers/<partner:reference>/end/", views.partner_cover_end, name="partner_cover_end"
    ),
    path(
        "entries/<partner:reference>/<slug:kind>/correct/",
        views.partner_entry_correct,
        name="partner_entry_correct",
    ),
    path(
        "entries/<partner:reference>/<slug:kind>/withdraw/",
        views.partner_entry_withdraw,
        name="partner_entry_withdraw",
    ),
    path("notices/", views.partner_notice_list, name="partner_notice_list"),
    path(
        "notices/<int:pk>/acknowledge/",
        views.partner_notice_acknowledge,
        name="partner_notice_acknowledge",
    ),
    path(
        "notices/declined/<int:pk>/acknowledge/",
        views.partner_decline_acknowledge,
        name="partner_decline_acknowledge",
    ),
    path("untried/", views.partner_untried_list, name="partner_untried_list"),
    path(
        "sides/<reference:reference>/",
        views.partner_sides_detail,
        name="partner_sides_detail",
    ),
    path(
        "sides/<reference:reference>/review/",
        views.partner_sides_review,
        name="partner_sides_review",
    ),
    path(
        "sides/<reference:reference>/clear/",
        views.partner_sides_clear,
        name="partner_sides_clear",
    ),
    path(
        "maracs/<partner:reference>/outcome/",
        views.partner_marac_outcome,
        name="partner_marac_outcome",
    ),
    path("<partner:reference>/", views.partner_case_detail, name="partner_case_detail"),
    path(
        "<partner:reference>/measures/",
        views.partner_case_measures,
        name="partner_case_measures",
    ),
    path(
        "<partner:reference>/links/",
        views.partner_case_history,
        name="partner_case_history",
    ),
    path("<partner:reference>/edit/", views.partner_case_edit, name="partner_case_edit"),
    path(
        "<partner:reference>/person/",
        views.supported_person_edit,
        name="supported_person_edit",
    ),
    path("<partner:reference>/close/", views.partner_case_close, name="partner_case_close"),
    path(
        "<partner:reference>/allocate/",
        views.partner_case_allocate,
        name="partner_case_allocate",
    ),
    path("<partner:reference>/cover/", views.partner_case_cover, name="partner_case_cover"),
    path(
        "<partner:reference>/record/<slug:kind>/",
        views.partner_entry_record,
        name="partner_entry_record",
    ),
    path(
        "<partner:reference>/entries/<slug:kind>/",
        views.partner_entry_list,
        name="partner_entry_list",
    ),
]
