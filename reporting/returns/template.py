"""The layout of a return: configuration with a number, never code (A-18)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pilot.calendar import Quarter

FILES = Path(__file__).parent.parent / "return_templates"


@dataclass(frozen=True)
class Question:
    """Something the provider is asked in words."""

    code: str
    tab: str
    title: str
    question: str
    hint: str = ""
    is_required: bool = False
    is_read_by_another: bool = False  # released by a second person of its own: V-31


@dataclass(frozen=True)
class Template:
    """One version of the layout: its tables in order, and its questions."""

    number: int
    starts_on: date
    is_assumed: bool
    source: str
    tables: tuple[str, ...]
    questions: tuple[Question, ...]

    def __str__(self) -> str:
        return f"Layout {self.number}{', assumed (A-18)' if self.is_assumed else ''}"

    def question(self, code: str) -> Question | None:
        """The question with this code, if the layout has it."""
        return next((each for each in self.questions if each.code == code), None)


def templates() -> dict[int, Template]:
    """Every version of the layout by its number."""
    return _in(FILES)


@cache
def _in(folder: Path) -> dict[int, Template]:
    found = {}
    for file in sorted(folder.glob("*.toml")):
        written = tomllib.loads(file.read_text())
        questions = tuple(Question(**each) for each in written.pop("questions"))
        tables = tuple(written.pop("tables"))
        template = Template(**written, tables=tables, questions=questions)
        found[template.number] = template
    return dict(sorted(found.items()))


def template_for(quarter: Quarter) -> Template:
    """The latest layout in force when the quarter ends."""
    in_force = [
        each for each in templates().values() if each.starts_on < quarter.period.end
    ]
    return in_force[-1]
