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

__all__ = [
    "AssumptionForm",
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
    "TeamsForm",
    "WaitingForm",
]
