#!/usr/bin/env python3
"""Times smallprint-search as scripts use it, one process a query, for scripts/bench.

    processes.py PROGRAM INDEX QUERIES.tsv

Prints one line of JSON with the wall time of every query in milliseconds, from starting the process to its end.
A first process, whose time is not kept, brings the program itself into memory.
"""

import json
import subprocess
import sys
import time
from pathlib import Path


def read_queries(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def ask(program: str, index: str, query: str) -> float:
    """Milliseconds. `--` keeps a query that is a verb's name or opens with a hyphen a query."""
    start = time.perf_counter()
    subprocess.run([program, "--index", index, "--format", "json", "--", query], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1e3


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 64
    program, index, queries = arguments
    questions = read_queries(Path(queries))
    ask(program, index, "privacy")
    milliseconds = {query_id: round(ask(program, index, query), 2) for query_id, query in questions.items()}
    print(json.dumps({"queries": len(milliseconds), "of": milliseconds}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
