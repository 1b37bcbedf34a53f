"""Text as it is kept: what no file has a place for is taken out as it comes in."""

import re

from django import forms

# XML, and so a workbook, has no place for these; tab and newline stay.
_CONTROL = re.compile("[\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NEWLINE = re.compile("\r\n?|\x85|\u2028|\u2029")


def cleaned(text: str, *, one_line: bool) -> str:
    """Text without control characters, every line ending the same; one line if asked."""
    text = _CONTROL.sub("", _NEWLINE.sub("\n", text))
    return re.sub(r"[\t\n]+", " ", text) if one_line else text


class CleanCharField(forms.CharField):
    """A text that is clean in any form, also one that is not a `PilotForm`."""

    def to_python(self, value):
        if isinstance(value, str):
            value = cleaned(value, one_line=not isinstance(self.widget, forms.Textarea))
        return super().to_python(value)
