from reporting.models.digest import Digest
from reporting.models.release import Release
from reporting.models.return_step import ReturnStep
from reporting.models.return_text import ReturnText
from reporting.models.return_version import ReturnVersion
from reporting.models.returns import Return
from reporting.models.target import Baseline, Expectation, Target

__all__ = [
    "Baseline",
    "Digest",
    "Expectation",
    "Release",
    "Return",
    "ReturnStep",
    "ReturnText",
    "ReturnVersion",
    "Target",
]
