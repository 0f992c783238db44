"""The network of parties for Gephi and networkx: GEXF 1.3 and GraphML, an edge for each pair and direction.

Of events: from who does it to whom it is done, with how many happened, as incidents, and PLOVER's mean score. Of
statements: from the speaker's party to the addressee, with how many utterances. Nothing alleged, denied, planned,
hypothetical or recalled makes an edge.
"""

from __future__ import annotations

from typing import BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from demarche.exports.scales import score_of
from demarche.records import Party, Record
from demarche.store import Store


class Edge(Record, frozen=True):
    """How often one party turns to another: `weight` counts each incident or utterance once."""

    source: Party
    target: Party
    weight: int
    score: float | None


def edges_of(store: Store, kind: str) -> list[Edge]:
    """The edges of the network of events or statements, in the order of the parties."""
    seen: dict[tuple[Party, Party], dict[str, float]] = {}
    for reading in store.readings():
        if kind == "events":
            for event in reading.events:
                if event.status == "happened":
                    _add(seen, event.source, event.target, event.incident or event.id, score_of(event))
        else:
            for statement in reading.statements:
                speaker = (statement.party,) if statement.party else ()
                _add(seen, speaker, statement.addressees, statement.utterance or statement.id, 0.0)
    return [
        Edge(
            source=source,
            target=target,
            weight=len(things),
            score=round(sum(things.values()) / len(things), 2) if kind == "events" else None,
        )
        for (source, target), things in sorted(seen.items())
    ]


def _add(
    seen: dict[tuple[Party, Party], dict[str, float]],
    sources: tuple[Party, ...],
    targets: tuple[Party, ...],
    thing: str,
    score: float,
) -> None:
    """Joint parties (CHN+IND) are taken apart; nobody has an edge to itself."""
    for source in (one for party in sources for one in party.split("+")):
        for target in (one for party in targets for one in party.split("+")):
            if source != target:
                seen.setdefault((source, target), {}).setdefault(thing, score)


def _parties(edges: list[Edge]) -> list[Party]:
    return sorted({party for edge in edges for party in (edge.source, edge.target)})


def write_gexf(store: Store, kind: str, out: BinaryIO) -> int:
    """GEXF 1.3 (gexf.net); gives the number of edges."""
    edges = edges_of(store, kind)
    root = Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = SubElement(root, "graph", defaultedgetype="directed", mode="static")
    attributes = SubElement(graph, "attributes", {"class": "edge"})
    SubElement(attributes, "attribute", id="score", title="mean PLOVER score", type="double")
    nodes = SubElement(graph, "nodes")
    for party in _parties(edges):
        SubElement(nodes, "node", id=party, label=party)
    listed = SubElement(graph, "edges")
    for number, edge in enumerate(edges):
        element = SubElement(
            listed, "edge", id=str(number), source=edge.source, target=edge.target, weight=str(edge.weight)
        )
        if edge.score is not None:
            values = SubElement(element, "attvalues")
            SubElement(values, "attvalue", {"for": "score", "value": str(edge.score)})
    return _write(root, out, len(edges))


def write_graphml(store: Store, kind: str, out: BinaryIO) -> int:
    """GraphML (graphml.graphdrawing.org); gives the number of edges."""
    edges = edges_of(store, kind)
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name, type_ in (("weight", "int"), ("score", "double")):
        SubElement(root, "key", {"id": name, "for": "edge", "attr.name": name, "attr.type": type_})
    graph = SubElement(root, "graph", edgedefault="directed")
    for party in _parties(edges):
        SubElement(graph, "node", id=party)
    for edge in edges:
        element = SubElement(graph, "edge", source=edge.source, target=edge.target)
        SubElement(element, "data", key="weight").text = str(edge.weight)
        if edge.score is not None:
            SubElement(element, "data", key="score").text = str(edge.score)
    return _write(root, out, len(edges))


def _write(root: Element, out: BinaryIO, written: int) -> int:
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    out.write(b"\n")
    return written
