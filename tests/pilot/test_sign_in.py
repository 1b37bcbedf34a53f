"""Signing in: one way in, one answer for whoever is refused, and a trace of each."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from pilot.demonstration import PASSWORD as DEMONSTRATION_PASSWORD
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import PASSWORD, UserFactory

SIGN_IN = "/sign-in/"
WRONG = "a-password-that-nobody-has"


@pytest.fixture
def cjw(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER, username="cjw")


def sign_in(client, username="cjw", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def is_signed_in(client) -> bool:
    return client.get("/password/").status_code == 200


def test_the_right_password_opens_the_home_page_and_leaves_a_trace(client, cjw):
    response = sign_in(client)

    assert response.url == reverse("reporting:home")
    assert is_signed_in(client)
    event = AuditEvent.objects.get(action="signed in")
    assert event.by == cjw
    assert event.sentence == f"{cjw} signed in"


def test_the_session_is_another_one_after_signing_in(client, cjw):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    sign_in(client)

    assert client.session.session_key != session.session_key


def page_without_tokens(response) -> str:
    return re.sub(r'value="[^"]*"|<code>[^<]*</code>', "", response.content.decode())


def test_an_unknown_name_a_wrong_password_and_a_closed_account_get_the_same_page(
    client, cjw
):
    UserFactory(username="gone", is_active=False)

    answers = [
        sign_in(client, "nobody"),
        sign_in(client, "cjw", WRONG),
        sign_in(client, "gone", PASSWORD),
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert len({page_without_tokens(answer) for answer in answers}) == 1
    assert "they do not belong together" in answers[0].content.decode()
    assert not is_signed_in(client)


def test_a_refused_sign_in_names_the_account_and_never_an_unknown_name(client, cjw):
    sign_in(client, "cjw", WRONG)
    sign_in(client, "my-secret-typed-in-the-wrong-box")

    known, unknown = AuditEvent.objects.order_by("pk")
    assert known.sentence == "The service refused a sign-in to the account cjw"
    assert (
        unknown.sentence
        == "The service refused a sign-in to an account that does not exist"
    )
    assert "secret" not in f"{vars(unknown)}"


def test_after_five_wrong_passwords_the_right_one_is_refused_too(client, cjw):
    answers = [sign_in(client, "cjw", WRONG) for _ in range(5)]
    assert [answer.status_code for answer in answers[:4]] == [200] * 4

    response = sign_in(client)

    assert response.status_code == 429
    assert "Wait five minutes" in response.content.decode()
    assert not is_signed_in(client)
    held_back = "The service held back a sign-in to the account cjw"
    assert AuditEvent.objects.order_by("pk").last().sentence == held_back


def test_a_name_that_nobody_has_is_held_back_like_any_other(client, cjw):
    for name in ("cjw", "nobody"):
        for _ in range(5):
            sign_in(client, name, WRONG)

    answers = [sign_in(client, name) for name in ("cjw", "nobody")]

    assert [answer.status_code for answer in answers] == [429, 429]
    assert len({page_without_tokens(answer) for answer in answers}) == 1


def test_a_colleague_in_the_same_office_can_still_sign_in(client, cjw, person):
    person(Role.FAMILY_SUPPORT_WORKER, username="fsw")
    for _ in range(5):
        sign_in(client, "cjw", WRONG)

    assert sign_in(client, "fsw").status_code == 302


@pytest.mark.parametrize("variant", [f" {PASSWORD}", f"{PASSWORD} ", PASSWORD.upper()])
def test_a_password_is_neither_trimmed_nor_folded(client, cjw, variant):
    assert sign_in(client, "cjw", variant).status_code == 200
    assert not is_signed_in(client)


def test_a_password_with_spaces_at_its_ends_and_a_tab_works_as_it_was_typed(client, cjw):
    odd = "  three odd\tgeese 🦆 "
    cjw.set_password(odd)
    cjw.save()

    assert sign_in(client, "cjw", odd).status_code == 302


@pytest.mark.parametrize("address", ["/contract/", "/trail/?action=signed+in"])
def test_the_page_that_was_wanted_opens_after_signing_in(client, cjw, address):
    page = client.get(SIGN_IN, {"next": address})
    assert f'name="next" value="{address}"' in page.content.decode()

    assert sign_in(client, next=address).url == address


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "javascript:alert(1)",
        "http:///elsewhere.example",
        "/no/such/page/",
        "/sign-out/",
        "/session/stay/",
    ],
)
def test_a_page_elsewhere_or_that_cannot_be_looked_at_is_not_gone_to(client, cjw, address):
    assert sign_in(client, next=address).url == reverse("reporting:home")


def test_somebody_who_is_signed_in_goes_home(client_of, cjw):
    assert client_of(cjw).get(SIGN_IN).url == reverse("reporting:home")


def test_empty_answers_are_asked_for_by_name(client, db):
    page = client.post(SIGN_IN, {}).content.decode()

    assert "Enter your sign-in name" in page
    assert "Enter your password" in page
    assert "<title>Error: " in page


@pytest.mark.parametrize("odd", ["a\x00b", "x" * 5000, "💂" * 200])
def test_odd_names_and_passwords_get_the_page_and_no_failure(client, db, odd):
    assert sign_in(client, odd, odd).status_code == 200


def test_password_managers_are_told_which_box_is_which(client, db):
    page = client.get(SIGN_IN).content.decode()

    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_the_typed_password_is_not_sent_back(client, cjw):
    assert WRONG not in sign_in(client, "cjw", WRONG).content.decode()


def test_the_printed_password_of_the_demonstration_opens_nothing_outside_it(client, facts):
    UserFactory(username="manager", password=DEMONSTRATION_PASSWORD)

    response = sign_in(client, "manager", DEMONSTRATION_PASSWORD)

    assert response.status_code == 200
    assert "they do not belong together" in response.content.decode()
