from cases.forms.appointment import SessionMoveForm
from cases.forms.attempt import AttemptCorrectForm, ContactAttemptForm, WithdrawForm
from cases.forms.case import (
    CaseChangeBoroughForm,
    CaseCloseForm,
    CaseFilterForm,
    CaseMoveForm,
    CaseOpenForm,
    CaseSearchForm,
)
from cases.forms.partner_words import AsksAboutPartnerWords
from cases.forms.session import SessionCorrectForm, SessionForm, SessionRecordForm

__all__ = [
    "AsksAboutPartnerWords",
    "AttemptCorrectForm",
    "CaseChangeBoroughForm",
    "CaseCloseForm",
    "CaseFilterForm",
    "CaseMoveForm",
    "CaseOpenForm",
    "CaseSearchForm",
    "ContactAttemptForm",
    "SessionCorrectForm",
    "SessionForm",
    "SessionMoveForm",
    "SessionRecordForm",
    "WithdrawForm",
]
