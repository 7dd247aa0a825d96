#!/usr/bin/env python3
"""Makes the report of scripts/bench from the raw figures it left.

    report.py ARCHIVE WORK

Reads WORK/raw and the indexes in WORK, writes WORK/result.json and prints Markdown. A figure of several runs is
their median (least to greatest). Ratios are taken run by run, since neighbours in time share the machine's mood, and
the median of the ratios is shown.
"""

import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ENGINES = {"smallprint": "Smallprint", "omindex": "omindex", "lucene": "Lucene", "fts5": "SQLite FTS5"}
STORED_TEXT = ("text.", "recipes.", "passages.zst", "passages.frames", "snapshots.zst", "snapshots.frames")
LUCENE_STORED_FIELDS = (".fdt", ".fdx", ".fdm")

# The rows of the latency table: name, engine in the raw files, figure of its report.
LATENCIES = [
    ("Smallprint, ranking", "smallprint", "ranking_us"),
    ("Lucene, ranking", "lucene", "ranking_us"),
    ("SQLite FTS5, ranking", "fts5", "ranking_us"),
    ("Smallprint, hits with texts", "smallprint", "shown_us"),
    ("Lucene, hits with texts", "lucene", "whole_us"),
    ("SQLite FTS5, hits with texts", "fts5", "whole_us"),
    ("Smallprint, whole answer with exact totals", "smallprint", "whole_us"),
    ("Lucene, hits with texts and exact sites", "lucene_exact", "whole_us"),
    ("SQLite FTS5, hits with texts and exact sites", "fts5_exact", "whole_us"),
]
OWN_MEASURES = {
    "ranking_us": "ranking",
    "shown_us": "hits with texts",
    "ranking_exact_us": "ranking with exact totals",
    "whole_us": "whole answer: texts and exact totals",
    "count_us": "totals alone",
    "faceted_us": "whole answer and two exact facets in sites",
    "fresh_us": "whole answer, first of a newly opened index",
}


# ---- reading


def first_line_of(command: list[str]) -> str:
    """Of what a program says about itself, on stdout or stderr; `java -version` uses the latter."""
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "not installed"
    return (said.stdout or said.stderr).splitlines()[0] if said.returncode == 0 else "unknown"


def field_of(path: str, name: str) -> str:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"


def machine() -> dict:
    return {
        "processor": field_of("/proc/cpuinfo", "model name"),
        "processors": os.cpu_count(),
        "memory": field_of("/proc/meminfo", "MemTotal"),
        "kernel": platform.release(),
    }


def versions() -> dict:
    jars = sorted(Path("/usr/share/java").glob("lucene-core-8*.jar"))
    return {
        "Smallprint": first_line_of(["build/release/searcher/smallprint-search", "--version"]),
        "commit": first_line_of(["git", "describe", "--always", "--dirty"]),
        "compiler": first_line_of(["g++", "--version"]),
        "omindex": first_line_of(["omindex", "--version"]),
        "Lucene": jars[0].stem if jars else "not installed",
        "Java": first_line_of(["java", "-version"]),
        "SQLite": sqlite3.sqlite_version,
        "Python": platform.python_version(),
    }


def read_builds(raw: Path, engine: str) -> list[dict]:
    """One entry a round, in order."""
    builds = []
    for file in sorted(raw.glob(f"build-{engine}-*.time"), key=lambda path: int(path.stem.rsplit("-", 1)[1])):
        wall, user, system, peak = (float(value) for value in file.read_text().split())
        build = {"wall_seconds": wall, "cpu_seconds": user + system, "peak_kilobytes": peak}
        if engine != "smallprint":
            build["driver"] = json.loads(file.with_suffix(".out").read_text())
        builds.append(build)
    return builds


def read_all(raw: Path, prefix: str) -> list[dict]:
    return [json.loads(path.read_text()) for path in sorted(raw.glob(f"{prefix}-[0-9]*.json"))]


def read_skipped(raw: Path) -> dict[str, str]:
    file = raw / "skipped.tsv"
    return dict(line.split("\t", 1) for line in file.read_text().splitlines()) if file.exists() else {}


# ---- sizes


def bytes_below(folder: Path, counts: Callable[[Path], bool] = lambda _: True) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and counts(path))


def split_size(total: int, stored: int) -> dict:
    return {"search": total - stored, "stored_text": stored}


def smallprint_size(index: Path) -> dict:
    generation = index / (index / "CURRENT").read_text().split()[0]
    return split_size(
        bytes_below(generation), bytes_below(generation, lambda path: path.name.startswith(STORED_TEXT))
    )


def fts5_size(database: Path) -> dict:
    """The search part are the blocks of the full-text index; all the rest is rows and their texts."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    (search,) = connection.execute("select sum(length(block)) from snapshots_data").fetchone()
    return split_size(database.stat().st_size, database.stat().st_size - search)


def sizes(work: Path) -> dict:
    found = {"smallprint": smallprint_size(work / "ours.index")}
    if (work / "omindex").exists():
        found["omindex"] = split_size(bytes_below(work / "omindex"), 0)
    if (work / "lucene.index").exists():
        index = work / "lucene.index"
        stored = bytes_below(index, lambda path: path.suffix in LUCENE_STORED_FIELDS)
        found["lucene"] = split_size(bytes_below(index), stored)
    if (work / "fts5.db").exists():
        found["fts5"] = fts5_size(work / "fts5.db")
    return found


def collect(archive: Path, work: Path) -> dict:
    raw = work / "raw"
    engines = ["smallprint", "lucene", "lucene_exact", "fts5", "fts5_exact"]
    return {
        "machine": machine(),
        "versions": versions(),
        "load": {when: (raw / f"load-{when}").read_text().strip() for when in ("before", "after")},
        "archive": {"files": sum(1 for _ in archive.rglob("*.md")), "bytes": sum_of_texts(archive)},
        "skipped": read_skipped(raw),
        "builds": {engine: read_builds(raw, engine) for engine in ENGINES},
        "sizes": sizes(work),
        "latencies": {engine: read_all(raw, f"latency-{engine}") for engine in engines},
        "processes": read_all(raw, "processes"),
    }


def sum_of_texts(archive: Path) -> int:
    return bytes_below(archive, lambda path: path.suffix == ".md")


# ---- printing


def spread(values: Iterable[float], digits: int = 0) -> str:
    """`2.0 (1.9 to 2.2)`, or the value alone when there is one."""
    numbers = list(values)
    middle = f"{statistics.median(numbers):,.{digits}f}"
    if len(numbers) == 1:
        return middle
    return f"{middle} ({min(numbers):,.{digits}f} to {max(numbers):,.{digits}f})"


def ratio(numerators: list[float], denominators: list[float]) -> str:
    return spread((a / b for a, b in zip(numerators, denominators, strict=True)), 2)


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def skipped_row(name: str, reason: str, columns: int) -> list[str]:
    return [name, f"skipped: {reason}"] + [""] * (columns - 2)


def machine_section(result: dict) -> str:
    of = result["machine"]
    load = {when: " ".join(line.split()[:3]) for when, line in result["load"].items()}
    megabytes = result["archive"]["bytes"] / 1e6
    lines = [
        f"- machine: {of['processors']} x {of['processor']}, {of['memory']}, Linux {of['kernel']}",
        f"- load before: {load['before']}; after: {load['after']}",
        f"- archive: {result['archive']['files']:,} snapshots, {megabytes:.1f} MB",
        *(f"- {name}: {version}" for name, version in result["versions"].items()),
    ]
    return "## Machine and versions\n\n" + "\n".join(lines) + "\n"


def build_rows(result: dict) -> Iterable[list[str]]:
    megabytes = result["archive"]["bytes"] / 1e6
    ours = [build["wall_seconds"] for build in result["builds"]["smallprint"]]
    for engine, name in ENGINES.items():
        if engine in result["skipped"]:
            yield skipped_row(name, result["skipped"][engine], 6)
            continue
        builds = result["builds"][engine]
        wall = [build["wall_seconds"] for build in builds]
        yield [
            name,
            spread(wall, 2),
            spread((build["cpu_seconds"] for build in builds), 2),
            spread(build["peak_kilobytes"] / 1e3 for build in builds),
            f"{megabytes / statistics.median(wall):.1f}",
            ratio(wall, ours),
        ]
        if "merge_seconds" in builds[0].get("driver", {}):
            unmerged = [build["driver"]["seconds"] for build in builds]
            yield [f"{name}, before its last merge", spread(unmerged, 2), "", "", "", ratio(unmerged, ours)]


def build_section(result: dict) -> str:
    head = ["engine", "wall, s", "CPU, s", "peak RSS, MB", "MB/s", "wall : Smallprint's"]
    count = len(result["builds"]["smallprint"])
    return f"## Full builds, {count} of each in turn\n\n" + table(head, build_rows(result))


def size_section(result: dict) -> str:
    text = result["archive"]["bytes"]

    def cell(count: int) -> str:
        return f"{count / 1e6:.1f} ({count / text:.3f})"

    rows = []
    for engine, name in ENGINES.items():
        if engine in result["skipped"]:
            rows.append(skipped_row(name, result["skipped"][engine], 4))
            continue
        size = result["sizes"][engine]
        rows.append([name, cell(size["search"]), cell(size["stored_text"]), cell(sum(size.values()))])
    head = ["engine", "search part", "stored text", "together"]
    return "## Index sizes, MB (share of the text)\n\n" + table(head, rows)


def of_peer_kinds(report: dict, measure: str) -> dict:
    """Peers were asked nothing but the kinds of query that they answer."""
    figures = report[measure]
    return figures["peer_kinds"] if report["engine"] == "smallprint" else figures


def latency_rows(result: dict) -> Iterable[list[str]]:
    ours: list[float] = []
    for name, engine, measure in LATENCIES:
        base = engine.removesuffix("_exact")
        if base in result["skipped"]:
            yield skipped_row(name, result["skipped"][base], 5)
            continue
        figures = [of_peer_kinds(report, measure) for report in result["latencies"][engine]]
        p95 = [figure["p95"] for figure in figures]
        if engine == "smallprint":
            ours = p95
        cells = [spread(figure[key] for figure in figures) for key in ("p50", "p95", "mean")]
        yield [name, *cells, ratio(p95, ours)]


def latency_section(result: dict) -> str:
    reports = result["latencies"]["smallprint"]
    asked, whole = reports[0]["ranking_us"]["peer_kinds"]["queries"], reports[0]["queries"]
    own_rows = []
    for measure, name in OWN_MEASURES.items():
        cells = [spread(report[measure]["all"][key] for report in reports) for key in ("p50", "p95", "mean")]
        own_rows.append([name, *cells])
    kind_rows = []
    for kind in reports[0]["whole_us"]["by_kind"]:
        figures = {key: [report[key]["by_kind"][kind] for report in reports] for key in ("ranking_us", "whole_us")}
        cells = [spread(figure[part] for figure in figures[key]) for key in figures for part in ("p50", "p95")]
        kind_rows.append([kind, *cells])
    head = ["microseconds", "p50", "p95", "mean"]
    kind_head = ["microseconds", "ranking p50", "ranking p95", "whole answer p50", "whole answer p95"]
    return (
        f"## Warm queries: the {asked} that all engines answer\n\n"
        + table([*head, "p95 : Smallprint's"], latency_rows(result))
        + f"\n## Warm queries: all {whole}, Smallprint\n\n"
        + table(head, own_rows)
        + "\n"
        + table(kind_head, kind_rows)
    )


def nearest_rank(values: Iterable[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[-(-percent * len(ordered) // 100) - 1]


def process_section(result: dict) -> str:
    runs = [report["of"].values() for report in result["processes"]]
    row = ["smallprint-search", *(spread((nearest_rank(run, percent) for run in runs), 1) for percent in (50, 95))]
    count = result["processes"][0]["queries"]
    return f"## One process a query, {count} queries\n\n" + table(["milliseconds", "p50", "p95"], [row])


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    archive, work = (Path(argument) for argument in arguments)
    result = collect(archive, work)
    (work / "result.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sections = [machine_section, build_section, size_section, latency_section, process_section]
    print("\n".join(section(result) for section in sections), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
