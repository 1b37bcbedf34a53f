"""Context counts of concerns, complaints and serious incidents."""

from django.db.models.functions import TruncDate

from pilot.models import Complaint, Concern
from reporting.disclosure import DisclosureClass
from reporting.indicators.context import Context
from reporting.indicators.indicator import Average, Spread

CONCERNS = Context(
    code="C11",
    label="Concerns raised by authorised officers",
    unit="concerns",
    disclosure=DisclosureClass.N,
    numerator_words="concerns taken to the provider, whatever came of them",
    period_words="by the day it was raised",
    borough_words="the borough of the officer",
    rows=lambda: Concern.objects.annotate(raised_on=TruncDate("raised_at")),
    counted_on="raised_on",
    borough_path="borough",
    spread=Spread(
        label="Where they stand now",
        field="status",
        labels=dict(Concern.Status.choices),
        disclosure=DisclosureClass.N,
    ),
)

RESOLVED = Context(
    code="C12",
    label="Concerns resolved, and the days it took",
    unit="concerns",
    disclosure=DisclosureClass.N,
    numerator_words=(
        "concerns that the provider resolved, or that were closed before it came to that"
    ),
    period_words="by the day it was resolved",
    borough_words="the borough of the officer",
    unknowns_words=(
        "one that was reopened counts when it is resolved again, from the day it was "
        "reopened; days in a pause are no working days of it"
    ),
    rows=lambda: Concern.objects.filter(settled_on__isnull=False),
    counted_on="settled_on",
    borough_path="borough",
    average=Average(
        label="Median",
        unit="working days to resolve",
        field="settled_after",
        is_median=True,
    ),
)

COMPLAINTS = Context(
    code="C09",
    label="Complaints",
    unit="complaints",
    numerator_words="complaints about the provider’s work, whatever they were found to be",
    period_words="by the day the complaint came",
    borough_words="the borough it is about",
    unknowns_words="what was recorded by mistake is not counted",
    rows=lambda: Complaint.objects.standing().complaints(),
    counted_on="received_on",
    borough_path="borough",
)

INCIDENTS = Context(
    code="C10",
    label="Serious incidents",
    unit="incidents",
    numerator_words=(
        "serious incidents, losses of personal data and requests from homicide reviews"
    ),
    period_words="by the day the provider knew of it",
    borough_words="the borough it is about",
    unknowns_words="what was recorded by mistake is not counted",
    rows=lambda: Complaint.objects.standing().incidents(),
    counted_on="received_on",
    borough_path="borough",
)
