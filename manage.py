#!/usr/bin/env python3
"""Django's door. `demo` and `verify` go to pilot/up first: they need no Django yet."""

import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  # the one place that must say so
    sys.exit(
        f"This needs Python 3.11 or newer, and {sys.executable} is "
        f"{sys.version_info[0]}.{sys.version_info[1]}: run it with a newer one."
    )

ROOT = Path(__file__).resolve().parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main(words):
    if words[1:2] in (["demo"], ["verify"]):
        from pilot import up  # not needed, and not loaded, by any other command

        return up.main(words[1:])
    if is_about_the_demonstration():
        os.environ["PILOT_DEMO"] = "1"
    if is_outside_the_environment():
        return same_command_inside(words)
    return django(words)


def is_about_the_demonstration():
    """Whether `demo` has filled a database here and nothing names another installation."""
    names_another = {"SECRET_KEY", "DATABASE_URL", "PILOT_DEMO"} & os.environ.keys()
    is_filled = (VAR / "stamps/year").exists() and (VAR / "demonstration.sqlite3").exists()
    return is_filled and not names_another


def is_outside_the_environment():
    is_usable = (VENV / "pyvenv.cfg").exists() and VENV_PYTHON.exists()
    return is_usable and Path(sys.prefix).resolve() != VENV.resolve()


def same_command_inside(words):
    command = [str(VENV_PYTHON), *words]
    if os.name == "nt":  # exec there returns to the prompt before the command has ended
        return subprocess.call(command)
    return os.execv(command[0], command)


def django(words):
    """Run a command of Django's or our own, with one line for what a person can mend."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "pilot.settings"
    try:
        # Here, because only here is it known that Django should be installed.
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import OperationalError, ProgrammingError
    except ModuleNotFoundError as missing:
        return not_installed(missing)

    try:
        execute_from_command_line(words)
    except ModuleNotFoundError as missing:
        if "--traceback" in words or is_ours(missing):
            raise
        return not_installed(missing)
    except ImproperlyConfigured as problem:
        if "--traceback" in words:
            raise
        return f"The settings cannot be used: {first_line(problem)}"
    except (OperationalError, ProgrammingError) as problem:
        if "--traceback" in words:
            raise
        if lacks_tables(problem):
            return "The database has no tables yet: run `python3 manage.py migrate` first."
        if isinstance(problem, ProgrammingError):
            raise
        return f"The database cannot be used: {first_line(problem)}"
    return 0


def not_installed(missing):
    return (
        f"The Python package {missing.name} is not installed: run "
        "`python3 manage.py demo --no-serve`, which installs all that is needed."
    )


def is_ours(missing):
    top = (missing.name or "").partition(".")[0]
    return not top or (ROOT / top).is_dir()


def lacks_tables(problem):
    words = str(problem)
    return "no such table" in words or ('relation "' in words and "does not exist" in words)


def first_line(problem):
    return str(problem).strip().partition("\n")[0]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv))
    except KeyboardInterrupt:
        sys.exit(130)
