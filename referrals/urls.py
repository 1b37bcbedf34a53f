from django.urls import include, path

from referrals import views

app_name = "referrals"

of_referrals = [
    path("", views.referral_list, name="referral_list"),
    path("record/", views.referral_record, name="referral_record"),
    path("<reference:reference>/", views.referral_detail, name="referral_detail"),
    path("<reference:reference>/edit/", views.referral_edit, name="referral_edit"),
    path(
        "<reference:reference>/attribute/",
        views.referral_attribute,
        name="referral_attribute",
    ),
    path("<reference:reference>/decline/", views.referral_decline, name="referral_decline"),
]

of_practitioners = [
    path("", views.practitioner_list, name="practitioner_list"),
    path("search/", views.practitioner_search, name="practitioner_search"),
    path("find/", views.practitioner_find, name="practitioner_find"),
    path("add/", views.practitioner_add, name="practitioner_add"),
    path("<reference:token>/", views.practitioner_detail, name="practitioner_detail"),
    path("<reference:token>/edit/", views.practitioner_edit, name="practitioner_edit"),
    path("<reference:token>/merge/", views.practitioner_merge, name="practitioner_merge"),
]

of_agencies = [
    path("", views.agency_list, name="agency_list"),
    path("add/", views.agency_add, name="agency_add"),
    path("<int:pk>/", views.agency_detail, name="agency_detail"),
    path("<int:pk>/edit/", views.agency_edit, name="agency_edit"),
]

urlpatterns = [
    path("referrals/", include(of_referrals)),
    path("practitioners/", include(of_practitioners)),
    path("agencies/", include(of_agencies)),
]
