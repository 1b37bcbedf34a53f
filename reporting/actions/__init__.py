"""What reporting changes, by noun."""

from reporting.actions.digest import send_digest

__all__ = ["send_digest"]
