"""What reporting changes, by noun."""

from reporting.actions.digest import send_digest
from reporting.actions.parameter import put_in_force
from reporting.actions.release import release_quarter
from reporting.actions.returns import (
    accept_return,
    release_return_text,
    restate_return,
    review_return,
    send_back_return,
    sign_return,
    start_return,
    submit_return,
    write_return_text,
)
from reporting.actions.target import record_baseline, set_target

__all__ = [
    "accept_return",
    "put_in_force",
    "record_baseline",
    "release_quarter",
    "release_return_text",
    "restate_return",
    "review_return",
    "send_back_return",
    "send_digest",
    "set_target",
    "sign_return",
    "start_return",
    "submit_return",
    "write_return_text",
]
