"""The partner side in figures: all that reporting may read of it.

Each function gives the rows of one figure, or of several alike, to be counted and listed.
A row says its reference, its borough, its day, whether it meets the figure (nothing where
that is not known) and, where it is coded, the answer: COLUMNS, and nothing else. A name, a
contact or a text never leaves here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models import Case as Where
from django.db.models.functions import Cast, Coalesce

from cases.models import Case, RiskLevel
from cases.partners import marac_rules
from cases.partners.models import (
    GRID_DOMAINS,
    RATED,
    CaseLink,
    DashAssessment,
    MaracDecision,
    PartnerCase,
    PartnerOutcome,
    Point,
    SeverityGrid,
)
from pilot import calendar, parameters

COLUMNS = ("pk", "told_as", "counted_for", "counted_on", "is_met", "answer")
AFTER_THE_END = timedelta(days=28)  # in which something may still be measured (8.1)
ACCEPTED_WITHIN = timedelta(days=28)  # of the first talk: I11
HIGHER_FIRST = (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.STANDARD)
LOWER, SAME, HIGHER = "lower", "same", "higher"
EXEMPTIONS = dict(PartnerCase.OutOfScope.choices)
Severity = SeverityGrid.Severity
SAFER = (PartnerOutcome.Feels.MUCH_SAFER, PartnerOutcome.Feels.SAFER)
NO_ANSWER = (
    PartnerOutcome.Feels.DK,
    PartnerOutcome.Feels.DECLINED,
    PartnerOutcome.Feels.NOT_ASKED,
)
IN_ORDER = ("on", "recorded_at", "pk")
LATEST_FIRST = tuple(f"-{each}" for each in IN_ORDER)
WITHOUT = Value("", output_field=CharField())


def contact_on_time() -> QuerySet[Any]:
    """I10: a first attempt within P-07 of his acceptance; the answer is the exemption.

    Each partner case once, by the first of his cases that it is linked to. Exempt ones
    neither meet it nor fail to.
    """
    earlier = CaseLink.objects.standing().filter(
        Q(case__opened_on__lt=OuterRef("case__opened_on"))
        | Q(case__opened_on=OuterRef("case__opened_on"), pk__lt=OuterRef("pk")),
        partner_case=OuterRef("partner_case"),
    )
    in_time = Q(
        partner_case__scope=PartnerCase.Scope.YES,
        partner_case__first_attempt_on__lte=_within("case__opened_on", "P-07"),
    )
    return _told(
        CaseLink.objects.standing().filter(~Exists(earlier)),
        on=F("case__opened_on"),
        met=in_time,
        known=~Q(partner_case__scope=PartnerCase.Scope.NO),
        answer=F("partner_case__out_of_scope"),
    )


def take_up() -> QuerySet[Any]:
    """I11: support accepted within 28 days of the first talk, of those talked with."""
    return _told(
        PartnerCase.objects.filter(first_contact_on__isnull=False),
        on=F("first_contact_on"),
        met=Q(accepted_on__lte=F("first_contact_on") + ACCEPTED_WITHIN),
        via="",
    )


def reached() -> QuerySet[Any]:
    """I11b: talked with at all, of those not exempt, by the day support opened."""
    return _told(
        PartnerCase.objects.exclude(scope=PartnerCase.Scope.NO),
        on=F("opened_on"),
        met=Q(first_contact_on__isnull=False),
        via="",
    )


def less_abuse() -> QuerySet[Any]:
    """I07: severity in the groups rated at both times fell, and rose in none.

    His closed cases in which he engaged, each once, by the day it closed; not known where
    no link of it has both ratings.
    """
    worse, better = (
        reduce(or_, (_rated_both(group) & Q(**{f"{group}{way}": F(f"now_{group}")})
        for group in GRID_DOMAINS))
        for way in ("__lt", "__gt")
    )  # fmt: skip
    return _of_closures(better & ~worse)


def abuse_ended(group: str) -> QuerySet[Any]:
    """I07a to I07d: of closures with this kind of abuse at the start, none later."""
    met = Q(**{f"now_{group}": Severity.NONE})
    return _of_closures(met, _rated_both(group) & Q(**{f"{group}__gt": Severity.NONE}))


def reduced_risk() -> QuerySet[Any]:
    """I12: the level is lower than at the start, where it was medium or high then.

    The answer is which way it went: lower, same or higher.
    """
    levels = _later(DashAssessment).filter(level__in=HIGHER_FIRST)
    started = _started(DashAssessment).filter(level__in=HIGHER_FIRST[:2])
    started = started.annotate(now=Subquery(levels.values("level")[:1]))
    fell = Q(now=RiskLevel.STANDARD) | Q(level=RiskLevel.HIGH, now=RiskLevel.MEDIUM)
    way = Where(
        When(fell, then=Value(LOWER)),
        When(now=F("level"), then=Value(SAME)),
        When(now__isnull=False, then=Value(HIGHER)),
        default=WITHOUT,
        output_field=CharField(),
    )
    on = Coalesce(Subquery(levels.values("on")[:1]), F("on"))
    return _told(started, on=on, met=fell, known=Q(now__isnull=False), answer=way)


def feels_safer() -> QuerySet[Any]:
    """I13: safer or much safer, by each person's latest answer at a review or the exit.

    Somebody who was asked and never gave an answer is one of whom nobody can say.
    """
    asked = PartnerOutcome.objects.at(Point.REVIEW, Point.EXIT)
    answered = asked.exclude(feels_safer__in=NO_ANSWER)
    of_case = {"partner_case": OuterRef("partner_case")}
    latest = Coalesce(
        Subquery(answered.filter(**of_case).order_by(*LATEST_FIRST).values("pk")[:1]),
        Subquery(asked.filter(**of_case).order_by(*LATEST_FIRST).values("pk")[:1]),
    )
    return _told(
        asked.filter(pk=latest),
        on=F("on"),
        met=Q(feels_safer__in=SAFER),
        known=~Q(feels_safer__in=NO_ANSWER),
    )


def space_for_action(scale: str) -> QuerySet[Any]:
    """I14: the latest answer on this scale is above the one at the start."""
    answers = _later(PartnerOutcome).filter(**{f"{scale}__in": RATED})
    started = _started(PartnerOutcome).filter(**{f"{scale}__in": RATED})
    started = started.annotate(now=Subquery(answers.values(scale)[:1]))
    return _told(
        started,
        on=Coalesce(Subquery(answers.values("on")[:1]), F("on")),
        met=Q(now__gt=F(scale)),
        known=Q(now__isnull=False),
    )


def marac_on_time() -> QuerySet[Any]:
    """I15: referred to a MARAC within P-12 of a checklist that meets a criterion."""
    decisions = MaracDecision.objects.standing().filter(
        partner_case=OuterRef("partner_case")
    )
    first = decisions.filter(on__gte=OuterRef("on")).order_by(*IN_ORDER)
    heard = decisions.filter(
        decision__in=(marac_rules.REFERRED, marac_rules.ALREADY),
        on__lt=OuterRef("on"),
        on__gte=OuterRef("on") - marac_rules.A_YEAR,
    ).exclude(outcome=marac_rules.REJECTED)
    dashes = DashAssessment.objects.standing().annotate(
        in_letters=Cast("criteria", TextField()),
        decision=Subquery(first.values("decision")[:1]),
        decided_on=Subquery(first.values("on")[:1]),
    )
    is_repeat = Q(in_letters__contains=f'"{marac_rules.REPEAT}"')
    is_open = Q(decision=None) | ~Q(decision=marac_rules.ALREADY)
    return _told(
        dashes.exclude(criteria=[]).filter(is_repeat | ~Exists(heard), is_open),
        on=F("on"),
        met=Q(decision=marac_rules.REFERRED, decided_on__lte=_within("on", "P-12")),
    )


def _told(
    rows: QuerySet[Any],
    *,
    on: Any,
    met: Q,
    known: Q | None = None,
    answer: Any = WITHOUT,
    via: str = "partner_case__",
) -> QuerySet[Any]:
    """Of these rows what may be read on the other side of the wall."""
    return rows.annotate(
        told_as=F(f"{via}reference"),
        counted_for=F(f"{via}borough"),
        counted_on=on,
        is_met=_is(met, known),
        answer=answer,
    ).values(*COLUMNS)


def _is(met: Q, known: Q | None) -> Where:
    """Whether it is so; nothing where that is not known."""
    unknown = [] if known is None else [When(~known, then=None)]
    return Where(
        *unknown,
        When(met, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(null=True),
    )


def _within(day: str, parameter: str) -> ExpressionWrapper:
    """The last day that is in time: so many working days after the one in that field.

    How many days those take is the same for each day of the week, but around holidays.
    """
    days = {
        each: calendar.add_working_days(each, parameters.value(parameter)) - each
        for each in calendar.PILOT.days()
    }
    usual: dict[int, Counter[timedelta]] = defaultdict(Counter)
    for each, length in days.items():
        usual[each.isoweekday() % 7 + 1][length] += 1
    by_weekday = {day: lengths.most_common(1)[0][0] for day, lengths in usual.items()}
    unusual = defaultdict(list)
    for each, length in days.items():
        if by_weekday[each.isoweekday() % 7 + 1] != length:
            unusual[length].append(each)
    length = Where(
        *(_taking(length, f"{day}__in", each) for length, each in unusual.items()),
        *(_taking(each, f"{day}__week_day", on) for on, each in by_weekday.items()),
        output_field=DurationField(),
    )
    return ExpressionWrapper(F(day) + length, output_field=DateField())


def _taking(length: timedelta, field: str, value: Any) -> When:
    return When(**{field: value}, then=Value(length, output_field=DurationField()))


def _started(model: Any) -> QuerySet[Any]:
    """Measures at the start, after which something can have been measured by now (P-11)."""
    latest = calendar.today() - timedelta(days=parameters.value("P-11"))
    return model.objects.at(Point.START).filter(on__lte=latest)


def _later(model: Any) -> QuerySet[Any]:
    """What was measured long enough after a start, the latest first: inside a query of it.

    Until 28 days after support ended (8.1).
    """
    apart = timedelta(days=parameters.value("P-11"))
    return (
        model.objects.standing()
        .exclude(point=Point.START)
        .filter(
            Q(partner_case__closed_on=None)
            | Q(on__lte=F("partner_case__closed_on") + AFTER_THE_END),
            partner_case=OuterRef("partner_case"),
            on__gte=OuterRef("on") + apart,
        )
        .order_by(*LATEST_FIRST)
    )


def _of_closures(met: Q, known: Q | None = None) -> QuerySet[Any]:
    """His closures, each as its first link with abuse rated at both times says.

    The later rating is the last until 28 days after his case closed (8.1).
    """
    apart = timedelta(days=parameters.value("P-11"))
    later = (
        SeverityGrid.objects.standing()
        .exclude(point=Point.START)
        .filter(
            partner_case=OuterRef("partner_case"),
            on__gte=OuterRef("on") + apart,
            on__lte=OuterRef(OuterRef("closed_on")) + AFTER_THE_END,
        )
        .order_by(*LATEST_FIRST)
    )
    abused = (_rated_both(group) & Q(**{f"{group}__gt": 0}) for group in GRID_DOMAINS)
    pairs = (
        SeverityGrid.objects.at(Point.START)
        .filter(
            partner_case__links__case=OuterRef("pk"),
            partner_case__links__is_replaced=False,
        )
        .annotate(
            **{f"now_{group}": Subquery(later.values(group)[:1]) for group in GRID_DOMAINS}
        )
        .filter(reduce(or_, abused))
        .order_by("partner_case__links__pk")
        .annotate(is_less=_is(met, known))
    )
    closed = Case.objects.closed().filter(engaged_on__isnull=False)
    return _told(
        closed.annotate(is_less=Subquery(pairs.values("is_less")[:1])),
        on=F("closed_on"),
        met=Q(is_less=True),
        known=Q(is_less__isnull=False),
        via="",
    )


def _rated_both(group: str) -> Q:
    """That this kind of abuse was rated at the start and later."""
    now = f"now_{group}"
    return ~Q(**{group: Severity.NOT_KNOWN}) & Q(
        **{f"{now}__isnull": False, f"{now}__lt": Severity.NOT_KNOWN}
    )


def pages_open_to(user, told: Iterable[str]) -> dict[str, str]:
    """Of these references of rows, those whose record the person may see, and its page.

    Nobody is shown what would tell them of somebody harmed by a person they work with
    (V-23), on either side.
    """
    hers = PartnerCase.objects.visible_to(user).filter(reference__in=told)
    his = (
        Case.objects.visible_to(user)
        .filter(reference__in=told)
        .exclude(perpetrator__cases__allocations__worker=user)
    )
    return {each.reference: each.get_absolute_url() for each in (*hers, *his)}
