"""Numbers large enough to read from the door."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pilot import calendar
from pilot.calendar import Quarter
from reporting.dashboard.concerns import href_about
from reporting.dashboard.days import days_in_words, until_now
from reporting.dashboard.expected import standing_of
from reporting.dashboard.words import in_words
from reporting.days import EVERY_POST
from reporting.disclosure import cumulative as to_date
from reporting.figures import Figures
from reporting.indicators import DAYS, INDICATORS, TOTAL, Place
from reporting.rag import NO_TARGET, Judgement, of_days
from reporting.targets import Targets

CARDS = ("I01", "I04", "I05")
# What was delivered: the figure, and what its number is called on a card.
DELIVERY = (
    ("I01", "Referrals received"),
    ("I04b", "Cases engaged"),
    ("I05", "People supported to change"),
    ("I22", "Session attendance"),
    ("I16", "Consultations given"),
    ("I17", "Training attendances"),
)
_KNOWN = {each.code: each for each in INDICATORS}


@dataclass(frozen=True)
class Card:
    """A number large enough to read from the door."""

    label: str
    value: str
    hint: str
    href: str = ""
    raise_href: str = ""
    target: str = ""  # in words, or that none is set; empty where a card has none ever
    judgement: Judgement | None = None

    @property
    def is_in_words(self) -> bool:
        """Whether it says why there is no number."""
        return not self.value[:1].isdigit()


def cards(
    figures: Figures, place: Place, clear: frozenset[Place], targets: Targets
) -> list[Card]:
    """What was delivered in a place's quarter, each against its target if somebody set one.

    Each leads to its table on the same page. The pilot as a whole has no targets.
    """
    days = _days_card(figures, place)
    if place != TOTAL:
        worked = figures.days.of(EVERY_POST, place, str(figures.quarter))
        days = replace(
            days,
            target="days commissioned",
            judgement=of_days(worked.worked, worked.commissioned),
        )
    return [
        days,
        *(
            replace(
                _card(figures, _KNOWN[code], place, figures.quarter, place in clear),
                label=label,
                **_against(figures, _KNOWN[code], place, clear, targets),
            )
            for code, label in DELIVERY
        ),
    ]


def delivery(
    figures: Figures, clear: frozenset[Place], targets: Targets
) -> list[tuple[Card, list[tuple[Place, Card]]]]:
    """The same of every borough and the pilot side by side, a line for each number."""
    places = (*figures.boroughs, TOTAL)
    of_places = [cards(figures, place, clear, targets) for place in places]
    return [
        (line[0], list(zip(places, line, strict=True)))
        for line in zip(*of_places, strict=True)
    ]


def _against(figures, indicator, place, clear, targets) -> dict[str, object]:
    if place == TOTAL:
        return {}
    stands, so_far = standing_of(figures, targets, indicator, place, clear)
    if stands.target:
        return {"target": f"target {stands.target}", "judgement": stands.judgement}
    if so_far.target:
        return {
            "target": f"to date, target {so_far.target}",
            "judgement": so_far.judgement,
        }
    return {"target": NO_TARGET}


def latest_cards(
    figures: Figures,
    place: Place,
    clear: frozenset[Place],
    page: Callable[[Quarter], str],
    *,
    may_raise: bool = False,
) -> list[Card]:
    """The same away from that page, each number of the latest quarter that shows it.

    That is the latest released quarter for a class B figure not seen in clear. `page` is
    the address of a quarter's page.
    """
    found = []
    for indicator in INDICATORS:
        if indicator.code in CARDS:
            waits = not indicator.is_in_clear and place not in clear
            quarter = figures.latest_released if waits else figures.quarter
            card = _card(figures, indicator, place, quarter, place in clear)
            raises = ""
            if may_raise:
                shown = f"{card.value}. {card.hint}"
                raises = href_about(figures, indicator, place, quarter, shown)
            found.append(replace(card, href=page(quarter) + card.href, raise_href=raises))
    days = _days_card(figures, place)
    raises = ""
    if may_raise:
        shown = days_in_words(figures, place)
        raises = href_about(figures, DAYS, place, figures.quarter, shown)
    href = page(figures.quarter) + days.href
    return [*found, replace(days, href=href, raise_href=raises)]


def _card(figures, indicator, place, quarter, in_clear):
    now = in_words(figures.figure(indicator, place, str(quarter)), in_clear=in_clear)
    so_far = in_words(
        figures.figure(indicator, place, to_date(str(quarter))), in_clear=in_clear
    )
    earlier = quarter != figures.quarter
    until = f"To {calendar.in_words(quarter.period.last)}" if earlier else "To date"
    hint = (
        quarter.label if earlier else "",
        now.parts if now.parts != now.value else "",
        f"{until}: {so_far.value}",
    )
    return Card(
        label=indicator.label,
        value=now.value,
        hint=". ".join(part for part in hint if part),
        href=f"#{indicator.code}",
    )


def _days_card(figures, place):
    days = figures.days.of(EVERY_POST, place, str(figures.quarter))
    return Card(
        label="Days worked",
        value=f"{days.worked:,}",
        hint=f"of {days.commissioned:,} commissioned{until_now(figures)}",
        href=f"#{DAYS.code}",
    )
