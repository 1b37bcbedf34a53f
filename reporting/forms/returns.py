"""What is asked when a return is written, signed, reviewed, submitted or restated."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot.fields import PilotForm, VersionField
from pilot.naming_words import LONGEST, NO_NAMES, AsksAboutNames, WordForm


class ReturnTextForm(AsksAboutNames):
    """The answer to one question, or what is said of one figure; it may be left empty."""

    texts_checked = ("text",)

    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    version = VersionField()

    def __init__(self, *args, question: str, hint: str = "", is_required=False, **kwargs):
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label, text.required = question, is_required
        text.help_text = f"{hint} {NO_NAMES}".strip()
        text.error_messages["required"] = "Enter an answer"
        self.helper.layout = Layout("text", "version", Submit("write", "Save this text"))


class _Confirmed(PilotForm):
    """Something that is meant, and said to be so."""

    blames = "is_sure"  # where a refusal is shown
    said = ""
    missing = ""
    button = ""

    is_sure = forms.BooleanField()
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_sure"].label = self.said
        self.fields["is_sure"].error_messages["required"] = self.missing
        self.helper.layout = Layout("is_sure", "version", Submit("confirm", self.button))

    def clean(self):
        answers = super().clean()
        answers.pop("is_sure", None)  # no part of what is done
        return answers


class ReturnTextReleaseForm(_Confirmed):
    said = "I have read it: nobody can be recognised by it"
    missing = "Confirm that you have read it"
    button = "Release this text"


class ReturnSignForm(_Confirmed):
    said = "I sign this return for the provider"
    missing = "Confirm that you sign this return"
    button = "Sign this return"


class ReturnSubmitForm(_Confirmed):
    said = "The accepted version goes to MOPAC"
    missing = "Confirm that it goes to MOPAC"
    button = "Submit this return"


class _Word(WordForm):
    """One text that goes into the return's history as it is sent."""

    version = VersionField()


class ReturnSendBackForm(_Word):
    question = "What is the provider asked to put right?"
    hint = "The provider and the officer read it; it stays in the return’s history."
    button = "Send this return back"


class ReturnAcceptForm(_Word):
    question = "Is there something to say about it?"
    hint = "A remark goes into the return’s history. It changes no figure."
    button = "Accept this return"
    is_required = False


class ReturnRestateForm(_Word):
    question = "Why is it stated again?"
    hint = "What came in late or was put right. What was submitted stays as it is."
    button = "State it again"
