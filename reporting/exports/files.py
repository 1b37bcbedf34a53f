"""A file that is handed over, and one that is the same whenever it is made."""

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_WRITTEN_AT = re.compile(
    rb"(<(dcterms:(?:created|modified)|dc:date|meta:creation-date)[^>]*>)[^<]*(</)"
)
_NAMESPACE = re.compile(rb' xmlns:(\w+)="([^"]*)"')
FIRST = "mimetype"  # OpenDocument: the kind of file stands first, as it is


@dataclass(frozen=True)
class ExportedFile:
    """A file ready to be handed over."""

    name: str
    content_type: str
    content: bytes


def same_to_the_byte(package: bytes, at: datetime) -> bytes:
    """The parts of a zipped document, with the time they are about and not of writing."""
    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = BytesIO()
    with ZipFile(BytesIO(package)) as made, ZipFile(out, "w") as fixed:
        names = sorted(made.namelist(), key=lambda name: (name != FIRST, name))
        for name in names:
            part = ZipInfo(name, at.timetuple()[:6])
            part.compress_type = ZIP_STORED if name == FIRST else ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            content = _WRITTEN_AT.sub(rb"\g<1>" + moment + rb"\g<3>", made.read(name))
            if FIRST in names and name.endswith(".xml"):
                content = _with_the_namespaces_it_uses(content)
            fixed.writestr(part, content)
    return out.getvalue()


def _with_the_namespaces_it_uses(content: bytes) -> bytes:
    """The library names every namespace it has met since the process began."""
    names = dict(_NAMESPACE.findall(content))
    used = {
        prefix: address
        for prefix, address in sorted(names.items())
        if re.search(rb"[</ ]" + prefix + rb":[\w-]+[ =/>]", content)
    }
    told = b"".join(b' xmlns:%s="%s"' % pair for pair in used.items())
    bare = _NAMESPACE.sub(b"", content)
    return re.sub(rb"(<[a-z]+:[a-z-]+)", rb"\g<1>" + told, bare, count=1)
