"""Calls that fail: ENOSPC, EIO, EDQUOT, EINTR and short writes; once, and from then on."""

import errno
import itertools
import random

import night as nights

SHORT_WRITE = 0
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EDQUOT": errno.EDQUOT, "EINTR": errno.EINTR,
          "short write": SHORT_WRITE}

# What a failed call may end a run with: reading or writing failed. Where a whole disk fails, the index in
# force cannot be looked at either.
EXPECTED_CODES = (0, 69, 74)


def problem_of(night, outcome):
    answers = night.answers(night.index)
    problem = night.problem_of(answers)
    if problem:
        return problem
    if outcome.code == 0 and answers != night.after:
        return "exit code 0, and nothing was published"
    if outcome.code == 0 and not (night.work / "reports" / "report.json").exists():
        return "exit code 0, and no report was written"
    if outcome.code not in EXPECTED_CODES:
        return f"exit code {outcome.code}: {outcome.err.strip()}"
    if outcome.code != 0 and "smallprint-index: " not in outcome.err:
        return f"exit code {outcome.code} without a message"
    return night.problem_of_rerun()


def run(count, seed):
    """Returns figures, and what went wrong as a list of sentences."""
    figures = {"faults": 0, "exit 0": 0, "exit 69": 0, "exit 74": 0, "published": 0}
    problems = []
    with nights.Night() as night:
        calls = night.count_calls("--jobs", "1")
        figures["calls of a night"] = calls
        trials = [trial for trial in itertools.product(range(1, calls + 1), ERRORS, ("0", "1"))
                  if trial[1:] != ("EINTR", "1")]  # no signal comes at every call for ever
        random.Random(seed).shuffle(trials)
        for call, name, sticky in itertools.islice(itertools.cycle(trials), count):
            night.reset()
            for report in (night.work / "reports").iterdir():
                report.unlink()
            outcome = night.build("--jobs", "1", faults=night.faults(
                "fail", call=call, error=ERRORS[name], sticky=sticky))
            figures["faults"] += 1
            key = f"exit {outcome.code}"
            figures[key] = figures.get(key, 0) + 1
            figures["published"] += night.answers(night.index) == night.after
            problem = problem_of(night, outcome)
            if problem:
                problems.append(f"{name} at call {call}, sticky {sticky}: {problem}")
        problems += night.check_base()
    return figures, problems
