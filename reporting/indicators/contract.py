"""Delivery of the agreement: appointments kept, and days worked of those paid for."""

from django.db.models import Q

from cases.models import GOOD_OR_BETTER, Case, EqualityRecord, FileAudit, Session
from reporting.disclosure import DisclosureClass
from reporting.indicators.definition import PAN_BOROUGH, Definition, Outcome
from reporting.indicators.indicator import Beside, Indicator

ATTENDANCE = Indicator(
    code="I22",
    label="Session attendance",
    outcome=Outcome.CONTRACT,
    unit="sessions",
    disclosure=DisclosureClass.A,
    numerator_words="sessions attended, late or not",
    denominator_words=(
        "sessions attended, not attended, or cancelled by the person less than 24 hours "
        "before"
    ),
    period_words="by the day of the session",
    borough_words="the borough of the case on that day",
    unknowns_words=(
        "sessions whose record is still missing, and those cancelled with notice or by us, "
        "are listed and not counted"
    ),
    assumptions=("A-16", "A-21"),
    rows=lambda: Session.objects.standing(),
    counted_on="on",
    borough_path="borough",
    numerator=Q(outcome__in=Session.ATTENDED),
    denominator=Q(outcome__in=Session.COUNTED),
    asks="outcome",
    beside=(
        Beside(
            label="not recorded yet",
            where=Q(outcome=Session.Outcome.NOT_REC),
            disclosure=DisclosureClass.A,
            asks=True,
        ),
        Beside(
            label="cancelled with notice",
            where=Q(outcome=Session.Outcome.CANC_NOTICE),
            disclosure=DisclosureClass.A,
        ),
        Beside(
            label="cancelled by us",
            where=Q(outcome=Session.Outcome.CANC_SERVICE),
            disclosure=DisclosureClass.A,
        ),
    ),
)


def _core_is_answered() -> Q:
    complete = EqualityRecord.objects.filter(is_complete=True)
    return Q(perpetrator__in=complete.values("perpetrator"))


EQUALITY_COMPLETE = Indicator(
    code="I25",
    label="Record quality: equality answers complete",
    outcome=Outcome.CONTRACT,
    unit="people accepted",
    disclosure=DisclosureClass.B,
    numerator_words=(
        "people with an answer, or “prefer not to say”, to every core equality question"
    ),
    denominator_words="people accepted, each once",
    period_words="by the day of their first acceptance",
    borough_words="the borough their first case was accepted for",
    unknowns_words="not asked, or asked and not known, counts as not complete",
    assumptions=("A-16",),
    rows=lambda: Case.objects.filter(is_first=True),
    counted_on="opened_on",
    borough_path="accepted_borough",
    numerator=_core_is_answered(),
    denominator=Q(),
    within="I03",
    is_sensitive=False,
)

FILES_AUDITED = Indicator(
    code="I25b",
    label="Record quality: case files graded good or better",
    outcome=Outcome.CONTRACT,
    unit="files audited",
    disclosure=DisclosureClass.B,
    numerator_words="files graded good or outstanding",
    denominator_words="files audited, each time they were",
    period_words="by the day the file was graded",
    borough_words="the borough of the case on the day its file was drawn",
    unknowns_words="files drawn and not graded yet are not counted",
    rows=lambda: FileAudit.objects.graded(),
    counted_on="audited_on",
    borough_path="borough",
    numerator=Q(grade__in=GOOD_OR_BETTER),
    denominator=Q(),
    is_sensitive=False,
)

SPENDING = Definition(
    code="I24",
    label="Spending against profile, and what it is forecast to come to",
    outcome=Outcome.CONTRACT,
    unit="pounds",
    disclosure=DisclosureClass.N,
    numerator_words=(
        "what was paid and is owed; above the profile means more was spent than planned"
    ),
    denominator_words=(
        "the profile: each financial year’s budget in equal parts to its quarters; the "
        "forecast stands beside the whole award"
    ),
    period_words="by the day of the posting; what is posted after the pilot counts last",
    borough_words="the borough each part of a cost falls to; every cost is divided whole",
    unknowns_words="without a forecast the outturn is not known",
    assumptions=("A-04",),
)

DAYS = Definition(
    code="I23",
    label="Days worked against days commissioned, by post",
    outcome=Outcome.CONTRACT,
    unit="days",
    disclosure=DisclosureClass.N,
    numerator_words=(
        "days worked for the borough; leave, sickness and vacancy are shown beside them"
    ),
    denominator_words=(
        "days commissioned: each working day so far (Monday to Friday without England’s "
        "bank holidays) gives a fifth of the post’s weekly days for the borough"
    ),
    period_words="by the day worked",
    borough_words=(
        "the borough worked for; work for all three that cannot be split stands on a line "
        "of its own"
    ),
    unknowns_words="none",
    assumptions=("A-02", "A-03"),
    elsewhere=PAN_BOROUGH,
)
