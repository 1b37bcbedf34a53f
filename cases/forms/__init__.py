from cases.forms.case import (
    CaseChangeBoroughForm,
    CaseCloseForm,
    CaseFilterForm,
    CaseMoveForm,
    CaseOpenForm,
    CaseSearchForm,
)
from cases.forms.partner_words import AsksAboutPartnerWords
from cases.forms.session import ContactAttemptForm, SessionForm, SessionRecordForm

__all__ = [
    "AsksAboutPartnerWords",
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
