"""`verify`: set up, then run every linter and every test."""

import base64
import os
import secrets
import subprocess
import time
from concurrent.futures import Future, ThreadPoolExecutor
from fnmatch import fnmatch

from pilot.up.setting_up import set_up
from pilot.up.steps import (
    PYTHON,
    ROOT,
    VAR,
    Parser,
    begin,
    database_address,
    demonstration,
    end,
    say,
    seconds_since,
)

RUN = VAR / "coverage" / "run.json"  # which lines of the rules the tests ran
REPORT = VAR / "coverage" / "report.json"

# In these modules a mistake is a breach or a wrong figure: tests run every line and branch.
PACKAGES = ["pilot", "referrals", "cases", "reporting"]
RULES = [
    "pilot/permissions.py",
    "pilot/scoping.py",
    "pilot/transitions.py",
    "pilot/calendar.py",
    "*/actions/*.py",
    "reporting/indicators/*.py",
    "reporting/disclosure/*.py",
    "reporting/rag.py",
    "reporting/exports/*.py",
]

AT_ONCE = 2  # linters beside each other, and halves of the tests

NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"

# By its function, because the package has no `-m` and its script stops when .venv moves.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def verify(words: list[str]) -> int:
    """Set up, then run every linter and every test, and say what failed."""
    at = words.index("--") if "--" in words else len(words)
    ours, for_pytest = words[:at], words[at + 1 :]
    parser = Parser(
        prog="manage.py verify",
        description="Set up, then run the linters and the tests.",
        epilog="What stands after -- goes to pytest as it is.",
    )
    parser.add_argument("--fast", action="store_true", help="leave the browser tests out")
    parser.add_argument(
        "--tests-only", action="store_true", help="leave linters and coverage out"
    )
    options = parser.parse_args(ours)

    set_up(["requirements.txt", "requirements-dev.txt"])
    started = time.monotonic()
    results: dict[str, bool] = {}
    if not options.tests_only:
        results |= lint()
    # Coverage says nothing new on a second engine, and nothing true of a part of the tests.
    is_measured = not (options.tests_only or for_pytest)
    results |= test(for_pytest, is_fast=options.fast, is_measured=is_measured)

    passed = [name for name, is_good in results.items() if is_good]
    failed = [name for name, is_good in results.items() if not is_good]
    print(
        f"\nIt took {seconds_since(started)}. Passed: {', '.join(passed) or 'nothing'}. "
        f"Failed: {', '.join(failed) or 'nothing'}.",
        flush=True,
    )
    return 1 if failed else 0


def lint() -> dict[str, bool]:
    """Run every linter to its end and return which were content."""
    without_data = demonstration()
    if not database_address():  # leave the demonstration's own file alone
        without_data["DATABASE_URL"] = "sqlite://:memory:"
    production = without_data | {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": "pilot.example",
        "CSRF_TRUSTED_ORIGINS": "https://pilot.example",
    }
    del production["PILOT_DEMO"]
    testing = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    others = {"check --deploy": production, "tests' tables": testing}

    linters = {
        "mypy": ["-m", "mypy"],  # takes longest
        "tests' tables": ["-m", "tests.tables"],  # only one core can make them
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "djlint": ["-m", "djlint", "templates", "--lint", "--quiet"],
        "lint-imports": ["-c", LINT_IMPORTS],
        "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
        "check --deploy": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    }
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {
            name: pool.submit(outcome_of, words, others.get(name, without_data))
            for name, words in linters.items()
        }
        return {name: is_content(name, each) for name, each in running.items()}


def outcome_of(words: list[str], environment: dict[str, str]) -> tuple[int, float, str]:
    """Run one linter: its exit code, how long it took in seconds, and what it said."""
    started = time.monotonic()
    done = subprocess.run(
        [PYTHON, *words],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode, time.monotonic() - started, done.stdout


def is_content(name: str, running: Future) -> bool:
    """Wait for one linter as one progress line, and pass on what it said if it failed."""
    begin(name)
    code, seconds, said = running.result()
    if code == 0:
        end(f"passed in {seconds:.1f} s")
        return True
    end(f"FAILED in {seconds:.1f} s")
    print(said.rstrip(), flush=True)
    return False


def test(for_pytest: list[str], *, is_fast: bool, is_measured: bool) -> dict[str, bool]:
    """Run the tests and, when asked to, see that every rule is covered."""
    command = [PYTHON, "-m"]
    if is_measured:
        command += [*measuring("--out", RUN), "--json", "-m"]
    command += ["pytest", "-n", str(AT_ONCE)]  # shared out by tests/sharing_out.py
    if is_fast:
        command += ["-m", "not browser", "--ignore", "tests/journeys"]
    RUN.unlink(missing_ok=True)
    RUN.parent.mkdir(parents=True, exist_ok=True)
    say(f"tests on {'SQLite' if not database_address() else 'DATABASE_URL'}:")
    results = {"tests": runs([*command, *for_pytest])}

    if is_measured:
        say("coverage of the rules, which has to be 100% of lines and branches:")
        report = ["--skip-covered", "--fail-under", "100", "--merge", RUN, "--out", REPORT]
        results["coverage"] = runs([PYTHON, "-m", "slipcover", *report])
    return results


def measuring(*words) -> list:
    """The words that make Python measure the rules, and nothing else, in what follows."""
    others = [
        file.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
        if not is_rule(file.relative_to(ROOT).as_posix())
    ]
    where = ["--source", ",".join(PACKAGES), "--omit", ",".join(others)]
    return ["slipcover", "--branch", *where, *words]


def is_rule(path: str) -> bool:
    return any(fnmatch(path, rule) for rule in RULES)


def runs(command: list) -> bool:
    """Let a tool speak for itself and return whether it was content."""
    # What one run compiles, the next need not: that is most of what collecting tests takes.
    writing = {name: os.environ[name] for name in os.environ if name != NO_BYTECODE}
    done = subprocess.run(command, cwd=ROOT, env=writing, stdin=subprocess.DEVNULL)
    return done.returncode == 0
