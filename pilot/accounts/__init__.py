"""What a borough's money comes to: budget, spending, forecast and variance, by reading."""

from pilot.accounts.account import Account, GridRow, OfQuarter, YearEnd, booked_in
from pilot.accounts.rag import Rag, rag_of
from pilot.accounts.reading import (
    account_of,
    accounts_of,
    boroughs_of_money_open_to,
    together,
)

__all__ = [
    "Account",
    "GridRow",
    "OfQuarter",
    "Rag",
    "YearEnd",
    "account_of",
    "accounts_of",
    "booked_in",
    "boroughs_of_money_open_to",
    "rag_of",
    "together",
]
