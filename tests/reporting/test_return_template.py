"""A layout of the return is a numbered file: another one changes nothing of the returns
that stand in the first."""

import hashlib
import shutil

import pytest

from reporting import actions
from reporting.exports import document_of, export_return
from reporting.models import ReturnVersion
from reporting.returns.template import FILES, template_for, templates
from tests.reporting.returned import Q1, Q2, drafted, signed

pytestmark = pytest.mark.django_db

SECOND = """
number = 2
starts_on = 2016-01-01
is_assumed = false
source = "Agreed by the group on 4 January 2016"
tables = ["header", "activity", "narrative"]

[[questions]]
code = "hopes"
tab = "comments"
title = "Hopes"
question = "What is hoped for?"
is_required = true
"""
# Of the file as returns were signed in it. A change of the layout is the next file.
KEPT = {1: "994421ded5b6"}


@pytest.fixture
def agree_another(tmp_path, monkeypatch):
    """Puts a second layout beside the first, as the service has it."""

    def agree() -> None:
        shutil.copy(FILES / "1.toml", tmp_path)
        (tmp_path / "2.toml").write_text(SECOND)
        monkeypatch.setattr("reporting.returns.template.FILES", tmp_path)

    return agree


def files_of(version: ReturnVersion) -> list[bytes]:
    again = ReturnVersion.objects.get(pk=version.pk)
    return [
        export_return(again, by=None, file_format=each).content
        for each in ("xlsx", "ods", "csv", "json", "pdf")
    ]


def test_a_layout_is_in_force_from_its_own_day(agree_another):
    assert template_for(Q2).number == 1

    agree_another()

    assert (template_for(Q1).number, template_for(Q2).number) == (1, 2)
    assert str(templates()[1]) == "Layout 1, assumed (A-18)"
    assert str(templates()[2]) == "Layout 2"


@pytest.mark.one_engine  # it makes every kind of file, from what was read
def test_what_was_signed_in_a_layout_keeps_it_when_there_is_another(agree_another, who):
    version = signed(who)
    before = files_of(version)

    agree_another()

    assert files_of(version) == before
    source = dict(document_of(version).tables[-1].rows)
    assert source["Layout"] == "Layout 1, assumed (A-18)"


def test_a_return_of_an_earlier_quarter_is_stated_again_in_its_own_layout(
    agree_another, who
):
    of = signed(who).of_return
    agree_another()
    actions.review_return(of, by=who.officer, version=of.version)
    actions.send_back_return(of, by=who.officer, version=of.version, text="Look again.")

    again = actions.sign_return(of, by=who.signer, version=of.version)

    assert (of.template, again.said["template"]) == (1, 1)
    assert [each["code"] for each in again.said["published"]] == list(templates()[1].tables)


def test_a_quarter_after_its_day_is_written_in_the_new_layout(agree_another, who):
    agree_another()

    of = drafted(who, quarter=Q2, hopes="More teams.")
    version = actions.sign_return(of, by=who.signer, version=of.version)

    assert of.template == 2
    tables = {each["code"]: each for each in version.said["published"]}
    assert list(tables) == ["header", "activity", "narrative"]
    assert tables["narrative"]["rows"] == [["Hopes", "What is hoped for?", "More teams."]]


def test_a_layout_that_returns_were_signed_in_never_changes():
    found = {
        number: hashlib.sha256(repr(template).encode()).hexdigest()[:12]
        for number, template in templates().items()
    }

    assert found.items() >= KEPT.items(), "write the change as the next file"
