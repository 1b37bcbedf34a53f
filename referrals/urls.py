from django.urls import include, path, register_converter

from referrals import views
from referrals.models import AnswerPoint

app_name = "referrals"


class AnswerPointConverter:
    """When somebody answered, in an address. Anything else there is not a page."""

    regex = "before|after|follow-up"

    def to_python(self, value: str) -> AnswerPoint:
        """The point of that name."""
        return AnswerPoint(value.replace("-", "_").upper())

    def to_url(self, value: AnswerPoint) -> str:
        """The point as it is written in an address."""
        return AnswerPoint(value).lower().replace("_", "-")


register_converter(AnswerPointConverter, "answer_point")

of_referrals = [
    path("", views.referral_list, name="referral_list"),
    path("search/", views.referral_search, name="referral_search"),
    path("record/<reference:search>/known/", views.referral_known, name="referral_known"),
    path("record/<reference:search>/", views.referral_record, name="referral_record"),
    path("<reference:reference>/", views.referral_detail, name="referral_detail"),
    path("<reference:reference>/edit/", views.referral_edit, name="referral_edit"),
    path(
        "<reference:reference>/attribute/",
        views.referral_attribute,
        name="referral_attribute",
    ),
    path("<reference:reference>/check/", views.referral_check, name="referral_check"),
    path("<reference:reference>/allow/", views.referral_allow, name="referral_allow"),
    path("<reference:reference>/decline/", views.referral_decline, name="referral_decline"),
    path("<reference:reference>/screen/", views.referral_screen, name="referral_screen"),
    path("<reference:reference>/ask/", views.referral_ask, name="referral_ask"),
    path("<reference:reference>/answer/", views.referral_answer, name="referral_answer"),
    path(
        "<reference:reference>/safety/",
        views.safety_check_record,
        name="safety_check_record",
    ),
    path(
        "<reference:reference>/safety/<int:pk>/approve/",
        views.safety_check_approve,
        name="safety_check_approve",
    ),
    path(
        "<reference:reference>/safety/<int:pk>/correct/",
        views.safety_check_correct,
        name="safety_check_correct",
    ),
    path("<reference:reference>/tell/", views.referral_tell, name="referral_tell"),
    path(
        "<reference:reference>/tell/<int:pk>/correct/",
        views.notice_correct,
        name="notice_correct",
    ),
    path("<reference:reference>/reopen/", views.referral_reopen, name="referral_reopen"),
    path("<reference:reference>/hold/", views.referral_hold, name="referral_hold"),
    path("erasure/", views.erasure_list, name="erasure_list"),
]

of_consultations = [
    path("", views.consultation_list, name="consultation_list"),
    path("record/", views.consultation_record, name="consultation_record"),
    path("book/", views.consultation_book, name="consultation_book"),
    path("<reference:reference>/", views.consultation_detail, name="consultation_detail"),
    path("<reference:reference>/hold/", views.consultation_hold, name="consultation_hold"),
    path(
        "<reference:reference>/follow-up/",
        views.consultation_follow_up,
        name="consultation_follow_up",
    ),
    path(
        "<reference:reference>/cancel/",
        views.consultation_cancel,
        name="consultation_cancel",
    ),
    path(
        "<reference:reference>/correct/",
        views.consultation_correct,
        name="consultation_correct",
    ),
]

of_liaison = [
    path("", views.liaison_list, name="liaison_list"),
    path("record/", views.liaison_record, name="liaison_record"),
    path("<reference:reference>/", views.liaison_detail, name="liaison_detail"),
    path("<reference:reference>/correct/", views.liaison_correct, name="liaison_correct"),
]

of_campaign = [
    path("", views.campaign_list, name="campaign_list"),
    path("record/", views.campaign_record, name="campaign_record"),
    path("<reference:reference>/", views.campaign_detail, name="campaign_detail"),
    path("<reference:reference>/correct/", views.campaign_correct, name="campaign_correct"),
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

of_training = [
    path("", views.training_list, name="training_list"),
    path("plan/", views.training_plan, name="training_plan"),
    path(
        "follow-ups/",
        views.training_follow_up_list,
        name="training_follow_up_list",
    ),
    path("<reference:reference>/", views.training_detail, name="training_detail"),
    path("<reference:reference>/edit/", views.training_edit, name="training_edit"),
    path(
        "<reference:reference>/register/",
        views.training_register,
        name="training_register",
    ),
    path("<reference:reference>/slips/", views.training_slips, name="training_slips"),
    path(
        "<reference:reference>/answers/<answer_point:point>/",
        views.training_answers,
        name="training_answers",
    ),
    path("<reference:reference>/close/", views.training_close, name="training_close"),
    path("<reference:reference>/cancel/", views.training_cancel, name="training_cancel"),
]

urlpatterns = [
    path("referrals/", include(of_referrals)),
    path("consultations/", include(of_consultations)),
    path("liaison/", include(of_liaison)),
    path("campaign/", include(of_campaign)),
    path("practitioners/", include(of_practitioners)),
    path("agencies/", include(of_agencies)),
    path("training/", include(of_training)),
    # Short, because people type it from a slip of paper.
    path("answer/", views.training_answer, name="training_answer"),
    path("answer/thanks/", views.training_thanks, name="training_thanks"),
]
