"""What is done on a case on a later day, by its worker, if it is still open then."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from cases.models import Case
from pilot import calendar
from reporting.invented_year.rota import Rota
from reporting.invented_year.stage import Stage, at


class OnCases:
    """Whose chance is its own, so that it shifts nothing else of the year."""

    def __init__(self, stage: Stage, rng: Random):
        self.stage, self.rng = stage, rng

    def _later(
        self, case: Case, rota: Rota, days: tuple[int, int], deed: Callable, *args: Any
    ) -> None:
        """After so many days at work."""
        day = rota.next_in(calendar.today(), after=self.rng.randint(*days))
        self._at(day, self.rng.choice((9, 11, 14, 16)), case, rota, deed, *args)

    def _at(
        self, day: date, hour: int, case: Case, rota: Rota, deed: Callable, *args: Any
    ) -> None:
        self._when(at(day, hour, self.rng.randrange(60)), case, rota, deed, *args)

    def _when(self, moment, case: Case, rota: Rota, deed: Callable, *args: Any) -> None:
        self.stage.later(moment, self._do, case.pk, rota, deed, args)

    def _do(self, case: int, rota: Rota, deed: Callable, args: tuple) -> None:
        """The deed, if the case is still open when its time comes."""
        found = Case.objects.open().select_related("perpetrator", "borough").filter(pk=case)
        if still_open := found.first():
            deed(still_open, rota, *args)
