"""What the service writes to its log: which page failed and how, never what was typed."""

import logging

from django.http import HttpRequest


class QuietFormatter(logging.Formatter):
    """One line an event: level, logger, request and the error's kind and place.

    Messages and tracebacks can carry what people typed, so neither is written out.
    """

    def format(self, record):
        request = getattr(record, "request", None)
        parts = [self.formatTime(record), record.levelname, record.name]
        if isinstance(request, HttpRequest):
            match = getattr(request, "resolver_match", None)
            parts += [request.method, match.view_name if match else "no page"]
            parts.append(getattr(request, "reference", ""))
        if status := getattr(record, "status_code", None):
            parts.append(str(status))
        if record.exc_info and record.exc_info[0]:
            parts.append(self._place(record.exc_info))
        elif record.name == "pilot":
            parts.append(record.getMessage())
        return " ".join(parts)

    @staticmethod
    def _place(exc_info):
        kind, _, traceback = exc_info
        while traceback.tb_next:
            traceback = traceback.tb_next
        code = traceback.tb_frame.f_code
        return f"{kind.__name__} in {code.co_qualname} line {traceback.tb_lineno}"
