"""Pages of our own writing, for the demonstration: outlets, states and officials are invented."""

from pathlib import Path

FOLDER = Path(__file__).parent / "pages"
