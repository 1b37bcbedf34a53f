"""Small numbers kept back, and every number they could be worked out from.

Pure functions: counts go in, and what may be shown comes out. The rules are those of the
data dictionary, section 9, applied to any system of lines instead of one table, so that
one call decides boroughs, quarters, cumulative figures and complements together.

Section 9 taken by the letter looks at one line at a time. Two lines read together, or a
line of many ones, can still give a hidden count away. So a last step asks of every hidden
count whether it could have had at least three whole values, and hides more until it could.
"""

from reporting.disclosure.figures import (
    BOROUGHS,
    COUNT_PARTS,
    EVERY_ANSWER,
    PILOT,
    RATE_PARTS,
    Cell,
    DisclosureClass,
    decide,
    decide_releases,
)
from reporting.disclosure.groups import collapse
from reporting.disclosure.lines import (
    SUPPRESSED,
    SUPPRESSED_BECAUSE,
    Decisions,
    Line,
    Reason,
)
from reporting.disclosure.releases import cumulative
from reporting.disclosure.tables import THRESHOLD, AlreadyDisclosed, suppress

__all__ = [
    "BOROUGHS",
    "COUNT_PARTS",
    "EVERY_ANSWER",
    "PILOT",
    "RATE_PARTS",
    "SUPPRESSED",
    "SUPPRESSED_BECAUSE",
    "THRESHOLD",
    "AlreadyDisclosed",
    "Cell",
    "Decisions",
    "DisclosureClass",
    "Line",
    "Reason",
    "collapse",
    "cumulative",
    "decide",
    "decide_releases",
    "suppress",
]
