"""Who is known already: shown as far as one may see, and not a word more."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals.known import Subject, find
from referrals.matching import keys
from referrals.models import NameKey, Referral
from tests.factories import CaseFactory, ReferralFactory, SafetyNoticeFactory
from tests.pages import Page

pytestmark = pytest.mark.both_engines

SEARCH = reverse("referrals:referral_search")
CALLED = {"given_names": "Alder", "surname": "Quillfeather", "born_on": date(1984, 5, 6)}
CJW, MGR = Role.CRIMINAL_JUSTICE_WORKER, Role.SERVICE_MANAGER


@pytest.fixture
def worker(person):
    return person(CJW, "LBHF")


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


def search(client, **typed):
    sent = {"given_names": "Alder", "surname": "Quillfeather", "aliases": ""} | typed
    return client.post(SEARCH, sent, follow=True)


def test_a_referral_that_waits_for_ones_post_is_shown_with_the_ways_on(client):
    waits = ReferralFactory(**CALLED, findable=True)

    page = Page(search(client))

    assert f"Open referral {waits.reference}" in page.words
    assert "Waiting" in page.words or "Overdue" in page.words
    addresses = dict(page.links)
    assert addresses[f"Open referral {waits.reference}"] == waits.get_absolute_url()
    about = addresses["Record a new referral about this person, Alder Quillfeather"]
    assert about.endswith(f"?about={waits.reference}")
    assert "It is somebody else: record the referral" in addresses


def test_whoever_works_with_them_is_named_and_several_referrals_are_one_person(
    client, worker
):
    case = CaseFactory(
        worker=worker, referral__findable=True, **_of_referral(), referral__worker=worker
    )
    again = ReferralFactory(**CALLED, findable=True)
    closed = CaseFactory(
        closed=True,
        worker=worker,
        perpetrator=case.perpetrator,
        referral__findable=True,
        referral__worker=worker,
        **_of_referral(),
    )

    page = Page(search(client))

    assert f"{worker} works with them." in page.words
    assert "The case is closed." in page.words
    assert page.words.count("Record a new referral about this person") == 2
    for referral in (case.referral, closed.referral, again):
        assert f"Open referral {referral.reference}" in page.words


def _of_referral():
    return {f"referral__{name}": value for name, value in CALLED.items()}


def test_a_likely_duplicate_is_shown_as_the_existing_referral(client):
    ReferralFactory(**CALLED, findable=True)
    born = {"born_on_day": "6", "born_on_month": "5", "born_on_year": "1984"}

    assert "it is still waiting" in Page(search(client, **born)).words
    assert "it is still waiting" not in Page(search(client)).words, "no birth, no likeness"


def test_beyond_ones_access_it_says_known_and_nothing_else(client, person):
    """The same page whatever it is: post, borough, state, worker or number of them."""
    hidden = {
        "another borough": lambda: ReferralFactory(
            **CALLED, borough__code="WCC", findable=True
        ),
        "another post": lambda: ReferralFactory(**CALLED, post__code="FSW", findable=True),
        "declined": lambda: ReferralFactory(**CALLED, declined=True, findable=True),
        "a colleague's case": lambda: CaseFactory(
            **_of_referral(), referral__findable=True
        ),
        "two of them": lambda: [
            ReferralFactory(**CALLED, post__code="YPS", findable=True) for _ in "ab"
        ],
    }
    pages = set()
    for make in hidden.values():
        NameKey.objects.all().delete()
        make()
        response = search(client)
        page = Page(response)
        assert "Known: ask the manager" in page.words
        pages.add(page.words)
        for referral in Referral.objects.all():
            assert referral.reference not in response.content.decode()

    assert len(pages) == 1


def test_what_one_may_see_is_shown_beside_what_one_may_not(client):
    seen = ReferralFactory(**CALLED, findable=True)
    hidden = ReferralFactory(**CALLED, borough__code="WCC", findable=True)

    words = Page(search(client)).words

    assert seen.reference in words
    assert hidden.reference not in words
    assert "Known: ask the manager" in words


def test_the_manager_sees_them_all(client_of, person):
    for borough in ("LBHF", "WCC"):
        ReferralFactory(**CALLED, borough__code=borough, findable=True)

    page = Page(search(client_of(person(MGR)), post="CJW"))

    assert page.words.count("Open referral") == 2
    assert "Known: ask the manager" not in page.words


def test_a_name_they_became_known_by_since_is_found(client, worker):
    case = CaseFactory(worker=worker, referral__worker=worker, referral__findable=True)
    case.perpetrator.surname = "Quillfeather"
    case.perpetrator.aliases = "Bob, Aldar Quilfeather"
    case.perpetrator.save()
    NameKey.objects.bulk_create(
        NameKey(referral=case.referral, key=key)
        for key in keys("Aldar Quilfeather")
        if not case.referral.name_keys.filter(key=key).exists()
    )

    assert case.referral.reference in Page(search(client)).words


def test_nothing_of_the_partners_side_is_searched(client, worker, person):
    """A notice for partner support, and even one of its words, finds nobody."""
    case = CaseFactory(worker=worker)
    SafetyNoticeFactory(case=case)

    page = Page(search(client, given_names="Posy", surname="Willow"))

    assert page.heading.endswith("Record a referral")


def test_looking_is_remembered_by_number_only(client, worker):
    ReferralFactory(**CALLED, findable=True)

    search(client)

    traces = AuditEvent.objects.filter(by=worker)
    assert {trace.action for trace in traces} == {"searched people", "saw who is known"}
    assert all(trace.detail == {"rows": 1} for trace in traces)


def test_it_takes_as_many_queries_for_thirty_alike_as_for_two(worker):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            found = find(worker, Subject("Alder", "Quillfeather"))
        return len(asked), len(found.people)

    case = CaseFactory(worker=worker, referral__findable=True, **_of_referral())
    ReferralFactory(**CALLED, follows=case.referral, findable=True)
    queries()  # the first one reads the roles
    few, _ = queries()
    ReferralFactory.create_batch(28, **CALLED, findable=True)

    many, shown = queries()

    assert many == few <= 4
    assert shown == 10, "of the rest, the likeliest first"


def test_among_five_thousand_it_takes_a_few_queries_and_finds_the_one(worker):
    sample = ReferralFactory(findable=False)
    common = [
        Referral(
            **{
                field.attname: getattr(sample, field.attname)
                for field in Referral._meta.concrete_fields
                if field.attname not in ("id", "reference", "given_names", "surname")
            },
            reference=f"22{number // 100:02}-{number % 100:04}",
            given_names=("Alder", "Bracken", "Clover", "Dill")[number % 4],
            surname=f"Of{'abcdefghij'[number % 10]}{number}",
        )
        for number in range(5000)
    ]
    Referral.objects.bulk_create(common, batch_size=200)
    with_keys = Referral.objects.exclude(pk=sample.pk)
    NameKey.objects.bulk_create(
        [
            NameKey(referral_id=pk, key=key)
            for pk, *names in with_keys.values_list("pk", "given_names", "surname")
            for key in keys(" ".join(names))
        ],
        batch_size=2000,
    )
    wanted = ReferralFactory(**CALLED, findable=True)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = find(worker, Subject("Aldr", "Quilfeather"))

    assert [known.referrals for known in found.people] == [[wanted]]
    assert len(queries) <= 4
    assert _uses_the_index(queries[0]["sql"])


def _uses_the_index(sql):
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("ANALYZE referrals_namekey")
        cursor.execute(f"{explain} {sql}")
        return "name_key_by_key" in str(cursor.fetchall())


def test_more_than_ten_people_are_not_cut_off_in_silence(client):
    for n in range(12):
        ReferralFactory(**CALLED, aliases=f"Other {n}", findable=True)

    page = Page(search(client))

    assert page.words.count("Record a new referral about this person") == 10
    assert "2 more people like this are not shown here." in page.words
    assert "search with the whole name and the date of birth" in page.words
