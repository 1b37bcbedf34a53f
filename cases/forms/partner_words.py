"""The form that asks once about words which may be the partner's is the whole service's."""

from pilot.partner_words import AsksAboutPartnerWords

__all__ = ["AsksAboutPartnerWords"]
