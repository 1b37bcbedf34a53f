"""A figure in words: the heading it stands under, and all that is printed beside it."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from pilot import parameters
from reporting.disclosure import PILOT, DisclosureClass


class Outcome(Enum):
    """The heading a figure stands under: the outcomes keep the report's numbers (A-01)."""

    IDENTIFICATION = (
        "5.5.1",
        "More perpetrators identified at the earliest stages and supported to change",
    )
    SAFETY = ("5.5.2", "More safety and less risk for people in partner support")
    CAPACITY = (
        "5.5.3",
        "Police, Children’s Services and Youth Offending Service better able to respond",
    )
    CONTRACT = ("contract", "Delivery of the agreement")
    CONTEXT = ("context", "What stands around the outcomes")

    @property
    def code(self) -> str:
        """The outcome's number in the report, or "contract"."""
        return self.value[0]

    @property
    def label(self) -> str:
        """The outcome in words."""
        return self.value[1]


class Place(NamedTuple):
    """A line of a table: a borough, what belongs to none of the three, or the pilot."""

    code: str
    name: str


OUT_OF_AREA = Place("OOA", "No borough yet, or outside the three")
PAN_BOROUGH = Place("PAN", "All three boroughs together")
TOTAL = Place(PILOT, "Pilot total")
IN_CLEAR = (DisclosureClass.A, DisclosureClass.N)  # section 9


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One figure in plain words, as they are printed beside its number.

    Where they name a parameter ("within {P-07}"), what is in force is printed.
    """

    code: str
    label: str
    outcome: Outcome
    unit: str  # what is counted, in the plural: "referrals"
    disclosure: DisclosureClass
    numerator_words: str
    denominator_words: str
    period_words: str
    borough_words: str
    unknowns_words: str
    assumptions: tuple[str, ...] = ()
    elsewhere: Place | None = None

    @property
    def is_in_clear(self) -> bool:
        """Whether everybody who sees it at all sees it in clear (section 9)."""
        return self.disclosure in IN_CLEAR

    @property
    def definition(self) -> str:
        """Everything that says how the figure is counted, as one text for a file."""
        parts = [f"Counts {self.numerator_words}."]
        if self.denominator_words:
            parts.append(f"Out of {self.denominator_words}.")
        parts += [
            f"Period: {self.period_words}.",
            f"Borough: {self.borough_words}.",
            f"Unknowns: {self.unknowns_words}.",
        ]
        return parameters.filled(" ".join(parts))

    @property
    def parameters(self) -> set[str]:
        """The parameters that its words name, and it rests on."""
        words = (self.numerator_words, self.denominator_words, self.period_words)
        return parameters.named_in(" ".join(words))
