"""Steps that are taken again only when something changed, and what a person is told.

Each step leaves a stamp in var/stamps with a hash of what went into it. A step is skipped
when its stamp says the same and what it made is still there, so a second start takes
seconds. What a step's tools had to say is kept in var/log.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
STAMPS = VAR / "stamps"
LOGS = VAR / "log"
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")

NO_NETWORK = re.compile(
    r"name resolution|getaddrinfo|dns error|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|"
    r"ETIMEDOUT|network is unreachable|NewConnectionError|failed to establish|"
    r"error sending request|connection refused|proxy",
    re.IGNORECASE,
)


class Missing(Exception):
    """Something is not there. The message is one line: what, and how to get it."""


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


def demonstration() -> dict[str, str]:
    return os.environ | {"PILOT_DEMO": "1", "DJANGO_SETTINGS_MODULE": "pilot.settings"}


def database_address() -> str:
    return os.environ.get("DATABASE_URL", "").strip()


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


def fail(line: str) -> int:
    sys.stdout.flush()
    print(line, file=sys.stderr)
    return 1
