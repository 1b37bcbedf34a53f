"""Where figures rest on no rows of this side, none are counted."""

from datetime import date

import pytest
from django.db import connection

from reporting.indicators import context
from reporting.indicators.counting import count


def test_no_figures_are_made_of_nothing():
    assert count([], date(2016, 7, 15)).by_day == {}


def test_a_count_of_who_comes_and_goes_has_no_rows_of_its_own():
    with pytest.raises(LookupError, match="those that come, and those that go"):
        context._nothing()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite compiles no query")
@pytest.mark.django_db
def test_the_database_does_not_compile_the_query_of_all_figures():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
