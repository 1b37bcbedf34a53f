"""Where each kind of row leads: the record it stands on, and who works there."""

from dataclasses import dataclass

from django.db.models import Model

from cases.models import (
    Case,
    Child,
    Involvement,
    JusticeCheck,
    NonEngagement,
    OnwardReferral,
    Perpetrator,
    Session,
)
from pilot.models import Concern
from referrals.models import (
    Attendance,
    CampaignActivity,
    Consultation,
    LiaisonMeeting,
    Referral,
    TrainingEvent,
)
from reporting.indicators.indicator import Rows


@dataclass(frozen=True)
class Kind:
    """A kind of row: which of its fields leads to which record, and whose work that is.

    `match` is the field of the record that holds what `path` says.
    """

    path: str
    record: type[Model]
    match: str = "pk"
    worker: str = "worker"


ON_A_CASE = Kind("case", Case)


def _own(model: type[Model], worker: str = "worker") -> Kind:
    return Kind("pk", model, worker=worker)


KINDS: dict[type[Model], Kind] = {
    Referral: _own(Referral),
    Case: _own(Case),
    Session: _own(Session),
    Consultation: _own(Consultation),
    LiaisonMeeting: _own(LiaisonMeeting),
    CampaignActivity: _own(CampaignActivity, "recorded_by"),
    Concern: _own(Concern, "raised_by"),
    Attendance: Kind("event", TrainingEvent, worker="trainer"),
    OnwardReferral: ON_A_CASE,
    NonEngagement: ON_A_CASE,
    JusticeCheck: ON_A_CASE,
    Involvement: ON_A_CASE,
    # A person has no page of their own: they stand on their latest case.
    Perpetrator: Kind("pk", Case, "perpetrator"),
    Child: Kind("perpetrator", Case, "perpetrator"),
}


def link_of(source: Rows) -> str:
    """The field of its rows that says which record they stand on."""
    if source.link or source.key != "pk":
        return source.link or source.key
    return KINDS[source.counts].path
