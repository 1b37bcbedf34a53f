"""The partner side in figures: all that reporting may read of it.

Each function gives the rows of one figure, or of several alike, to be counted and listed.
A row says its reference, its borough, its day, whether it meets the figure (nothing where
that is not known) and, where it is coded, the answer: COLUMNS, and nothing else. A name, a
contact or a text never leaves here.
"""

from cases.partners.figures.abuse import abuse_ended, less_abuse
from cases.partners.figures.contact import EXEMPTIONS, contact_on_time, reached, take_up
from cases.partners.figures.marac import marac_on_time
from cases.partners.figures.measures import (
    HIGHER,
    LOWER,
    SAME,
    feels_safer,
    reduced_risk,
    space_for_action,
)
from cases.partners.figures.told import COLUMNS, pages_open_to

__all__ = [
    "COLUMNS",
    "EXEMPTIONS",
    "HIGHER",
    "LOWER",
    "SAME",
    "abuse_ended",
    "contact_on_time",
    "feels_safer",
    "less_abuse",
    "marac_on_time",
    "pages_open_to",
    "reached",
    "reduced_risk",
    "space_for_action",
    "take_up",
]
