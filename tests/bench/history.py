"""Walking a history and reading its versions, side by side with git itself.

    python3 tests/bench/history.py BENCH REPOSITORY [GLOB] [ROUNDS]

BENCH is smallprint_history_bench. git's part is `git log --raw -m` piped into `git cat-file --batch`.
Each round runs both, in turn; medians, the ratio within rounds and peak memory are printed.
"""

import os
import statistics
import subprocess
import sys
import time


def run_git(repository):
    """Seconds, and bytes that cat-file printed."""
    begin = time.perf_counter()
    log = subprocess.Popen(["git", "-C", repository, "log", "--raw", "-m", "--no-abbrev", "--no-renames",
                            "--format="], stdout=subprocess.PIPE)
    ids = subprocess.Popen(["awk", '/^:/ && $5 != "D" {print $4}'], stdin=log.stdout, stdout=subprocess.PIPE)
    cat = subprocess.Popen(["git", "-C", repository, "cat-file", "--batch"], stdin=ids.stdout,
                           stdout=subprocess.PIPE)
    read = 0
    while block := cat.stdout.read(1 << 20):
        read += len(block)
    for process in (log, ids, cat):
        process.wait()
    return time.perf_counter() - begin, read


def run_bench(bench, arguments):
    begin = time.perf_counter()
    done = subprocess.run([bench, *arguments], stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - begin, done.stdout.decode().strip()


def main(bench, repository, glob=None, rounds="7"):
    ours, theirs = [], []
    for _ in range(int(rounds)):
        theirs.append(run_git(repository)[0])
        seconds, line = run_bench(bench, [repository, *([glob] if glob else [])])
        ours.append(seconds)
    peak = 0
    with subprocess.Popen([bench, repository, *([glob] if glob else [])], stdout=subprocess.DEVNULL) as process:
        peak = os.wait4(process.pid, 0)[2].ru_maxrss
        process.returncode = 0
    print(f"versions, bytes, enumeration, reading: {line}")
    print(f"git {statistics.median(theirs):.3f} s, smallprint {statistics.median(ours):.3f} s, "
          f"ratio {statistics.median(a / b for a, b in zip(ours, theirs)):.2f}, peak {peak / 1024:.0f} MiB")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
