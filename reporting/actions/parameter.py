"""A changed number comes into force, with everything that is kept because of it."""

from typing import Any

from django.db import transaction

from cases.actions import keep_by_parameter
from pilot.actions import change_parameter
from pilot.models import ParameterChange, User
from pilot.parameters import Parameter


@transaction.atomic
def put_in_force(parameter: Parameter, *, by: User, **change: Any) -> ParameterChange:
    """The parameter is changed, and what cases keep by it says so from now on."""
    changed = change_parameter(parameter, by=by, **change)
    keep_by_parameter(parameter.code)
    return changed
