"""Given names and the gender that "he" or "she" shows."""

from __future__ import annotations

from demarche.knowledge.lexicon import fold
from demarche.knowledge.record import Gender
from demarche.knowledge.tables import listed, read_table


def given_names() -> dict[str, Gender]:
    """Folded given names of given_names.csv with their gender; a name listed for both is left out."""
    found: dict[str, Gender] = {}
    both: set[str] = set()
    for row in read_table("given_names.csv", ("gender", "names"), ("gender", "names")):
        gender: Gender = "f" if row["gender"] == "f" else "m"
        for name in listed(row["names"]):
            if found.setdefault(fold(name), gender) != gender:
                both.add(fold(name))
    return {name: gender for name, gender in found.items() if name not in both}
