"""Articles as references: CSL-JSON (Zotero, pandoc), RIS (EndNote), BibTeX."""

from __future__ import annotations

import re
import unicodedata
from typing import BinaryIO
from urllib.parse import urlsplit

import msgspec

from demarche.records import Article
from demarche.store import Store

# What BibTeX would take for its own; the backslash first, since the others bring one.
TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
       "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip


def write_csl(store: Store, kind: str, out: BinaryIO) -> int:
    """CSL-JSON 1.0, one array; unknown fields are absent."""
    items = [_csl(reading.article) for reading in store.readings() if reading.article.news]
    out.write(msgspec.json.format(msgspec.json.encode(items), indent=1) + b"\n")
    return len(items)


def _csl(article: Article) -> dict[str, object]:
    date = article.published.date
    fields: dict[str, object | None] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": _line(article.title),
        "container-title": _line(article.outlet),
        "author": [{"literal": _line(author)} for author in article.authors] or None,
        "publisher": _line(article.agency),
        "publisher-place": _line(article.dateline),
        "issued": {"date-parts": [[int(part) for part in date.split("-")]]} if date else None,
        "accessed": {"raw": article.retrieved} if article.retrieved else None,
        "URL": _url(article),
        "language": article.language,
    }
    return {name: value for name, value in fields.items() if value is not None}


def write_ris(store: Store, kind: str, out: BinaryIO) -> int:
    """RIS: type NEWS, a record an article, lines end in CRLF as its readers expect."""
    written = 0
    for reading in store.readings():
        article = reading.article
        if not article.news:
            continue
        date = article.published.date
        tags = [
            ("TY", "NEWS"),
            ("ID", article.id),
            ("TI", _line(article.title)),
            ("T2", _line(article.outlet)),
            *(("AU", _line(author)) for author in article.authors),
            ("PB", _line(article.agency)),
            ("PY", date[:4] if date else None),
            ("DA", "/".join([*date.split("-"), "", ""][:3]) + "/" if date else None),
            ("UR", _url(article)),
            ("LA", article.language),
            ("ER", ""),
        ]
        out.write("".join(f"{tag}  - {value}\r\n" for tag, value in tags if value is not None).encode())
        written += 1
    return written


def write_bibtex(store: Store, kind: str, out: BinaryIO) -> int:
    """BibTeX: @article entries, keyed by outlet or first word of the title, year and the id's beginning."""
    written = 0
    for reading in store.readings():
        article = reading.article
        if not article.news:
            continue
        date = article.published.date
        fields = {
            "title": f"{{{_tex(article.title)}}}" if article.title else None,
            "journal": _tex(article.outlet),
            "author": " and ".join(f"{{{_tex(author)}}}" for author in article.authors) or None,
            "date": date,
            "year": date[:4] if date else None,
            "url": _url(article),
            "note": f"{_tex(article.agency)}" if article.agency else None,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        out.write("\n".join((f"@article{{{_key(article)},", *lines, "}\n\n")).encode())
        written += 1
    return written


def _key(article: Article) -> str:
    named = unicodedata.normalize("NFKD", article.outlet or article.title or "page").encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z]+", named.lower())
    return f"{''.join(words[:3]) or 'page'}{(article.published.date or '')[:4]}-{article.id[:8]}"


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _tex(text: str | None) -> str | None:
    return "".join(TEX.get(char, char) for char in " ".join(text.split())) if text else None


def _url(article: Article) -> str | None:
    """The address on the web, escaped where it holds what no URL may; a file is no place to send a reader to."""
    if urlsplit(article.uri).scheme not in ("http", "https"):
        return None
    return re.sub(r"[\s{}\\]", lambda found: f"%{ord(found[0]):02X}", article.uri)
