"""The lists behind the numbers: every row of a figure that was counted, and no other."""

from reporting.lists.parts import DENOMINATOR, NUMERATOR, UNCOVERED, Part, parts_of
from reporting.lists.rows import CountedRow, cohort_of, counted_rows, queries_of, rows_of

__all__ = [
    "DENOMINATOR",
    "NUMERATOR",
    "UNCOVERED",
    "CountedRow",
    "Part",
    "cohort_of",
    "counted_rows",
    "parts_of",
    "queries_of",
    "rows_of",
]
