"""Recounts trends from the files of an archive, by nothing but the standard library.

Shares no code with the programs: the header is read by a regular expression, words are what stands
between characters that are neither letters nor digits, periods come from the date's text.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

HEADER = re.compile(r"is extracted and transformed from the (\S+) privacy policy that was archived on "
                    r"(\d{4}-\d{2}-\d{2})\.")
TIMESTAMP = re.compile(r"web\.archive\.org/web/(\d{14})id_/")
# A word that a reader of Markdown sees as a whole: plain spaces, line ends and the punctuation of
# sentences around it. A word that ever stands otherwise is not asked for.
PLAIN = re.compile(r"(?<![^\s(\"])[a-z]{4,}(?=[.,;:)\"]?(?:\s|$))")
ANY = re.compile(r"[a-z]{4,}")
Z = 1.959964


@dataclass(frozen=True)
class Capture:
    site: str
    date: str
    words: frozenset  # all of lower case
    plain: frozenset  # of those, the ones that stand plainly wherever they stand


def read_captures(root):
    """Every snapshot of an archive of Markdown files."""
    captures = {}
    for path in sorted(Path(root).rglob("*")):
        if not path.is_file() or path.suffix not in (".md", ".txt"):
            continue
        content = path.read_bytes().decode("utf-8", errors="replace").lstrip("\ufeff")
        head, _, body = content.lstrip().partition("\n")
        found = HEADER.search(head)
        if not found or not body.strip():
            continue
        timestamp = TIMESTAMP.search(head)
        key = (found[1], found[2], timestamp and timestamp[1], body)
        captures[key] = capture_of(found[1].lower(), found[2], body.lower())
    return list(captures.values())


def capture_of(site, date, body):
    counts = Counter(ANY.findall(body))
    plain = Counter(PLAIN.findall(body))
    return Capture(site, date, frozenset(counts),
                   frozenset(word for word, count in plain.items() if count == counts[word]))


def askable_words(captures):
    """Words that stand plainly in every capture that has their letters, sorted."""
    everywhere = set().union(*(capture.words for capture in captures))
    for capture in captures:
        everywhere -= capture.words - capture.plain
    return sorted(everywhere)


def period_of(date, by):
    return date[:4] if by == "year" else f"{date[:4]}_{'A' if date[5:7] <= '06' else 'B'}"


def all_periods(first, last, by):
    """The names from `first` to `last`."""
    halves = ("",) if by == "year" else ("_A", "_B")
    names = [f"{year:04}{half}" for year in range(int(first[:4]), int(last[:4]) + 1) for half in halves]
    return [name for name in names if first <= name <= last]


def wilson(matching, observed):
    """None, None, None when nothing was observed."""
    if observed == 0:
        return None, None, None
    rate = matching / observed
    spread = Z * sqrt(rate * (1 - rate) / observed + Z * Z / (4 * observed * observed))
    centre = rate + Z * Z / (2 * observed)
    scale = 1 + Z * Z / observed
    return rate, max((centre - spread) / scale, 0), min((centre + spread) / scale, 1)


def recount(captures, word, by, unit, sites=(), begin="0000", end="9999"):
    """[(period, matching, observed)], every period from the first to the last observed. Each site of
    these archives has one policy."""
    observed = defaultdict(set)
    matching = defaultdict(set)
    for number, capture in enumerate(captures):
        if (sites and capture.site not in sites) or not begin <= capture.date <= end:
            continue
        period = period_of(capture.date, by)
        what = number if unit == "snapshot" else capture.site
        observed[period].add(what)
        if word in capture.words:
            matching[period].add(what)
    if not observed:
        return []
    return [(period, len(matching[period]), len(observed[period]))
            for period in all_periods(min(observed), max(observed), by)]
