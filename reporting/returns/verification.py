"""Whether a signed return still holds: recounted from the records as they then stood.

The clock is set to the day of signing, so that periods, lags and parameters are those of
then. Of every row that counts now and did not, or the other way round, the trail is asked
whether somebody has recorded or changed it since: then it came late. What nothing on the
trail explains is a finding that somebody has to look into.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from django.apps import apps
from django.db.models import Model, Q

from pilot import calendar, parameters
from pilot.models import AuditEvent
from pilot.parameters import PARAMETERS
from reporting.indicators import DAYS, INDICATORS, SPENDING
from reporting.models import ReturnVersion
from reporting.returns.content import tables_in
from reporting.returns.evidence import Evidence, Row, evidence_of, numbers_in
from reporting.returns.measures import fingerprint

Key: TypeAlias = str  # "cases.session:12"
Told = TypeVar("Told")
READING = ("read", "listed", "exported", "downloaded", "searched", "revealed", "looked")
READING += ("opened", "said they had read", "signed in")
NEW = "counts since"
MEASURES = "partners."  # of each case there one measure counts, the latest
STEPS = 5  # from a record to what it belongs to: a session, its case, its person
# Whatever is recorded names these: that says nothing of what became of them.
NAMED_BY_ALL = {"pilot.user", "pilot.borough", "pilot.post", "referrals.agency"}
FIGURES = {each.code: each for each in (*INDICATORS, DAYS, SPENDING)}


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was, in words, and whether late records explain it."""

    text: str
    is_explained: bool


def verified(version: ReturnVersion) -> list[Finding]:
    """Everything that differs between a version and the records; nothing where it holds."""
    if not version.is_unbroken:
        return [Finding("The seal is broken: what is kept is not what was signed", False)]
    return [
        *_numbers(version),
        *_definitions(version),
        *_parameters(version),
        *_rows(version),
    ]


def _numbers(version: ReturnVersion) -> Iterator[Finding]:
    """The rows that were kept come to the numbers that were kept."""
    quarter = version.of_return.quarter
    for table in tables_in(version, in_clear=True):
        if not table.is_of_figures:
            continue
        for cells in map(dict, table.lines()):
            code = str(cells["Code"])
            counted = numbers_in(version.counted, code, quarter)
            for name, period in (("Quarter", "quarter"), ("To date", "to date")):
                met, of, _ = counted[period]
                said = (cells[f"{name} numerator"], cells[f"{name} base"])
                if said not in ((met, of), (met, None)):
                    yield Finding(
                        f"{code}, {period}: the rows kept come to {met} of {of}, the "
                        f"return says {said[0]} of {said[1]}",
                        False,
                    )


def _definitions(version: ReturnVersion) -> Iterator[Finding]:
    """Figures that are counted in another way by now: their recount proves nothing."""
    with calendar.clock_set_to(version.signed_at), parameters.read_once():
        marks = {code: fingerprint(figure) for code, figure in FIGURES.items()}
    for code, mark in version.said["definitions"].items():
        if code not in marks:
            yield Finding(f"{code} is not counted any more", False)
        elif marks[code] != mark:
            yield Finding(f"{code} is defined in another way since", False)


def _parameters(version: ReturnVersion) -> Iterator[Finding]:
    """Numbers changed since: the recount takes those of the day of signing."""
    for code, then in version.said["parameters"].items():
        if code in PARAMETERS and list(parameters.values(code)) != then:
            was = parameters.PARAMETERS[code].in_words(tuple(then))
            now = parameters.in_words(code)
            yield Finding(f"{code} has changed since, from {was} to {now}", True)


def _rows(version: ReturnVersion) -> Iterator[Finding]:
    """Rows that came, went or count as something else since, each with its reason."""
    of = version.of_return
    with calendar.clock_set_to(version.signed_at), parameters.read_once():
        now = evidence_of(of.borough, of.of_quarter)
    late = _touched_since(version)
    found = list(_differences(version.counted, now))
    beside = _beside(found, late)
    for code, quarter, key, what in found:
        then = late.get(key) or beside.get(key)
        because = f"{then.action} on {calendar.in_words(_day(then))}" if then else ""
        yield Finding(
            f"{code}, {quarter}: {key} {what}"
            + (f" ({because})" if then else ", and nothing on the trail says why"),
            then is not None,
        )


def _beside(
    found: Iterable[tuple[str, str, Key, str]], late: dict[Key, AuditEvent]
) -> dict[Key, AuditEvent]:
    """Rows whose place another one has taken since, and the event that brought that one.

    Of several rows of one person or case the latest counts, or the first: a measure counts
    no more when a later one is recorded of the same case. That a row counts at all is
    explained by its own event, but for measures: a later one may be taken out again.
    """
    rows = {
        key
        for _, _, key, what in found
        if key not in late and (what != NEW or key.startswith(MEASURES))
    }
    explained: dict[Key, AuditEvent] = {}
    reached = {key: {key} for key in rows}
    for _ in range(STEPS):
        owners: dict[Key, set[Key]] = defaultdict(set)
        for owner, of_rows in _owners_of(reached):
            owners[owner] |= of_rows
        for owner, of_rows in owners.items():
            if owner in late:
                explained |= dict.fromkeys(of_rows - explained.keys(), late[owner])
        reached = owners
    return explained


def _day(event: AuditEvent) -> Any:
    return calendar.day_of(event.at)


def _differences(then: Evidence, now: Evidence) -> Iterator[tuple[str, str, Key, str]]:
    for code in then:
        for quarter, rows in then[code].items():
            before, after = _by_key(rows), _by_key(now.get(code, {}).get(quarter, ()))
            for key in sorted(before.keys() | after.keys()):
                if key not in before:
                    yield code, quarter, key, NEW
                elif key not in after:
                    yield code, quarter, key, "counts no more"
                elif before[key] != after[key]:
                    yield code, quarter, key, "counts as something else"


def _by_key(rows: Iterable[Row]) -> dict[Key, list[list[Any]]]:
    """The same key may come more than once: of a case that closed and opened again."""
    found: dict[Key, list[list[Any]]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(list(rest))
    return {key: sorted(each) for key, each in found.items()}


def _touched_since(version: ReturnVersion) -> dict[Key, AuditEvent]:
    """Every record that somebody made or changed after the signing, and what belongs to
    one, with the first event that says so."""
    looked = Q()
    for word in READING:
        looked |= Q(action__startswith=word)
    events = AuditEvent.objects.filter(at__gt=version.signed_at).exclude(looked)
    touched: dict[Key, AuditEvent] = {}
    for event in events.order_by("pk"):
        touched.setdefault(f"{event.target_type}:{event.target_key}", event)
    newly = dict(touched)
    for _ in range(STEPS):
        reached = {key: event for key, event in _owners_of(newly) if key not in touched}
        touched |= reached
        newly = reached
    return touched


def _owners_of(keys: Mapping[Key, Told]) -> Iterator[tuple[Key, Told]]:
    """What these records belong to, by key alone, with what is told of each of them."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        kind, _, of_kind = key.partition(":")
        if kind not in NAMED_BY_ALL:
            by_kind[kind].append(of_kind)
    for kind, found in by_kind.items():
        model: type[Model] = apps.get_model(kind)
        columns = [
            field
            for field in model._meta.concrete_fields
            if field.is_relation
            and field.related_model._meta.label_lower not in NAMED_BY_ALL
        ]
        if not columns:
            continue
        names = [field.attname for field in columns]
        rows = model._base_manager.filter(pk__in=found).values_list("pk", *names)
        for of_kind, *owners in rows:
            for field, owner in zip(columns, owners, strict=True):
                if owner is not None:
                    label = field.related_model._meta.label_lower
                    yield f"{label}:{owner}", keys[f"{kind}:{of_kind}"]
