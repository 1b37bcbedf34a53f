"""What is asked about the group's meetings: the day, the agenda, what was decided."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, VersionField
from pilot.forms.record import ROLES_ONLY, reason, text
from pilot.naming_words import AsksAboutNames

MOST_POINTS, MOST_LETTERS = 30, 200
_ROLES = "By role, no names: “Authorised officers of the three boroughs, service manager”."


def _day() -> DateField:
    return DateField(label="On which day?", noun="the day", earliest=calendar.PILOT.start)


class MeetingForm(AsksAboutNames):
    texts_checked = ("attended", "agenda")

    on = _day()
    attended = text("Who is there?", "", most=300, help_text=_ROLES)
    agenda = text(
        "What is on the agenda?",
        "",
        most=4000,
        rows=8,
        help_text="A point on each line; after a bar its paper: "
        "“Referrals of the quarter | Paper 1”.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("record", "Record this meeting"))

    def words_found_in(self, text):
        """What may say who somebody is, also in a point of the agenda or its paper."""
        if not isinstance(text, str):
            text = "; ".join("; ".join(point) for point in text)
        return super().words_found_in(text)

    def clean_agenda(self) -> list[tuple[str, str]]:
        """Each point's title and its paper, in their order."""
        lines = filter(None, map(str.strip, self.cleaned_data["agenda"].splitlines()))
        points = [
            (title.strip(), paper.strip())
            for title, _, paper in (line.partition("|") for line in lines)
        ]
        if len(points) > MOST_POINTS:
            raise forms.ValidationError(f"Enter at most {MOST_POINTS} points")
        if any(not point[0] or max(map(len, point)) > MOST_LETTERS for point in points):
            raise forms.ValidationError(
                f"Enter each point, then its paper, in {MOST_LETTERS} characters or fewer"
            )
        return points


class MeetingChangeForm(AsksAboutNames):
    texts_checked = ("attended", "because")

    on = _day()
    attended = text("Who is there?", "", most=300, help_text=_ROLES)
    because = reason("What is different, and why?")
    is_cancelled = forms.BooleanField(label="It does not take place", required=False)
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("save", "Save the change"))


class ItemForm(AsksAboutNames):
    texts_checked = ("title", "paper")

    title = text("What is it about?", "Enter what it is about", help_text=ROLES_ONLY)
    paper = text("Which paper goes with it?", "")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("add", "Put it on the agenda"))


class ItemDecideForm(AsksAboutNames):
    texts_checked = ("decision",)

    decision = text(
        "What was decided?", "Enter what was decided", most=1000, rows=5,
        help_text=ROLES_ONLY,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("decision", Submit("decide", "Record the decision"))


class ItemCorrectForm(ItemForm):
    texts_checked = ("title", "paper", "decision", "because")

    decision = text("What was decided?", "", most=1000, rows=5, help_text=ROLES_ONLY)
    because = reason("What is different, and why?")
    is_withdrawn = forms.BooleanField(
        label="It does not belong on the agenda: take it out", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("save", "Save the change"))
