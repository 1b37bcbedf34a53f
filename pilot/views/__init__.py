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
    "contract",
    "demo_sign_in",
    "draft_discard",
    "favicon",
    "health",
    "membership_end",
    "membership_grant",
    "password_change",
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
    "whats_new_dismiss",
]
