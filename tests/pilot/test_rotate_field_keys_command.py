"""The keys of contact details are changed by a command, and a retired one is seen to be."""

import base64
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.partners.models import ContactDetail
from pilot.sealing import prefix_of
from tests.factories import ContactDetailFactory

pytestmark = pytest.mark.django_db

OLD, NEW = (base64.urlsafe_b64encode(bytes(range(n, n + 32))).decode() for n in (1, 101))


def rotate(**options) -> list[str]:
    said = StringIO()
    call_command("rotate_field_keys", stdout=said, **options)
    return said.getvalue().splitlines()


def as_kept() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM partners_contactdetail ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def detail(settings):
    settings.FIELD_KEYS = [OLD]
    detail = ContactDetailFactory(value="7 Marmalade Wharf")
    settings.FIELD_KEYS = [NEW, OLD]
    return detail


def test_everything_is_sealed_with_the_newest_and_read_back(detail, settings):
    assert rotate(check=True) == ["key 1: 0 sealed", "key 2: 1 sealed"]

    assert rotate() == ["key 1: 1 sealed", "key 2: 0 sealed"]
    settings.FIELD_KEYS = [NEW]
    assert ContactDetail.objects.get().value == "7 Marmalade Wharf"
    assert as_kept()[0].startswith(prefix_of(NEW))
    assert "Marmalade" not in as_kept()[0]


def test_what_no_key_opens_is_left_as_it_is_and_told(detail, settings):
    settings.FIELD_KEYS = [NEW]
    before = as_kept()

    with pytest.raises(CommandError, match="1 sealed with a key that is not among"):
        rotate()

    assert as_kept() == before
