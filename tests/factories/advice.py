"""Invented consultations, liaison meetings and campaign activities."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from referrals.models import CampaignActivity, Consultation, LiaisonMeeting
from tests.factories.pilot import BoroughFactory, CaseworkerFactory, PostFactory, at
from tests.factories.referrals import PractitionerFactory

A_WEEK = timedelta(weeks=1)


class ConsultationFactory(DjangoModelFactory):
    """One that took place; it counts for the practitioner's own team.

    `booked=True`, `followed_up=True` or `cancelled=True` has come less or more far.
    """

    class Meta:
        model = Consultation

    class Params:
        booked = factory.Trait(
            status=Consultation.Status.BOOKED, minutes=None, advice="", topics=[]
        )
        followed_up = factory.Trait(
            status=Consultation.Status.FOLLOWED_UP,
            followed_up_on=factory.LazyAttribute(lambda row: row.on + A_WEEK),
            outcome=Consultation.Outcome.NO_ACTION,
        )
        cancelled = factory.Trait(
            status=Consultation.Status.CANCELLED,
            closure_reason="They were called away",
            minutes=None,
            advice="",
        )

    borough = factory.SubFactory(BoroughFactory)
    post = factory.SubFactory(PostFactory, code="FSW")
    worker = factory.SubFactory(
        CaseworkerFactory,
        borough=factory.LazyAttribute(
            lambda row: row.factory_parent.borough or BoroughFactory()
        ),
        role=factory.SelfAttribute("..post.code"),
    )
    practitioner = factory.SubFactory(
        PractitionerFactory, agency__borough=factory.SelfAttribute("...borough")
    )
    agency = factory.SelfAttribute("practitioner.agency")
    sector = factory.SelfAttribute("agency.sector")
    on = date(2016, 5, 10)
    status = Consultation.Status.HELD
    question = "How do we raise it with a father who denies it?"
    topics = ["ENGAGING", "RISK"]
    minutes = 30
    advice = "Ask about one incident. The social worker visits on Thursday."
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))
    recorded_by = factory.SelfAttribute("worker")


class LiaisonMeetingFactory(DjangoModelFactory):
    """A meeting with a specialist of the borough, unless `practitioners=[…]` are named."""

    class Meta:
        model = LiaisonMeeting
        skip_postgeneration_save = True

    borough = factory.SubFactory(BoroughFactory)
    post = factory.SubFactory(PostFactory, code="FSW")
    worker = factory.SubFactory(
        CaseworkerFactory,
        borough=factory.SelfAttribute("..borough"),
        role=factory.SelfAttribute("..post.code"),
    )
    on = date(2016, 5, 12)
    topics = "Who works with which family this month."
    agreed = "They send the list by Friday."
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))
    recorded_by = factory.SelfAttribute("worker")

    @factory.post_generation
    def practitioners(meeting, create, people, **kwargs):
        one = {"is_specialist": True, "agency__borough": meeting.borough}
        meeting.practitioners.set(people or [PractitionerFactory(**one)])


class CampaignActivityFactory(DjangoModelFactory):
    """Posters in LBHF, unless `boroughs=["WCC"]` are named."""

    class Meta:
        model = CampaignActivity
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Posters in waiting rooms {n}")
    channel = CampaignActivity.Channel.POSTER
    starts_on = date(2016, 2, 1)
    ends_on = date(2016, 3, 31)
    audience = "Men who come to a GP or a walk-in centre"
    recorded_at = at(date(2016, 2, 1))
    recorded_by = factory.SubFactory(CaseworkerFactory)

    @factory.post_generation
    def boroughs(activity, create, codes, **kwargs):
        activity.boroughs.set([BoroughFactory(code=code) for code in codes or ["LBHF"]])
