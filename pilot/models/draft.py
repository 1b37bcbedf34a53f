from django.db import models

from pilot.models.user import User
from pilot.scoping import ScopedQuerySet


class OwnQuerySet(ScopedQuerySet):
    """Rows that are nobody's business but their owner's."""

    def visible_to(self, user):
        return self.filter(user=user)


class Draft(models.Model):
    """A half-written form, kept for its writer until it is recorded or thrown away."""

    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=200)  # the page it belongs to, by reference only
    title = models.CharField(max_length=120)  # "Log an intervention": never a name
    answers = models.TextField()  # as the browser sent them, urlencoded
    answered = models.PositiveSmallIntegerField(default=0)
    saved_at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "path"], name="draft_is_one_per_page"),
        ]

    def __str__(self):
        return self.title


class Submission(models.Model):
    """That a form was sent once, so that sending it again does nothing twice."""

    user = models.ForeignKey(User, models.CASCADE, related_name="submissions")
    token = models.CharField(max_length=36)
    digest = models.CharField(max_length=64)  # keyed, so it says nothing of the text
    sent_at = models.DateTimeField()
    result = models.CharField(max_length=200, blank=True)  # where the answer led

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "digest", "sent_at"], name="submission_by_text")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "token"], name="submission_counts_once"
            ),
        ]

    def __str__(self):
        return self.token
