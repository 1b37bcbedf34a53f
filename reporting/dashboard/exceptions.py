"""What somebody who answers for a borough asks about first."""

from decimal import Decimal

from reporting.figures import Figures
from reporting.indicators import INDICATORS, Place

ON_COURSE = Decimal("0.95")  # of the days commissioned: dictionary 8.3


def exceptions(figures: Figures, place: Place, clear: frozenset[Place]) -> list[str]:
    """What somebody who answers for a borough asks about first, as far as they may know."""
    found = []
    of_quarter = str(figures.quarter)
    for post in figures.days.posts:
        days = figures.days.of(post.code, place, of_quarter)
        if days.worked < days.commissioned * ON_COURSE:
            found.append(
                f"{post.title}: {days.worked} days worked of {days.commissioned} so far."
            )
    for indicator in INDICATORS:
        for beside, count in figures.figure(indicator, place).beside:
            if beside.asks and count and (beside.is_published or place in clear):
                found.append(f"{indicator.unit.capitalize()} {beside.label}: {count}.")
    return found
