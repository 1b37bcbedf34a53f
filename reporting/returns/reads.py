"""What a figure is counted from: which fields of which records it asks, and who says them.

Read from the queries that count, so that it cannot fall behind them. Only a change of one
of these fields, on a record of the row or one that the figure compares it with, can make
the row count in another way.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from django.apps import apps
from django.db.models import ForeignKey, Model

from cases.models.answers import CORE
from pilot.calendar import Quarter
from pilot.models import Borough
from reporting.indicators import DAYS, INDICATORS, SPENDING, Place
from reporting.lists import queries_of

Kind: TypeAlias = str  # "cases.session"
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: ([A-Z]\d+)\b)?')
COLUMN = re.compile(r'"?(\w+)"?\."(\w+)"')
NESTED = re.compile(r"\(SELECT")
ANY = "*"
# Whatever is recorded names these: that links no record with another.
NAMED_BY_ALL = frozenset({"pilot.user", "pilot.borough", "pilot.post", "referrals.agency"})

_TRIES = ("cases.contactattempt", "cases.session", "referrals.contactsafetycheck")
_CASE = ("cases.case:borough",)  # everything of its later days counts for its borough
_REGISTER = ("referrals.trainingevent",)
_PARTNER = ("partners.partnercontact", "partners.partnerresponse")
# What a field repeats of other records: a change of those is a change of it. After a colon
# stands the one field of them that it repeats.
SAID_BY: dict[Kind, dict[str, tuple[str, ...]]] = {
    "cases.case": {
        "is_first": ("cases.case:is_first",),
        "engaged_on": ("cases.session",),
        "engaged_after": ("cases.session",),
        "engaged_borough": ("cases.session", *_CASE),
        "first_stage": ("cases.stagerating",),
        "last_stage": ("cases.stagerating",),
        "non_engagement_declared_on": ("cases.nonengagement", "cases.session"),
    },
    "cases.perpetrator": {
        "supported_on": ("cases.session",),
        "supported_borough": ("cases.session", *_CASE),
    },
    "cases.equalityrecord": {
        "is_complete": tuple(f"cases.equalityrecord:{question}" for question in CORE)
    },
    "cases.nonengagement": {
        "ended_on": ("cases.session",),
        "told_after": ("cases.feedback", "cases.safetynotice"),
        "borough": _CASE,
    },
    "cases.session": {"borough": _CASE},
    "cases.justicecheck": {"borough": _CASE},
    "cases.involvement": {"borough": _CASE},
    "cases.onwardreferral": {"borough": _CASE, "start_borough": _CASE},
    "referrals.referral": {
        "first_tried_on": _TRIES,
        "tried_after": _TRIES,
        "held_for": _TRIES,
    },
    "referrals.attendance": {
        "on": _REGISTER,
        "has_attended": _REGISTER,
        "gain": _REGISTER,
    },
    "partners.partnercase": {
        "first_attempt_on": _PARTNER,
        "first_contact_on": _PARTNER,
        "accepted_on": _PARTNER,
    },
    "pilot.workday": {"*": ("pilot.workweek",)},
    "pilot.costshare": {"*": ("pilot.cost", "pilot.costsheet")},
}


@dataclass(frozen=True)
class Reads:
    """Which fields a figure asks of which kinds of record.

    `compared` are the kinds of which it looks at others than the row itself: at an earlier
    case of the same person, at the latest measure.
    """

    rows: frozenset[Kind]
    fields: Mapping[Kind, frozenset[str]]
    compared: frozenset[Kind]

    @cached_property
    def told_by(self) -> Mapping[Kind, Mapping[Kind, frozenset[str]]]:
        """The kinds of record that say what a field repeats, each with what it says.

        By the kind of the record that repeats it, then by who says it.
        """
        found: dict[Kind, dict[Kind, frozenset[str]]] = {}
        for of, fields in self.fields.items():
            for field in SAID_BY.get(of, {}).keys() & fields:
                for said in SAID_BY[of][field]:
                    kind, _, name = said.partition(":")
                    known = found.setdefault(of, {}).get(kind, frozenset())
                    found[of][kind] = known | {name or ANY}
        return found

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of record of which a change can be a change of a row."""
        told = (kind for kinds in self.told_by.values() for kind in kinds)
        return frozenset({*self.rows, *self.fields, *told})

    def asks(self, kind: Kind, changed: frozenset[str] | None) -> bool:
        """Whether a change of these fields, or of any, is one of what it asks itself."""
        asked = self.fields.get(kind)
        if asked is None:
            return kind in self.rows
        return changed is None or ANY in asked or bool(asked & changed)

    def is_told(self, of: Kind, by: Kind, changed: frozenset[str] | None) -> bool:
        """Whether a change of these fields `by` a record is one of a record `of` a kind."""
        said = self.told_by.get(of, {}).get(by, frozenset())
        return ANY in said or bool(said & (changed or frozenset()))

    def links(self, model: type[Model]) -> list[ForeignKey]:
        """The fields by which it finds a record of this kind together with others."""
        asked = self.fields.get(model._meta.label_lower, frozenset())
        return [field for field in links_of(model) if field.name in asked]


def links_of(model: type[Model]) -> list[ForeignKey]:
    """The fields by which a record belongs to another one."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.related_model._meta.label_lower not in NAMED_BY_ALL
    ]


def reads_of(borough: Borough, quarter: Quarter) -> dict[str, Reads]:
    """What every figure reads of a borough's rows, by its code."""
    place = Place(borough.pk, borough.name)
    asked: dict[str, list[str]] = defaultdict(list)
    for code, query in queries_of(quarter, place):
        asked[code].append(str(query.query))
    rows = {
        each.code: frozenset(source.counts._meta.label_lower for source in each.sources)
        for each in INDICATORS
    }
    return {
        **{code: _reads("\n".join(sql), rows[code]) for code, sql in asked.items()},
        DAYS.code: _all_of("pilot.workday"),
        SPENDING.code: _all_of("pilot.costshare"),
    }


def _all_of(kind: Kind) -> Reads:
    return Reads(frozenset({kind}), {kind: frozenset({ANY})}, frozenset())


def _reads(sql: str, rows: frozenset[Kind]) -> Reads:
    models = {model._meta.db_table: model for model in apps.get_models()}
    called: dict[str, set[str]] = defaultdict(set)
    for table, alias in TABLE.findall(sql):
        called[alias or table].add(table)
    found: dict[Kind, set[str]] = defaultdict(set)
    for alias, column in COLUMN.findall(sql):
        for table in called[alias] & models.keys():
            fields = models[table]._meta.concrete_fields
            found[models[table]._meta.label_lower] |= {
                field.name for field in fields if field.column == column
            }
    return Reads(
        rows=rows,
        fields={kind: frozenset(names) for kind, names in found.items()},
        compared=frozenset(
            models[table]._meta.label_lower
            for table, _ in TABLE.findall("\n".join(_nested(sql)))
            if table in models
        ),
    )


def _nested(sql: str) -> Iterator[str]:
    """The queries inside the query, each from its bracket to the one that closes it."""
    for found in NESTED.finditer(sql):
        depth = 0
        for at in range(found.start(), len(sql)):
            depth += {"(": 1, ")": -1}.get(sql[at], 0)
            if not depth:
                yield sql[found.start() : at]
                break
