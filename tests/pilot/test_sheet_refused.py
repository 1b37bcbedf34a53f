"""The rows that are refused leave as a file that no spreadsheet executes."""

from django.urls import reverse

from pilot import actions
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.pilot.test_sheet_check import GOOD, HEADINGS, row


def test_refused_rows_are_downloaded_with_their_reasons(person, client_of):
    finance = person(Role.DATA_AND_FINANCE_OFFICER)
    rows = [HEADINGS, GOOD, row(amount="=1+1"), row(amount="x", shows="FARES 3")]
    sheet = actions.upload_sheet(by=finance, rows=rows)

    response = client_of(finance).get(
        reverse("pilot:sheet_refused", args=[sheet.reference])
    )

    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "'=1+1" in lines[1]
    assert "in pounds" in lines[2]
    assert response["Content-Disposition"] == 'attachment; filename="refused-rows.csv"'
    assert AuditEvent.objects.about(sheet).latest("pk").action == "downloaded"
