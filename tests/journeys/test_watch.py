"""The watch over every journey does see what it is there to see."""

import pytest
from playwright.sync_api import Error

pytestmark = pytest.mark.one_engine


DONE_AND_SEEN = [
    ("console.error('a mistake')", "console error: a mistake"),
    (
        "setTimeout(() => { throw new Error('thrown') });await new Promise(setTimeout)",
        "page error: thrown",
    ),
    ("await fetch('/nowhere/')", "404: GET"),
    ("document.body.setAttribute('onclick', 'go()')", "Content Security Policy"),
    (
        "document.body.append(Object.assign(document.createElement('script'), "
        "{textContent: 'window.ran = true'}))",
        "Content Security Policy",
    ),
    ("document.body.innerHTML += '<p style=\"color: red\">x</p>'", "Security Policy"),
]


def test_a_fault_is_noted(year, window, watch):
    page = window("psw")
    page.goto("/")
    for done_to_the_page, seen in DONE_AND_SEEN:
        assert watch.faults == []

        page.evaluate(f"async () => {{ {done_to_the_page} }}")
        page.goto("/contract/")

        assert [fault for fault in watch.faults if seen in fault], watch.faults
        watch.faults.clear()


def test_a_page_elsewhere_is_noted(year, window, watch):
    page = window("psw")

    with pytest.raises(Error):  # there is no such place
        page.goto("https://elsewhere.invalid/")

    assert "left the service: https://elsewhere.invalid/" in watch.faults
    watch.faults.clear()


def test_the_watch_sees_every_request(year, window, watch):
    page = window("psw")
    page.goto("/")

    assert watch.seen > 5  # the page, its style sheets, its scripts, its icon
