"""What holds of every page: looking changes nothing, and no address tells of anybody."""

import pytest
from django.urls import resolve

from pilot.permissions import CASEWORKERS, Role
from tests.guards.a_busy_pilot import CONTENT, PARTNER, PARTNER_ADDRESS, PERSONAL
from tests.guards.crawl import is_a_page
from tests.guards.inventory import pages
from tests.guards.test_permission_matrix import MATRIX, PUBLIC

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_engine,
]  # so that there is a database to go round in

MGR = Role.SERVICE_MANAGER
# The other posts' workers have nothing to do in this small pilot: they know who refers.
PSW = Role.PARTNER_SUPPORT_WORKER
OWN_DAY = {"reporting:home"}
SEEING_CONTENT = {Role.CRIMINAL_JUSTICE_WORKER, MGR, PSW, Role.CASE_FILE_AUDITOR}
SEEING_NAMES = SEEING_CONTENT | CASEWORKERS
DOWNLOADS = {
    "pilot:sheet_refused",
    "reporting:register_download",
    "reporting:return_download",
    "reporting:return_pilot_download",
    "reporting:extension_pack_pdf",
    "reporting:pack_pdf",
    "cases:feedback_pdf",
    "cases:case_summary_pdf",
}
# No link leads there: a button does, or a search box, or nobody may.
NOT_LINKED = {
    *PUBLIC,
    *(name for name, row in MATRIX.items() if row.get == 405 or not row.may),
    "pilot:proof_give",  # stands before a page, for whoever signed in a while ago
    "cases:case_search",
    "partners:partner_case_search",
    "referrals:referral_known",
    "referrals:referral_reopen",  # shown for one that ended without a case
    "referrals:referral_allow",  # shown where a rule leaves it to the manager
    "referrals:practitioner_search",
    "pilot:sheet_check",  # follows a file that is sent
    "pilot:sheet_refused",
    "pilot:contract_extension_evidence",  # before the stage that this officer's is at
    "pilot:contract_extension_propose",  # offered where none stands yet
    "admin:jsi18n",
    "cases:case_reopen",  # shown on a closed case only
    "pilot:person_reactivate",  # shown for a closed account only
}


def view_of(address):
    return resolve(address.partition("?")[0]).view_name


def read(tour):
    """The pages of a tour that are something to read, by address."""
    return {
        address: response.page
        for address, response in tour.found.items()
        if response.status_code == 200 and is_a_page(response)
    }


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_looking_at_every_page_changes_nothing(tours, role):
    tour = tours[role]

    assert tour.changed == {}
    assert len(tour.found) >= 3, "home, the contract, the password"


@pytest.mark.both_engines
@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_no_link_leads_nowhere_or_to_a_refusal(tours, role):
    wrong = {
        address: response.status_code
        for address, response in tours[role].found.items()
        if response.status_code not in (200, 302)
    }

    assert wrong == {}


def test_whoever_read_what_was_written_of_a_person_is_remembered(tours):
    telling = {
        role: {address for address, each in tour.found.items() if CONTENT in _words(each)}
        for role, tour in tours.items()
    }

    assert {role for role, found in telling.items() if found} == SEEING_CONTENT
    for role, found in telling.items():
        assert found - tours[role].traced == set(), role.label
    views = {view_of(address) for address in telling[MGR]}
    assert views >= {"cases:case_contacts", "referrals:referral_detail"}


def test_every_download_is_remembered(tours):
    kinds = set()
    for tour in tours.values():
        files = {page for page in tour.found if view_of(page) in DOWNLOADS}
        assert files <= tour.traced
        kinds |= {view_of(page) for page in files}
    unlinked = {"pilot:sheet_refused"}  # only after a file with a row refused was sent
    assert kinds == DOWNLOADS - unlinked, "nobody downloaded it"


def _words(response):
    return response.text if is_a_page(response) else ""


def test_every_page_is_reached_by_links_from_home(tours):
    reached = {view_of(address) for tour in tours.values() for address in tour.found}

    assert {listed.name for listed in pages()} - reached == NOT_LINKED - reached
    assert len(reached) >= 30


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_titles_and_addresses_tell_nothing_of_anybody(tours, role):
    tour = tours[role]
    telling = []
    for address, response in tour.found.items():
        written = [address, response.headers.get("Location", "")]
        written += [response.headers.get("Content-Disposition", "")]
        if page := getattr(response, "page", None):
            written += [page.title, *page.links, *page.addresses]
        telling += [
            f"{address}: {text}"
            for text in written
            if any(personal in text.lower() for personal in PERSONAL)
        ]

    assert telling == []


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_names_stand_only_on_the_pages_of_those_who_work_with_the_people(tours, role):
    naming = {
        view_of(address)
        for address, response in tours[role].found.items()
        if any(
            personal in response.content.decode(errors="ignore").lower()
            for personal in PERSONAL
        )
    }

    assert bool(naming) is (role in SEEING_NAMES)


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_who_is_supported_is_named_on_their_own_side_alone(tours, role):
    naming = {
        view_of(address)
        for address, response in tours[role].found.items()
        if PARTNER.lower() in response.content.decode(errors="ignore").lower()
    }

    assert bool(naming) is (role in {PSW, MGR})
    # And on the home page of those who support them, which says what waits for them.
    assert {view for view in naming if not view.startswith("partners:")} <= OWN_DAY


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_no_link_shows_an_address_of_somebody_who_is_supported(tours, role):
    showing = [
        address
        for address, response in tours[role].found.items()
        if PARTNER_ADDRESS in response.content.decode(errors="ignore")
    ]

    assert showing == []


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_every_page_has_a_title_of_its_own_and_the_services(tours, role):
    titles = {}
    for address, page in read(tours[role]).items():
        title = " ".join(page.title.split())
        assert title.endswith("Perpetrator pilot"), address
        titles.setdefault(title, set()).add(view_of(address))

    assert [views for views in titles.values() if len(views) > 1] == []
