"""Runs one kind of fault so many times and prints what came of it: run.py KIND COUNT [SEED].

KIND is kills, errors, power_cuts or damages. Exit code 1 when anything was lost.
"""

import importlib
import sys
import time

KINDS = ("kills", "errors", "power_cuts", "damages")
SHOWN = 20


def main(arguments):
    if len(arguments) not in (2, 3) or arguments[0] not in KINDS or not all(
            word.isdigit() for word in arguments[1:]):
        print(f"usage: run.py {'|'.join(KINDS)} COUNT [SEED]", file=sys.stderr)
        return 64
    kind, count = arguments[0], int(arguments[1])
    seed = int(arguments[2]) if len(arguments) == 3 else 1
    begin = time.monotonic()
    figures, problems = importlib.import_module(kind).run(count, seed)
    figures["seconds"] = round(time.monotonic() - begin)
    print(f"{kind}: " + ", ".join(f"{name} {value}" for name, value in figures.items())
          + f", problems {len(problems)}")
    for problem in problems[:SHOWN]:
        print(f"  {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
