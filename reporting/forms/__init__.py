"""What reporting's pages ask, by noun."""

from reporting.forms.questions import (
    AssumptionForm,
    DeclinedForm,
    ParameterForm,
    SourcesForm,
    TeamsForm,
    WaitingForm,
)
from reporting.forms.returns import (
    ReturnAcceptForm,
    ReturnRestateForm,
    ReturnSendBackForm,
    ReturnSignForm,
    ReturnSubmitForm,
    ReturnTextForm,
    ReturnTextReleaseForm,
)
from reporting.forms.targets import BaselineForm, TargetForm

__all__ = [
    "AssumptionForm",
    "BaselineForm",
    "DeclinedForm",
    "ParameterForm",
    "ReturnAcceptForm",
    "ReturnRestateForm",
    "ReturnSendBackForm",
    "ReturnSignForm",
    "ReturnSubmitForm",
    "ReturnTextForm",
    "ReturnTextReleaseForm",
    "SourcesForm",
    "TargetForm",
    "TeamsForm",
    "WaitingForm",
]
