"""What reporting changes, by noun."""

from reporting.actions.digest import send_digest
from reporting.actions.parameter import put_in_force

__all__ = ["put_in_force", "send_digest"]
