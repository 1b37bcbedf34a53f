"""What is held of a person, for the person: a first form of a subject-access extract.

It starts from his side and never looks over the wall: nothing of partner support is here,
not even what the bridge carries, nor a rating of risk that was made because of it, so that
it is the same whether or not anybody is supported (domain 4.4). What others told us, or
what is about others, is held back until two people have released it; the file says of which
kinds that is so, always in the same words.
"""

import json
from collections.abc import Iterator
from typing import Any

from cases.extract.sections import NEVER, SECTIONS, Section
from cases.models import Perpetrator, RiskUpdate
from pilot import calendar
from referrals.models import InformationSource

__all__ = ["HELD", "NEVER", "SECTIONS", "as_json", "as_text", "extract_of"]

HELD = "Held back until two people have released it."
OURS = {InformationSource.SELF, InformationSource.PROFESSIONAL_JUDGEMENT}


def extract_of(person: Perpetrator) -> dict[str, Any]:
    """All of it, in one order: nothing in it depends on when, or on which machine."""
    return {
        "about": {
            "reference": person.reference,
            "as_at": calendar.today().isoformat(),
            "held_back": [
                "What others told us about him, and what is about others, is not here.",
                "Two people decide what of it is released.",
                "A referral that led to no case is looked for by name, by a person.",
            ],
        },
        **{section.key: list(_rows(section, person)) for section in SECTIONS},
    }


def as_json(extract: dict[str, Any]) -> str:
    """The extract for a machine."""
    return json.dumps(extract, ensure_ascii=False, indent=2) + "\n"


def as_text(extract: dict[str, Any]) -> str:
    """The extract for a person: headings, lines, and nothing to install."""
    lines = [
        f"What is held about person {extract['about']['reference']}",
        f"As at {extract['about']['as_at']}",
        "",
        *extract["about"]["held_back"],
    ]
    for section in SECTIONS:
        rows = extract[section.key]
        lines += ["", section.title.upper(), "" if rows else "Nothing."]
        for row in rows:
            lines += [f"{name.replace('_', ' ')}: {said}" for name, said in row.items()]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _rows(section: Section, person: Perpetrator) -> Iterator[dict[str, str]]:
    found = section.model._default_manager.filter(**{section.path: person.pk})
    if section.model is RiskUpdate:
        found = found.of_this_side()
    for row in found.order_by("pk"):
        told = {"belongs_to": _follow(row, section.of)}
        for name in section.shows:
            if said := _said(row, name):
                told[name] = said
        for name in section.from_him:
            if getattr(row, name):
                told[name] = str(getattr(row, name)) if _is_from_him(row) else HELD
        yield told


def _follow(row: Any, path: str) -> str:
    for name in path.split("__"):
        row = getattr(row, name)
    return str(row)


def _said(row: Any, name: str) -> str:
    """A value as people write it; empty where there is none."""
    value = getattr(row, name)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)


def _is_from_him(row: Any) -> bool:
    is_normal = getattr(row, "sensitivity", "NORMAL") == "NORMAL"
    return row.source in OURS and is_normal
