"""Recounts trends from the files of an archive, by nothing but the standard library.

Shares no code with the programs: the header is read by a regular expression, words are what stands
between characters that are neither letters nor digits, periods come from the date's text. Each site
of the archives that are recounted has one policy.
"""

import functools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import hypot, sqrt
from pathlib import Path

HEADER = re.compile(r"is extracted and transformed from the (\S+) privacy policy that was archived on "
                    r"(\d{4}-\d{2}-\d{2})\..*web\.archive\.org/web/(\d{14})id_/")
# A word, or two, that a reader of Markdown sees as they are: plain spaces, line ends and the
# punctuation of sentences around them. What ever stands otherwise is not asked for.
BEGIN, END = r"(?<![^\s(\"])", r"(?=[.,;:)\"]?(?:\s|$))"
PLAIN_WORD = re.compile(BEGIN + r"[a-z]{4,}" + END)
# Pairs that begin with other letters are left alone: these are enough, and to look at all takes long.
PLAIN_PAIR = re.compile(BEGIN + r"(?=([cps][a-z]{3,} [a-z]{4,})" + END + ")")
PAIR_BEGINS = ("c", "p", "s")
WORD = re.compile(r"[a-z]{4,}")
TOKEN = re.compile(r"\w+")
# What a reader does not see: targets of links, tags, character references.
UNSEEN = re.compile(r"\]\([^)]*\)|<[^>]*>|&#?\w+;")
Z = 1.959964


@dataclass(frozen=True)
class Line:
    """What stands in a line of text in lower case."""

    words: frozenset  # of four letters and more
    odd_words: frozenset  # of those, the ones that do not stand plainly somewhere
    pairs: frozenset  # words side by side, "first second", plainly
    odd_pairs: frozenset  # words that may be read as side by side
    first: str
    last: str


@dataclass(frozen=True, eq=False)
class Capture:
    site: str
    date: str
    moment: str  # 14 digits
    words: frozenset
    odd_words: frozenset
    pairs: frozenset
    odd_pairs: frozenset


@functools.lru_cache(maxsize=None)
def read_line(text):
    tokens = TOKEN.findall(UNSEEN.sub(" ", text))
    pairs = Counter(f"{one} {other}" for one, other in zip(tokens, tokens[1:])
                    if one.startswith(PAIR_BEGINS))
    if text.startswith("#"):  # a title, which is no part of a passage, or a heading, which is of many
        plain_words, plain_pairs = frozenset(), Counter()
        odd_words = frozenset(WORD.findall(text))
    else:
        plain_words, plain_pairs = frozenset(PLAIN_WORD.findall(text)), Counter(PLAIN_PAIR.findall(text))
        odd_words = frozenset(WORD.findall(PLAIN_WORD.sub(" ", text)))
    return Line(plain_words | odd_words, odd_words,
                frozenset(plain_pairs), frozenset(pairs - plain_pairs),
                tokens[0] if tokens else "", tokens[-1] if tokens else "")


def read_captures(root):
    """Every snapshot of an archive of Markdown files."""
    captures = {}
    for path in sorted(Path(root).rglob("*")):
        if not path.is_file() or path.suffix not in (".md", ".txt"):
            continue
        content = path.read_bytes().decode("utf-8", errors="replace").lstrip("\ufeff")
        head, _, body = content.lstrip().partition("\n")
        found = HEADER.search(head)
        if found and body.strip():
            captures[found[1].lower(), found[2], found[3]] = body.lower()
    read = [capture_of(*key, body) for key, body in captures.items()]
    read_line.cache_clear()
    return read


def capture_of(site, date, moment, body):
    lines = [read_line(line) for line in body.split("\n")]
    ends = [line for line in lines if line.first]
    over_lines = {f"{one.last} {other.first}" for one, other in zip(ends, ends[1:])}
    return Capture(site, date, moment,
                   frozenset().union(*(line.words for line in lines)),
                   frozenset().union(*(line.odd_words for line in lines)),
                   frozenset().union(*(line.pairs for line in lines)),
                   frozenset().union(over_lines, *(line.odd_pairs for line in lines)))


def askable(captures, found, odd, least=1):
    """The words or pairs that stand plainly wherever they stand, in `least` captures, sorted."""
    numbers = Counter()
    for capture in captures:
        numbers.update(getattr(capture, found))
    for capture in captures:
        for what in getattr(capture, odd):
            numbers.pop(what, None)
    return sorted(what for what, number in numbers.items() if number >= least)


def askable_words(captures, least=1):
    return askable(captures, "words", "odd_words", least)


def askable_pairs(captures, least=1):
    return askable(captures, "pairs", "odd_pairs", least)


def period_of(date, by):
    return date[:4] if by == "year" else f"{date[:4]}_{'A' if date[5:7] <= '06' else 'B'}"


def all_periods(first, last, by):
    """The names from `first` to `last`."""
    halves = ("",) if by == "year" else ("_A", "_B")
    names = [f"{year:04}{half}" for year in range(int(first[:4]), int(last[:4]) + 1) for half in halves]
    return [name for name in names if first <= name <= last]


def wilson(matching, observed):
    """(rate, low, high); E. B. Wilson 1927. None, None, None when nothing was observed."""
    if observed == 0:
        return None, None, None
    rate = matching / observed
    spread = Z * sqrt(rate * (1 - rate) / observed + Z * Z / (4 * observed * observed))
    centre = rate + Z * Z / (2 * observed)
    scale = 1 + Z * Z / observed
    return rate, max((centre - spread) / scale, 0), min((centre + spread) / scale, 1)


def independent_difference(first, second):
    """Of two (matching, observed); R. G. Newcombe 1998, method 10 of 11."""
    if not first[1] or not second[1]:
        return None, None, None
    (p, p_low, p_high), (q, q_low, q_high) = wilson(*first), wilson(*second)
    return p - q, p - q - hypot(p - p_low, q_high - q), p - q + hypot(p_high - p, q - q_low)


def paired_difference(both, first_only, second_only, neither):
    """R. G. Newcombe 1998, method 10 of the paper on paired data."""
    units = both + first_only + second_only + neither
    if units == 0:
        return None, None, None
    p, p_low, p_high = wilson(both + first_only, units)
    q, q_low, q_high = wilson(both + second_only, units)
    products = (both + first_only) * (second_only + neither) * (both + second_only) * (first_only + neither)
    excess = both * neither - first_only * second_only
    excess = max(excess - units / 2, 0) if excess > 0 else excess
    phi = excess / sqrt(products) if products else 0
    below = (p - p_low) ** 2 - 2 * phi * (p - p_low) * (q_high - q) + (q_high - q) ** 2
    above = (p_high - p) ** 2 - 2 * phi * (p_high - p) * (q - q_low) + (q - q_low) ** 2
    return p - q, p - q - sqrt(max(below, 0)), p - q + sqrt(max(above, 0))


@dataclass(frozen=True)
class Period:
    name: str
    observed: frozenset  # units
    matching: tuple  # of each question a frozenset of units
    sites: frozenset


def unit_of(capture, unit):
    return (capture.site, capture.moment) if unit == "snapshot" else capture.site


def gather(captures, questions, unit, name):
    """What `captures` have of each question, a set of captures."""
    return Period(name, frozenset(unit_of(capture, unit) for capture in captures),
                  tuple(frozenset(unit_of(capture, unit) for capture in captures if capture in question)
                        for question in questions),
                  frozenset(capture.site for capture in captures))


def recount(captures, questions, by, unit):
    """Every period from the first to the last observed."""
    of_period = defaultdict(list)
    for capture in captures:
        of_period[period_of(capture.date, by)].append(capture)
    if not of_period:
        return []
    return [gather(of_period[name], questions, unit, name)
            for name in all_periods(min(of_period), max(of_period), by)]


def panel_of(captures, begin, end, by):
    """The captures from `begin` to `end` of the sites that have one in every period that has any."""
    within = [capture for capture in captures if begin <= capture.date <= end]
    needed = {period_of(capture.date, by) for capture in within}
    seen = defaultdict(set)
    for capture in within:
        seen[capture.site].add(period_of(capture.date, by))
    return [capture for capture in within if seen[capture.site] == needed]


def first_captures(captures, word):
    """[(date, site, the capture of the site before or None)] of the earliest with the word, sorted."""
    dates = defaultdict(set)
    with_word = defaultdict(set)
    for capture in captures:
        dates[capture.site].add(capture.date)
        if word in capture.words:
            with_word[capture.site].add(capture.date)
    found = []
    for site, days in with_word.items():
        date = min(days)
        found.append((date, site, max((day for day in dates[site] if day < date), default=None)))
    return sorted(found)


def adoption(captures, found, by):
    """[(period, new, at the first capture, so far, observed so far)] of first_captures()."""
    begins = {}
    for capture in captures:
        begins[capture.site] = min(begins.get(capture.site, capture.date), capture.date)
    observed = [period_of(capture.date, by) for capture in captures]
    rows = []
    for period in all_periods(min(observed), max(observed), by):
        new = [before for date, _, before in found if period_of(date, by) == period]
        rows.append((period, len(new), new.count(None),
                     sum(period_of(date, by) <= period for date, _, _ in found),
                     sum(period_of(date, by) <= period for date in begins.values())))
    return rows
