from reporting.models.digest import Digest
from reporting.models.release import Release

__all__ = ["Digest", "Release"]
