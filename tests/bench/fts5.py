#!/usr/bin/env python3
"""SQLite FTS5 as a peer in scripts/bench: one row a snapshot, bm25(), ten hits of ten sites.

    fts5.py build FOLDER INDEX
    fts5.py query INDEX QUERIES.tsv ROUNDS LIMIT [--exact]

Each command prints one line of JSON; queries are timed twice, up to the ranked hits and up to their
texts (and, with --exact, the exact number of matching sites). Of the query kinds it answers word,
words, question (OR of the words) and phrase; the others are counted as skipped.

FTS5 has no stop words. Leaving Lucene's out of the queries spares it the longest posting lists.
"""

import json
import math
import os
import re
import sqlite3
import statistics
import sys
import time
from pathlib import Path

HEADER = re.compile(r"transformed from the (\S+) privacy policy that was archived on (\d{4}-\d{2}-\d{2})")
KINDS = {"word", "words", "question", "phrase"}
STOP_WORDS = set(
    "a an and are as at be but by for if in into is it of on or such that the their then there these they this to "
    "was will with".split()
)
WARM_UP_ROUNDS = 3

# The site stands in a table of its own: FTS5 would visit a row's long text to learn it.
SCHEMA = """
create virtual table snapshots using fts5(body, tokenize = 'porter unicode61');
create table captures (id integer primary key, site text not null, date text not null);
"""


def read_snapshot(path: Path) -> tuple[str, str, str]:
    first, _, body = path.read_text(encoding="utf-8", errors="replace").partition("\n")
    header = HEADER.search(first)
    if header is None:
        raise SystemExit(f"{path}: no header line")
    return header[1], header[2], body


def build(folder: Path, index: Path) -> dict:
    index.unlink(missing_ok=True)
    start = time.perf_counter()
    files = sorted(folder.rglob("*.md"))
    database = sqlite3.connect(index)
    database.executescript("pragma journal_mode = off; pragma synchronous = off;" + SCHEMA)
    for number, file in enumerate(files, start=1):
        site, date, body = read_snapshot(file)
        database.execute("insert into snapshots (rowid, body) values (?, ?)", (number, body))
        database.execute("insert into captures values (?, ?, ?)", (number, site, date))
    database.commit()
    built = time.perf_counter()
    database.execute("insert into snapshots (snapshots) values ('optimize')")
    database.commit()
    database.close()
    return {
        "engine": "fts5",
        "documents": len(files),
        "seconds": round(built - start, 3),
        "merge_seconds": round(time.perf_counter() - built, 3),
        "bytes": os.path.getsize(index),
    }


def match_expression(kind: str, query: str) -> str:
    words = re.findall(r"\w+", query)
    if kind == "phrase":
        return '"' + " ".join(words) + '"'
    kept = [word for word in words if word.lower() not in STOP_WORDS] or words
    return " OR ".join(f'"{word}"' for word in kept)


def read_queries(path: Path) -> tuple[dict[str, str], int]:
    """Match expressions by query id, and the number of queries of other kinds."""
    expressions = {}
    skipped = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        query_id, query = line.split("\t", 1)
        kind = query_id.rsplit("-", 1)[0]
        if kind in KINDS:
            expressions[query_id] = match_expression(kind, query)
        else:
            skipped += 1
    return expressions, skipped


def rank(database: sqlite3.Connection, expression: str, limit: int) -> list[int]:
    """The best snapshot of each of the `limit` best sites: ranked rows are read until that many are seen."""
    first: dict[str, int] = {}
    select_site = "select site from captures where id = ?"
    for (rowid,) in database.execute("select rowid from snapshots where snapshots match ? order by rank", (expression,)):
        first.setdefault(database.execute(select_site, (rowid,)).fetchone()[0], rowid)
        if len(first) == limit:
            break
    return list(first.values())


def read_texts(database: sqlite3.Connection, rowids: list[int]) -> int:
    select = "select body from snapshots where rowid = ?"
    return sum(1 for rowid in rowids if database.execute(select, (rowid,)).fetchone()[0])


def count_sites(database: sqlite3.Connection, expression: str) -> int:
    select = "select count(distinct site) from snapshots join captures on id = snapshots.rowid where snapshots match ?"
    return database.execute(select, (expression,)).fetchone()[0]


def summary(times: dict[str, list[float]]) -> dict:
    """A query's latency is the median of its rounds; percentiles (nearest rank) are over queries."""
    of = {query_id: round(statistics.median(rounds) * 1e6, 1) for query_id, rounds in times.items()}
    medians = sorted(of.values())
    return {
        "p50": medians[math.ceil(0.50 * len(medians)) - 1],
        "p95": medians[math.ceil(0.95 * len(medians)) - 1],
        "mean": round(statistics.fmean(medians), 1),
        "of": of,
    }


def query(index: Path, queries: Path, rounds: int, limit: int, exact: bool) -> dict:
    expressions, skipped = read_queries(queries)
    database = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    database.execute("pragma mmap_size = 4294967296")
    ranking: dict[str, list[float]] = {query_id: [] for query_id in expressions}
    whole: dict[str, list[float]] = {query_id: [] for query_id in expressions}
    shown = 0
    for current in range(-WARM_UP_ROUNDS, rounds):
        shown = 0
        for query_id, expression in expressions.items():
            start = time.perf_counter()
            hits = rank(database, expression, limit)
            ranked = time.perf_counter()
            shown += read_texts(database, hits)
            if exact:
                count_sites(database, expression)
            if current >= 0:
                ranking[query_id].append(ranked - start)
                whole[query_id].append(time.perf_counter() - start)
    return {
        "engine": "fts5",
        "exact": exact,
        "queries": len(expressions),
        "skipped": skipped,
        "rounds": rounds,
        "hits": shown,
        "ranking_us": summary(ranking),
        "whole_us": summary(whole),
    }


def main(arguments: list[str]) -> int:
    match arguments:
        case ["build", folder, index]:
            report = build(Path(folder), Path(index))
        case ["query", index, queries, rounds, limit, *rest] if rest in ([], ["--exact"]):
            report = query(Path(index), Path(queries), int(rounds), int(limit), bool(rest))
        case _:
            print(__doc__, file=sys.stderr)
            return 64
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
