"""By which keys people are found, and that they are kept with the names."""

import importlib

from django.apps import apps

from pilot.permissions import Role
from referrals import actions
from referrals.matching import keys
from referrals.models import NameKey
from tests.factories import ReferralFactory
from tests.referrals.test_actions import corrected, told


def kept(referral):
    return set(referral.name_keys.values_list("key", flat=True))


def test_recording_and_correcting_keep_the_keys_of_every_name(person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    referral = actions.record_referral(by=worker, **told(aliases="Bob Vetch, , Al"))
    born_on = referral.born_on
    names = ("Alder Quillfeather", "Bob Vetch", "Al")
    assert kept(referral) == set().union(*(keys(name, born_on) for name in names))

    changed = corrected(referral, surname="Saltmarsh", aliases="")
    actions.correct_referral(referral, by=worker, **changed)

    assert kept(referral) == keys("Alder Saltmarsh", born_on)


def test_a_name_somebody_became_known_by_since_is_found_too(facts):
    referral = ReferralFactory(given_names="Alder", surname="Gale", findable=True)

    actions.keep_names(referral, also=["Alder Gust"])

    assert kept(referral) >= keys("Alder Gust")


def test_those_referred_before_there_was_an_index_are_found_by_it(facts):
    migration = "referrals.migrations.0003_people_are_found_by_name"
    before, already = ReferralFactory(), ReferralFactory(findable=True)
    count = already.name_keys.count()

    importlib.import_module(migration).find_everybody(apps, None)

    assert kept(before) == keys(before.subject_name, before.born_on)
    assert NameKey.objects.filter(referral=already).count() == count
