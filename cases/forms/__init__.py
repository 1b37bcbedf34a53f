from cases.forms.case import (
    CaseChangeBoroughForm,
    CaseCloseForm,
    CaseFilterForm,
    CaseMoveForm,
    CaseOpenForm,
    CaseSearchForm,
)
from cases.forms.session import ContactAttemptForm, SessionForm, SessionRecordForm

__all__ = [
    "CaseChangeBoroughForm",
    "CaseCloseForm",
    "CaseFilterForm",
    "CaseMoveForm",
    "CaseOpenForm",
    "CaseSearchForm",
    "ContactAttemptForm",
    "SessionForm",
    "SessionRecordForm",
]
