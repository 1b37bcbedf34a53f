"""What several guards look at together: every page, as every role is shown it."""

from dataclasses import dataclass
from datetime import date
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.template import Template
from django.test import Client, override_settings
from django.urls import reverse

from cases.models import Case
from pilot.models import AuditEvent, Concern
from pilot.permissions import Role
from referrals.models import Referral
from reporting.models import Return
from tests.factories import MembershipFactory, UserFactory
from tests.guards.a_busy_pilot import BOROUGHS_OF, fill
from tests.guards.crawl import OF_EACH, crawl
from tests.guards.fingerprint import OF_PRESENCE, changes, fingerprint


@dataclass(frozen=True)
class Tour:
    """What somebody saw who followed every link, and what it changed."""

    found: dict
    changed: dict
    traced: frozenset  # the addresses whose opening left an event


class TracingClient(Client):
    """A browser that notes at which addresses the trail grew."""

    def __init__(self):
        super().__init__()
        self.traced = set()

    def get(self, address, *args, **kwargs):
        before = AuditEvent.objects.count()
        response = super().get(address, *args, **kwargs)
        if AuditEvent.objects.count() > before:
            self.traced.add(address)
        return response


@pytest.fixture(scope="session")
def tours(django_db_setup, django_db_blocker) -> dict[Role, Tour]:
    """One tour for each role, all of one small busy pilot that is undone at the end."""
    with (
        override_settings(PILOT_TODAY=date(2016, 7, 15)),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        call_command("seed_pilot", stdout=StringIO())
        people = {role: somebody(role) for role in Role}
        supporter = people[Role.PARTNER_SUPPORT_WORKER]
        fill(people[Role.CRIMINAL_JUSTICE_WORKER], supporter)
        with nothing_kept_of_templates():
            toured = {role: _tour(role, user) for role, user in people.items()}
        transaction.set_rollback(True)
    return toured


def nothing_kept_of_templates():
    """What templates are given is not copied for the test, as Django otherwise does."""
    return patch.object(
        Template, "_render", lambda self, given: self.nodelist.render(given)
    )


def somebody(role):
    """Somebody who holds the role where it is held."""
    # Named alike in every run, so that the tour opens the same people of a list.
    user = UserFactory(username=role.value.lower(), last_name=f"Guard {role.value}")
    for code in BOROUGHS_OF.get(role, ("LBHF", "RBKC", "WCC")):
        MembershipFactory(user=user, role=role, borough__code=code)
    return user


def _each_stage(user) -> list[str]:
    """A case, a referral, a concern and a return at each of its stages, if they see one."""
    return [
        row.get_absolute_url()
        for model in (Case, Referral, Concern, Return)
        for status in model.Status
        if (row := model.objects.visible_to(user).filter(status=status).first())
    ]


def _tour(role, user) -> Tour:
    client = TracingClient()
    client.force_login(user)
    back_office = [reverse("admin:index")] if role == Role.SYSTEM_ADMINISTRATOR else []
    before = fingerprint(without=OF_PRESENCE)
    # On the other database one of each shows that its questions are understood there.
    of_each = OF_EACH if connection.vendor == "sqlite" else 1
    starts = ["/", *back_office]
    found = crawl(client, starts, also=_each_stage(user), of_each=of_each)
    changed = changes(before, fingerprint(without=OF_PRESENCE))
    return Tour(found, changed, frozenset(client.traced))
