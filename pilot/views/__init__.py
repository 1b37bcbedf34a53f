from pilot.views.absence import (
    absence_correct,
    absence_list,
    absence_record,
)
from pilot.views.access import (
    demo_sign_in,
    draft_discard,
    favicon,
    health,
    password_change,
    session_stay,
    sign_in,
    sign_out,
    whats_new_dismiss,
)
from pilot.views.contract import contract
from pilot.views.day import (
    week_correct,
    week_detail,
    week_enter,
    week_list,
)
from pilot.views.pattern import (
    pattern_change,
    pattern_list,
)
from pilot.views.people import (
    membership_end,
    membership_grant,
    person_add,
    person_deactivate,
    person_detail,
    person_list,
    person_password,
    person_reactivate,
)
from pilot.views.trail import trail

__all__ = [
    "absence_correct",
    "absence_list",
    "absence_record",
    "contract",
    "demo_sign_in",
    "draft_discard",
    "favicon",
    "health",
    "membership_end",
    "membership_grant",
    "password_change",
    "pattern_change",
    "pattern_list",
    "person_add",
    "person_deactivate",
    "person_detail",
    "person_list",
    "person_password",
    "person_reactivate",
    "session_stay",
    "sign_in",
    "sign_out",
    "trail",
    "week_correct",
    "week_detail",
    "week_enter",
    "week_list",
    "whats_new_dismiss",
]
