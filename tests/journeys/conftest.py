"""What every journey stands on: a real Chromium, the service, its people and their work.

The browser is Debian's own; each journey opens as many windows in it as it needs, each
with its own person. Whatever a page should never do is noted as it happens (`watch`)
and asked about at the end of every journey.
"""

import os
import pickle
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from playwright.sync_api import expect

from pilot.models import User
from tests.journeys.pilot_year import PilotYear
from tests.journeys.watch import Watch

HERE = Path(__file__).parent
CHROMIUMS = (  # the first of them is without windows, and takes a fifth less time
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
PATIENCE = 30_000  # milliseconds for what usually takes a few: a busy machine is no fault
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """How the browser starts. Without one the journeys say so; in CI that is a failure."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        missing = "No Chromium on this machine: install it (Debian: apt install chromium)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    # The browser is driven from an event loop, beside which Django refuses its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    return {**browser_type_launch_args, "executable_path": found, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url(live_server):
    """The address that a page's path is looked up from."""
    return live_server.url


@pytest.fixture
def year(transactional_db, as_first_made):
    """The pilot with its people, and a little work in each of its quarters."""
    return as_first_made(PilotYear)


@pytest.fixture
def busy_year(transactional_db, as_first_made):
    """The same with so much work that every list runs over a page."""
    return as_first_made(_busy_year)


def _busy_year():
    year = PilotYear()
    year.fill_lists()
    return year


@pytest.fixture(scope="session")
def made_before(tmp_path_factory):
    """The years that were made in this run: their rows in a file, and their names."""
    return tmp_path_factory.mktemp("years"), {}


@pytest.fixture
def as_first_made(request, made_before):
    """Makes a year, or puts back all the rows that it had when it was first made.

    Making one takes longer than most journeys do. No journey finds anything of another's:
    the rows replace whatever there is, and what names them is a copy too.
    """
    folder, pickled = made_before

    def make(kind):
        file = folder / f"{kind.__name__}.sqlite3"
        if kind.__name__ in pickled:
            connection.ensure_connection()
            with closing(sqlite3.connect(file)) as kept:
                kept.backup(connection.connection)
            return pickle.loads(pickled[kind.__name__])
        request.getfixturevalue("facts")
        year = kind()
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(file)) as kept:
                connection.connection.backup(kept)
            pickled[kind.__name__] = pickle.dumps(year)
        return year

    return make


@pytest.fixture
def watch(live_server):
    """Notes what no page may do; a journey that did any of it fails at its end."""
    watch = Watch(live_server.url)
    yield watch
    assert watch.faults == []


@pytest.fixture
def window(new_context, watch, session_cookie):
    """Opens a window of its own, signed in as somebody if a username is given.

    Signed in by force, for speed: test_signing_in.py goes through the page itself.
    """
    opened = []

    def open_window(username="", *, viewport=WIDE, **options):
        context = new_context(viewport=viewport, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        opened.append(context)
        if username:
            context.add_cookies([session_cookie(username)])
        return context.new_page()

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def session_cookie(live_server):
    """Makes the cookie of a new session in which somebody is signed in."""

    def make(username):
        client = Client()
        client.force_login(User.objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        return {"name": name, "value": value, "url": live_server.url}

    return make


@pytest.fixture
def idle_for():
    """Makes the session in a window as old as if nobody had touched it for a while.

    Or, `since="began_at"`, as if it had begun that much earlier.
    """

    def leave(page, minutes, *, since="seen_at"):
        cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
        session = SessionStore(cookies[settings.SESSION_COOKIE_NAME])
        session[since] -= minutes * 60
        session.save()

    return leave
