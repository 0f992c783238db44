"""Article and Doc -> Timex and Dating: when things were, and when the article itself was written."""

from demarche.times.governing import dated, governing_timex, time_of
from demarche.times.occasions import load_occasions
from demarche.times.settling import settle_dates
from demarche.times.tagging import resolve_all, tag_times

__all__ = ["dated", "governing_timex", "load_occasions", "resolve_all", "settle_dates", "tag_times", "time_of"]
