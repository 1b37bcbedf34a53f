"""A half-written form survives a time-out or a call at the door, for its writer alone."""

from datetime import date, datetime

import pytest
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path

from pilot import calendar, drafts, urls
from pilot.models import Draft
from pilot.permissions import Role
from tests.factories import DraftFactory

pytestmark = pytest.mark.urls(__name__)

AUTOSAVE = {"X-Requested-With": "draft"}
HALF = {"reason": "Half a sentence", "post": "CJW", "born_on_day": "", "once": "a" * 32}


@drafts.resumable("Tell us something")
def tell(request):
    """Records what has a reason; shows what had been typed before."""
    if request.method == "POST" and request.POST.get("reason"):
        return redirect("/told/")
    kept = drafts.kept(request)
    return HttpResponse(kept.urlencode() if kept else "Nothing yet")


urlpatterns = [path("tell/", tell), path("tell/more/", tell), *urls.urlpatterns]


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def signed_in(client_of, worker):
    return client_of(worker)


def shown(signed_in, at="/tell/"):
    return QueryDict(signed_in.get(at).content.decode()).dict()


def test_what_a_page_saves_by_itself_is_there_when_its_writer_comes_back(signed_in, worker):
    with calendar.clock_set_to(datetime(2016, 7, 15, 14, 5, tzinfo=calendar.LONDON)):
        response = signed_in.post("/tell/", HALF, headers=AUTOSAVE)

    assert response.status_code == 200
    assert response.json() == {"saved_at": "14:05"}
    draft = Draft.objects.get()
    assert (draft.user, draft.path, draft.title) == (worker, "/tell/", "Tell us something")
    assert draft.answered == 2
    assert draft.saved_at.astimezone(calendar.LONDON).date() == date(2016, 7, 15)
    assert shown(signed_in) == {
        "reason": "Half a sentence",
        "post": "CJW",
        "born_on_day": "",
    }


def test_saving_and_coming_back_later_keeps_the_draft_and_records_nothing(signed_in):
    response = signed_in.post("/tell/", {**HALF, "save_draft": "yes"}, follow=True)

    assert response.redirect_chain == [("/", 302)]
    assert "Saved for later, not recorded yet: Tell us something" in response.text
    assert shown(signed_in)["reason"] == "Half a sentence"


def test_what_is_saved_again_replaces_what_was_saved_before(signed_in):
    signed_in.post("/tell/", HALF, headers=AUTOSAVE)
    signed_in.post("/tell/", {"reason": "A whole sentence."}, headers=AUTOSAVE)

    assert shown(signed_in) == {"reason": "A whole sentence."}
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("name", ["csrfmiddlewaretoken", "once", "again", "save_draft"])
def test_what_nobody_typed_is_not_kept(signed_in, name):
    signed_in.post("/tell/", {**HALF, name: "1"}, headers=AUTOSAVE)

    assert name not in shown(signed_in)


def test_the_version_that_was_read_is_kept_so_that_a_resumed_draft_still_clashes(signed_in):
    signed_in.post("/tell/", {**HALF, "version": "3"}, headers=AUTOSAVE)

    assert shown(signed_in)["version"] == "3"


def test_several_answers_to_one_question_are_all_kept(signed_in):
    signed_in.post("/tell/", {"boroughs": ["WCC", "RBKC"]}, headers=AUTOSAVE)

    assert QueryDict(Draft.objects.get().answers).getlist("boroughs") == ["WCC", "RBKC"]


def test_odd_text_comes_back_as_it_was_typed(signed_in):
    odd = '50% & more; <b>"quotes"</b> = + £ ’ 🙂\r\nsecond line\x0b'

    signed_in.post("/tell/", {"reason": odd}, headers=AUTOSAVE)

    assert shown(signed_in)["reason"] == odd


def test_a_draft_belongs_to_its_writer_and_its_page(signed_in, client_of, person):
    signed_in.post("/tell/", HALF, headers=AUTOSAVE)

    assert signed_in.get("/tell/more/").content == b"Nothing yet"
    colleague = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    assert colleague.get("/tell/").content == b"Nothing yet"


def test_two_people_each_keep_their_own_draft_of_one_page(signed_in, client_of, person):
    colleague = client_of(person(Role.SERVICE_MANAGER))
    signed_in.post("/tell/", HALF, headers=AUTOSAVE)
    colleague.post("/tell/", {"reason": "Theirs"}, headers=AUTOSAVE)

    assert shown(signed_in)["reason"] == "Half a sentence"
    assert shown(colleague)["reason"] == "Theirs"


def test_a_draft_goes_when_the_form_is_recorded_and_no_other_goes_with_it(
    signed_in, worker
):
    signed_in.post("/tell/", HALF, headers=AUTOSAVE)
    elsewhere, colleagues = DraftFactory(user=worker), DraftFactory(path="/tell/")

    assert signed_in.post("/tell/", {"reason": "Whole"}).status_code == 302

    assert set(Draft.objects.all()) == {elsewhere, colleagues}


def test_a_draft_stays_while_the_form_is_asked_again(signed_in):
    signed_in.post("/tell/", HALF, headers=AUTOSAVE)

    assert signed_in.post("/tell/", {"reason": ""}).status_code == 200

    assert Draft.objects.count() == 1


def test_the_form_that_was_just_sent_is_not_mixed_with_its_draft(signed_in):
    signed_in.post("/tell/", HALF, headers=AUTOSAVE)

    assert signed_in.post("/tell/", {"reason": ""}).content == b"Nothing yet"


def test_a_draft_of_a_page_one_may_not_see_is_not_kept(signed_in):
    for address in ("/cases/2222-2222/close/", "/people/add/"):
        response = signed_in.post(address, HALF, headers=AUTOSAVE)
        assert response.status_code in (403, 404)

    assert not Draft.objects.exists()


def test_nobody_keeps_a_draft_without_signing_in(client, facts):
    response = client.post("/tell/", HALF, headers=AUTOSAVE)

    assert response.status_code == 302
    assert not Draft.objects.exists()


def test_a_very_long_text_does_not_fill_the_database(signed_in):
    signed_in.post("/tell/", {"reason": "word " * 100_000}, headers=AUTOSAVE)

    assert len(Draft.objects.get().answers) <= drafts.LONGEST
