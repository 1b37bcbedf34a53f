"""The part of a pack about posts: who is away, days planned and days delivered."""

from dataclasses import dataclass, replace

from pilot.charts import Chart
from pilot.models import Absence, Borough
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
    days = records.days_of()
    chart = replace(days.chart, key=f"workforce-{days.chart.key}")
    return Workforce(absences=records.absences, days=days, chart=chart)
