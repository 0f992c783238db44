"""`python -m training.prepare`: read the corpora once and cache them."""

from __future__ import annotations

from training.corpora import SOURCES, load


def main() -> None:
    for name in SOURCES:
        documents = load(name)
        print(
            f"{name}: {len(documents)} documents, {sum(len(document.words) for document in documents)} words",
            flush=True,
        )


if __name__ == "__main__":
    main()
