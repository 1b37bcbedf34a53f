"""Nothing that leaves the provider differs with a count that it hides.

The same pilot is looked at twice. Three people were supported in one borough and nine in
another, or four and eight: both numbers are hidden, and their sum is not. So it is with the
rate of cases that had a first session in time, and its parts. Every page that
somebody from a council can reach, its charts, colours and order, and every file that is
made for them must be the same to the byte.
"""

import re
from contextlib import contextmanager
from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role
from reporting import actions
from tests.factories import CaseFactory, PerpetratorFactory, TargetFactory, release
from tests.guards.crawl import crawl, is_a_page
from tests.reporting.returned import Q1, Q3, drafted, people

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

NOW = datetime(2016, 7, 15, 11, 30, tzinfo=calendar.LONDON)
OF_THE_ANSWER = re.compile(rb'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*')
QUARTERS = ("2015Q4", "2016Q1", "2016Q2", "2016Q3")


@contextmanager
def supported(**by_borough):
    """So many people were supported in the first quarter, until the end of the block.

    As many of twenty cases of each borough had a first session in time (I04). Every
    quarter that is over was released.
    """
    with transaction.atomic():
        for code, count in by_borough.items():
            for number in range(20):
                is_engaged = number < count
                PerpetratorFactory(
                    supported_on=date(2015, 12, 1) if is_engaged else None,
                    supported_borough_id=code if is_engaged else None,
                )
                CaseFactory(
                    borough__code=code,
                    opened_on=date(2015, 10, 20),
                    referral__born_on=date(1980, 6, 1),  # age bands are not hidden
                    engaged_on=date(2015, 10, 27) if is_engaged else None,
                )
        release()
        yield
        transaction.set_rollback(True)


def expected():
    """Something is expected of that figure, so that a colour could tell of it."""
    for code in ("LBHF", "RBKC", "WCC"):
        for value in (4, 9):
            TargetFactory(borough__code=code, quarter="2015Q4", value=value)


def pages_of(user, figures) -> dict[str, bytes]:
    """Every kind of page that the person can reach by links, and the figures' quarters."""
    client = Client()
    client.force_login(user)
    answers = crawl(client, of_each=1)
    answers |= {address: client.get(address) for address in figures}
    return {
        address: OF_THE_ANSWER.sub(rb"\1", response.content)
        for address, response in answers.items()
        if is_a_page(response)  # a workbook carries the moment it was written
    }


def files_of(folder) -> dict[str, bytes]:
    """The return of every borough, for the first quarter and for one that came later."""
    told = {}
    for borough in ("LBHF", "RBKC", "WCC"):
        for quarter in ("2015Q4", "2016Q2"):
            for kind in ("csv", "json", "xlsx", "ods"):
                path = folder / f"{borough}-{quarter}.{kind}"
                call_command(
                    "export_return",
                    borough,
                    quarter,
                    output=path,
                    format=kind,
                    stdout=StringIO(),
                )
                told[path.name] = path.read_bytes()
                path.unlink()
    return told


@pytest.mark.parametrize(
    ("role", "borough"),
    [(Role.AUTHORISED_OFFICER, "RBKC"), (Role.CONTRACT_GROUP_MEMBER, "")],
)
def test_no_page_differs_with_a_count_that_it_hides(person, role, borough):
    user = person(role, *filter(None, [borough]))
    pages = [
        reverse("reporting:figures_borough", args=[borough, quarter])
        if borough
        else reverse("reporting:figures_group", args=[quarter])
        for quarter in QUARTERS
    ]
    expected()
    with calendar.clock_set_to(NOW):
        with supported(LBHF=12, RBKC=3, WCC=9):
            first = pages_of(user, pages)
        with supported(LBHF=12, RBKC=4, WCC=8):
            second = pages_of(user, pages)

    assert b"40.0%" in first[pages[0]]  # 24 of the pilot's 60: its parts hide
    assert {*pages, "/"} <= first.keys() == second.keys()
    assert {address for address in first if first[address] != second[address]} == set()


def test_no_file_made_for_the_councils_differs_with_a_count_that_it_hides(person, tmp_path):
    with calendar.clock_set_to(NOW):
        ready = []
        for code in ("LBHF", "RBKC", "WCC"):
            who = people(person, code)
            ready += [(drafted(who, code, each), who.signer) for each in (Q1, Q3)]
        with supported(LBHF=12, RBKC=3, WCC=9):
            sign(ready)
            first = files_of(tmp_path)
        with supported(LBHF=12, RBKC=4, WCC=8):
            sign(ready)
            assert files_of(tmp_path) == first


def sign(ready):
    """Each of these returns is signed."""
    for of, signer in ready:
        actions.sign_return(of, by=signer, version=of.version)
