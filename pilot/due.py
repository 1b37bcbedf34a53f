"""What waits for somebody: the one noun that every application's `due.py` speaks of.

An application lists in its own `SOURCES` one function for each kind of thing it knows to
be due. Each takes the reader and a day, asks one query, and yields what that person should
have done by then. `reporting.due` puts all of them in one order.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pilot import calendar
from pilot.models import User


@dataclass(frozen=True)
class Due:
    """One thing to do: what, by when, where it is done, and whose it is.

    `what` is a plain sentence with a reference at most. The name of whoever the work is
    with stands apart, in `who`, and is given only where the reader may see their record.
    """

    kind: str  # what it is counted with: "Risk reviews"
    what: str
    on: date  # the last day that is in time
    href: str
    action: str  # the word of its link or button
    whose: User | None = None
    who: str = ""
    is_done_by_a_button: bool = False  # `href` is posted to, and it is done
    discard_href: str = ""  # a draft, which may also be thrown away

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed."""
        return self.on < calendar.today()

    @property
    def is_today(self) -> bool:
        """Whether today is its last day."""
        return self.on == calendar.today()


Source = Callable[[User, date], Iterable[Due]]
