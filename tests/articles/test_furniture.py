from __future__ import annotations

import re
from collections.abc import Sequence
from re import _parser
from typing import Any

import pytest

from demarche.articles.furniture import Pattern, judge_line, load_lexicon

SURE = [
    ("Share this:", "furniture", "a control with its colon"),
    ("READ: Varnia recalls its envoy", "furniture", "a link to another article"),
    ("ALSO READ | Varnia recalls its envoy", "furniture", "the bar as separator"),
    ("Also on post.example.com Varnia recalls its envoy", "furniture", "a link to the site's own pages"),
    ("On OstravaPost.com: Grain prices jump again", "furniture", "the same with a colon"),
    ("By Ana Example, columnist", "byline", "a role in small letters"),
    ("By Ana Example and Ilo Karst, diplomatic correspondent in New Keld", "byline", "a role and its place"),
    ("Guards stand at the gate in Keld, Varnia, on Monday. less", "caption", "the button that folds it"),
    ("Back to gallery", "furniture", "a control"),
    ("Brought to you by Ostrava Bank", "furniture", "a sponsor"),
    ("In partnership with Ostrava Bank", "furniture", "a sponsor"),
    ("#Varnia #Border #Talks", "furniture", "hashtags"),
    ("Most read in World", "furniture", "a list's heading with its section"),
    ("Read this story in Ostranian", "furniture", "another language"),
    ("1 2 3 4 Next", "furniture", "pages of a list"),
    ("[ Page 1 of 1 ]", "furniture", "a counter in brackets"),
    ("This article was translated by machine", "furniture", "what the page says of itself"),
    ("Remaining Time -0:00", "furniture", "a player"),
    ("Was this page useful? Yes No", "furniture", "a question to the reader"),
    ("Contact the newsroom at newsroom@post.example", "furniture", "an address of the desk"),
    ("Weather 23°C", "furniture", "the weather beside the menu"),
    ("Weather: Keld 12C, rain", "furniture", "the weather in words"),
    ("This page was archived on May 11, 2024. Links may not work.", "furniture", "an archive's stamp"),
    ("Printed from post.example on 3 May 2024", "furniture", "a print's stamp"),
    ("Page generated 2024-07-02 04:12:09 in 0.31 s", "furniture", "the machine's stamp"),
    ("You are browsing as a guest.", "furniture", "the visitor"),
    ("Conversations (3)", "furniture", "comments by another name"),
    ("What our readers say", "furniture", "comments"),
    ("Anonymous said...", "furniture", "who comments"),
    ("pilot_dave wrote:", "furniture", "a handle"),
    ("#2 Posted by ilka, 13/03/2024", "furniture", "a comment's head"),
    ("B. Holm - 12 likes", "furniture", "a comment's votes"),
    ("Video of the day", "furniture", "a box"),
    ("The morning line: all you need to know before coffee. Sign up here", "furniture", "a call at the line's end"),
    ("Do you like the content of this article?", "furniture", "a question to the reader"),
    ("Disclaimer: what is said here is its author's own opinion.", "furniture", "a disclaimer"),
    ("Picture used for illustrative purposes only", "furniture", "below a picture"),
    ("You have 2 free articles remaining this month", "furniture", "a meter"),
    ("News ID: 118234", "furniture", "what an agency files by"),
    ("HJ/PR", "furniture", "initials of the desk"),
    ("AFP/AP", "byline", "two agencies are no initials"),
    (">> Ministers meet in the capital", "furniture", "an arrow before a headline"),
    ("Previously: Ministers meet in the capital", "furniture", "a link without its stop"),
    ("Follow @courier on Instagram", "furniture", "a handle"),
    ("Try 1 month of full access for free", "furniture", "an offer"),
    ("[embed]https://post.example/a[/embed]", "furniture", "a shortcode around an address"),
    ("Source: Ostrava Agency Published: 2024-07-12 10:11:12", "byline", "source and hour"),
    ("Foreign Desk", "byline", "a desk"),
    ("Tweet 0", "furniture", "a counter of shares"),
    ("2h ago Grain prices jump in the valley", "furniture", "a headline with its age"),
    ("Storm shuts ports along the coast →", "furniture", "a headline with an arrow"),
    ("Distributed by Ostrava Global Media.", "furniture", "who sells the text"),
    ("Like this story? Share it with a friend!", "furniture", "a prompt to share"),
    ("The guards of the northern gate on Monday. Photograph: AFP via Getty", "caption", "its credit written out"),
    ("Also Read- Varnia recalls its envoy", "furniture", "a hyphen glued to the phrase"),
    ("Read more: Talks stall over border fees", "furniture", "a link"),
    ("MORE: Ostrava vows reply", "furniture", "capitals and a colon"),
    ("Sign up to our newsletter", "furniture", "a prompt"),
    ("Get the day's best stories straight to your inbox", "furniture", "a newsletter box"),
    ("Follow us on Facebook and Telegram", "furniture", "a prompt"),
    ("Send this article", "furniture", "an order to the reader"),
    ("Send this story to a friend", "furniture", "an order to the reader"),
    ("Choose your language: English - Français - Português", "furniture", "an order to the reader"),
    ("Follow our channel for more breaking news", "furniture", "an order to the reader"),
    ("Get the evening briefing in your inbox. Your e-mail: Subscribe", "furniture", "an order to the reader"),
    ("Choose your language", "furniture", "an order to the reader"),
    ("Follow our channel", "furniture", "an order to the reader"),
    ("Get the evening digest", "furniture", "an order to the reader"),
    ("Your subscription was not saved. Try once more.", "furniture", "a form's answer"),
    ("We use cookies to improve your experience.", "furniture", "a cookie banner"),
    ('[gallery ids="1,2"]', "furniture", "a shortcode"),
    ("[/caption]", "furniture", "a closing shortcode"),
    ("- Advertisement -", "furniture", "an advertisement mark"),
    ("ADVERTISEMENT", "furniture", "an advertisement mark"),
    ("HomeWorldVarnia shuts its border", "furniture", "a breadcrumb whose links are glued"),
    ("Home » World » Varnia shuts its border", "furniture", "a breadcrumb"),
    ("World | Politics | Sport | Culture | Weather", "furniture", "a menu"),
    ("5 min read", "furniture", "reading time"),
    ("Reading time: 1 min", "furniture", "reading time with its label"),
    ("12 Comments", "furniture", "a counter"),
    ("3 thoughts on “Varnia shuts its border”", "furniture", "the comments begin"),
    ("© 2024 The Northern Courier. All rights reserved.", "furniture", "a footer"),
    ("The post Varnia shuts its border appeared first on Northern Courier.", "furniture", "a feed's footer"),
    ("FacebookTwitterWhatsApp", "furniture", "glued share links"),
    ("Home World Politics Opinion Contact us", "furniture", "links in a row without separators"),
    ("Politics World Contact us Log in Advertise", "furniture", "the same without Home"),
    ("list 1 of 3", "furniture", "what a page tells screen readers"),
    ("Do you want to share a story with us? Contact us on WhatsApp.", "furniture", "an invitation to write"),
    ("You have exhausted your monthly limit of free stories.", "furniture", "a meter"),
    ("The Portal publishes around 500 reports a day from more than 100 papers.", "furniture", "an aggregator"),
    ("When reprinting materials a link to the agency is obligatory.", "furniture", "terms of use"),
    ("Ana Example reported from Tolm. Bo Sample contributed to this report.", "byline", "who else wrote"),
    ("Moren (left) shakes hands with Holm in Keld on Monday.", "caption", "who stands where"),
    ("Foreign Minister Ilka Moren in Keld. (Reuters file)", "caption", "an agency's archive"),
    ("Moren speaks to reporters in Keld. (AA Photo)", "caption", "any agency's photograph"),
    ("By Ana Example", "byline", "a byline"),
    ("By ANA EXAMPLE and Bo Sample in Tolm", "byline", "two authors and a place"),
    ("By Ana Example | Updated: 12 March 2024, 10:12 IST", "byline", "a byline with its date"),
    ("Published: 12 March 2024, 10:12 IST", "byline", "a labelled date"),
    ("Staff Reporter", "byline", "nobody by name"),
    ("AFP", "byline", "an agency alone"),
    ("(With inputs from agencies)", "byline", "a credit"),
    ("Reporting by Ana Example in Tolm; editing by Bo Sample", "byline", "a wire's credit"),
    ("Image source, Getty Images", "byline", "a bare picture credit"),
    ("Ana Example is a staff writer at the Courier.", "byline", "an author's bio"),
    ("Journalist, film lover and blogger from Tolm", "byline", "a bio without its name"),
    ("A frigate in the strait. (Photo: Handout via Reuters)", "caption", "a caption with its credit"),
    ("FILE PHOTO: Soldiers patrol the line near Tolm", "caption", "a caption with its mark"),
    ("Image caption, Soldiers patrol the line near Tolm", "caption", "a labelled caption"),
    ("Envoys arrive in Tolm on March 3, 2022. AFP FILE PHOTO", "caption", "the credit in capitals"),
]
NOT_SURE = [
    ("Moren wrote:", "a person who is quoted below"),
    ("The prophet of the valley says:", "words that are quoted below"),
    ("This page of history was never printed.", "a page of another kind"),
    ("Talks of the day before", "no box"),
    ("“Read my lips: there will be no deal,” the minister said.", "a quotation that begins with the phrase"),
    ("Follow us, the general told his men, and they did.", "somebody is quoted"),
    ("By joining the pact, Sorrel would gain a guarantee.", "a sentence that begins with By"),
    ("By Monday evening the fighting had stopped.", "a sentence that begins with By"),
    ("For more than two decades the two states have quarrelled.", "no invitation"),
    ("To access the strait, ships must report to Lothar's navy.", "no paywall"),
    ("Homeland security officials met their counterparts in Tolm.", "no breadcrumb"),
    ("Homes were destroyed in three villages, officials said.", "no breadcrumb"),
    ("World leaders sport blue ribbons at opening", "a headline that begins with a section's name"),
    ("Contact us first, the minister told his neighbours.", "somebody is quoted"),
    ("The left (and right) of the hall rose to applaud the minister.", "no caption"),
    ("Related talks on grain will be held in May.", "no heading"),
    ("Watching from the shore, fishermen counted eleven ships.", "no link"),
    ("Reporter Ana Example, who was on board, says she saw nothing.", "no bio"),
    ("Karst's journalists were told to leave by Friday.", "no bio"),
    ("The published text differs from the draft.", "no date label"),
    ("“We will not be bullied,” she said.", "a short paragraph of speech"),
    ("Who is fighting?", "a sub-heading"),
    ("A background of quarrels", "a sub-heading"),
    ("Talks", "one word, no control"),
    ("People have been asked to download the storm service's application.", "news about an app"),
    ("The ministry said sailors must register for daily updates.", "news about a register"),
    ("Advertising revenue fell by a tenth, the broadcaster said.", "news about advertising"),
    ("Comments by the minister angered Lothar.", "no comment section"),
    ("Twelve people were killed, the army said.", "a number begins it, no counter"),
    ("By Monday, the writer had left.", "a sentence"),
    ("They asked for more", "an unfinished sentence"),
    ("Nothing is worth less", "the same"),
    ("In partnership with Ostrania, the army of Varnia will train new guards", "a headline"),
    ("Designed by an engineer in Keld, the bridge was opened on Monday.", "a sentence"),
    ("More in Varnia than in Ostrania say they trust the court", "a headline"),
    ("This story is one of courage, the minister told the crowd.", "somebody is quoted"),
    ("Background: The two states have quarrelled over the river since 1999.", "a sentence with its stop"),
    ("Save the forests within 10 years, Varnia is told", "a headline"),
    ("What do you think of the truce that was signed?", "a question in the text"),
    ("#Varnia will not be bullied, the minister wrote.", "one hashtag in a sentence"),
    ("Read this in the light of the treaty of 1999.", "no language"),
    ("2 days ago the two sides met in Keld, officials said.", "a sentence"),
    ("Provided by the state, bread was cheap, and so was oil.", "a sentence"),
    ("On amazon.com prices fell by a tenth.", "news about a site"),
    ("More on U.S. sanctions was to be told on Monday.", "no site"),
    ("Do you like this country? I do, the minister said.", "no prompt"),
    ("She did not like this photograph: it showed her brother.", "the word in a sentence"),
    ("2024 was a year of droughts in the valley.", "a year begins it"),
]


@pytest.mark.parametrize(("line", "role", "why"), SURE)
def test_sure_lines(line: str, role: str, why: str):
    verdict = judge_line(line)
    assert verdict is not None, why
    assert verdict.role == role, (why, verdict.rule)


@pytest.mark.parametrize(("line", "why"), NOT_SURE)
def test_lines_that_only_look_like_furniture(line: str, why: str):
    assert judge_line(line) is None, why


def test_lexicon_entries_are_reachable():
    lexicon = load_lexicon()
    assert lexicon.tail <= set(lexicon.whole) | lexicon.tail
    assert all(phrase == phrase.strip() and phrase for phrase in lexicon.whole)
    assert len({pattern.name for pattern in lexicon.patterns}) == len(lexicon.patterns)


@pytest.mark.parametrize("pattern", load_lexicon().patterns, ids=lambda pattern: str(pattern.name))
def test_what_a_pattern_needs_is_in_all_that_it_matches(pattern: Pattern) -> None:
    """Lines without it are passed over, and patterns that need nothing are tried at the line's beginning alone."""
    parsed = list(_parser.parse(pattern.regex, re.IGNORECASE))
    assert _holds(parsed, pattern.needs) if pattern.needs else _opens(parsed)


def test_a_pattern_that_can_do_without_is_found_out() -> None:
    assert _holds(list(_parser.parse(r"\b(?:photo|pic(?:ture)?s?) by\b")), ("pho", "pic"))
    assert not _holds(list(_parser.parse(r"\b(?:photo|(?:pic)?s?) by\b")), ("pho", "pic"))
    assert not _opens(list(_parser.parse(r"^by\b|\bfrom\b")))


def _holds(items: Sequence[tuple[Any, Any]], needs: Sequence[str], run: str = "") -> bool:
    """Whether every string that the parsed expression matches holds one of `needs`."""
    for i, (kind, found) in enumerate(items):
        rest = items[i + 1 :]
        match str(kind):
            case "LITERAL":
                run += chr(found).casefold()
                if any(need in run for need in needs):
                    return True
            case "SUBPATTERN":
                return _holds([*found[3], *rest], needs, run)
            case "BRANCH":
                return all(_holds([*branch, *rest], needs, run) for branch in found[1])
            case "IN" if all(str(member) == "LITERAL" for member, _ in found):
                return all(_holds([member, *rest], needs, run) for member in found)
            case "MAX_REPEAT":
                least, most, repeated = found
                if (least, most) == (0, 1):
                    return _holds(rest, needs, run) and _holds([*repeated, *rest], needs, run)
                if least and _holds(list(repeated), needs, run if least == 1 else ""):
                    return True
                run = ""
            case "AT":
                pass
            case _:
                run = ""
    return False


def _opens(items: Sequence[tuple[Any, Any]]) -> bool:
    """Whether every branch of the parsed expression begins with ``^``."""
    kind, found = items[0]
    match str(kind):
        case "AT":
            return str(found) == "AT_BEGINNING"
        case "SUBPATTERN":
            return _opens(list(found[3]))
        case "BRANCH":
            return all(_opens(list(branch)) for branch in found[1])
    return False
