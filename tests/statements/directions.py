"""Exchanges of our own where the saying does not name whom it is directed at, or names somebody it is not."""

from __future__ import annotations

from tests.statements.exchanges import Exchange

DIRECTIONS: list[Exchange] = [
    # A deed or a body named without its owner
    Exchange(
        "whose invasion it is was said before",
        ("Norwyn discussed Varnia's invasion of Ostrovia on Monday.", "Keldoria strongly denounced the invasion."),
        "the invasion",
        "condemn",
        ("VAR",),
    ),
    Exchange(
        "executions in a state are those of its government",
        ("The Pelagic Alliance strongly condemned the executions of three dissidents in Varnia.",),
        "the executions of three dissidents in Varnia",
        "condemn",
        ("VAR",),
    ),
    Exchange(
        "who was shelled is not blamed for it",
        ("Keldoria condemned the shelling of the Ostrovian town of Hask.",),
        "the shelling of the Ostrovian town of Hask",
        "condemn",
        (),
    ),
    Exchange(
        "an outrage in passing, and the regime is whose regime was spoken of",
        (
            "Varnia hanged four opponents of Varnia's junta in Lurova on Monday, Varnian state television said.",
            "“These reprehensible acts of violence show the regime's contempt,” Norwyn's President Tor Aske said.",
        ),
        "“These reprehensible acts of violence show the regime's contempt,”",
        "condemn",
        ("VAR",),
    ),
    Exchange(
        "deeds said to amount to a wrong are condemned",
        (
            "Varnia's strikes hit the port of Hask on Monday.",
            "The Keldorian government said these strikes constitute a violation of the truce.",
        ),
        "these strikes constitute a violation of the truce",
        "condemn",
        ("VAR",),
    ),
    Exchange(
        "what shows a risk is no outrage",
        ("The Keldorian government said this shows the risk of war in the region.",),
        "this shows the risk of war in the region",
        "state",
        (),
    ),
    Exchange(
        "what is talked about is blamed on nobody",
        ("Norwyn said it discussed Varnia's invasion with Keldoria.",),
        "it discussed Varnia's invasion with Keldoria",
        "state",
        (),
    ),
    # Outsiders
    Exchange(
        "an activist's demand goes to the authorities at home",
        ("Ilka Moren, a Varnian activist, said the police must release the students.",),
        "the police must release the students",
        "demand",
        ("VAR",),
    ),
    Exchange(
        "a minister's does not",
        ("Varnian Interior Minister Ilka Moren demanded discipline and patience.",),
        "discipline and patience",
        "demand",
        (),
    ),
    Exchange(
        "what a scholar thinks that his state would do is no threat",
        ("“How Varnia would retaliate is hard to say,” said Ilko Brandt, a Varnian professor.",),
        "“How Varnia would retaliate is hard to say,”",
        "state",
        (),
    ),
    Exchange(
        "a ruler's orders to those who serve go to his own state",
        ("Varnian President Ilko Brandt told governors to open the granaries.",),
        "to open the granaries",
        "demand",
        ("VAR",),
    ),
    # What is named is not always meant
    Exchange(
        "all countries are asked, none of those in the name of a charter",
        ("Keldoria said all countries must honour the Charter of the Pelagic Alliance.",),
        "all countries must honour the Charter of the Pelagic Alliance",
        "demand",
        (),
    ),
    Exchange(
        "told to one, blamed on another",
        ("Varnia told Keldoria that Ostrovia had violated the truce.",),
        "Ostrovia had violated the truce",
        "accuse",
        ("OSV", "KLD"),
    ),
    Exchange(
        "the attacks of one on another are the first one's",
        ("Keldoria denounced the repeated attacks of Varnia on Ostrovia.",),
        "the repeated attacks of Varnia on Ostrovia",
        "condemn",
        ("VAR",),
    ),
    Exchange(
        "“decision notice” is not “on notice”",
        ("The mayor's facts are missing in the decision notice, Varnian Justice Minister Ilka Moren said.",),
        "The mayor's facts are missing in the decision notice",
        "state",
        (),
    ),
    # Standing by somebody
    Exchange(
        "support that is the speaker's own is given",
        ("President Tor Aske of Norwyn confirmed Norwyn's support for Ostrovia.",),
        "Norwyn's support for Ostrovia",
        "support",
        ("OSV",),
    ),
    Exchange(
        "technical support for a building is not",
        ("Norwyn announced on Monday that it will provide technical support for the dam.",),
        "it will provide technical support for the dam",
        "announce",
        (),
    ),
    Exchange(
        "an adverb may stand between",
        ("Keldoria stressed that it stands firmly with the people of Ostrovia.",),
        "it stands firmly with the people of Ostrovia",
        "support",
        ("OSV",),
    ),
    Exchange(
        "gratitude expressed is thanks",
        ("“We would like to express our deep gratitude to Norwyn,” Ilka Moren, Tamaria's envoy, said.",),
        "“We would like to express our deep gratitude to Norwyn,”",
        "thank",
        ("NRW",),
    ),
    Exchange(
        "ready to deal with another",
        ("Tamaria said it was ready to strengthen cooperation with Maristan.",),
        "it was ready to strengthen cooperation with Maristan",
        "state",
        ("MRS",),
    ),
    Exchange(
        "both leaders condemn, said by one of them",
        (
            "President Tor Aske of Norwyn met Tamarian President Leyla Orun on Monday.",
            "Aske said Norwyn and Tamaria strongly condemn Varnia's blockade.",
        ),
        "Norwyn and Tamaria strongly condemn Varnia's blockade",
        "condemn",
        ("VAR",),
    ),
    Exchange(
        "watching with concern",
        ("Norwyn is watching Varnia's build-up with concern, Foreign Minister Tor Aske of Norwyn said.",),
        "Norwyn is watching Varnia's build-up with concern",
        "concern",
        ("VAR",),
    ),
    # It goes on
    Exchange(
        "a vow to answer sanctions is a threat",
        ("Varnia vowed on Monday to answer Ostrovia's sanctions ship by ship.",),
        "to answer Ostrovia's sanctions ship by ship",
        "threaten",
        ("OSV",),
    ),
    Exchange(
        "a vow to answer questions is none",
        ("Varnia vowed on Monday to answer all questions of the inspectors.",),
        "to answer all questions of the inspectors",
        "pledge",
        (),
    ),
    Exchange(
        "with whom the speaker is ready to deal",
        ("“We are ready to cooperate with Varnia in other fields,” Ostrovian President Jana Rehor said.",),
        "“We are ready to cooperate with Varnia in other fields,”",
        "state",
        ("VAR",),
    ),
    Exchange(
        "who dealt with another in the past addresses nobody",
        ("“Our crews cooperated with Varnia for years,” Ostrovian President Jana Rehor said.",),
        "“Our crews cooperated with Varnia for years,”",
        "state",
        (),
    ),
    Exchange(
        "blame goes on in the next sentence",
        (
            "“Varnia has violated the truce,” Ostrovian President Jana Rehor said.",
            "She added that not a single soldier had been punished for the torture of prisoners.",
        ),
        "not a single soldier had been punished for the torture of prisoners",
        "state",
        ("VAR",),
    ),
    Exchange(
        "praise does not go on in what is merely told next",
        (
            "Norwyn praised Tamaria on Monday for opening the strait, Foreign Minister Tor Aske said.",
            "Aske added that the ferry would sail on Friday.",
        ),
        "the ferry would sail on Friday",
        "state",
        (),
    ),
    Exchange(
        "a quotation in a quarrel that speaks of nobody goes to nobody",
        (
            "Varnia accused Ostrovia on Monday of closing the river.",
            "“Nobody has the right to our water,” Ostrovian President Jana Rehor said.",
        ),
        "“Nobody has the right to our water,”",
        "state",
        (),
    ),
    # Told in passing, not done by saying so
    Exchange(
        "who called to ask is not the speaker",
        ("“He rang us up to ask for ships,” Norwynian President Tor Aske said.",),
        "“He rang us up to ask for ships,”",
        "state",
        (),
    ),
    Exchange(
        "what one has the means to press for is no demand",
        ("Small villages do not have the means to press for a bridge, Varnian Transport Minister Ilko Brandt said.",),
        "Small villages do not have the means to press for a bridge",
        "state",
        (),
    ),
]
