"""Invented agencies and what they told us."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from referrals.actions import keep_names
from referrals.models import (
    Agency,
    CjStatus,
    EligibilityCheck,
    InformationSource,
    Practitioner,
    Referral,
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

    `accepted=True`, `declined=True` or `withdrawn=True` decides it. `without_borough=True`
    leaves it to the manager to say where it belongs.
    """

    class Meta:
        model = Referral

    class Params:
        accepted = factory.Trait(
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
            status=Referral.Status.REJECTED,
            decline_reason=Referral.DeclineReason.AGE,
            decided_on=factory.LazyAttribute(lambda row: row.received_on + THREE_DAYS),
            decided_by=factory.SubFactory(UserFactory),
        )
        withdrawn = factory.Trait(
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
    recorded_at = factory.LazyAttribute(lambda row: at(row.received_on))
    recorded_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, findable=False, **kwargs):
        referral = super()._create(model_class, *args, **kwargs)
        if findable:
            keep_names(referral)
        return referral


class EligibilityCheckFactory(DjangoModelFactory):
    """On the day the referral came, nothing was open. `by_the_manager=True`: a reason."""

    class Meta:
        model = EligibilityCheck

    class Params:
        by_the_manager = factory.Trait(
            criterion=EligibilityCheck.Criterion.AGE,
            cj_status="",
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
