"""Sentences of our own and all the statements they hold, word for word: (why, paragraphs, [(party, words)])."""

from __future__ import annotations

Told = list[tuple[str | None, tuple[str, ...]]]

TOLD: list[tuple[str, tuple[str, ...], Told]] = [
    (
        "what was announced, not when",
        ("Varnian President Ina Morel announced the Keldor line in January.",),
        [("VAR", ("the Keldor line in January",))],
    ),
    ("no matter but a date", ("The Keldor line, which Ina Morel of Varnia announced in January, runs to Brenn.",), []),
    ("whom, but not what for", ("Ina Morel of Varnia kept criticising President Aldo Renn of Ostrovia.",), []),
    (
        "what a person is criticised for",
        ("Ina Morel of Varnia criticised President Aldo Renn of Ostrovia for closing the port.",),
        [("VAR", ("closing the port",))],
    ),
    ("a name is given, nothing is judged", ("Varnia calls the strait the Inner Sea.",), []),
    (
        "a judgement in quotation marks",
        ("Varnia called the strait “a graveyard of ships”.",),
        [("VAR", ("the strait “a graveyard of ships”",))],
    ),
    ("a deed of government", ("The State Department of Norwyn approved a sale of ships to Tamaria.",), []),
    ("talks tell no words", ("Norwyn's ministers discussed ways to deepen trade with Tamaria.",), []),
    ("a diplomat called back", ("The ministry of Norwyn recalled its envoy while putting off the talks.",), []),
    (
        "what the asked shall do is not said by them",
        ("The Pelagic Alliance urged Norwyn to withdraw and condemn the raid on Hask.",),
        [("PELA", ("to withdraw and condemn the raid on Hask",))],
    ),
    (
        "a failure to denounce denounces nothing",
        ("Ostrovia asserted that the alliance's failure to stop and denounce the raids showed its weakness.",),
        [("OSV", ("the alliance's failure to stop and denounce the raids showed its weakness",))],
    ),
    (
        "the clause that describes the speaker",
        ("Ilo Lapin, whose silence was noted by all, maintains that the port is open.",),
        [(None, ("the port is open",))],
    ),
    (
        "two sayings, one with a quotation",
        ("“This is the way that we shall go,” said Ina Morel, the president of Varnia, who also insisted on the need"
         " for a larger fleet.",),
        [("VAR", ("“This is the way that we shall go,”",)), ("VAR", ("the need for a larger fleet",))],
    ),
    (
        "reported words up to the colon, then a quotation of its own",
        ("Ina Morel of Varnia urged the ministers to cut the budget at once: “I do not believe that the fleet is the"
         " cause of our troubles.”",),
        [("VAR", ("to cut the budget at once",)),
         ("VAR", ("“I do not believe that the fleet is the cause of our troubles.”",))],
    ),
    (
        "up to the full stop",
        ("Ina Morel of Varnia insisted on making the bloc more open, but to no avail. “There is a talk that we must"
         " have among ourselves.”",),
        [("VAR", ("making the bloc more open, but to no avail",)),
         ("VAR", ("“There is a talk that we must have among ourselves.”",))],
    ),
    (
        "another speaker beside the first",
        ("Ina Morel, the president of Varnia, said she would not resign, and Ostrovia has denied asking her to.",),
        [("VAR", ("she would not resign",)), ("OSV", ("asking her to",))],
    ),
    (
        "a closing cue reports the sentence from its beginning",
        ("The town is the oldest in Varnia – and a place of beauty for all who come, President Ina Morel added.",),
        [("VAR", ("The town is the oldest in Varnia – and a place of beauty for all who come",))],
    ),
    (
        "the whole quotation before its cue",
        ("“The port is closed. The ships were sent away. We shall not wait,” President Ina Morel of Varnia said.",),
        [("VAR", ("“The port is closed. The ships were sent away. We shall not wait,”",))],
    ),
    (
        "a quotation left open runs on",
        ("“The raids are vile acts that show what they are. “They will only make things worse,” warned a declaration"
         " of the Pelagic Alliance.",),
        [("PELA", ("“The raids are vile acts that show what they are.", "“They will only make things worse,”"))],
    ),
    (
        "over paragraphs as well",
        ("President Ina Morel of Varnia said the talks had failed.",
         "“They promised us grain and sent us leaflets. We have asked for doctors.",
         "“If they come again we shall not open the gate,” she said."),
        [("VAR", ("the talks had failed",)),
         ("VAR", ("“They promised us grain and sent us leaflets. We have asked for doctors.",
                  "“If they come again we shall not open the gate,”"))],
    ),
    (
        "two closed quotations stay two",
        ("President Ina Morel of Varnia said the talks had failed.",
         "“They promised us grain and sent us leaflets to read.”",
         "“If they come again we shall not open the gate,” she said."),
        [("VAR", ("the talks had failed",)),
         ("VAR", ("“They promised us grain and sent us leaflets to read.”",)),
         ("VAR", ("“If they come again we shall not open the gate,”",))],
    ),
    (
        "what others said is part of a quotation that goes on with the speaker",
        ("President Ina Morel of Varnia said the talks had failed.",
         "“There are rumours that the Ostrovians said the money was gone. The rest came in the winter.”"),
        [("VAR", ("the talks had failed",)),
         ("VAR", ("“There are rumours that the Ostrovians said the money was gone. The rest came in the winter.”",))],
    ),
    (
        "nobody urges inside a quotation",
        ("“Customers are urged to use less water in the summer. The pipes are old,” said the governor of Hask, Ilo"
         " Brandt of Varnia.",),
        [("VAR", ("“Customers are urged to use less water in the summer. The pipes are old,”",))],
    ),
    (
        "two feelings share what they are about",
        ("Ina Morel, the president of Varnia, expressed shock and sadness over the silence of the alliance.",),
        [("VAR", ("shock and sadness over the silence of the alliance",))],
    ),
    (
        "thanks with whom they go to, where that is all",
        ("Ina Morel, the president of Varnia, expressed gratitude to the crew of the Hask, who had brought the children"
         " home.",),
        [("VAR", ("gratitude to the crew of the Hask, who had brought the children home",))],
    ),
    (
        "a belief told with the rest",
        ("President Ina Morel of Varnia said the port would open in May. She also believed that small ships would not"
         " be harmed by the closure of the strait.",),
        [("VAR", ("the port would open in May",)),
         ("VAR", ("small ships would not be harmed by the closure of the strait",))],
    ),
    ("a belief that nobody voiced", ("Ina Morel, the president of Varnia, believed that the ships had gone.",), []),
    (
        "an opinion beside a participle of saying",
        ("Foreign Minister Aldo Renn of Ostrovia considered the alliance to be a danger to the region, saying that it"
         " had grown too fast.",),
        [("OSV", ("the alliance to be a danger to the region",)), ("OSV", ("it had grown too fast",))],
    ),
    (
        "what an as-clause tells",
        ("As President Ina Morel of Varnia said in her letter, they came to the port without a plan.",),
        [("VAR", ("they came to the port without a plan",))],
    ),
    ("hearsay of nobody's", ("President Ina Morel of Varnia was said to have left the country.",), []),
    (
        "on the telephone",
        ("President Ina Morel of Varnia called her counterpart in Norwyn to thank him for the ships.",),
        [],
    ),
    (
        "up to the next deed",
        ("Norwyn rejected the plan and sought another at the Pelagic Alliance.",),
        [("NRW", ("the plan",))],
    ),
    (
        "behind the relative pronoun",
        ("“We have had talks with Norwyn about two harbours,” reiterated Aldo Renn, the envoy of Ostrovia, who"
         " commented: “We hope that Norwyn becomes an ally.”",),
        [("OSV", ("“We have had talks with Norwyn about two harbours,”",)),
         ("OSV", ("“We hope that Norwyn becomes an ally.”",))],
    ),
    (
        "without the outlet's gloss",
        ("Aldo Renn, the envoy of Ostrovia, said, “He was close to the old king of Norwyn,” a cousin of Morel's.",),
        [("OSV", ("“He was close to the old king of Norwyn,”",))],
    ),
    ("a hearing comes to its end", ("The council of Norwyn concluded its third hearing on the raids on Hask.",), []),
    (
        "a council comes to its conclusion",
        ("The council of Norwyn concluded that the raids on Hask were a crime.",),
        [("NRW", ("the raids on Hask were a crime",))],
    ),
    ("what others were pressed into", ("Varnia pressed Norwyn into announcing an inquiry into the raids.",), []),
    (
        "an aside that refers to something",
        ("Ina Morel, the president of Varnia, said the port was “a grave,” referring to the raids on Hask.",),
        [("VAR", ("the port was “a grave,”",))],
    ),
    ("an article written", ("Ina Morel, the president of Varnia, wrote the introduction to a book on the raids.",), []),
    (
        "active, whatever the label",
        ("Ina Morel of Varnia also assured that the port had not been closed by Norwyn.",),
        [("VAR", ("the port had not been closed by Norwyn",))],
    ),
    (
        "invited to do something",
        ("Keldoria and Tamaria thanked Maristan for its loans and invited Ostrovia to join the project.",),
        [("KLD+TMR", ("its loans",)), ("KLD+TMR", ("to join the project",))],
    ),
]  # fmt: skip
