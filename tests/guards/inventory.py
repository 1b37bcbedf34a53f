"""What there is: pages, views, models, actions and source files, found in the code itself.

The guards enumerate it, so that a new page, model or action is held to the rules without
anybody remembering to add it anywhere.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(settings.BASE_DIR)
# In the order of time: each may look at itself and at what stands before it.
APPS = ("pilot", "referrals", "cases", "cases.partners", "reporting")
PACKAGES = ("pilot", "referrals", "cases", "reporting")


@dataclass(frozen=True)
class Page:
    """One address of the service."""

    name: str  # with its namespace: "cases:case_close"
    view: Callable
    arguments: tuple[str, ...]
    route: str

    @property
    def app(self) -> str:
        return self.name.partition(":")[0]

    @property
    def package(self) -> str:
        """Where its code lives: partner support is nested in the cases."""
        return next(app for app in APPS if app.rpartition(".")[2] == self.app)

    @property
    def noun(self) -> str:
        return self.name.partition(":")[2]


@cache
def pages() -> tuple[Page, ...]:
    """Every page of the URL configuration, the back office's too."""
    return tuple(_pages_under(get_resolver(), "", ()))


def _pages_under(resolver, namespace, arguments) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        taken = (*arguments, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            inside = ":".join(filter(None, (namespace, entry.namespace)))
            yield from _pages_under(entry, inside, taken)
        elif isinstance(entry, URLPattern):
            name = f"{namespace}:{entry.name}" if namespace else str(entry.name)
            yield Page(name, entry.callback, taken, str(entry.pattern))


def our_pages() -> tuple[Page, ...]:
    """The pages that we wrote, which leaves out those of the back office."""
    return tuple(page for page in pages() if page.app != "admin")


@cache
def our_models() -> tuple[type[models.Model], ...]:
    """Every model of ours, in the order of time."""
    found = {config.name: config.get_models() for config in apps.get_app_configs()}
    return tuple(model for app in APPS for model in found[app])


def age_of(model: type[models.Model]) -> int:
    """How late in time the model's app stands; the pilot's own is 0, a library's too."""
    name = model._meta.app_config.name
    return APPS.index(name) if name in APPS else 0


@cache
def actions() -> tuple[Callable, ...]:
    """Every public function of every `actions` module or package."""
    return tuple(
        function
        for app in APPS
        for module in modules_of(f"{app}.actions")
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
    )


def modules_of(name: str) -> list:
    """The module of this name and, if it is a package, those inside it; none if absent."""
    if importlib.util.find_spec(name) is None:
        return []
    module = importlib.import_module(name)
    inside = pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}.")
    return [module, *(importlib.import_module(each.name) for each in inside)]


def source_files(*kinds: str) -> list[Path]:
    """Our Python files; of certain kinds ("views", "actions") when any are named."""
    return [
        file
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in file.parts
        and (not kinds or set(kinds) & {file.stem, *file.relative_to(ROOT).parts})
    ]


def templates() -> list[Path]:
    """Our template files."""
    return sorted((ROOT / "templates").rglob("*.html"))


def tree_of(file: Path) -> ast.Module:
    """The file as a syntax tree."""
    return ast.parse(file.read_text(), filename=str(file))


def named(file: Path) -> str:
    """The file as people write it: from the project's root."""
    return str(file.relative_to(ROOT))
