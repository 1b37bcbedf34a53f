"""What happens to accounts, roles and one's own things, by noun."""

from pilot.actions.access import discard_draft, dismiss_news, record_refused_sign_in
from pilot.actions.people import (
    add_person,
    change_password,
    create_administrator,
    deactivate_person,
    end_membership,
    grant_membership,
    make_administrator,
    reactivate_person,
)

__all__ = [
    "add_person",
    "change_password",
    "create_administrator",
    "deactivate_person",
    "discard_draft",
    "dismiss_news",
    "end_membership",
    "grant_membership",
    "make_administrator",
    "reactivate_person",
    "record_refused_sign_in",
]
