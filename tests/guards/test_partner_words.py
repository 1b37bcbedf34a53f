"""V-14: every text written about him is looked at, unless it stands here why not."""

import inspect

from django import forms

from pilot.partner_words import AsksAboutPartnerWords
from tests.guards.inventory import modules_of

# Looked at too, but named only when the form is built: its fields depend on the case.
WHEN_BUILT = {"AssessmentForm", "PlanReviewForm", "SupervisionForm"}
HIS_OWN = "his own name, address or way of being reached"
FOR_PARTNER_SUPPORT = "goes to partner support alone, and never waits for a question"
NOT_LOOKED_AT = {
    "AgencyInvolvementForm.contact": "a professional’s phone number or address",
    "CaseAlertForm.text": FOR_PARTNER_SUPPORT,
    "PassesOn.alert": FOR_PARTNER_SUPPORT,
    "PassesOn.ask": "looked at by the forms that it is part of",
    "CaseSearchForm.text": "is kept nowhere",
    "ChildForm.first_name": "a child’s first name",
    "EqualityForm.gender_words": "his own word for himself",
    "FeedbackSendForm.sent_to": "a professional’s name",
    "PersonForm.given_names": HIS_OWN,
    "PersonForm.surname": HIS_OWN,
    "PersonForm.aliases": HIS_OWN,
    "PersonForm.address": HIS_OWN,
    "PersonForm.postcode": HIS_OWN,
    "PersonForm.phone": HIS_OWN,
    "PersonForm.language": HIS_OWN,
    "PersonForm.police_reference": "a number of the police",
}


def forms_of_cases():
    for module in modules_of("cases.forms"):
        for name, form in inspect.getmembers(module, inspect.isclass):
            if form.__module__ == module.__name__ and issubclass(form, forms.BaseForm):
                yield name, form


def free_texts(form):
    """The fields in which anything can be written."""
    return {
        name
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField and not field.widget.is_hidden
    }


def looked_at_nowhere():
    for name, form in forms_of_cases():
        for text in free_texts(form) - set(getattr(form, "texts_about_him", ())):
            owner = next(each for each in form.__mro__[::-1] if _declares(each, text))
            yield f"{owner.__name__}.{text}", name


def _declares(form, text):
    return text in getattr(form, "base_fields", ())


def test_every_free_text_about_him_is_looked_at():
    left_out = {
        field
        for field, form in looked_at_nowhere()
        if field.partition(".")[0] not in WHEN_BUILT
    }

    assert left_out == NOT_LOOKED_AT.keys()


def test_what_names_a_text_can_ask_about_it():
    for name, form in forms_of_cases():
        if getattr(form, "texts_about_him", ()) or name in WHEN_BUILT:
            assert issubclass(form, AsksAboutPartnerWords) or name == "PassesOn", name
