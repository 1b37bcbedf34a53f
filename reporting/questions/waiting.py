"""Who waits to be screened, and for how long."""

from collections.abc import Mapping

from django.db.models import Count, QuerySet

from referrals.models import Referral
from reporting.questions.narrowing import NONE, Age, ages, boroughs, came, posts
from reporting.questions.table import Table, Tally, choices, table_of


def waiting_tables(waiting: QuerySet[Referral], asked: Mapping[str, str]) -> list[Table]:
    """Those who wait, by age, for each post and in each borough: one query."""
    counted = (
        waiting.order_by()
        .values_list("post", "borough")
        .annotate(**{age.name.lower(): Count("pk", filter=came(age)) for age in Age})
    )
    tallies = [
        Tally({"post": post, "borough": borough or NONE, "age": age}, count)
        for post, borough, *of_age in counted
        for age, count in zip(Age, of_age, strict=True)
    ]
    columns = choices("age", [(age, f"{words} working days") for age, words in ages()])
    return [
        table_of(
            caption,
            first,
            rows=choices(first.lower(), named),
            columns=columns,
            tallies=tallies,
            asked=asked,
        )
        for caption, first, named in (
            ("Waiting by post", "Post", posts()),
            ("Waiting by borough", "Borough", boroughs()),
        )
    ]
