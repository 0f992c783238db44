"""One page's bytes to a `Source`, or to the `Failure` that says why not."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from demarche.errors import DecodingError
from demarche.records import Failure, Source
from demarche.sources.decoding import decode

MediaType = Literal["text/plain", "text/html"]
MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p)\b", re.IGNORECASE)


def read_page(
    uri: str,
    raw: bytes,
    *,
    max_bytes: int,
    media_type: MediaType | None = None,
    declared: str | None = None,
    retrieved: str | None = None,
    container: str | None = None,
) -> Source | Failure:
    """A page from its bytes.

    `media_type` is what the name or header says; without one the text decides. `declared` is the charset of the HTTP
    header. A page larger than `max_bytes`, empty, binary or in no charset comes back as a `Failure`.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    if len(raw) > max_bytes:
        return Failure(uri=uri, stage="sources", reason=too_large(len(raw), max_bytes), sha256=sha256)
    try:
        content, charset = decode(raw, declared)
    except DecodingError as error:
        return Failure(uri=uri, stage="sources", reason=str(error), sha256=sha256)
    if media_type is None:
        media_type = "text/html" if MARKUP.search(content[:4096]) else "text/plain"
    return Source(
        uri=uri,
        sha256=sha256,
        media_type=media_type,
        content=content,
        retrieved=retrieved,
        charset=charset,
        container=container,
    )


def too_large(size: int, max_bytes: int) -> str:
    """The message for a page over the limit; sizes in bytes.

    >>> too_large(50_000_000, 20_000_000)
    'the page is 50.0 MB, over the limit of 20.0 MB; raise it with DEMARCHE_MAX_BYTES'
    """
    return (
        f"the page is {size / 1e6:.1f} MB, over the limit of {max_bytes / 1e6:.1f} MB; raise it with DEMARCHE_MAX_BYTES"
    )
