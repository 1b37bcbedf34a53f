"""A number the service reckons with is changed, or the group agrees to it."""

from datetime import date

from django.db import IntegrityError, transaction

from pilot import audit, calendar, parameters
from pilot.models import ParameterChange, User
from pilot.parameters import Parameter
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused


@transaction.atomic
def change_parameter(
    parameter: Parameter,
    *,
    by: User,
    version: int,
    numbers: tuple[int, ...],
    reason: str,
    agreed_by: str = "",
    agreed_on: date | None = None,
) -> ParameterChange:
    """From today on it has these numbers; what was before stays readable.

    `version` is how many changes there were when the person read it. The same numbers again
    only with a body that agreed to them.
    """
    by.require(Permission.CHANGE_PARAMETER)
    _check(parameter, numbers)
    if agreed_on and agreed_on > calendar.today():
        raise TransitionRefused("An agreement is recorded once it has been reached.")
    earlier = ParameterChange.objects.filter(code=parameter.code)
    if version != earlier.count():
        raise Overtaken(f"Somebody else has just changed {parameter.code}.")
    was = parameters.values(parameter.code)
    if numbers == was and not agreed_by:
        raise TransitionRefused(f"{parameter.code} is {parameter.in_words(was)} already.")
    change = ParameterChange(
        code=parameter.code,
        place=version + 1,
        value=parameters.as_text(numbers),
        was=parameters.as_text(was),
        starts_on=calendar.today(),
        reason=reason,
        agreed_by=agreed_by,
        agreed_on=agreed_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise Overtaken(f"Somebody else has just changed {parameter.code}.") from error
    parameters.forget()
    audit.record(change, "changed", by=by, reason=reason, was=change.was, to=change.value)
    return change


def _check(parameter: Parameter, numbers: tuple[int, ...]) -> None:
    """The numbers lie within their bounds, and in their order."""
    for number, value in zip(parameter.numbers, numbers, strict=True):
        if not number.lowest <= value <= number.highest:
            raise TransitionRefused(
                f"{number.label} From {number.lowest} to {number.highest}."
            )
    if parameter.is_ascending and list(numbers) != sorted(set(numbers)):
        raise TransitionRefused("Each number has to be larger than the one before it.")
