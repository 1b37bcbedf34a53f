"""Where each kind of row leads: the record it stands on, and who works there."""

from dataclasses import dataclass

from django.db.models import Model

from cases.models import Case, Child, Perpetrator
from referrals.models import Attendance, TrainingEvent
from reporting.indicators.indicator import Rows


@dataclass(frozen=True)
class Kind:
    """A kind of row: which of its fields leads to which record, and whose work that is.

    `match` is the field of the record that holds what `path` says.
    """

    path: str
    record: type[Model]
    match: str
    worker: str


WORKERS = ("worker", "trainer", "recorded_by", "raised_by", "auditor")

# What does not lead to a record of its own, or to the case that it is an entry of.
ELSEWHERE: dict[type[Model], tuple[str, type[Model], str]] = {
    Attendance: ("event", TrainingEvent, "pk"),
    # A person has no page of their own: they stand on their latest case.
    Perpetrator: ("pk", Case, "perpetrator"),
    Child: ("perpetrator", Case, "perpetrator"),
}


def kind_of(model: type[Model]) -> Kind:
    """Where rows of this model lead, and whose work that is."""
    if model in ELSEWHERE:
        path, record, match = ELSEWHERE[model]
    elif hasattr(model, "get_absolute_url"):
        path, record, match = "pk", model, "pk"
    else:
        path, record, match = "case", Case, "pk"
    fields = {field.name for field in record._meta.get_fields()}
    worker = next(each for each in WORKERS if each in fields)
    return Kind(path, record, match, worker)


def link_of(source: Rows) -> str:
    """The field of its rows that says which record they stand on."""
    if source.link or source.key != "pk":
        return source.link or source.key
    return kind_of(source.counts).path
