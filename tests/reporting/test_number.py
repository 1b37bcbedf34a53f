"""A number on a page: what the template says of it, of every kind."""

from itertools import product

import pytest
from django.template import engines
from django.template.loader import render_to_string

from reporting.dashboard import Words

FLAGS = list(product([False, True], repeat=3))


def tagged(words, href=""):
    source = engines["django"].from_string("{% load figures %}{% number words href %}")
    return source.render({"words": words, "href": href})


@pytest.mark.parametrize("flags", FLAGS)
@pytest.mark.parametrize("parts", ["", "36.8%", "7 of 19"])
@pytest.mark.parametrize("href", ["", "/figures/WCC/2016Q2/I01/?part=met&period=to-date"])
def test_every_kind_of_number_reads_as_its_template_says(flags, parts, href):
    words = Words("36.8%", parts, "", *flags)

    as_it_says = render_to_string(
        "reporting/parts/number.html", {"words": words, "href": href}
    )

    assert tagged(words, href) == as_it_says.strip()
    assert tagged(words, href) == as_it_says.strip(), "and the second time"


def test_a_number_is_written_and_never_run():
    words = Words("<b>{}</b>", "{parts}", "", False, False)

    assert tagged(words).startswith("&lt;b&gt;{}&lt;/b&gt;<br>")
    assert "{parts}" in tagged(words)
