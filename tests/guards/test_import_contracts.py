"""The import contracts cover every package and module, and catch what breaks them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from tests.guards.inventory import APPS, PACKAGES, ROOT

LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in LINTER["contracts"]}
# Django's own words for a file: it finds them by name, and nobody imports them.
NAMED_BY_DJANGO = {"apps", "migrations", "settings"}

# What breaks a rule: the file, the module it imports, the contract that must say so.
VIOLATIONS = [
    ("pilot/models.py", "referrals.models", "time"),
    ("referrals/actions.py", "cases.models", "time"),
    ("cases/views.py", "reporting.figures", "time"),
    ("pilot/models.py", "pilot.actions", "verbs"),
    ("referrals/forms.py", "referrals.views", "verbs"),
    ("cases/actions.py", "cases.forms", "verbs"),
    ("cases/partners/models.py", "cases.partners.actions", "verbs"),
    ("cases/models.py", "cases.partners.models", "wall"),
    ("cases/views.py", "cases.partners.actions", "wall"),
    ("cases/partners/views.py", "cases.views", "partners-pages"),
    ("reporting/figures.py", "cases.partners.models", "counts"),
    ("referrals/views.py", "pilot.settings", "wiring"),
    ("cases/views.py", "pilot.urls", "wiring"),
    ("cases/views.py", "pilot.views", "pilot-pages"),
    ("cases/forms.py", "referrals.forms", "referrals-pages"),
    ("reporting/views.py", "cases.views", "cases-pages"),
]


def test_the_contracts_cover_every_package_and_app():
    installed = {name.partition(".apps")[0] for name in settings.INSTALLED_APPS}
    with_code = {file.parent.name for file in ROOT.glob("*/__init__.py")}

    assert set(LINTER["root_packages"]) == set(PACKAGES)
    assert with_code - {"tests"} == set(PACKAGES)
    assert installed & set(APPS) == set(APPS)
    assert set(CONTRACTS["verbs"]["containers"]) == set(APPS)
    assert CONTRACTS["time"]["layers"] == [app for app in reversed(APPS) if "." not in app]
    assert CONTRACTS["wall"]["protected_modules"] == ["cases.partners"]
    assert CONTRACTS["wall"]["allowed_importers"] == ["reporting"]


def test_every_app_keeps_its_pages_to_itself():
    protected = {
        module
        for contract in CONTRACTS.values()
        if contract["type"] == "protected"
        for module in contract["protected_modules"]
    }

    last = PACKAGES[-1]  # nobody may import any of it: that is the order of time
    for app in set(PACKAGES) - {last}:
        assert {f"{app}.views", f"{app}.forms"} <= protected
    assert CONTRACTS["time"]["layers"][0] == last


@pytest.mark.parametrize("app", APPS)
def test_every_module_of_an_app_stands_in_a_layer(app):
    layers = " ".join(CONTRACTS["verbs"]["layers"])
    known = set(layers.replace("(", "").replace(")", "").replace("|", " ").split()) - {":"}
    folder = ROOT.joinpath(*app.split("."))
    modules = {
        path.stem
        for path in folder.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    nested = {name.rpartition(".")[2] for name in APPS if name.startswith(f"{app}.")}

    assert modules - known - NAMED_BY_DJANGO - nested - {"__init__"} == set()


def test_a_tree_that_keeps_the_rules_passes(tmp_path):
    plant(tmp_path)

    told = lint(tmp_path)

    assert told.returncode == 0, told.stdout + told.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in told.stdout


@pytest.mark.parametrize(
    "planted",
    # Those that break only their own contract share a tree: a run costs half a second.
    [
        [each for each in VIOLATIONS if each[2] == contract]
        for contract in dict.fromkeys(contract for *_, contract in VIOLATIONS)
    ],
    ids=lambda planted: planted[0][2],
)
def test_a_planted_violation_is_caught_by_its_contract(tmp_path, planted):
    plant(tmp_path)
    for file, module, _ in planted:
        with (tmp_path / file).open("a") as source:
            source.write(f"import {module}\n")

    told = lint(tmp_path)

    assert told.returncode == 1
    assert f"{CONTRACTS[planted[0][2]]['name']} BROKEN" in told.stdout
    for file, module, _ in planted:
        importer = file.removesuffix(".py").replace("/", ".")
        assert f"{importer} -> {module} (l.1)" in told.stdout


def plant(folder: Path) -> None:
    """A small tree of empty modules under the project's own contracts."""
    for app in APPS:
        package = folder.joinpath(*app.split("."))
        package.mkdir()
        for name in ("__init__", "views", "forms", "actions", "models", "urls"):
            (package / f"{name}.py").touch()
    for name in ("settings", "wsgi", "asgi"):
        (folder / "pilot" / f"{name}.py").touch()
    for name in CONTRACTS["counts"]["forbidden_modules"]:
        folder.joinpath(*name.split(".")).with_suffix(".py").touch()
    (folder / "reporting" / "figures.py").touch()
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())


def lint(folder: Path) -> subprocess.CompletedProcess:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--config", "pyproject.toml"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
