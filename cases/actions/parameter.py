"""What cases keep because of a parameter is worked out again when that has changed."""

from django.db import transaction

from cases.actions.engagement import keep_engagement
from cases.actions.stage import keep_stages
from cases.models import Case, Feedback


@transaction.atomic
def keep_by_parameter(code: str) -> None:
    """Everything that rests on this parameter says what it says by the numbers in force.

    P-04: when letters that have not gone are due. P-10: who engaged and was supported.
    P-11: which stages are compared. All else is asked for when it is needed, and what was
    declared, sent or completed stays. Safe to run again.
    """
    if code == "P-04":
        _keep_days_of_letters()
    if code == "P-10":
        for case in Case.objects.order_by("pk").iterator():
            keep_engagement(case)
    if code == "P-11":
        for case in Case.objects.order_by("pk").iterator():
            keep_stages(case)


def _keep_days_of_letters() -> None:
    letters = Feedback.objects.unsent().exclude(non_engagement=None)
    for letter in letters.select_related("non_engagement"):
        due_on = letter.non_engagement.tell_by
        Feedback.objects.filter(pk=letter.pk).update(due_on=due_on)
