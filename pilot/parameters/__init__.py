"""The numbers the service reckons with: P-nn of the dictionary, section 2.

`PARAMETERS` says what each is, its default and its bounds. `ParameterChange` keeps what
became of it. A rule asks `value("P-05")` when it needs the number, so that a clock that
runs is judged by what is in force on the day of asking. P-22 and P-23 are the days of the
posts and P-24 is the budgets: they change there, and are no rows here.
"""

from pilot.parameters.dictionary import PARAMETERS
from pilot.parameters.in_force import (
    as_text,
    filled,
    filled_lazily,
    forget,
    from_text,
    in_words,
    named_in,
    read_once,
    value,
    values,
)
from pilot.parameters.parameter import Number, Parameter

__all__ = [
    "PARAMETERS",
    "Number",
    "Parameter",
    "as_text",
    "filled",
    "filled_lazily",
    "forget",
    "from_text",
    "in_words",
    "named_in",
    "read_once",
    "value",
    "values",
]
