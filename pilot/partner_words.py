"""Words in a text about him that may have come from the person harmed (V-14).

It looks at the text alone. Names known to the partner side are never asked for: a warning
that depends on a record there would tell the writer that there is one.
"""

import re

from pilot.checked_words import PHONE, POSTCODE, AsksAboutWords, Found

_HER = (
    r"(?:she|(?:(?:his|her|their|the) )?(?:ex[- ]?)?(?:partner|wife|husband|girlfriend|"
    r"boyfriend)|(?:his|her|their) (?:mother|mum|father|dad)|the victim|the survivor)"
)
_SAID = (
    r"(?:told|tells|said|says|disclosed|discloses|reported|reports|confirmed|confirms|"
    r"rang|texted|emailed|alleges|described|describes)"
)
_ACCOUNT = re.compile(
    rf"\b(?:{_HER} (?:has |had |also |now )?{_SAID}|according to (?:her|{_HER})|"
    r"partner support(?: worker)? (?:told|said|says|rang|let me know)|"
    r"(?:the |her )?idva (?:told|said|says)|"
    r"(?:her|she gave an?) (?:account|version|statement))\b",
    re.IGNORECASE,
)
_WHEREABOUTS = re.compile(
    r"\b(?:(?:where )?she (?:now |is )?(?:lives|living|stays|staying|moved|works|working)|"
    r"she has moved|"
    r"her (?:new )?(?:address|flat|house|phone|mobile|number|workplace|school|job)|"
    r"her whereabouts|in (?:a|the) refuge)\b",
    re.IGNORECASE,
)
_LOOKED_FOR = (
    ("a phone number", PHONE),
    ("a postcode", POSTCODE),
    ("somebody else’s account", _ACCOUNT),
    ("where somebody is", _WHEREABOUTS),
)


def partner_words(text: str) -> list[Found]:
    """What in the text may have come from the person harmed: the first of each kind."""
    text = " ".join(text.split())
    return [
        Found(looks_like, match[0].strip())
        for looks_like, pattern in _LOOKED_FOR
        if (match := pattern.search(text))
    ]


class AsksAboutPartnerWords(AsksAboutWords):
    """A subclass names the texts in `texts_about_him`: they are asked about once."""

    texts_about_him: tuple[str, ...] = ()
    take_out = "Take out what came from the person harmed or says where they are"
    i_have_checked = "I have checked: nothing here came from the person harmed"

    # The base form keeps an attribute, which a property may stand for.
    @property
    def texts_checked(self) -> tuple[str, ...]:  # type: ignore[override]
        return self.texts_about_him

    def words_found_in(self, text: str) -> list[Found]:
        """What may have come from the person harmed."""
        return partner_words(text)
