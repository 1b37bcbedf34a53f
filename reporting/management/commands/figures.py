import json

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from pilot import audit, calendar, parameters
from pilot.models import Borough
from reporting.days import EVERY_POST
from reporting.disclosure import cumulative
from reporting.figures import figures_to, pilot_quarter
from reporting.indicators import DAYS, INDICATORS, SPENDING

FORMATS = ("table", "json")


class Command(BaseCommand):
    help = (
        "Print every figure by borough for a quarter and to date, in clear: for the "
        "provider only. Quarters are written like 2015Q4."
    )

    def add_arguments(self, parser):
        parser.add_argument("quarter", help="a quarter of the pilot, like 2015Q4")
        parser.add_argument("--format", default="table", help=", ".join(FORMATS))

    @parameters.read_once()
    def handle(self, *args, quarter, **options):
        if options["format"] not in FORMATS:
            raise CommandError(
                f"There is no format {options['format']!r}. Choose {' or '.join(FORMATS)}."
            )
        try:
            text = self.written(pilot_quarter(quarter), options["format"])
        except ValueError as problem:
            raise CommandError(str(problem)) from None
        except DatabaseError as problem:
            raise CommandError(
                "The database cannot be read. Is it there, and has `manage.py migrate` run?"
            ) from problem
        self.stdout.write(text)

    @transaction.atomic
    def written(self, quarter, file_format):
        """The figures in words; for each borough there is a trace that they left."""
        boroughs = list(Borough.objects.all())
        if not boroughs:
            raise CommandError("There are no boroughs yet. Run seed_pilot first.")
        figures = figures_to(quarter)
        for borough in boroughs:
            audit.record(
                borough,
                "exported the figures of",
                by=None,
                borough=borough,
                quarter=str(quarter),
                format=file_format,
                rows=len(figures.table),
            )
        return in_json(figures) if file_format == "json" else in_a_table(figures)


def in_json(figures):
    """Every figure with its parts, in clear and as published."""
    quarter = figures.quarter
    return json.dumps(
        {
            "quarter": str(quarter),
            "label": quarter.label,
            "pilot_quarter": quarter.pilot_label,
            "financial_quarter": quarter.finance_label,
            "as_at": figures.as_at.isoformat(),
            "complete": figures.is_complete,
            "figures": [_figure(*each) for each in _in_order(figures)],
            "days": [_days(figures, *each) for each in _days_in_order(figures)],
            "spending": [_spending(figures, *each) for each in _spending_in_order(figures)],
        },
        default=float,  # of a Decimal; JSON has one kind of number
        ensure_ascii=False,
        indent=2,
    )


def _in_order(figures):
    for indicator in INDICATORS:
        for place in figures.places(indicator):
            yield "quarter", figures.figure(indicator, place)
            yield "cumulative", figures.to_date(indicator, place)


def _figure(period, figure):
    indicator, clear, published = figure.indicator, figure.clear, figure.published
    return {
        "code": indicator.code,
        "label": indicator.label,
        "outcome": indicator.outcome.code,
        "unit": indicator.value_unit,
        "class": indicator.disclosure,
        "borough": figure.place.code,
        "period": period,
        "numerator": clear.numerator,
        "denominator": clear.denominator,
        "value": clear.value,
        "published": {
            "numerator": published.numerator,
            "denominator": published.denominator,
            "value": published.value,
            "note": published.note,
        },
        "beside": dict(figure.beside_in_words(in_clear=True)),
        "uncovered": figure.uncovered,
        "coverage": figure.coverage,
        "average": figure.average,
        "spread": dict(sorted(figure.spread.items())),
    }


def _days_in_order(figures):
    of_quarter = str(figures.quarter)
    posts = [*(post.code for post in figures.days.posts), EVERY_POST]
    for post in posts:
        for place in figures.places(DAYS):
            yield post, place, "quarter", of_quarter
            yield post, place, "cumulative", cumulative(of_quarter)


def _days(figures, post, place, period, key):
    days = figures.days.of(post, place, key)
    return {
        "code": DAYS.code,
        "unit": DAYS.unit,
        "class": DAYS.disclosure,
        "post": post,
        "borough": place.code,
        "period": period,
        "worked": days.worked,
        "commissioned": days.commissioned,
        "absent": days.absent,
        "assumed": figures.days.is_assumed(post, place),
    }


def _spending_in_order(figures):
    for place in figures.places(SPENDING):
        yield place, "quarter", str(figures.quarter)
        yield place, "cumulative", cumulative(str(figures.quarter))


def _spending(figures, place, period, key):
    money, outturn = figures.spending.of(place, key), figures.spending.outturn(place)
    return {
        "code": SPENDING.code,
        "unit": SPENDING.unit,
        "class": SPENDING.disclosure,
        "borough": place.code,
        "period": period,
        "spent": money.spent,
        "profile": money.profile,
        "variance": money.variance,
        "award": outturn.award,
        "forecast": outturn.expected,
    }


def in_a_table(figures):
    """The same in columns, for a terminal."""
    quarter = figures.quarter
    lines = [
        f"{quarter.label}. {quarter.pilot_label}, {quarter.finance_label}. "
        f"As at {calendar.in_words(figures.as_at)}. In clear: for the provider only.",
    ]
    for indicator in INDICATORS:
        lines += ["", f"{indicator.code} {indicator.label} ({indicator.value_unit})"]
        lines.append(_row("", "quarter", "to date"))
        for place in figures.places(indicator):
            now = figures.figure(indicator, place)
            lines.append(
                _row(place.name, _words(now), _words(figures.to_date(indicator, place)))
            )
    lines += ["", f"{DAYS.code} {DAYS.label}"]
    lines.append(_row("", "quarter", "to date"))
    titles = {post.code: post.title for post in figures.days.posts}
    for post, title in {**titles, EVERY_POST: "All posts"}.items():
        for place in figures.places(DAYS):
            now, so_far = (
                figures.days.of(post, place, period)
                for period in (str(quarter), cumulative(str(quarter)))
            )
            lines.append(
                _row(
                    f"{title}, {place.name}",
                    f"{now.worked} of {now.commissioned}",
                    f"{so_far.worked} of {so_far.commissioned}",
                )
            )
    lines += ["", f"{SPENDING.code} {SPENDING.label}"]
    lines.append(_row("", "quarter", "to date"))
    for place in figures.places(SPENDING):
        now, so_far = (
            figures.spending.of(place, period)
            for period in (str(quarter), cumulative(str(quarter)))
        )
        lines.append(
            _row(
                place.name,
                f"£{now.spent} of £{now.profile}",
                f"£{so_far.spent} of £{so_far.profile}",
            )
        )
    return "\n".join(lines)


def _row(name, *cells):
    return f"  {name:<56}" + "".join(f"{cell:>22}" for cell in cells)


def _words(figure):
    clear = figure.clear
    if not figure.indicator.is_rate:
        return str(clear.value)
    percent = "none" if clear.value is None else f"{clear.value}%"
    return f"{percent} ({clear.numerator} of {clear.denominator})"
