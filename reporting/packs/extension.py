"""The evidence pack of an extension: what a decision may rest on, on one page."""

from dataclasses import dataclass

from django.db.models import Count, Q

from pilot import calendar
from pilot.accounts import Account, accounts_of
from pilot.models import Assumption, Concern, Extension, User
from pilot.permissions import Permission
from reporting.assumptions import InForce, in_force
from reporting.dashboard import Dashboard, boroughs_open_to, dashboard
from reporting.figures import figures_to
from reporting.indicators import Place
from reporting.packs.records import IN_CLEAR
from reporting.unit_costs import latest_quarter


@dataclass(frozen=True)
class Pack:
    """Outcomes, delivery, days, money and concerns of one council, and their limits."""

    extension: Extension
    dashboard: Dashboard
    account: Account
    concerns: dict[str, int]
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


def pack_of(extension: Extension) -> Pack:
    """The pack, the same for every reader: it is handed on, so small numbers are hidden."""
    figures = figures_to(latest_quarter())
    place = Place(extension.borough.pk, extension.borough.name)
    [account] = accounts_of([extension.borough])
    return Pack(
        extension=extension,
        dashboard=dashboard(figures, IN_CLEAR, place),
        account=account,
        concerns=_concerns(extension),
        assumptions=list(Assumption.objects.order_by("code")),
        parameters=[each for each in in_force() if each.figures],
        on=calendar.today(),
    )


def _concerns(extension: Extension) -> dict[str, int]:
    """How many the council raised and how many wait: numbers alone, for every reader."""
    open_ = ~Q(status=Concern.Status.CLOSED)
    late = Q(status__in=Concern.AWAITING_PROVIDER, due_on__lt=calendar.today())
    return Concern.objects.filter(borough=extension.borough).aggregate(
        raised=Count("pk"),
        open=Count("pk", filter=open_),
        late=Count("pk", filter=late),
        escalated=Count("pk", filter=Q(escalated_on__isnull=False)),
    )
