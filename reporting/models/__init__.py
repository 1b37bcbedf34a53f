from reporting.models.digest import Digest

__all__ = ["Digest"]
