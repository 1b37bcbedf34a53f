"""What a return is made from as it stands now: each read once, and only if asked for."""

from functools import cached_property

from pilot.accounts import Account, account_of
from reporting.figures import Figures, figures_to
from reporting.indicators import Place
from reporting.models import Return, ReturnText
from reporting.returns.template import Template, templates
from reporting.targets import Targets, targets_of


class Draft:
    """The records of one borough and quarter that its tables and its blockers rest on."""

    def __init__(self, of: Return) -> None:
        self.of = of
        self.place = Place(of.borough.pk, of.borough.name)

    @property
    def template(self) -> Template:
        """The layout it is written in."""
        return templates()[self.of.template]

    @cached_property
    def figures(self) -> Figures:
        """Every figure up to the end of its quarter."""
        return figures_to(self.of.of_quarter)

    @cached_property
    def account(self) -> Account:
        """The borough's money."""
        return account_of(self.of.borough)

    @cached_property
    def targets(self) -> Targets:
        """What its figures should come to."""
        return targets_of([self.of.borough.pk])

    @cached_property
    def texts(self) -> dict[str, ReturnText]:
        """What is written so far, by the code of the question or the figure."""
        if self.of.pk is None:
            return {}
        found = self.of.texts.select_related("written_by", "released_by")
        return {text.code: text for text in found}

    @property
    def said(self) -> dict[str, str]:
        """The same in words alone."""
        return {code: text.text for code, text in self.texts.items()}
