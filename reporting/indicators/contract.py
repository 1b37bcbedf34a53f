"""Delivery of the agreement: appointments kept, and days worked of those paid for."""

from django.db.models import Q

from cases.models import Session
from reporting.disclosure import DisclosureClass
from reporting.indicators.indicator import (
    PAN_BOROUGH,
    Beside,
    Definition,
    Indicator,
    Outcome,
)

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
