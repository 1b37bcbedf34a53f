"""The contract register as a file, in the fields that councils publish."""

import csv
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from pilot.models import AuditEvent, RegisterEntry
from pilot.permissions import Role
from reporting.exports import export_register


def rows_of(response):
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_the_columns_are_those_of_the_transparency_code(person, client_of):
    RegisterEntry.objects.filter(borough="WCC").update(title="=HYPERLINK(1)")
    client = client_of(person(Role.CONTRACT_GROUP_MEMBER))

    response = client.get(reverse("reporting:register_download", args=["csv"]))

    assert response["Content-Disposition"].endswith('filename="contract-register.csv"')
    lbhf, _, wcc = rows_of(response)
    assert list(lbhf) == [
        *("Reference", "Title", "Council", "Department", "Description", "Supplier"),
        *("Registration number", "Kind of supplier", "Value"),
        *("VAT that cannot be recovered", "Start", "End", "Review"),
        *("How it was awarded", "Why rules were waived", "Published"),
    ]
    assert lbhf["Council"] == "London Borough of Hammersmith and Fulham"
    assert lbhf["Value"] == "50000.00"
    assert lbhf["Registration number"] == "1083549"
    assert lbhf["How it was awarded"] == "Direct award under a waiver"
    assert wcc["Title"] == "'=HYPERLINK(1)"


def test_an_officer_takes_the_own_council_s_entry_and_that_is_on_record(person, client_of):
    officer = person(Role.AUTHORISED_OFFICER, "RBKC")

    address = reverse("reporting:register_download", args=["xlsx"])
    response = client_of(officer).get(address)

    sheet = load_workbook(BytesIO(response.content)).active
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        "Royal Borough of Kensington and Chelsea"
    ]
    assert sheet.cell(row=2, column=9).value == 50000, "a number, not a text"
    event = AuditEvent.objects.get(action="exported the contract register")
    assert (event.by, event.detail["rows"]) == (officer, 1)


def test_nobody_else_takes_it(person):
    with pytest.raises(PermissionDenied):
        export_register(by=person(Role.CRIMINAL_JUSTICE_WORKER), file_format="csv")
