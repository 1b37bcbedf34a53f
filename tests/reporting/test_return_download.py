"""Downloading a signed return: the file, its name, and who may take it."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from pilot.models import AuditEvent
from pilot.permissions import Role
from reporting import actions
from reporting.views import returns as pages
from tests.reporting.returned import drafted, signed

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def address(code="LBHF", quarter="2015Q4", number=1, ending="xlsx"):
    return reverse("reporting:return_download", args=[code, quarter, number, ending])


@pytest.mark.parametrize(
    ("ending", "content_type"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("pdf", "application/pdf"),
    ],
)
def test_the_file_is_handed_over_under_a_neutral_name_and_not_kept(
    who, client_of, ending, content_type
):
    signed(who)

    answer = client_of(who.officer).get(address(ending=ending))

    assert answer["Content-Type"] == content_type
    name = f"return-LBHF-2015Q4-v1.{ending}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_workbook_opens_and_is_the_return_of_that_borough(who, client_of):
    signed(who)

    answer = client_of(who.sender).get(address())

    sheet = load_workbook(io.BytesIO(answer.content))["Summary"]
    cells = dict(sheet.iter_rows(min_row=5, values_only=True))
    assert cells["Borough"] == "Hammersmith and Fulham"
    assert cells["Quarter"].startswith("2015Q4")


def test_each_download_is_recorded(who, client_of):
    signed(who)

    client_of(who.officer).get(address(ending="csv"))

    event = AuditEvent.objects.get(action="exported the return of")
    assert (event.by, event.borough_id) == (who.officer, "LBHF")
    assert (event.detail["quarter"], event.detail["version"]) == ("2015Q4", 1)


def test_a_draft_is_no_file(who, client_of):
    drafted(who)

    assert client_of(who.writer).get(address()).status_code == 404
    assert not AuditEvent.objects.filter(action="exported the return of").exists()


def test_the_group_downloads_what_the_officer_accepted(who, person, client_of):
    group = client_of(person(Role.CONTRACT_GROUP_MEMBER))
    of = signed(who).of_return
    assert group.get(address(ending="csv")).status_code == 404

    actions.review_return(of, by=who.officer, version=of.version)
    actions.accept_return(of, by=who.officer, version=of.version)

    assert group.get(address(ending="csv")).status_code == 200


def test_another_borough_is_no_page(who, client_of):
    signed(who, "WCC")

    assert client_of(who.officer).get(address("WCC")).status_code == 404
    assert client_of(who.officer).get(address("XYZ")).status_code == 404


@pytest.mark.parametrize("ending", ["exe", "html"])
def test_an_unknown_format_is_no_page(who, client_of, ending):
    page = f"/returns/LBHF/2015Q4/1/{ending}/"

    assert client_of(who.writer).get(page).status_code == 404


def test_without_what_makes_pdfs_the_person_is_told_to_print(who, client_of, monkeypatch):
    def none(*args, **kwargs):
        raise pages.NoPdf

    signed(who)
    monkeypatch.setattr("reporting.exports.documents.pdf_of", none)

    answer = client_of(who.officer).get(address(ending="pdf"))

    assert answer.status_code == 409
    assert "Print the return from its page" in answer.text


@pytest.mark.parametrize("role", [Role.APPROVER, Role.CRIMINAL_JUSTICE_WORKER])
def test_other_roles_take_nothing(who, person, client_of, role):
    signed(who)

    assert client_of(person(role, "LBHF")).get(address()).status_code == 403
    assert not AuditEvent.objects.filter(action="exported the return of").exists()
