"""Invented agencies and what they told us."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from referrals.models import Agency, Practitioner, Referral, Residence
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
    born_on = factory.Sequence(lambda n: date(1980, 1, 1) + timedelta(days=n * 37 % 6000))
    borough = factory.SubFactory(BoroughFactory)
    residence = factory.SelfAttribute("borough.code")
    basis = Referral.Basis.RESIDENCE
    reason = "Two calls to the address in a month."
    recorded_at = factory.LazyAttribute(lambda row: at(row.received_on))
    recorded_by = factory.SubFactory(UserFactory)
