"""Context counts of the awareness campaign and of liaison."""

from django.db.models import Case as Where
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, When

from referrals.models import (
    CampaignActivity,
    CampaignSource,
    LiaisonMeeting,
    Referral,
    Route,
)
from reporting.disclosure import DisclosureClass
from reporting.indicators.context import Context
from reporting.indicators.definition import OUT_OF_AREA, PAN_BOROUGH
from reporting.indicators.indicator import Spread


def _campaign() -> QuerySet[CampaignActivity]:
    """Activities, each with its borough if it was for one alone."""
    boroughs = CampaignActivity.boroughs.through._default_manager.filter(
        campaignactivity=OuterRef("pk")
    )
    activities = CampaignActivity.objects.standing().annotate(
        a_borough=Subquery(boroughs.order_by("borough").values("borough")[:1])
    )
    others = Exists(boroughs.exclude(borough=OuterRef("a_borough")))
    return activities.annotate(for_borough=Where(When(~others, then=F("a_borough"))))


_TARGETED = (
    "the borough it was for; for more than one it stands on a line of its own, never spread"
)

CAMPAIGN = Context(
    code="C06",
    label="Campaign activities",
    unit="activities",
    disclosure=DisclosureClass.N,
    numerator_words="things done for the awareness campaign",
    period_words="by its first day",
    borough_words=_TARGETED,
    unknowns_words="an activity whose reach nobody counted adds nothing to it",
    assumptions=("A-17",),
    elsewhere=PAN_BOROUGH,
    rows=_campaign,
    counted_on="starts_on",
    borough_path="for_borough",
    spread=Spread(
        label="Reach, each kind by itself",
        field="measure",
        labels=dict(CampaignActivity.Measure.choices),
        where=Q(reach__isnull=False),
        weight="reach",
        disclosure=DisclosureClass.N,
    ),
)

_SEEN_NOTHING = (CampaignSource.NONE, CampaignSource.NOT_KNOWN, CampaignSource.NOT_ASKED)

CAMPAIGN_CONTACTS = Context(
    code="C07",
    label="Referrals that came from the campaign",
    unit="referrals",
    numerator_words="referrals by the campaign route, or of people who had seen it",
    period_words="by the day the referral was received",
    borough_words="the borough that the referral counts for",
    unknowns_words="not asked and not known are not counted",
    assumptions=("A-17",),
    elsewhere=OUT_OF_AREA,
    rows=lambda: Referral.objects.exclude(status=Referral.Status.DUPLICATE).filter(
        Q(route=Route.CAMPAIGN) | ~Q(campaign__in=_SEEN_NOTHING)
    ),
    counted_on="received_on",
    borough_path="borough",
    within="I01",
)

LIAISON = Context(
    code="C08",
    label="Liaison meetings held",
    unit="meetings",
    disclosure=DisclosureClass.N,
    numerator_words="meetings with the perpetrator specialists of a borough",
    period_words="by the day of the meeting",
    borough_words="the borough of the specialists",
    assumptions=("A-15",),
    rows=lambda: LiaisonMeeting.objects.standing(),
    counted_on="on",
    borough_path="borough",
)
