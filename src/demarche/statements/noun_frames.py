"""The arguments of a noun of saying, and of "according to", by syntax.

Works on Universal Dependencies trees (basic dependencies). All indices are token indices into the `Doc`; spans are
half-open.
"""

from __future__ import annotations

from spacy.tokens import Token

from demarche.statements.arguments import Arguments, nominal_after, runs
from demarche.statements.clauses import children, noun_phrase, preposition


def read_noun_arguments(noun: Token) -> Arguments:
    """The arguments of a noun that says something: "the accusations of the minister that ...", "X's warning to Y".

    Owner: possessive, "of" (only before a clause), "from", "by", a compound name. Addressee: "to", "against".
    Content: a that-clause, an infinitive, "that" after "of", "about", "over", "on".
    """
    owner: Token | None = None
    addressee: list[Token] = []
    content: list[Token] = []
    clauses = [c for c in children(noun, "acl", "ccomp", "advcl", "acl:relcl", "xcomp") if c.i > noun.i]
    that = [c for c in clauses if any(m.lower_ in {"that", "to"} for m in children(c, "mark"))]
    for part in children(noun, "nmod:poss", "nmod", "compound", "amod", "obl"):
        case = preposition(part)
        if part.dep_ == "nmod:poss" or case in {"from", "by"} or (case == "of" and that and owner is None):
            owner = part
        elif case in {"to", "against", "at", "toward", "towards"}:
            addressee.append(part)
        elif case in {"about", "over", "on", "of", "for", "regarding", "concerning"} and part.i > noun.i:
            content.extend(part.subtree)
        elif part.dep_ in {"compound", "amod"} and part.pos_ in {"PROPN", "ADJ"} and owner is None and part.ent_type_:
            owner = part
    for clause in that or [c for c in clauses if preposition(c) in {"about", "of", "over", "on", "for"}]:
        content.extend(clause.subtree)
    if owner is None or not that:
        owner, content = _owned_clause(noun, owner, content)
    nested = {t.i for t in owner.subtree} if owner is not None else set()
    kept = [t for t in content if t.i not in nested]
    return Arguments(
        source=noun_phrase(owner) if owner is not None else None,
        source_head=owner.i if owner is not None else None,
        content=runs(kept),
        addressee=tuple(token.i for token in addressee),
    )


def _owned_clause(noun: Token, owner: Token | None, content: list[Token]) -> tuple[Token | None, list[Token]]:
    """ "the accusations from X that ...", read off the words where the tree hangs the clause on X."""
    doc, end = noun.doc, min(noun.sent.end, noun.i + 14)
    that = next((t for t in doc[noun.i + 1 : end] if t.lower_ == "that"), None)
    if that is None or any(t.pos_ in {"VERB", "AUX"} for t in doc[noun.i + 1 : that.i]):
        return owner, content
    between = doc[noun.i + 1 : that.i]
    if len(between) > 1 and between[0].lower_ in {"from", "by", "of"}:
        names = [t for t in between[1:] if t.pos_ in {"NOUN", "PROPN"}]
        outer = next((t for t in names if not between.start <= t.head.i < between.end or t.head.i == t.i), None)
        owner = owner or outer or (names[-1] if names else None)
    elif len(between):
        return owner, content
    clause = that.head if that.head.i > that.i else None
    if clause is None or (owner is None and not content):
        return owner, content
    return owner, [t for t in clause.subtree if t.i >= that.i]


def according_to(token: Token) -> Arguments:
    """Speaker and content of "according to X": X, and the clause the phrase is set into less the phrase.

    `token` is the word *according*.
    """
    nominal = token.head if token.dep_ in {"case", "mark"} and token.head.i > token.i else None
    if nominal is None:
        nominal = next((t for t in token.children if t.dep_ in {"obl", "nmod", "pobj"}), None)
    if nominal is None or nominal.i <= token.i:
        nominal = nominal_after(token)
    if nominal is None:
        return Arguments()
    clause = nominal.head if nominal.head.i != nominal.i else None
    if clause is not None and clause.i == token.i:
        clause = token.head if token.head.i != token.i else None
    content: list[Token] = []
    if clause is not None:
        phrase = {t.i for t in nominal.subtree} | {t.i for t in token.subtree}
        content = [t for t in clause.sent if t.i not in phrase]
    return Arguments(source=noun_phrase(nominal), source_head=nominal.i, content=runs(content))
