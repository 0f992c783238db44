"""Pages of our own writing, for the demonstration: outlets, states and officials are invented.

Three stories as several outlets tell them, two copies of one agency text among them, and two pages that are no news.
`ACTORS` is the actor file that names the invented states.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "pages"
ACTORS = Path(__file__).parent / "actors.toml"
