"""What reporting changes, by noun."""

from reporting.actions.digest import send_digest
from reporting.actions.parameter import put_in_force
from reporting.actions.release import release_quarter

__all__ = ["put_in_force", "release_quarter", "send_digest"]
