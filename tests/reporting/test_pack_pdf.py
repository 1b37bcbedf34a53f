"""The pack as a PDF: made for paper, tagged, the same for everybody and every time."""

import re
import subprocess
import zlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from reporting.views.paper import printed
from tests.factories import (
    ConcernFactory,
    GroupMeetingFactory,
    MembershipFactory,
    ReferralFactory,
    UserFactory,
)
from tests.pages import Page
from tests.reporting.test_figures_borough import supported, world
from tests.reporting.test_pack_part import KEYS, address

GROUP, MANAGER = Role.CONTRACT_GROUP_MEMBER, Role.SERVICE_MANAGER
PDF = "reporting:pack_pdf"


@pytest.fixture
def pdf(person, client_of, facts):
    def made():
        return client_of(person(GROUP)).get(reverse(PDF, args=["2015Q4"]))

    return made


@dataclass(frozen=True)
class Pack:
    """One pack with something in it, as two readers got it, and what that left."""

    first: HttpResponse
    second: HttpResponse
    event: AuditEvent
    page: str  # the same numbers on the page of the boroughs

    @property
    def content(self) -> bytes:
        return self.first.content


@pytest.fixture(scope="module")
def pack(django_db_setup, django_db_blocker) -> Pack:
    """Made once, as making it takes seconds, of a world that is undone at once."""
    with (
        override_settings(PILOT_TODAY=date(2016, 7, 15)),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        call_command("seed_pilot", stdout=StringIO())
        ConcernFactory(borough__code="WCC", due_on=date(2016, 7, 13))
        GroupMeetingFactory(on=date(2016, 1, 19))
        ReferralFactory(borough__code="WCC", received_on=date(2015, 11, 2))
        supported(LBHF=12, RBKC=3, WCC=9)
        group, manager = map(_browser_of, (GROUP, MANAGER))
        pdf = reverse(PDF, args=["2015Q4"])
        made = Pack(
            first=group.get(pdf),
            event=AuditEvent.objects.latest("pk"),
            second=manager.get(pdf),
            page=Page(group.get(address("boroughs", "2015Q4"))).words,
        )
        transaction.set_rollback(True)
    return made


def _browser_of(role) -> Client:
    user, browser = UserFactory(), Client()
    for code in ("LBHF", "RBKC", "WCC"):
        MembershipFactory(user=user, role=role, borough__code=code)
    browser.force_login(user)
    return browser


@cache
def pages_of(content: bytes) -> list[str]:
    """The text of each page as somebody reads it."""
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    return run.stdout.decode().split("\f")[:-1]


def words(text: str) -> str:
    return " ".join(text.split())


def test_it_is_handed_over_as_a_file_and_leaves_a_trace(pack):
    assert pack.content.startswith(b"%PDF")
    assert "group-pack-2015Q4.pdf" in pack.first["Content-Disposition"]
    assert pack.first["Cache-Control"] == "no-store"
    assert (pack.event.action, pack.event.detail) == (
        "downloaded the group’s pack",
        {"quarter": "2015Q4"},
    )


def test_it_is_tagged_and_has_a_title_and_a_language(pack):
    content = pack.content
    told = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True)
    about = words(told.stdout.decode())

    assert "Title: Pack for the Contract Management Group, October to" in about
    assert "Tagged: yes" in about
    assert b"/Lang (en-GB)" in _unpacked(content)


def _unpacked(content: bytes) -> bytes:
    """Everything that is packed in the file."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, flags=re.S)
    return b"".join(zlib.decompressobj().decompress(each) for each in streams[1:])


def test_the_contents_name_the_page_on_which_each_part_begins(pack):
    pages = pages_of(pack.content)
    listed = re.findall(r"([A-Z][^.\n]*?)\s*\.{3,}\s*(\d+)", pages[0])

    assert len(listed) == len(KEYS) + 1
    for title, number in listed:
        heading = re.compile(rf"^ *{re.escape(title)}$", flags=re.M)
        assert heading.search(pages[int(number) - 1]), (title, number)


def test_every_page_says_which_of_how_many_it_is_and_of_what(pack):
    pages = pages_of(pack.content)

    for number, page in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in page
    for page in pages[1:]:
        assert "October to December 2015. As at 15 July 2016" in words(page)
    assert "For the meeting of 19 January 2016" in words(pages[0])


def test_what_stands_out_names_the_page_that_tells_more(pack):
    pages = pages_of(pack.content)
    told = words(" ".join(pages))

    number = re.search(r"was due Wednesday 13 July 2016\. See page (\d+)", told)[1]

    assert "Concerns of the councils" in pages[int(number) - 1]


def test_its_numbers_are_those_of_the_pages(pack):
    told = words(" ".join(pages_of(pack.content)))

    supported_line = (
        "I05 People supported to change 12 12 suppressed suppressed suppressed suppressed "
        "24 24"
    )
    assert supported_line in pack.page
    assert supported_line in told
    assert "I01 Referrals received 0 0 0 0 1 1 1 1" in pack.page
    assert "I01 Referrals received 0 0 0 0 1 1 1 1" in told


def test_it_is_the_same_to_the_byte_for_every_reader_and_made_again(pack):
    assert pack.second.content == pack.first.content
    html = "<html lang='en-GB'><title>Once</title><p>The same</p></html>"
    assert printed(html) == printed(html)


def test_a_number_that_is_hidden_changes_no_byte(pdf):
    made = []
    for hidden in ({"RBKC": 3, "WCC": 9}, {"RBKC": 4, "WCC": 8}):
        with world():
            supported(LBHF=12, **hidden)
            made.append(pdf().content)

    assert made[0] == made[1]
