"""Finding the cases whose assessment or risk review is due: part of the cases' queryset.

It stands before `Case`, and reaches what hangs on a case by the name it has there.
"""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.models.levels import RiskTrigger
from pilot import calendar, parameters
from pilot.scoping import ScopedQuerySet

# What asks for a look at risk by itself, and what a case with risk calls its first day.
SINCE = {
    RiskTrigger.INCIDENT: "incident_since",
    RiskTrigger.MISSED: "missed_since",
    RiskTrigger.JUSTICE: "justice_since",
    RiskTrigger.NOT_ENGAGING: "declared_since",
    RiskTrigger.PARTNER_SIDE: "partner_side_since",
}


class ReviewedQuerySet(ScopedQuerySet):
    """Cases by what is known of their assessment and their risk."""

    def assessment_overdue(self):
        """Open cases whose first assessment should be complete by now (P-08)."""
        completed = self._of("assessments").completed()
        first_in_time = _last_in_time_for_an_assessment()
        late = self.open().filter(opened_on__lt=first_in_time)
        return late.exclude(pk__in=completed.values("case"))

    def with_assessment(self):
        """Each knows whether an assessment of it is complete."""
        completed = self._of("assessments").completed()
        return self.annotate(is_assessed=Exists(completed.filter(case=OuterRef("pk"))))

    def with_reviews(self):
        """Each with what is to be looked at next: a warning, the plan, by the manager."""
        here = {"case": OuterRef("pk")}
        warning = self._of("warnings").active().filter(**here)
        goal = self._of("goals").current().filter(**here).order_by("review_on", "pk")
        question = self._of("eligibility_queries").waiting().filter(**here)
        unfounded = self._of("non_engagements").unfounded().filter(**here)
        unread = self._of("assessments").awaiting_sign_off().filter(**here).order_by("pk")
        return self.annotate(
            warning_review_on=Subquery(warning.values("review_on")[:1]),
            warning_reference=Subquery(warning.values("reference")[:1]),
            goal_review_on=Subquery(goal.values("review_on")[:1]),
            asked_about_on=Subquery(question.values("asked_on")[:1]),
            unfounded_since=Subquery(unfounded.values("evidence_lost_on")[:1]),
            unread_since=Subquery(unread.values("completed_on")[:1]),
            unread_reference=Subquery(unread.values("reference")[:1]),
        )

    def with_risk(self):
        """Each with its latest rating, and what has happened since that nobody looked at.

        What happened on the day of the rating counts if it was put on record later.
        """
        latest = self._of("risk_updates").standing().latest_first()
        latest = latest.filter(case=OuterRef("pk"))
        rated = self.annotate(
            risk_level=Subquery(latest.values("level")[:1]),
            rated_on=Subquery(latest.values("on")[:1]),
            rated_at=Subquery(latest.values("recorded_at")[:1]),
        )
        missed = self._of("sessions").missed()
        justice = self._of("justice_checks").standing().asking_the_manager()
        return rated.annotate(
            incident_since=_first_since(self._of("incidents").standing(), "known_on"),
            missed_since=_first_since(missed, "on"),
            justice_since=_first_since(justice, "on"),
            declared_since=_first_since(
                self._of("non_engagements").standing(), "declared_on"
            ),
            partner_side_since=_first_since(
                self._of("bridge"), "level_set_on", known_at="level_set_at"
            ),
        )

    def for_reviewing(self):
        """Each as its worker's manager looks at it: what is late on it, and since when."""
        here = {"case": OuterRef("pk")}
        came = self._of("sessions").attended().with_the_person()
        seen = came.filter(**here).order_by("-on")
        missed = self._of("sessions").missed().filter(**here).order_by("-on")
        tried = self._of("attempts").standing().filter(**here).order_by("-on")
        talked = self._of("supervision_points").filter(**here).order_by("-supervision__on")
        return (
            self.with_risk()
            .with_assessment()
            .select_related("perpetrator", "borough", "post", "worker")
            .annotate(
                last_seen_on=Subquery(seen.values("on")[:1]),
                last_missed_on=Subquery(missed.values("on")[:1]),
                last_tried_on=Subquery(tried.values("on")[:1]),
                talked_over_on=Subquery(talked.values("supervision__on")[:1]),
                records_late=_number(self._of("sessions").overdue_for_a_record()),
                tasks_late=_number(self._of("tasks").overdue()),
            )
            .order_by("worker__last_name", "worker__first_name", "opened_on", "pk")
        )

    def with_standing(self):
        """Each with where he stood last with the law, and what the case stands under.

        `risk_to_tell_on` is the day of the latest rating that a referrer can be told,
        `session_awaiting` the reference of the session that has waited longest for its
        record.
        """
        checks = self._of("justice_checks").standing().latest_first()
        waiting = self._of("eligibility_queries").waiting().filter(case=OuterRef("pk"))
        meetings = self._of("involvements").flagging().filter(case=OuterRef("pk"))
        to_tell = self._of("risk_updates").to_tell().latest_first()
        awaiting = self._of("sessions").awaiting_a_record().order_by("on", "pk")
        return self.annotate(
            risk_to_tell_on=Subquery(to_tell.filter(case=OuterRef("pk")).values("on")[:1]),
            session_awaiting=Subquery(
                awaiting.filter(case=OuterRef("pk")).values("reference")[:1]
            ),
            found_last=Subquery(checks.filter(case=OuterRef("pk")).values("found")[:1]),
            is_asked_about=Exists(waiting),
            **{
                kind.flag: Exists(meetings.filter(kind=kind))
                for kind in meetings.model.Kind
            },
        )

    def stale_risk(self):
        """Open cases whose risk should have been looked at again by now (P-09)."""
        today = calendar.today()
        with_the_assessment = _last_in_time_for_an_assessment()
        stale = Q(rated_on__lt=today - timedelta(weeks=parameters.value("P-09")))
        stale |= Q(rated_on=None, opened_on__lt=with_the_assessment)
        for since in SINCE.values():
            stale |= Q(**{f"{since}__lt": today})
        return self.open().with_risk().filter(stale)

    def _of(self, relation):
        """The rows that hang on a case by this name, without an order of their own."""
        model = self.model._meta.get_field(relation).related_model
        return model._default_manager.order_by()


def _last_in_time_for_an_assessment():
    """Cases opened before this day should have their first assessment by now (P-08)."""
    return calendar.subtract_working_days(calendar.today(), parameters.value("P-08"))


def _number(rows):
    """How many of the rows hang on the case."""
    of_case = rows.filter(case=OuterRef("pk")).values("case")
    number = of_case.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)


def _rated_or_opened():
    return Coalesce(OuterRef("rated_on"), OuterRef("opened_on"))


def _first_since(rows, day, known_at="recorded_at"):
    """The first day of these rows that no rating has followed."""
    unseen = Q(**{f"{day}__gt": _rated_or_opened()}) | Q(
        **{day: OuterRef("rated_on"), f"{known_at}__gt": OuterRef("rated_at")}
    )
    of_case = rows.filter(unseen, case=OuterRef("pk"))
    return Subquery(of_case.order_by(day).values(day)[:1])
