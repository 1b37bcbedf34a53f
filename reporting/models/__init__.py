from reporting.models.digest import Digest
from reporting.models.release import Release
from reporting.models.return_step import ReturnStep
from reporting.models.return_text import ReturnText
from reporting.models.return_version import ReturnVersion
from reporting.models.returns import Return

__all__ = [
    "Digest",
    "Release",
    "Return",
    "ReturnStep",
    "ReturnText",
    "ReturnVersion",
]
