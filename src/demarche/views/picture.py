"""A drawing as a file: SVG as it is, PNG by resvg, which is an optional part."""

from __future__ import annotations

from pathlib import Path

from demarche.errors import OptionalPartError, QueryError

PIXELS = 1520  # across; twice the drawing's own width, sharp on paper and on fine screens
KINDS = (".svg", ".png")
LETTER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><text x="2" y="16" font-size="16"'
    " font-family=\"Arial,'Liberation Sans','DejaVu Sans','Noto Sans',Helvetica,sans-serif\">{}</text></svg>"
)


def write_picture(drawing: str, file: str) -> str | None:
    """Writes an SVG drawing into a file, as its name ends: .svg or .png. Gives a warning, if there is one to give.

    Raises `QueryError` for another ending or where it cannot be written, `OptionalPartError` where resvg is missing.
    """
    path = Path(file)
    if path.suffix.lower() not in KINDS:
        raise QueryError(f"{file}: a chart is a file that ends in {' or '.join(KINDS)}.")
    png = path.suffix.lower() == ".png"
    content = to_png(drawing) if png else drawing.encode("utf-8")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise QueryError(f"{file} cannot be written: {error.strerror or error}.") from error
    if png and to_png(LETTER.format("8"), 20) == to_png(LETTER.format(""), 20):
        return "no font was found on this machine, so the picture has no letters; install one, or write an .svg"
    return None


def to_png(drawing: str, pixels: int = PIXELS) -> bytes:
    """An SVG drawing as PNG, so many pixels across, on white. Raises `OptionalPartError` where resvg is missing."""
    try:
        import resvg_py
    except ImportError as error:
        raise OptionalPartError("PNG files are drawn by resvg: pip install 'demarche[png]'") from error
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=pixels, background="#ffffff"))
