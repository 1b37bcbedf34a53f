from django.db import models
from django.db.models import Q

from cases.models import Interpreter
from cases.partners.references import new_reference
from pilot import calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class SupportedPersonQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_ALL_PARTNER_WORK
    borough_path = "cases__borough"

    def visible_to(self, user):
        """Whoever may see one of their cases may see them."""
        cases = self.model._meta.get_field("cases").related_model
        return self.filter(cases__in=cases.objects.visible_to(user)).distinct()

    def told_to(self, user):
        """Those of whom this person may learn that there is somebody: of their boroughs.

        Nobody learns of somebody harmed by a person with whom they work (V-23).
        """
        cases = self.model._meta.get_field("cases").related_model.objects
        boroughs = user.codes_with(Permission.SUPPORT_PARTNERS)
        both = cases.of_somebody_they_work_with(user)
        return self.filter(
            pk__in=cases.filter(borough__in=boroughs).values("person")
        ).exclude(pk__in=both.values("person"))

    def without_open_case(self):
        """Those for whom a new partner case may be opened."""
        return self.filter(~Q(pk__in=self.filter(~Q(cases__status="CLOSED")).values("pk")))


class SupportedPerson(models.Model):
    """Somebody harmed by a person we work with: a record of its own, merged with nobody's.

    What they are to him stands on the link between the cases. Addresses and numbers are
    rows of their own, each shown only when somebody asks for it.
    """

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    given_names = models.CharField(max_length=100)
    surname = models.CharField(max_length=100, blank=True)  # not always told
    born_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(
        max_length=10, choices=Interpreter, default=Interpreter.NOT_ASKED
    )
    needs = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = SupportedPersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "supported people"
        constraints = [
            models.CheckConstraint(
                condition=~Q(given_names=""), name="supported_person_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(interpreter__in=Interpreter.values),
                name="supported_person_has_a_known_answer_about_an_interpreter",
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, (self.given_names, self.surname)))

    @property
    def audit_name(self):
        return f"supported person {self.reference}"

    @property
    def age(self) -> int | None:
        """How old they are today, if their date of birth is known."""
        if self.born_on is None:
            return None
        return calendar.age_on(calendar.today(), born_on=self.born_on)
