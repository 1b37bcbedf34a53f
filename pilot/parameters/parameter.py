"""What a parameter is: its numbers, their bounds, and how they are said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """One whole number of a parameter, with the question for it and its bounds."""

    label: str
    default: int
    lowest: int
    highest: int
    unit: str = ""  # in the singular: "working day"

    def in_words(self, number: int) -> str:
        """The number with its unit: "5 working days", "1 working day", "60%", "5"."""
        if self.unit in ("", "%"):
            return f"{number}{self.unit}"
        return f"{number} {self.unit}" if number == 1 else f"{number} {self.unit}s"


@dataclass(frozen=True)
class Parameter:
    """A number, or a few that belong together, that rules, clocks or figures rest on."""

    code: str
    meaning: str
    touches: str  # clocks and pages; figures say themselves that they print it
    numbers: tuple[Number, ...]
    source: str = "Nothing in the papers: a default of this service"
    said: str = "{}"  # with a place for each number
    is_ascending: bool = False  # each number is larger than the one before
    leaves: str = ""  # what a change leaves as it was

    @property
    def default(self) -> tuple[int, ...]:
        """The numbers that hold until somebody changes them."""
        return tuple(number.default for number in self.numbers)

    def in_words(self, numbers: tuple[int, ...]) -> str:
        """Numbers of this parameter as somebody would say them."""
        pairs = zip(self.numbers, numbers, strict=True)
        return self.said.format(*(number.in_words(value) for number, value in pairs))
