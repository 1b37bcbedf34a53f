"""Downloading a return: the file, its name, and who may take it."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from pilot.models import AuditEvent
from pilot.permissions import Role

pytestmark = pytest.mark.django_db


def address(code="LBHF", quarter="2015Q4", ending="xlsx"):
    return reverse("reporting:return_download", args=[code, quarter, ending])


@pytest.mark.parametrize(
    ("ending", "content_type"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_file_is_handed_over_under_a_neutral_name_and_not_kept(
    person, client_of, ending, content_type
):
    client = client_of(person(Role.SYSTEM_ADMINISTRATOR))

    answer = client.get(address(ending=ending))

    assert answer["Content-Type"] == content_type
    name = f"return-LBHF-2015Q4.{ending}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_workbook_opens_and_is_the_return_of_that_borough(person, client_of):
    answer = client_of(person(Role.DATA_AND_FINANCE_OFFICER)).get(address("WCC", "2016Q1"))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    header = {
        row[2].value: row[3].value for row in sheet.iter_rows() if row[0].value == "Header"
    }
    assert header["Borough"] == "Westminster"
    assert header["Quarter"].startswith("2016Q1")


def test_each_download_is_recorded(person, client_of):
    user = person(Role.DATA_AND_FINANCE_OFFICER)

    client_of(user).get(address("RBKC", "2016Q1", "csv"))

    event = AuditEvent.objects.get(action="exported the return of")
    assert (event.by, event.borough_id) == (user, "RBKC")
    assert event.detail["quarter"] == "2016Q1"


def test_another_borough_is_no_page_even_for_those_who_send_returns(person, client_of):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER, "WCC"))

    assert client.get(address("LBHF")).status_code == 404
    assert client.get(address("XYZ")).status_code == 404


@pytest.mark.parametrize("ending", ["json", "pdf", "exe"])
def test_an_unknown_format_is_no_page(person, client_of, ending):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))

    assert client.get(f"/returns/LBHF/2015Q4/{ending}/").status_code == 404


@pytest.mark.parametrize(
    "role", [Role.AUTHORISED_OFFICER, Role.SERVICE_MANAGER, Role.CRIMINAL_JUSTICE_WORKER]
)
def test_other_roles_take_nothing_and_no_export_is_recorded(person, client_of, role):
    assert client_of(person(role, "LBHF")).get(address()).status_code == 403
    assert not AuditEvent.objects.filter(action="exported the return of").exists()
