"""kill -9 at every call that changes a file, and at random moments between."""

import random
import signal
import subprocess
import time

import night as nights


def kill_at_call(night, call, action, jobs):
    outcome = night.build("--jobs", jobs, faults=night.faults(action, call=call))
    return outcome.code == -signal.SIGKILL


def kill_after(night, seconds):
    process = subprocess.Popen(
        [nights.INDEX_PROGRAM, "build", night.archive, "--index", night.index],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.kill()
    return process.wait() == -signal.SIGKILL


def run(count, seed):
    """Returns figures, and what went wrong as a list of sentences."""
    rng = random.Random(seed)
    figures = {"runs": 0, "killed": 0, "answers before": 0, "answers after": 0}
    problems = []
    with nights.Night() as night:
        calls = night.count_calls("--jobs", "1")
        figures["calls of a night"] = calls
        begin = time.monotonic()
        night.reset()
        night.require(night.build())
        length = time.monotonic() - begin
        points = every_kth(calls, count * 3 // 4)
        trial = -1
        while figures["killed"] < count:
            trial += 1
            night.reset()
            if trial < len(points):
                call, action = points[trial], rng.choice(("kill", "tear"))
                name = f"{action} at call {call}"
                killed = kill_at_call(night, call, action, rng.choice("12"))
            else:
                seconds = rng.uniform(0, length)
                name = f"kill after {seconds:.4f} s"
                killed = kill_after(night, seconds)
            figures["runs"] += 1
            figures["killed"] += killed
            answers = night.answers(night.index)
            figures["answers before"] += answers == night.before
            figures["answers after"] += answers == night.after
            problem = night.problem_of(answers) or night.problem_of_rerun()
            if problem:
                problems.append(f"{name}: {problem}")
        problems += night.check_base()
    return figures, problems


def every_kth(calls, count):
    """So many of the calls, evenly spread, each as often as any other where there are fewer."""
    if count >= calls:
        return [1 + i % calls for i in range(count)]
    return [1 + i * calls // count for i in range(count)]
