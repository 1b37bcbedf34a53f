"""Models keep the order of time, the borough's scope, and true names for their rules."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models

from pilot.models import Borough, User
from pilot.scoping import ScopedQuerySet
from tests.guards.inventory import age_of, our_models

MODELS = our_models()
# They belong to a borough on paper, and to everybody: public facts and the code itself.
OPEN_TO_ALL = {"referrals.Agency"}
VERBS = {
    *("is", "are", "has", "have", "comes", "ends", "starts", "opens", "closes", "fits"),
    *("lasts", "names", "costs", "counts", "follows", "belongs", "holds", "needs", "says"),
    *("means", "works", "waits", "refers", "stays", "knows"),
}


def path_to_borough(model, seen=()) -> str | None:
    """The way from the model to the borough it belongs to, if there is one."""
    for field in model._meta.get_fields():
        if not (field.concrete and field.is_relation):
            continue
        target = field.related_model
        if target is Borough:
            return field.name
        if target is User or target in seen or target is model:
            continue  # who did it says nothing of where it belongs
        if further := path_to_borough(target, (*seen, model)):
            return f"{field.name}__{further}"
    return None


def test_the_guards_see_the_models():
    assert len(MODELS) >= 20
    named = {model.__name__: model for model in MODELS}
    assert path_to_borough(named["Agreement"]) == "borough"
    assert path_to_borough(named["Draft"]) is None, "it is its writer's"
    assert path_to_borough(Borough) is None


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_with_a_borough_is_scoped(model):
    belongs = path_to_borough(model) and model._meta.label not in OPEN_TO_ALL
    queryset = model._default_manager.get_queryset()

    assert isinstance(queryset, ScopedQuerySet) or not belongs, "no visible_to"
    if getattr(type(queryset), "visible_to", None) is ScopedQuerySet.visible_to:
        assert queryset.view_permission
        assert _follow(model, queryset.borough_path).related_model is Borough


def _follow(model, path):
    field = None
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model
    return field


@pytest.mark.django_db
def test_somebody_without_a_role_sees_no_row_of_any_scoped_model():
    newcomer = User.objects.create(username="newcomer")
    querysets = [model._default_manager.get_queryset() for model in MODELS]
    scoped = [rows for rows in querysets if isinstance(rows, ScopedQuerySet)]

    assert len(scoped) >= 10
    for rows in scoped:
        assert list(rows.visible_to(newcomer)) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_backwards_in_time(model):
    forwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for field in model._meta.get_fields(include_hidden=True)
        if field.concrete and field.is_relation
        if age_of(field.related_model) > age_of(model)
    ]

    assert forwards == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_key_to_another_row_never_deletes_it_silently(model):
    own = {"user"}  # what a person was writing goes with their account
    silent = [
        field.name
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and not field.many_to_many
        if field.remote_field.on_delete is not models.PROTECT
        if field.name not in own
    ]

    assert silent == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_constraints_are_named_as_true_sentences(model):
    for constraint in model._meta.constraints:
        words = constraint.name.split("_")
        assert VERBS & set(words[1:]), f"{constraint.name} is no sentence: it has no verb"
        assert constraint.name == constraint.name.lower()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_times_days_and_yes_or_no_say_what_they_are(model):
    endings = {
        models.DateTimeField: r"_at$|^at$|^(last_login|date_joined)$",
        models.DateField: r"_on$|^on$|^(valid_from|valid_to)$",
        models.TimeField: r"_at$",
        models.BooleanField: r"^(is|has)_",
    }
    for field in model._meta.get_fields():
        for kind, ending in endings.items():
            if type(field) is kind:
                assert re.search(ending, field.name), f"{model._meta.label}.{field.name}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_models_leave_saving_as_it_is(model):
    for method in ("save", "delete"):
        owner = next(each for each in model.__mro__ if method in vars(each))
        assert not owner.__module__.startswith(("pilot", "referrals", "cases", "reporting"))


@pytest.mark.django_db
def test_migrations_are_complete():
    told = StringIO()

    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=told)
    except SystemExit:
        pytest.fail(f"run makemigrations:\n{told.getvalue()}")
