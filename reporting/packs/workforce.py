"""The part of a pack about posts: who is away, days planned and days delivered."""

from dataclasses import dataclass, replace

from pilot.charts import Chart
from pilot.models import Absence, Borough
from pilot.rota import Rota
from reporting.dashboard import DaysPanel
from reporting.packs.records import Records


@dataclass(frozen=True)
class Workforce:
    """Days by post in each borough and the pilot, and the posts without their worker."""

    absences: list[tuple[Absence, list[Borough]]]
    days: DaysPanel
    chart: Chart


def workforce(records: Records) -> Workforce:
    """What was planned and delivered in the quarter and to its end."""
    days = records.dashboard.days
    chart = replace(days.chart, key=f"workforce-{days.chart.key}")
    return Workforce(absences=posts_without_worker(), days=days, chart=chart)


def posts_without_worker() -> list[tuple[Absence, list[Borough]]]:
    """The absences that last or begin soon, and the boroughs that go without."""
    absences = list(Absence.objects.to_tell().for_listing().order_by("starts_on", "pk"))
    rota = Rota.read() if absences else None
    found = [(absence, rota.boroughs_without(absence)) for absence in absences]
    return [(absence, boroughs) for absence, boroughs in found if boroughs]
