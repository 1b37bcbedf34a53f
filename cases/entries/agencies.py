"""Meetings, the criminal justice process and onward referrals, in their own words."""

from cases.entries.shown import facts
from cases.models import Involvement, JusticeCheck, OnwardReferral
from pilot import calendar

_ONWARD = {"Started": "green", "Completed": "green", "Dropped out": "grey"}
_ONWARD |= {"Never began": "grey", "Refused by the service": "grey"}


def of_meeting(meeting: Involvement):
    over = meeting.ended_on and f"Until {calendar.in_words(meeting.ended_on)}"
    level = meeting.mappa_level and f"Level {meeting.mappa_level}"
    return {
        "title": meeting.get_kind_display(),
        "on": meeting.on,
        "tag": over or meeting.get_level_display() or level or "",
        "colour": "grey" if meeting.is_over else "purple",
        "facts": facts(
            ("Part in it", meeting.get_role_display()),
            ("Category", meeting.get_mappa_category_display()),
            ("Left to us", meeting.actions),
            ("Known from", meeting.get_source_display()),
            ("Who holds the detail", meeting.held_by),
        ),
    }


def of_justice(check: JusticeCheck):
    return {
        "title": check.get_found_display(),
        "on": check.on,
        "tag": "In the process" if check.is_in_process else "",
        "colour": "red",
        "facts": facts(("Known from", check.get_source_display()), ("Note", check.note)),
    }


def of_onward(referral: OnwardReferral):
    days = (
        ("Accepted", referral.accepted_on),
        ("Began", referral.started_on),
        (referral.get_ending_display(), referral.ended_on),
        ("To be asked about", referral.follow_up_on),
    )
    return {
        "title": referral.get_destination_display(),
        "on": referral.made_on,
        "tag": referral.state,
        "colour": _ONWARD.get(referral.state, "blue"),
        "facts": facts(
            ("Service", referral.service),
            *((said, calendar.in_words(day)) for said, day in days if day),
            ("Why", referral.get_reason_display()),
            ("Last heard", referral.news),
            ("Known from", referral.get_source_display()),
        ),
    }
