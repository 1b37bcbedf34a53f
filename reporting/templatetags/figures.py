"""Numbers and bars by the thousand: see `pilot.templatetags.charts`."""

from django import template
from django.utils.html import format_html, format_html_join

from reporting.over_time import Band, TimeChart

register = template.Library()

BAR = '<rect x="{}%" y="{}" width="{}%" height="{}" />'
COUNT = '<text x="{}%" y="{}">{}</text>'


@register.simple_tag
def months_of(band: Band) -> str:
    """The bars of a band, each with its number above it."""
    return format_html(
        '{}<g font-size="12" text-anchor="middle">{}</g>',
        format_html_join(
            "", BAR, ((bar.x, bar.y, bar.width, bar.height) for bar in band.bars)
        ),
        format_html_join(
            "", COUNT, ((bar.words_x, bar.words_y, bar.words) for bar in band.bars)
        ),
    )


@register.simple_tag
def axis_of(chart: TimeChart) -> str:
    """The names of the months, and of the year under the first of each."""
    names = [(month.x, chart.month_y, month.name) for month in chart.months]
    years = [(month.x, chart.year_y, month.year) for month in chart.months if month.year]
    return format_html_join("", COUNT, names + years)
