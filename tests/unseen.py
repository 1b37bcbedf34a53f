"""Pages that nobody looks at: a test asks how a page answers and not what it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.template import TemplateDoesNotExist
from django.template.backends.base import BaseEngine

_is_looked_at = ContextVar("_is_looked_at", default=True)


@contextmanager
def nobody_looks() -> Iterator[None]:
    """Views do all they do, and what they answer is the same but for an empty page."""
    token = _is_looked_at.set(False)
    try:
        yield
    finally:
        _is_looked_at.reset(token)


class Unseen(BaseEngine):
    """Asked first for every template; while somebody looks, it has none."""

    def __init__(self, params):
        params = params.copy()
        params.pop("OPTIONS")
        super().__init__(params)

    def get_template(self, template_name):
        if _is_looked_at.get():
            raise TemplateDoesNotExist(template_name, backend=self)
        return _Empty()


class _Empty:
    def render(self, context=None, request=None) -> str:
        return ""
