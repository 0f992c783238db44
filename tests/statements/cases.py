"""Sentences of our own about invented states and what they hold: (party, cue, words, kind, act, addressees)."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """One expected statement; `addressees` must be contained, `words` must agree with the content in most words."""

    party: str | None
    cue: str
    words: str
    kind: str
    act: str
    addressees: tuple[str, ...] = ()


CASES: list[tuple[str, str, list[Said]]] = [
    (
        "accuse, gerund",
        "Varnia on Monday accused Ostrovia of shelling the border town of Hask.",
        [Said("VAR", "accused", "shelling the border town of Hask", "indirect", "accuse", ("OSV",))],
    ),
    (
        "urge with infinitive",
        "Keldoria urged Varnia to withdraw its troops from the valley.",
        [Said("KLD", "urged", "to withdraw its troops from the valley", "indirect", "urge", ("VAR",))],
    ),
    (
        "deny",
        "The Varnian Foreign Ministry denied sending weapons to the rebels.",
        [Said("VAR", "denied", "sending weapons to the rebels", "indirect", "deny")],
    ),
    (
        "a demand by content alone",
        "“Ostrovia must stop these provocations at once,” Varnian Defence Minister Ilko Brandt said.",
        [Said("VAR", "said", "“Ostrovia must stop these provocations at once,”", "direct", "demand", ("OSV",))],
    ),
    (
        "an appeal by content alone",
        "“Both sides should return to the table,” Keldorian Foreign Minister Rena Osk told reporters.",
        [Said("KLD", "told", "“Both sides should return to the table,”", "direct", "urge")],
    ),
    (
        "an accusation by content alone",
        "Varnia said Ostrovia had violated its airspace twice this week.",
        [Said("VAR", "said", "Ostrovia had violated its airspace twice this week", "indirect", "accuse", ("OSV",))],
    ),
    (
        "threat: the speaker controls the harm",
        "“We will retaliate if the port is touched,” said Varnian President Hask Oram.",
        [Said("VAR", "said", "“We will retaliate if the port is touched,”", "direct", "threaten")],
    ),
    (
        "warning: nobody controls the harm",
        "Keldoria warned that the drought could spread to the coast.",
        [Said("KLD", "warned", "the drought could spread to the coast", "indirect", "warn")],
    ),
    (
        "according to: the medium is not the speaker",
        "The two presidents met in Lurova, according to a statement from the Varnian Foreign Ministry.",
        [Said("VAR", "according to", "The two presidents met in Lurova", "indirect", "state")],
    ),
    (
        "condemn, with the reason",
        "Ostrovia condemned Varnia for blocking the grain ships.",
        [Said("OSV", "condemned", "blocking the grain ships", "indirect", "condemn", ("VAR",))],
    ),
    (
        "expressed concern",
        "The Pelagic Alliance expressed deep concern about Varnia’s troop movements.",
        [Said("PELA", "expressed", "deep concern about Varnia’s troop movements", "indirect", "concern", ("VAR",))],
    ),
    (
        "a noun that accuses",
        "The talks failed after accusations from Varnia that Ostrovia was arming the rebels.",
        [Said("VAR", "accusations", "Ostrovia was arming the rebels", "indirect", "accuse", ("OSV",))],
    ),
    (
        "a participle shares the speaker",
        "Ostrovia rejected the plan, calling it “a gift to the smugglers”.",
        [
            Said("OSV", "rejected", "the plan", "indirect", "reject"),
        ],
    ),
    (
        "participles after a comma share the speaker wherever the parse hangs them",
        "The Varnian minister stressed the importance of dialogue and of respect for the sovereignty of states, "
        "rejecting all foreign interference and calling for the lifting of sanctions.",
        [
            Said(
                "VAR",
                "stressed",
                "the importance of dialogue and of respect for the sovereignty of states",
                "indirect",
                "reaffirm",
            ),
            Said("VAR", "rejecting", "all foreign interference", "indirect", "reject"),
            Said("VAR", "calling for", "the lifting of sanctions", "indirect", "urge"),
        ],
    ),
    (
        "a hope told with the rest",
        "Varnian President Ilko Brandt told reporters that talks went well, hoping that the crossing would open soon.",
        [
            Said("VAR", "told", "talks went well", "indirect", "state"),
            Said("VAR", "hoping", "the crossing would open soon", "indirect", "hope"),
        ],
    ),
    (
        "which is the name before the comma",
        "Two Ostrovian yards may no longer do business in Varnia, which says they sold boats to the rebels.",
        [Said("VAR", "says", "they sold boats to the rebels", "indirect", "state")],
    ),
    (
        "a plea admits",
        "Former Varnian minister Ilko Brandt pleaded guilty to taking bribes from a port company.",
        [Said("VAR", "pleaded guilty", "to taking bribes from a port company", "indirect", "admit")],
    ),
    (
        "or denies",
        "Former Varnian minister Ilko Brandt pleaded not guilty to war crimes on Monday.",
        [Said("VAR", "pleaded", "not guilty to war crimes", "indirect", "deny")],
    ),
    (
        "keenness expressed, restraint urged",
        "Varnian President Ilko Brandt expressed his country's keenness to develop ties and urged restraint.",
        [
            Said("VAR", "expressed", "his country's keenness to develop ties", "indirect", "reaffirm"),
            Said("VAR", "urged", "restraint", "indirect", "urge"),
        ],
    ),
    (
        "one word is enough for a call",
        "Varnian President Ilko Brandt met the envoy on Monday, calling for calm.",
        [Said("VAR", "calling", "calm", "indirect", "urge")],
    ),
    (
        "nobody is named",
        "Varnia is accused of poisoning the river.",
        [Said(None, "accused", "poisoning the river", "indirect", "accuse", ("VAR",))],
    ),
    (
        "pledge",
        "Keldoria pledged to send forty trucks of flour to Ostrovia.",
        [Said("KLD", "pledged", "to send forty trucks of flour to Ostrovia", "indirect", "pledge")],
    ),
    (
        "praise",
        "Tamarian Prime Minister Jole Ander praised Keldoria for opening its hospitals to the wounded.",
        [Said("TMR", "praised", "opening its hospitals to the wounded", "indirect", "praise", ("KLD",))],
    ),
    (
        "a fragment in quotation marks is mixed",
        "Varnia voiced its “profound regret” over the collision.",
        [Said("VAR", "voiced", "its “profound regret” over the collision", "mixed", "concern")],
    ),
    (
        "metonym",
        "Lurova demanded that Ostrovia return the two pilots.",
        [Said("VAR", "demanded", "Ostrovia return the two pilots", "indirect", "demand", ("OSV",))],
    ),
]

# Sentences in which nothing is said: no statement may be found.
SILENT: list[tuple[str, str]] = [
    ("Varnia called the talks off.", "called off, not called names"),
    ("Varnia sent troops to the border, hoping that Keldoria would give in.", "a hope behind a deed"),
    ("Varnia and Ostrovia held talks in Brenn on Tuesday.", "a meeting, not a statement"),
    ("Keldoria plans to open a consulate in the port next year.", "a plan that nobody voices"),
    ("The minister is expected to announce the budget on Friday.", "not said yet"),
    ("Varnia maintained close ties with Tamaria for decades.", "maintain is not a saying here"),
    ("The so-called border post stands empty.", "called in a compound"),
]
