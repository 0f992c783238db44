"""The weights of evidence for an article's home state: `python -m training.home_states [HOW_MANY]`.

A conditional logit over the states that an article names and "none of them" (McFadden 1974), fitted on newswire of
national outlets (DATA/ner/wwn_train.jsonl): the outlet's state is taken for the article's. That is wrong for what an
outlet reports from abroad, so the shares it gives are a lower bound. Pages of the newswire gold are left out. Prints
each weight with the number of states it was seen for, then, by four folds, how many articles reach a share and how
often the outlet's state is the one that does; at last the same for the weights in `demarche.actors.standing`.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from evals.newswire import WITH_ADDRESS, read_pages, read_rows

from demarche.actors.home import read_home
from demarche.actors.page import read_page
from demarche.actors.standing import NOWHERE, WEIGHTS
from demarche.articles import read_article
from demarche.errors import DemarcheError
from demarche.pipeline import Pipeline
from demarche.records import Source
from demarche.sentences import read_sentences
from demarche.settings import Settings
from demarche.times import settle_dates, tag_times

# The state of a national outlet by the first part of its articles' ids in the corpus.
OUTLETS: Mapping[str, str] = {
    "tw_tp_times": "TWN", "sa_star": "ZAF", "sa_iol": "ZAF", "arg_buenosairestimes": "ARG", "cosric_ticotimes": "CRI",
    "mex_mexicodailypost": "MEX", "mex_mexiconewsdaily": "MEX", "mauritius_lematinal": "MUS",
    "elsalv_elsalvadorinenglish": "SLV", "nic_todaynicaragua": "NIC", "nz_rnz": "NZL", "bangladesh_star": "BGD",
    "bangladesh_observer": "BGD", "in_gazette": "IND", "in_hdtimes": "IND", "in_herald": "IND", "in_kash": "IND",
    "in_article_indianexpress": "IND", "uae_times": "ARE", "ghana_newsghana": "GHA", "hond_hondurasnews": "HND",
    "pan_newsroompanama": "PAN", "qt_peninsula": "QAT", "kw_gulftimes": "QAT", "kw_arabtimes": "KWT",
    "kw_times": "KWT", "saud_gazette": "SAU", "saud_daily": "SAU", "canada_indig": "CAN", "canada_nunavut": "CAN",
    "canada_yukon": "CAN", "cn_article_thestandard": "HKG", "cn_article_xinhua": "CHN", "cuba_diariodecuba": "CUB",
    "eg_today": "EGY", "eg_times": "EGY", "iran_times": "IRN", "israel_haaretz": "ISR", "israel_jerupost": "ISR",
    "aus_abc": "AUS", "aus_newscomaus": "AUS", "nm": "NAM", "nm_economist": "NAM", "th_post": "THA",
    "th_thenation": "THA", "jp_article_asahi": "JPN", "kr_kherald": "KOR", "kr_seoultimes": "KOR", "kr_jgdaily": "KOR",
    "mong_montsame": "MNG", "chile_chiletoday": "CHL", "oman_timesofoman": "OMN", "peru_andina": "PER",
    "col_bogotapost": "COL", "jr_times": "JOR", "my_star": "MYS", "ecuador_ecuadortimes": "ECU",
    "ven_caracaschronicles": "VEN", "et_tribune": "ETH", "kenya_nation": "KEN", "guyana_kaieteurnews": "GUY",
}  # fmt: skip
KINDS = (*WEIGHTS, "nowhere")
LENGTHS = range(600, 9000)
PRIOR, STEPS, RATE, FOLDS = 1.0, 300, 0.08, 4
SHARES = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5)

Choice = tuple[np.ndarray, int]
"""The evidence of each state of an article, a row each, "none of them" last; and the row of the outlet's state."""


def main() -> None:
    choices = read_choices(int(sys.argv[1]) if len(sys.argv) > 1 else sys.maxsize)
    weights = fitted(choices)
    for number in np.argsort(-weights):
        seen = sum(int((rows[:, number] > 0).sum()) for rows, _ in choices)
        print(f"{KINDS[number]:24s} {weights[number]:6.2f}  {seen}")
    folds = [(choices[n::FOLDS], [c for k, c in enumerate(choices) if k % FOLDS != n]) for n in range(FOLDS)]
    told("fitted", [pair for tried, taught in folds for pair in judged(tried, fitted(taught))])
    told("shipped", judged(choices, np.array([*WEIGHTS.values(), NOWHERE])))


def read_choices(most: int) -> list[Choice]:
    """The articles of national outlets that name any state, as choices."""
    pipeline, settings = Pipeline(Settings()), Settings()
    gold = {page.article for page in read_pages()}
    choices: list[Choice] = []
    for row in read_rows(WITH_ADDRESS[0]):
        state = OUTLETS.get(row["id"].rpartition("_")[0])
        if state is None or row["id"] in gold or len(row["text"]) not in LENGTHS or len(choices) >= most:
            continue
        text = row["text"].replace("\r\n", "\n")
        try:
            article = read_article(
                Source(uri=row["id"], sha256="0" * 64, media_type="text/plain", content=text), settings
            )
        except DemarcheError:
            continue
        if not article.news or article.language != "en":
            continue
        doc = read_sentences(pipeline.reader, article)
        published, _ = settle_dates(article, tag_times(article, doc, pipeline.knowledge), pipeline.knowledge)
        page = read_page(msgspec.structs.replace(article, published=published), doc, pipeline.knowledge)
        evidence = read_home(page).evidence
        if evidence:
            choices.append(choice_of(evidence, state))
    return choices


def choice_of(evidence: Mapping[str, Mapping[str, float]], state: str) -> Choice:
    """Evidence as `weight_of` weighs it: a share as it is, the logarithm of one and a count."""
    states = sorted(evidence)
    rows = np.zeros((len(states) + 1, len(KINDS)))
    for at, party in enumerate(states):
        for kind, count in evidence[party].items():
            rows[at, KINDS.index(kind)] = count if kind == "paragraphs" else math.log1p(count)
    rows[-1, -1] = 1.0
    return rows, states.index(state) if state in states else len(states)


def fitted(choices: Sequence[Choice]) -> np.ndarray:
    """Weights of greatest likelihood under a normal prior, by Adam (Kingma and Ba 2015)."""
    weights, mean, square = np.zeros(len(KINDS)), np.zeros(len(KINDS)), np.zeros(len(KINDS))
    for step in range(1, STEPS + 1):
        slope = PRIOR * weights
        for rows, right in choices:
            slope = slope + rows.T @ shares_of(rows, weights) - rows[right]
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def shares_of(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    logits = rows @ weights
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum())


def judged(choices: Sequence[Choice], weights: np.ndarray) -> list[tuple[float, bool]]:
    """The largest share of a state in each article, and whether it is the outlet's."""
    found = []
    for rows, right in choices:
        shares = shares_of(rows, weights)[:-1]
        found.append((float(shares.max()), int(shares.argmax()) == right))
    return found


def told(name: str, found: Sequence[tuple[float, bool]]) -> None:
    print(f"\n{name}: {len(found)} articles\nshare  reached  outlet's state")
    for least in SHARES:
        reached = [right for share, right in found if share >= least]
        print(f"{least:.2f}   {len(reached) / len(found):.3f}    {sum(reached) / max(1, len(reached)):.3f}")


if __name__ == "__main__":
    main()
