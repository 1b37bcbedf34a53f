from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pilot.models import Borough, Correctable, User
from pilot.models.correctable import CorrectableQuerySet
from pilot.permissions import Permission
from pilot.references import new_reference


class CampaignActivityQuerySet(CorrectableQuerySet):
    view_permission = Permission.RECORD_ADVICE
    borough_path = "boroughs"

    def visible_to(self, user):
        """All of them, for those who run it: a campaign is public by its nature."""
        return self.all() if user.can(self.view_permission) else self.none()

    def narrowed(self, *, borough=None, channel=""):
        """Those for a borough and through a channel, where one is given."""
        wanted = {"boroughs": borough, "channel": channel}
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def under_way_in(self, period):
        """Those of which at least a day lies in the period."""
        return self.filter(starts_on__lt=period.end, ends_on__gte=period.start)

    def for_listing(self):
        return self.prefetch_related("boroughs").order_by("-starts_on", "-pk")


class Channel(models.TextChoices):
    """How the campaign reaches people: CL-34."""

    POSTER = "POSTER", "Posters"
    LEAFLET = "LEAFLET", "Leaflets"
    SOCIAL = "SOCIAL", "Social media"
    WEB = "WEB", "Website"
    EVENT = "EVENT", "Event"
    OUTREACH = "OUTREACH", "Outreach"
    PRESS = "PRESS", "Newspaper"
    RADIO = "RADIO", "Radio"
    STAFF_COMMS = "STAFF_COMMS", "Messages to staff"


class Measure(models.TextChoices):
    """What a number of reach counts. Numbers of different measures are never added."""

    PEOPLE = "PEOPLE", "people spoken to"
    COPIES = "COPIES", "copies put up or handed out"
    SEEN = "SEEN", "times seen online"
    VISITS = "VISITS", "visits to a page"
    PRINT_RUN = "PRINT_RUN", "copies printed by a newspaper"
    LISTENERS = "LISTENERS", "listeners, as the station says"
    STAFF = "STAFF", "staff written to"


class CampaignActivity(Correctable):
    """One thing done for the awareness campaign aimed at perpetrators (seed 5.7).

    Who owns the campaign and pays for it is not said (A-17), so the cost may stay empty.
    """

    Channel: TypeAlias = Channel
    Measure: TypeAlias = Measure

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    title = models.CharField(max_length=120)
    channel = models.CharField(max_length=12, choices=Channel)
    boroughs = models.ManyToManyField(Borough, related_name="campaign_activities")
    starts_on = models.DateField()
    ends_on = models.DateField()  # the same day, for an activity of one day
    audience = models.CharField(max_length=120)
    reach = models.PositiveIntegerField(null=True)  # empty: nobody counted
    measure = models.CharField(max_length=12, choices=Measure, blank=True)
    cost = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    contacts = models.PositiveIntegerField(null=True)  # who got in touch because of it
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="campaign_activities_recorded"
    )

    objects = CampaignActivityQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name_plural = "campaign activities"
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="campaign_by_date")]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_activity_ends_after_it_starts",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values),
                name="campaign_activity_has_a_known_channel",
            ),
            models.CheckConstraint(
                condition=Q(reach=None, measure="")
                | Q(reach__isnull=False, measure__in=Measure.values),
                name="campaign_activity_reach_says_what_it_counts",
                violation_error_message="Say what the number counts",
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="campaign_activity_costs_nothing_or_more",
                violation_error_message="Enter what it cost, or leave it empty",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("referrals:campaign_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"campaign activity {self.reference}"
