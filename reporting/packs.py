"""The evidence pack of an extension: what a decision may rest on, on one page."""

from dataclasses import dataclass

from pilot import calendar
from pilot.accounts import Account, accounts_of
from pilot.models import Assumption, Extension, User
from pilot.permissions import Permission
from reporting.assumptions import InForce, in_force
from reporting.dashboard import Dashboard, boroughs_open_to, clear_to, dashboard
from reporting.figures import figures_to
from reporting.indicators import Place
from reporting.unit_costs import latest_quarter


@dataclass(frozen=True)
class Pack:
    """Outcomes, delivery, days and money of one council, and what limits them."""

    extension: Extension
    dashboard: Dashboard
    account: Account
    assumptions: list[Assumption]
    parameters: list[InForce]
    on: object


def packs_open_to(user: User):
    """The extensions whose pack a person may read: those who see figures, or decide."""
    extensions = Extension.objects.visible_to(user).for_listing()
    if user.can(Permission.VIEW_ALL_FIGURES):
        return extensions
    deciding = user.boroughs_with(Permission.DECIDE_EXTENSION)
    return extensions.filter(borough__in=boroughs_open_to(user)) | extensions.filter(
        borough__in=deciding
    )


def pack_of(extension: Extension, reader: User) -> Pack:
    """The pack as this person may see it: suppressed for whom figures are."""
    figures = figures_to(latest_quarter())
    place = Place(extension.borough.pk, extension.borough.name)
    [account] = accounts_of([extension.borough])
    return Pack(
        extension=extension,
        dashboard=dashboard(figures, clear_to(reader, figures), place),
        account=account,
        assumptions=list(Assumption.objects.order_by("code")),
        parameters=[each for each in in_force() if each.figures],
        on=calendar.today(),
    )
