"""Questions about an entry of a case: to record it, and again to put it right."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.actions import check_not_after_its_end
from cases.forms.work import WorkForm
from pilot.partner_words import AsksAboutPartnerWords
from pilot.transitions import TransitionRefused


def begun_before_its_end(entry, on):
    """The day on which an entry begins: one that has ended keeps its last day."""
    try:
        check_not_after_its_end(on, entry and entry.ended_on)
    except TransitionRefused as refused:
        raise forms.ValidationError(str(refused)) from refused
    return on


class EntryForm(AsksAboutPartnerWords, WorkForm):
    """An entry of a case. One that there is already is put right, for a reason."""

    days_of_the_case: tuple[str, ...] = ()  # they lie within it
    button = ("record", "Record")

    def __init__(self, *args, case, entry=None, **kwargs):
        if entry is not None:
            stands = {name: getattr(entry, name, None) for name in self.base_fields}
            kwargs["initial"] = stands | (kwargs.get("initial") or {})
        super().__init__(*args, case=case, **kwargs)
        self.case, self.entry = case, entry
        self.ask()
        layout = [*self.laid_out()]
        name, text = self.button
        if self.puts_right():
            self.fields["because"] = forms.CharField(
                label="What was wrong?",
                help_text="Kept beside the old entry, which stays readable. "
                "Do not name anybody.",
                max_length=200,
                error_messages={"required": "Enter what was wrong"},
            )
            self.texts_about_him = (*self.texts_about_him, "because")
            layout.insert(0, "because")
            name, text = "save", "Save the correction"
        self.helper.layout = Layout(*layout, Submit(name, text))

    def puts_right(self) -> bool:
        """Whether the answers stand in the place of others."""
        return self.entry is not None

    def ask(self):
        """What depends on the case: choices, labels, fields."""

    def laid_out(self):
        """The fields in the order in which they are asked."""
        return [*self.fields]

    def clean(self):
        answers = super().clean()
        for name in self.days_of_the_case:
            if answers.get(name):
                try:
                    self.check_day(answers[name])
                except forms.ValidationError as wrong:
                    self.add_error(name, wrong)
        if self.puts_right() and not self.errors and self._says_the_same(answers):
            self.add_error("because", "Change what was wrong below, or go back")
        return answers

    def _says_the_same(self, answers) -> bool:
        asked = {name for name in answers if name != "because"}
        return all(getattr(self.entry, name, None) == answers[name] for name in asked)
