"""Invented agencies and what they told us."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from referrals.actions import keep_names
from referrals.models import (
    Agency,
    Answer,
    CjStatus,
    ContactSafetyCheck,
    DeclineNotice,
    EligibilityCheck,
    InformationSource,
    Practitioner,
    Question,
    Referral,
    ReferralNotice,
    Residence,
)
from tests.factories.pilot import (
    GIVEN_NAMES,
    SURNAMES,
    THREE_DAYS,
    BoroughFactory,
    CaseworkerFactory,
    PostFactory,
    UserFactory,
    at,
)

OLDEST = {"YPS": date(2000, 1, 1)}  # a young person; the other posts work with adults


class AgencyFactory(DjangoModelFactory):
    """A team of one borough. `borough=None` serves all of London."""

    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Community safety team {n}")
    sector = Agency.Sector.POLICE
    borough = factory.SubFactory(BoroughFactory)


class PractitionerFactory(DjangoModelFactory):
    class Meta:
        model = Practitioner

    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence(lambda n: f"Constable Fieldmouse {n}")


class ReferralFactory(DjangoModelFactory):
    """A referral that waits; the person lives in its borough, so it counts there.

    The person knows of it. `screening=True` or `pending=True` leaves it undecided further
    on (a `QuestionFactory` says what the latter waits for); `accepted=True`,
    `declined=True` or `withdrawn=True` decides it. `without_borough=True` leaves it to the
    manager to say where it belongs.
    """

    class Meta:
        model = Referral

    class Params:
        taken = factory.Trait(
            screening_by=factory.SubFactory(UserFactory),
            screening_at=factory.LazyAttribute(lambda row: at(row.received_on)),
        )
        screening = factory.Trait(taken=True, status=Referral.Status.SCREENING)
        pending = factory.Trait(taken=True, status=Referral.Status.PENDING_INFO)
        accepted = factory.Trait(
            taken=True,
            status=Referral.Status.ACCEPTED,
            worker=factory.SubFactory(
                CaseworkerFactory,
                borough=factory.SelfAttribute("..borough"),
                role=factory.SelfAttribute("..post.code"),
            ),
            decided_on=factory.LazyAttribute(lambda row: row.received_on + THREE_DAYS),
            decided_by=factory.SelfAttribute("worker"),
        )
        declined = factory.Trait(
            taken=True,
            status=Referral.Status.REJECTED,
            decline_reason=Referral.DeclineReason.AGE,
            decided_on=factory.LazyAttribute(lambda row: row.received_on + THREE_DAYS),
            decided_by=factory.SubFactory(UserFactory),
        )
        withdrawn = factory.Trait(
            taken=True,
            status=Referral.Status.WITHDRAWN,
            decided_on=factory.LazyAttribute(lambda row: row.received_on + THREE_DAYS),
            decided_by=factory.SubFactory(UserFactory),
        )
        without_borough = factory.Trait(
            borough=None, basis="", residence=Residence.OLON, agency=None
        )

    received_on = date(2016, 1, 11)
    post = factory.SubFactory(PostFactory)
    source = Referral.Source.POL_CSU
    agency = factory.SubFactory(AgencyFactory, borough=factory.SelfAttribute("..borough"))
    practitioner = None
    sector = factory.LazyAttribute(lambda row: row.agency.sector if row.agency else "")
    given_names = factory.Iterator(GIVEN_NAMES)
    surname = factory.Iterator(SURNAMES)
    born_on = factory.LazyAttributeSequence(
        lambda row, n: (
            OLDEST.get(row.post.pk, date(1980, 1, 1))
            + timedelta(days=n * 37 % (600 if row.post.pk in OLDEST else 6000))
        )
    )
    borough = factory.SubFactory(BoroughFactory)
    residence = factory.SelfAttribute("borough.code")
    basis = Referral.Basis.RESIDENCE
    reason = "Two calls to the address in a month."
    awareness = Answer.YES
    recorded_at = factory.LazyAttribute(lambda row: at(row.received_on))
    recorded_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, findable=False, fit=None, **kwargs):
        """`findable=True`: found by name. `fit=DAY`: its post may accept it on that day."""
        referral = super()._create(model_class, *args, **kwargs)
        if findable:
            keep_names(referral)
        if fit:
            make_fit(referral, by_day=fit)
        return referral


def make_fit(referral, *, by_day):
    """What its post needs before it accepts is there (V-05, V-06, V-07)."""
    if referral.post_id == "CJW":
        EligibilityCheckFactory(referral=referral, checked_on=by_day)
    elif referral.post_id == "FSW":
        referral.practitioner = PractitionerFactory(agency__sector="CHILDRENS")
        referral.agency = referral.practitioner.agency
        referral.sector = referral.agency.sector
    else:
        referral.youth_team, referral.agreement = "WCC", "AGREED"
        referral.parent_position = "AGREES"
    referral.save()


class EligibilityCheckFactory(DjangoModelFactory):
    """On the day the referral came, nothing was open. `by_the_manager=True`: a reason."""

    class Meta:
        model = EligibilityCheck

    class Params:
        by_the_manager = factory.Trait(
            criterion=EligibilityCheck.Criterion.AGE,
            cj_status="",
            post=factory.SelfAttribute("referral.post"),
            age=factory.SelfAttribute("referral.age_at_referral"),
            source=InformationSource.PROFESSIONAL_JUDGEMENT,
            note="Agreed with the school.",
        )

    referral = factory.SubFactory(ReferralFactory)
    criterion = EligibilityCheck.Criterion.CJ_STATUS
    cj_status = CjStatus.NFA
    checked_on = factory.SelfAttribute("referral.received_on")
    source = InformationSource.POLICE
    checked_by = factory.SelfAttribute("referral.recorded_by")
    recorded_at = factory.LazyAttribute(lambda row: at(row.checked_on))


class QuestionFactory(DjangoModelFactory):
    """A question that nobody has answered yet, about a referral that waits for it."""

    class Meta:
        model = Question

    referral = factory.SubFactory(ReferralFactory, pending=True)
    asked_of = "The team that referred them"
    text = "Do they know of the referral?"
    asked_on = factory.LazyAttribute(lambda row: row.referral.received_on + THREE_DAYS)
    asked_by = factory.SubFactory(UserFactory)


class SafetyCheckFactory(DjangoModelFactory):
    """An answer that contact is safe, approved by somebody unless `approved_by=None`."""

    class Meta:
        model = ContactSafetyCheck

    referral = factory.SubFactory(ReferralFactory, awareness=Answer.NO)
    asked = ContactSafetyCheck.Asked.POLICE
    on = factory.LazyAttribute(lambda row: row.referral.received_on)
    result = ContactSafetyCheck.Result.SAFE
    valid_to = factory.LazyAttribute(
        lambda row: row.on + timedelta(days=28) if row.result == "SAFE" else None
    )
    recorded_at = factory.LazyAttribute(lambda row: at(row.on))
    recorded_by = factory.SubFactory(UserFactory)
    approved_by = factory.SubFactory(UserFactory)
    approved_at = factory.LazyAttribute(lambda row: at(row.on) if row.approved_by else None)


class ReferralNoticeFactory(DjangoModelFactory):
    """The referrer was told of the decision."""

    class Meta:
        model = ReferralNotice

    referral = factory.SubFactory(ReferralFactory, declined=True)
    kind = ReferralNotice.Kind.DECISION
    to = ReferralNotice.To.REFERRER
    name = "Constable Fieldmouse"
    told_on = factory.LazyAttribute(lambda row: row.referral.decided_on)
    method = ReferralNotice.Method.PHONE
    told_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyAttribute(lambda row: at(row.told_on))


class DeclineNoticeFactory(DjangoModelFactory):
    """Partner support was told that a referral was declined, and has not answered."""

    class Meta:
        model = DeclineNotice

    referral = factory.SubFactory(ReferralFactory, declined=True)
    sent_at = factory.LazyAttribute(lambda row: at(row.referral.decided_on))
    sent_by = factory.SubFactory(UserFactory)
