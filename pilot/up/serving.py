"""`demo`: set up, fill the database with an invented year, and serve it."""

import argparse
import os
import socket
import sqlite3
import subprocess
from contextlib import closing

from pilot.up.setting_up import set_up
from pilot.up.steps import (
    LOGS,
    PYTHON,
    ROOT,
    VAR,
    Missing,
    Parser,
    database_address,
    demonstration,
    quietly,
    stamp,
    step,
    texts,
)

DATABASE = VAR / "demonstration.sqlite3"  # settings.py: when DATABASE_URL is unset

WHO_CAN_SIGN_IN = """
from pilot.demonstration import PASSWORD, PEOPLE
print("Sign in with the password", PASSWORD, "as one of")
for username, person in PEOPLE.items():
    print(f"  {username:<13} {person.label}")
"""


def demo(words: list[str]) -> int:
    """Set up, migrate, seed and serve the demonstration on this machine alone."""
    parser = Parser(
        prog="manage.py demo",
        description="Set up and serve the service with invented data.",
    )
    parser.add_argument(
        "--port", type=port_number, default=8000, metavar="N", help="8000 if not given"
    )
    parser.add_argument(
        "--no-serve", action="store_true", help="do everything else, then stop"
    )
    options = parser.parse_args(words)

    if not options.no_serve:
        refuse_a_port_in_use(options.port)
    environment = demonstration()
    set_up(["requirements.txt"])
    fill_database(environment)
    if options.no_serve:
        print("Everything is ready. Serve it with `python3 manage.py demo`.")
        return 0
    return serve(options.port, environment)


def fill_database(environment: dict[str, str]) -> None:
    """The tables, the pilot's facts and the invented year are in the database."""
    step(
        "tables",
        "Database tables",
        inputs=[database_address(), *texts("*/migrations/*.py", "*/*/migrations/*.py")],
        made=database_is_filled,
        run=[PYTHON, "manage.py", "migrate", "--no-input"],
        environment=environment,
    )
    step(
        "facts",
        "The pilot's facts",
        inputs=[
            stamp("tables"),
            *texts("*/management/commands/seed_pilot*", "pilot/management/*.py"),
        ],
        made=database_is_filled,
        run=[PYTHON, "manage.py", "seed_pilot"],
        environment=environment,
    )
    step(
        "year",
        "An invented year",
        inputs=[
            stamp("facts"),
            *texts("*/management/commands/seed_demo*", "reporting/invented_year/*.py"),
        ],
        made=database_is_filled,
        run=[PYTHON, "manage.py", "seed_demo", "--if-empty"],
        environment=environment,
    )


def database_is_filled() -> bool:
    """Whether our own file has tables. Another database cannot be looked into from here,
    so there the steps, which are safe to run twice, always run."""
    if database_address():
        return False
    try:
        with closing(sqlite3.connect(f"{DATABASE.as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("SELECT 1 FROM django_migrations").fetchone())
    except sqlite3.Error:
        return False


def serve(port: int, environment: dict[str, str]) -> int:
    """Say where the service is and who can sign in, and become its web server."""
    quietly("people", [PYTHON, "-c", WHO_CAN_SIGN_IN], environment)
    print(f"\n{(LOGS / 'people.log').read_text('utf-8')}")
    print(f"Serving on http://127.0.0.1:{port}/ until you press Ctrl-C.", flush=True)

    address = f"127.0.0.1:{port}"
    if os.name == "nt":  # gunicorn needs fork
        server = ["manage.py", "runserver", address, "--noreload", "--nostatic"]
        return subprocess.call([PYTHON, *server], cwd=ROOT, env=environment)
    server = ["-m", "gunicorn", "pilot.wsgi", "--bind", address, "--log-level", "warning"]
    server += ["--workers", "2", "--threads", "4", "--no-control-socket"]
    # The demonstration serves static/ as it stands and collects nothing.
    environment["PYTHONWARNINGS"] = "ignore:No directory at:UserWarning"
    os.chdir(ROOT)
    return os.execve(PYTHON, [str(PYTHON), *server], environment)


def port_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"choose a number from 1 to 65535, not {text!r}")
    return int(text)


def refuse_a_port_in_use(port: int) -> None:
    with socket.socket() as probe:
        if os.name != "nt":  # a server that has just stopped does not count
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Missing(
                f"Port {port} needs more rights than yours: choose another with --port N."
            ) from None
        except OSError:
            raise Missing(
                f"Port {port} is in use: free it, or choose another with --port N."
            ) from None
