"""The facts that figures rest on are what the records say, and can be worked out again."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case, NonEngagement, Perpetrator
from pilot.models import Concern
from referrals.models import Attendance, Referral
from reporting.management.commands.recompute_facts import KEPT
from tests.reporting.pilots import RandomPilot

pytestmark = pytest.mark.django_db


def recompute(*args):
    said = StringIO()
    call_command("recompute_facts", *args, stdout=said)
    return said.getvalue()


def kept():
    return [list(model.objects.order_by("pk").values(*KEPT[model])) for model in KEPT]


def test_facts_that_are_wrong_are_found_told_and_put_right(facts):
    RandomPilot(3, today=date(2016, 12, 1), referrals=25)
    recompute()
    right = kept()
    assert recompute("--check") == "Every fact is what the records say.\n"

    never = {"engaged_on": None, "engaged_after": None, "engaged_borough": None}
    Case.objects.update(is_first=False, first_stage=9, last_stage=9, **never)
    Perpetrator.objects.update(supported_on=None, supported_borough=None)
    NonEngagement.objects.update(told_after=30)
    Referral.objects.update(first_tried_on=None, tried_after=77, held_for=8)
    Attendance.objects.update(gain=499)
    Concern.objects.update(settled_on=date(2016, 1, 1), settled_after=99)
    with pytest.raises(CommandError, match="run it again without --check"):
        recompute("--check")
    assert kept() != right, "checking changes nothing"

    said = recompute()
    assert "attendance" in said
    assert "referral" in said
    untried = Referral.objects.filter(case=None)  # nobody ever tried these
    untried.update(tried_after=None, held_for=None)
    assert kept() == right
