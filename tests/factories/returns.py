"""Returns to MOPAC, their texts and what was signed."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from pilot.permissions import Role
from reporting.models import Return, ReturnStep, ReturnText, ReturnVersion
from reporting.models.return_version import canonical, sealed
from tests.factories.pilot import BoroughFactory, MembershipFactory, UserFactory, at
from tests.factories.releases import release

SIGNED_AT = at(date(2016, 1, 20))


class ReturnFactory(DjangoModelFactory):
    class Meta:
        model = Return
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(status=Return.Status.DRAFT)
        with_provider = factory.Trait(status=Return.Status.RETURNED, signed=1)
        signed_now = factory.Trait(status=Return.Status.PROVIDER_SIGNED, signed=1)
        in_review = factory.Trait(status=Return.Status.OFFICER_REVIEW, signed=1)
        accepted_now = factory.Trait(status=Return.Status.ACCEPTED, signed=1, accepted=1)
        submitted_now = factory.Trait(
            status=Return.Status.SUBMITTED, signed=1, accepted=1, submitted=1
        )
        restated = factory.Trait(
            status=Return.Status.RESTATED, signed=1, accepted=1, submitted=1
        )

    borough = factory.SubFactory(BoroughFactory)
    quarter = "2015Q4"
    template = 1


class ReturnTextFactory(DjangoModelFactory):
    class Meta:
        model = ReturnText

    of_return = factory.SubFactory(ReturnFactory, draft=True)
    code = "achievements"
    text = "Two teams were trained and the first groups of men came."
    written_at = SIGNED_AT
    written_by = factory.SubFactory(UserFactory)


class ReturnStepFactory(DjangoModelFactory):
    class Meta:
        model = ReturnStep

    of_return = factory.SubFactory(ReturnFactory, draft=True)
    to = Return.Status.DRAFT
    number = 0
    at = SIGNED_AT
    by = factory.SubFactory(UserFactory)


def content_of(version) -> dict:
    """What a version says that holds no tables: enough for a page to open."""
    of = version.of_return
    return {
        "borough": of.borough_id,
        "borough_name": of.borough.name,
        "quarter": of.quarter,
        "number": version.number,
        "template": of.template,
        "is_assumed": True,
        "signed_by": str(version.signed_by),
        "signed_at": SIGNED_AT.isoformat(),
        "as_at": "2016-01-20",
        "release": 1,
        "texts": {},
        "parameters": {},
        "definitions": {},
        "published": [],
        "clear": [],
    }


class ReturnVersionFactory(DjangoModelFactory):
    class Meta:
        model = ReturnVersion

    of_return = factory.SubFactory(ReturnFactory, signed_now=True)
    number = 1
    signed_at = SIGNED_AT
    signed_by = factory.SubFactory(UserFactory)
    release = factory.LazyAttribute(
        lambda version: release(version.of_return.of_quarter)[0]
    )
    content = factory.LazyAttribute(lambda version: canonical(content_of(version)))
    evidence = "{}"
    seal = factory.LazyAttribute(lambda version: sealed(version.content, version.evidence))


def provider() -> tuple:
    """A manager who signs and a finance officer who writes, in every borough."""
    people = []
    for role in (Role.SERVICE_MANAGER, Role.DATA_AND_FINANCE_OFFICER):
        user = UserFactory()
        for code in ("LBHF", "RBKC", "WCC"):
            MembershipFactory(user=user, role=role, borough=BoroughFactory(code=code))
        people.append(user)
    return tuple(people)
