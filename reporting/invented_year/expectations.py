"""What the year's officers expect of three figures: numbers of the story, agreed by nobody.

Nothing here comes from the papers, which name no target. Every reason says so.
"""

from datetime import date
from decimal import Decimal

from pilot.calendar import Quarter
from reporting import actions
from reporting.invented_year.stage import Stage, at
from reporting.models import Target
from reporting.targets import WITH_TARGETS

INVENTED = "Invented by the officers of this story, for the demonstration alone"
SET_ON = date(2016, 2, 9)
SUMMER = Quarter(2016, 2)

# borough, figure, to date, what it should come to
TARGETS = (
    ("LBHF", "I01", False, 20),
    ("RBKC", "I22", False, 75),
    ("WCC", "I05", True, 15),
)
NOT_KNOWN = ("LBHF", "I20", "Nobody counted this before the pilot (invented, as all of it)")


class Expectations:
    """Three targets for the spring of 2016, and one baseline that is not known."""

    def __init__(self, stage: Stage):
        self.stage = stage
        stage.later(at(SET_ON, 11, 20), self.set_targets)

    def set_targets(self) -> None:
        for code, figure, is_to_date, value in TARGETS:
            actions.set_target(
                WITH_TARGETS[figure],
                self.stage.boroughs[code],
                by=self.officer_of(code),
                version=0,
                quarter=SUMMER,
                is_to_date=is_to_date,
                value=Decimal(value),
                direction=Target.Direction.HIGHER,
                reason=INVENTED,
            )
        code, figure, source = NOT_KNOWN
        actions.record_baseline(
            WITH_TARGETS[figure],
            self.stage.boroughs[code],
            by=self.officer_of(code),
            version=0,
            value=None,
            source=source,
        )

    def officer_of(self, code: str):
        return self.stage.people[f"officer.{code.lower()}"]
