"""Short exchanges of our own between invented states: what is done by the words of one saying, and to whom it goes."""

from __future__ import annotations

from typing import NamedTuple


class Exchange(NamedTuple):
    """`paragraphs` as an article tells them; the saying of `words` has this act and exactly these addressees."""

    why: str
    paragraphs: tuple[str, ...]
    words: str
    act: str
    addressees: tuple[str, ...]


OSTROVIA_ACCUSES = "Ostrovia accused Varnia of shelling the border town of Hask on Monday."

EXCHANGES: list[Exchange] = [
    # Whom it goes to, by what was said before
    Exchange(
        "an answer to an accusation goes to the accuser",
        (OSTROVIA_ACCUSES, "Varnian Defence Minister Ilko Brandt said the claims were “a fairy tale”."),
        "the claims were “a fairy tale”",
        "deny",
        ("OSV",),
    ),
    Exchange(
        "a threat goes to whom the speaker quarrels with",
        (OSTROVIA_ACCUSES, "“If the lies go on, those who tell them will pay a price,” Ilko Brandt of Varnia said."),
        "“If the lies go on, those who tell them will pay a price,”",
        "threaten",
        ("OSV",),
    ),
    Exchange(
        "a second appeal goes where the first went",
        (
            "The Union of Inland States urged Varnia on Monday to reopen the railway.",
            "The Pelagic Alliance also demanded an end to the closure.",
        ),
        "an end to the closure",
        "demand",
        ("VAR",),
    ),
    Exchange(
        "what is pointed at is whose words came before",
        (
            "Norwyn said the patrol ship had gone home for repairs.",
            "Tamarian Foreign Minister Jole Ander welcomed the announcement.",
        ),
        "the announcement",
        "praise",
        ("NRW",),
    ),
    Exchange(
        "a label on what was said before",
        (
            "Keldoria said on Tuesday that the bridge had been mined.",
            "Varnian Interior Minister Rena Osk called this “a dangerous lie”.",
        ),
        "this “a dangerous lie”",
        "accuse",
        ("KLD",),
    ),
    Exchange(
        "a retort goes to who spoke before",
        (
            "Varnia said the dam belonged to its people.",
            "“Rivers carry no passports,” countered Keldorian Foreign Minister Dessa Korl.",
        ),
        "“Rivers carry no passports,”",
        "state",
        ("VAR",),
    ),
    Exchange(
        "an answer to a reporter is no retort",
        (
            "Varnia said the dam belonged to its people.",
            "“Rivers carry no passports,” Keldorian Foreign Minister Dessa Korl replied when a reporter asked her.",
        ),
        "“Rivers carry no passports,”",
        "state",
        (),
    ),
    Exchange(
        "whose offer is turned down",
        ("Varnia rejected an offer from Tamaria to host the negotiators.",),
        "an offer from Tamaria to host the negotiators",
        "reject",
        ("TMR",),
    ),
    Exchange(
        "both sides are the two named before",
        (
            "Varnia and Ostrovia have exchanged fire across the river since Sunday.",
            "The Pelagic Alliance called on both sides to stop the shelling.",
        ),
        "to stop the shelling",
        "urge",
        ("OSV", "VAR"),
    ),
    Exchange(
        "of whom something is demanded",
        ("Keldoria demanded from Norwyn a public apology.",),
        "a public apology",
        "demand",
        ("NRW",),
    ),
    Exchange(
        "somebody else of the speaker's own state",
        ("The Varnian opposition accused the Varnian government of hiding the losses.",),
        "hiding the losses",
        "accuse",
        ("VAR",),
    ),
    Exchange(
        "who is accused stands for no party: the state in the charge is not blamed",
        ("Varnian Interior Minister Rena Osk accused the smugglers of buying rifles in Ostrovia.",),
        "buying rifles in Ostrovia",
        "accuse",
        (),
    ),
    Exchange(
        "who suffered the deed is not condemned",
        ("Keldoria condemned the deadly attack on the port of Hask, Ostrovia.",),
        "the deadly attack on the port of Hask, Ostrovia",
        "condemn",
        (),
    ),
    Exchange(
        "whose deed it was is",
        ("Keldoria condemned Varnia’s attack on the port of Hask.",),
        "Varnia’s attack on the port of Hask",
        "condemn",
        ("VAR",),
    ),
    Exchange(
        "the government of the speaker's own state",
        ("Varnian opposition leader Rena Osk accused the government of hiding the losses.",),
        "hiding the losses",
        "accuse",
        ("VAR",),
    ),
    # What is done by saying it
    Exchange(
        "an idiom that threatens",
        ("“Our calm should not be mistaken for weakness,” said Varnian President Hask Oram.",),
        "“Our calm should not be mistaken for weakness,”",
        "threaten",
        (),
    ),
    Exchange(
        "done to nobody",
        ("“Nobody was ever threatened,” Varnian Interior Minister Rena Osk said.",),
        "“Nobody was ever threatened,”",
        "deny",
        (),
    ),
    Exchange(
        "what one never saw is no denial",
        ("“We have never seen so much snow,” Varnian Interior Minister Rena Osk said.",),
        "“We have never seen so much snow,”",
        "state",
        (),
    ),
    Exchange(
        "a deed only pointed at is condemned, and whose it is stands before",
        (
            "Ostrovia sent two warships through the strait on Monday, and said it would send more.",
            "“This is a provocation,” Varnian Interior Minister Rena Osk said.",
        ),
        "“This is a provocation,”",
        "condemn",
        (),
    ),
    Exchange(
        "a hard task is no outrage",
        ("“This is a challenge for all of us,” Varnian Interior Minister Rena Osk said.",),
        "“This is a challenge for all of us,”",
        "state",
        (),
    ),
    Exchange(
        "against a law",
        ("Varnian Interior Minister Rena Osk said Ostrovia was building the dam in violation of the treaty of 1991.",),
        "Ostrovia was building the dam in violation of the treaty of 1991",
        "accuse",
        ("OSV",),
    ),
    Exchange(
        "efforts to do wrong",
        ("“The judges serve Ostrovia’s efforts to undermine the vote,” Varnian Interior Minister Rena Osk said.",),
        "“The judges serve Ostrovia’s efforts to undermine the vote,”",
        "accuse",
        ("OSV",),
    ),
    Exchange(
        "a possibility left open",
        ("Varnian Interior Minister Rena Osk did not rule out that the border would close.",),
        "the border would close",
        "state",
        (),
    ),
    Exchange(
        "there was no such thing",
        ("The Varnian Foreign Ministry said there was no such agreement.",),
        "there was no such agreement",
        "deny",
        (),
    ),
    Exchange(
        "a thing that must be done to",
        ("“The hostages must be released at once,” Tamarian Foreign Minister Jole Ander said.",),
        "“The hostages must be released at once,”",
        "demand",
        (),
    ),
    Exchange(
        "a view of things asks nobody",
        ("“The treaty should be seen in this light,” Tamarian Foreign Minister Jole Ander said.",),
        "“The treaty should be seen in this light,”",
        "state",
        (),
    ),
    Exchange(
        "it is vital that they do",
        ("“It is vital that Varnia opens the road,” Keldorian Foreign Minister Dessa Korl said.",),
        "“It is vital that Varnia opens the road,”",
        "urge",
        ("VAR",),
    ),
    Exchange(
        "vital for a reason asks nobody",
        ("“The road is vital because it feeds three valleys,” Keldorian Foreign Minister Dessa Korl said.",),
        "“The road is vital because it feeds three valleys,”",
        "state",
        (),
    ),
    Exchange(
        "what the speaker will not do",
        ("“We will never accept this line,” said Varnian President Hask Oram.",),
        "“We will never accept this line,”",
        "reject",
        (),
    ),
    Exchange(
        "what one cannot share is no refusal",
        ("“We cannot agree on everything,” said Varnian President Hask Oram.",),
        "“We cannot agree on everything,”",
        "state",
        (),
    ),
    Exchange(
        "nothing of the kind was done",
        ("Varnian President Hask Oram said he had signed nothing.",),
        "he had signed nothing",
        "deny",
        (),
    ),
    Exchange(
        "there are none of ours",
        ("“There are no Varnian soldiers on the island,” said Varnian President Hask Oram.",),
        "“There are no Varnian soldiers on the island,”",
        "deny",
        (),
    ),
    Exchange(
        "a letter is answered, nobody is threatened",
        ("“We will respond to the letter next week,” said Varnian President Hask Oram.",),
        "“We will respond to the letter next week,”",
        "state",
        (),
    ),
    Exchange(
        "regret over somebody else's step",
        ("The Varnian Foreign Ministry regretted Ostrovia’s decision to leave the talks.",),
        "Ostrovia’s decision to leave the talks",
        "concern",
        ("OSV",),
    ),
    Exchange(
        "a label on a deed, on a Monday: no appeal",
        ("Varnia on Monday called the Ostrovian answer “hasty and unfounded”.",),
        "the Ostrovian answer “hasty and unfounded”",
        "condemn",
        ("OSV",),
    ),
]

# One saying with exactly these words: where the content ends, and what belongs to it.
WORDS: list[tuple[str, tuple[str, ...], str]] = [
    (
        "what follows the cue of a whole quotation is the outlet's",
        ("“This is a shabby attempt to divide us,” Varnian President Hask Oram said of the leaked letters.",),
        "“This is a shabby attempt to divide us,”",
    ),
    (
        "an aside tells what the speaker does",
        ("Keldoria said the railways were close to collapse, citing the winter of two years before.",),
        "the railways were close to collapse",
    ),
    (
        "a name with its office at the end",
        ("The loans will be paid back in May, undersecretary for ports Tavo Lind said in a statement on Friday.",),
        "The loans will be paid back in May",
    ),
    (
        "what describes the speaker is not said",
        ("Varnian President Hask Oram – who is expected to stay in office – has said he will sell the mines.",),
        "he will sell the mines",
    ),
    (
        "an infinitive of purpose demands",
        ("Thousands of Varnian teachers crossed the capital on foot to demand the reopening of the schools.",),
        "the reopening of the schools",
    ),
    (
        "what is blamed on somebody",
        ("The Varnian authorities blamed it on unnamed “outside forces”.",),
        "it on unnamed “outside forces”",
    ),
    (
        "a quotation left open runs on into the next paragraph, its cue before it",
        (
            "Varnian President Hask Oram said: “We asked for bread. We were sent a committee.",
            "“We asked for a road. We were sent a map.”",
        ),
        "“We asked for bread. We were sent a committee. “We asked for a road. We were sent a map.”",
    ),
    (
        "a quotation left open runs on into the next paragraph, its cue behind it",
        (
            "“They closed the border to us. They took the boats.",
            "“We were sent to the marshes on the far bank,” Varnian President Hask Oram said.",
        ),
        "“They closed the border to us. They took the boats. “We were sent to the marshes on the far bank,”",
    ),
]

# No statement is found in any of these.
UNSAID: list[tuple[str, str]] = [
    ("The ship tried to reach Lurova but was denied entry by the port.", "a permit denied is no denial"),
    ("The Varnian bank declared bankruptcy in May.", "a deed done by declaring"),
    ("Crowds in Lurova chanted songs and carried flags.", "songs are no words told"),
    ("The Varnian ministry responded to the letter.", "what the answer said is not told"),
    ("Varnia recalled its ambassador from Brenn.", "called back"),
    ("Keldorian troops entered what Varnia calls the free zone.", "a name somebody uses"),
    ("Ostrovia showed little interest in the plan.", "an interest shown by deeds"),
    ("Varnian officials published the results on Friday.", "given out, its words not told"),
]
