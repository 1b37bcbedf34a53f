from django.urls import path

from referrals import views

app_name = "referrals"

urlpatterns = [
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
