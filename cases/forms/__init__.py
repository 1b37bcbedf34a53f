from cases.forms.alert import CaseAlertForm
from cases.forms.allocation import (
    CaseAllocateForm,
    CaseloadCoverForm,
    CaseloadHandOverForm,
)
from cases.forms.appointment import SessionMoveForm
from cases.forms.attempt import AttemptCorrectForm, ContactAttemptForm, WithdrawForm
from cases.forms.case import (
    CaseChangeBoroughForm,
    CaseCloseForm,
    CaseFilterForm,
    CaseOpenForm,
    CaseSearchForm,
)
from cases.forms.move import CaseMoveForm, CaseReopenForm
from cases.forms.partner_words import AsksAboutPartnerWords
from cases.forms.session import SessionCorrectForm, SessionForm, SessionRecordForm
from cases.forms.terms import TermsForm

__all__ = [
    "AsksAboutPartnerWords",
    "AttemptCorrectForm",
    "CaseAlertForm",
    "CaseAllocateForm",
    "CaseChangeBoroughForm",
    "CaseCloseForm",
    "CaseFilterForm",
    "CaseMoveForm",
    "CaseOpenForm",
    "CaseReopenForm",
    "CaseSearchForm",
    "CaseloadCoverForm",
    "CaseloadHandOverForm",
    "ContactAttemptForm",
    "SessionCorrectForm",
    "SessionForm",
    "SessionMoveForm",
    "SessionRecordForm",
    "TermsForm",
    "WithdrawForm",
]
