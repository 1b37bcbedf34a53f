"""What is put together for a meeting or a decision: one document, from many records."""

from reporting.packs.extension import pack_of, packs_open_to
from reporting.packs.meeting import Pack

__all__ = ["Pack", "pack_of", "packs_open_to"]
